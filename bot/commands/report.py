"""/report: the month as a PDF: key figures, charts, tables, and what was not known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from bot.answer import Answer, Button, File, Progress, Style, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.wording import footing, meant, no_sales
from bot.language.statements import Period
from bot.speech import N_, _, ngettext
from storage.reading import periods as totals

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.command import Turn
    from bot.language.statements import Slots


def answer(turn: Turn, slots: Slots) -> Generator[Progress, None, Answer]:
    """Write the month asked for; where none was said, the last whole month with sales."""
    from bot.reporting.month import gather  # noqa: PLC0415 - with the next line, for worker processes
    from bot.reporting.story import Story  # noqa: PLC0415 - loads matplotlib, which belongs in the workers alone

    period = meant(turn, slots) if slots.period else _last_month(turn)
    shop = turn.shop
    if not totals.of_period(shop.book, period.first, period.last).lines:
        return no_sales(turn, "report", period)
    yield Progress(_("Writing the report…"))
    story = Story(shop, gather(shop, period, turn.today), turn.today)
    folder = shop.settings.files_folder
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{uuid4().hex}.pdf"
    name = shop.settings.shop.name
    pages = story.tell().save(path, title=f"{name}, {story.label}", author=name, at=turn.incoming.at)
    said = periods.speak(period)
    earlier = periods.before(periods.whole_month(period.first))
    taps = (Button(_("Profit"), f"/profit {said}"), Button(_("Sales"), f"/sales {said}"))
    before = Button(periods.call(earlier, shop, turn.today), f"/report {periods.speak(earlier)}")
    sales = totals.of_period(shop.book, period.first, period.last).sales
    return Answer(
        "report",
        (
            Words(_("The report of {label} is ready.", label=story.label), Style.HEADLINE),
            Words(story.finding()),
            footing(turn, period, sales, ngettext("1 page", "{pages} pages", pages, pages=pages)),
        ),
        ((before, Button(_("This month"), "/report this month")), taps),
        files=(File(path, _("{name} {label}.pdf", name=name, label=story.label)),),
    )


def _last_month(turn: Turn) -> Period:
    """Give the last whole month; where it is empty, the month of the last sale as far as it has come."""
    last = periods.before(periods.whole_month(turn.today))
    span = totals.span(turn.shop.book)
    if span is None or totals.of_period(turn.shop.book, last.first, last.last).lines:
        return last
    month = periods.whole_month(span[1])
    return Period(month.first, min(month.last, turn.today))


COMMAND = Command(
    name="report",
    summary=N_("The month as a PDF, for you or your bank"),
    answer=answer,
    group=N_("Files"),
    examples=("/report", "/report this month", "i need a report"),
    phrases=(
        "report",
        "send me the full report",
        "monthly report",
        "make a report",
        "i need a report",
        "pdf",
        "report as pdf",
        "something to show the bank",
        "full report",
        "month end report",
        "give me a report",
        "send the report",
        "summary report",
        "a report for the bank",
        "overview of the month",
        "print out of the month",
    ),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
