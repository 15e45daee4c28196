"""/audit: who did what, and when; only the owner sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.wording import many, meant
from bot.language.slots import parse_arguments
from bot.language.statements import Period, Slots
from bot.speech import N_, _
from storage.reading import trail

if TYPE_CHECKING:
    from bot.command import Turn
    from storage.reading.trail import Step, Tally

_SHOWN = 10
_LONG = 70  # characters of what was said
_WEEK = timedelta(days=6)
_DEEDS = {
    "sale": N_("wrote a sale"),
    "return": N_("wrote a return"),
    "restock": N_("wrote stock received"),
    "stocktake": N_("counted stock"),
    "price": N_("changed a price"),
    "payment": N_("wrote a payment"),
    "expense": N_("wrote an expense"),
    "campaign": N_("wrote a campaign"),
    "fact": N_("changed a fact"),
    "page": N_("wrote a page"),
    "order": N_("ordered"),
    "import": N_("took a file in"),
    "edit": N_("changed an entry"),
    "undo": N_("took an entry out"),
    "restore": N_("put an entry back"),
    "joined": N_("joined"),
    "removed": N_("removed somebody"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The steps of a period, older than `before` where that is given."""

    slots: Slots
    before: int | None = None


def parse(rest: str, turn: Turn) -> Page:
    """Read the period, and where the page begins."""
    head, found, number = rest.rpartition("before ")
    if found and number.isdecimal():
        return Page(parse_arguments(head, turn.shop.known(), turn.today), int(number))
    return Page(parse_arguments(rest, turn.shop.known(), turn.today))


def answer(turn: Turn, page: Page | Slots) -> Answer:
    """Count what everybody did in the period (the last seven days), then show the steps, the newest first."""
    page = page if isinstance(page, Page) else Page(page)
    shop, book = turn.shop, turn.shop.book
    asked = page.slots
    period = meant(turn, asked) if asked.period else Period(turn.today - _WEEK, turn.today)
    since, until = _moments(turn, period)
    label = periods.call(period, shop, turn.today)
    counts = trail.tally(book, since, until)
    buttons = [periods.tabs("audit")]
    if not counts:
        words = Words(_("Nobody changed the book: {label}.", label=label), Style.HEADLINE)
        return Answer("audit", (words,), (*buttons, _taps()), in_place=bool(turn.incoming.pressed))
    found = trail.steps(book, since, until, before_id=page.before, limit=_SHOWN + 1)
    shown = found[:_SHOWN]
    earlier = sum(one.count for one in trail.tally(book, *_moments(turn, periods.before(period))))
    steps = sum(one.count for one in counts)
    blocks: list[Block] = [
        Words(_headline(turn, counts), Style.HEADLINE),
        *(Words(_line(turn, one)) for one in shown),
        Words(
            _(
                "{label} · {times}, {number} in the period before",
                label=label,
                times=many(steps, "change"),
                number=shop.number(earlier),
            ),
            Style.FOOTING,
        ),
    ]
    if len(found) > _SHOWN:
        buttons.append((Button(_("Older »"), f"/audit {periods.speak(period)} before {shown[-1].id}"),))
    return Answer("audit", tuple(blocks), (*buttons, _taps()), in_place=bool(turn.incoming.pressed))


def _taps() -> tuple[Button, ...]:
    return Button(_("History"), "/history"), Button(_("What is missing"), "/loose_ends")


def _moments(turn: Turn, period: Period) -> tuple[datetime, datetime]:
    """Give the instants at which the period's first day begins and its last one ends, in the shop's zone."""
    zone = turn.shop.settings.zone
    first = datetime.combine(period.first, time.min, zone)
    last = datetime.combine(period.last + timedelta(days=1), time.min, zone)
    return first.astimezone(UTC), last.astimezone(UTC)


def _headline(turn: Turn, counts: list[Tally]) -> str:
    people: dict[str, int] = {}
    for one in counts:
        people[one.who or _("somebody")] = people.get(one.who or _("somebody"), 0) + one.count
    gone = sum(one.count for one in counts if one.what == "undo")
    said = ", ".join(f"{who} {turn.shop.number(count)}" for who, count in list(people.items())[:5])
    return _("Changes to the book: {said}", said=said) + (
        _("; {times} taken out", times=many(gone, "entry")) if gone else ""
    )


def _line(turn: Turn, one: Step) -> str:
    at = one.at.astimezone(turn.shop.settings.zone)
    when = f"{turn.shop.day(at.date(), turn.today)} {at:%H:%M}"
    detail = " ".join((one.detail or "").split())
    detail = detail if len(detail) <= _LONG else f"{detail[: _LONG - 1]}…"
    deed = _(_DEEDS.get(one.what, one.what))
    if one.what == "joined":
        return _(
            "{when} · {name} joined as {detail}", when=when, name=one.who or _("somebody"), detail=detail
        )
    said = f": {detail}" if detail and one.what != "removed" else ""
    return f"{when} · {one.who or _('somebody')} {deed}{said}"


COMMAND = Command(
    name="audit",
    summary=N_("Who did what"),
    answer=answer,
    group=N_("Write down"),
    examples=("/audit", "/audit this month"),
    phrases=(
        "audit",
        "who wrote that",
        "who recorded this sale",
        "who changed the price",
        "who did what",
        "who deleted the sale",
        "audit log",
        "log",
        "what did my staff do",
        "who entered this",
        "changes made",
        "what was changed",
        "what was deleted",
        "who made changes",
    ),
    parse=parse,
    role=Role.OWNER,
    lane=Lane.THINKING,
)
