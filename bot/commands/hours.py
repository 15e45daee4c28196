"""/hours: when the shop sells, weekday by hour; of sales whose hour is not known only the day counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Heat, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.windows import looked_back
from bot.findings.wording import footing, money_unit, no_sales
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from datetime import datetime

    from bot.command import Turn
    from bot.language.statements import Period, Slots
    from storage.reading.periods import HourTotals

_USUAL_DAYS = 84  # a month has each weekday four times: too few to tell hours apart
_TOLD_HOURS = 10  # sales with an hour, before hours mean anything


@dataclass(frozen=True, slots=True)
class _Week:
    """A period as a week: takings by weekday and hour, and how often each weekday traded."""

    found: list[HourTotals]
    traded: dict[int, int]

    @property
    def timed(self) -> list[HourTotals]:
        return [one for one in self.found if one.hour is not None]

    def day(self, weekday: int) -> float:
        """Give the takings of an average such day on which the shop traded."""
        whole = sum(one.revenue_minor for one in self.found if one.weekday == weekday)
        return whole / self.traded[weekday] if self.traded.get(weekday) else 0.0

    def hour(self, weekday: int, hour: int) -> float:
        """Give the takings of an average such hour."""
        whole = sum(one.revenue_minor for one in self.found if (one.weekday, one.hour) == (weekday, hour))
        return whole / self.traded[weekday] if self.traded.get(weekday) else 0.0


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show the week of the period; where none was said, of the last twelve weeks."""
    period = looked_back(turn, slots, _USUAL_DAYS)
    week = _week(turn, period)
    if not week.found:
        return no_sales(turn, "hours", period)
    earlier = periods.before(period)
    then = _week(turn, earlier)
    sales = sum(one.sales for one in week.found)
    timed = sum(one.sales for one in week.timed)
    headline = _headline(turn, week)
    blocks: list[Block] = [Words(headline, Style.HEADLINE), _table(turn, week, then)]
    if timed < sales:
        untold = (
            _("all")
            if not timed
            else _(
                "{number} of {number2}",
                number=turn.shop.number(sales - timed),
                number2=turn.shop.number(sales),
            )
        )
        blocks.append(
            Words(_("The hour is not known for {untold} sales: only their day counts here.", untold=untold))
        )
    if timed >= _TOLD_HOURS:
        blocks.append(_heat(turn, week, headline))
    label = periods.call(earlier, turn.shop, turn.today)
    blocks.append(footing(turn, period, sales, _("before: {label}", label=label)))
    said = periods.speak(period)
    return Answer(
        "hours",
        tuple(blocks),
        (
            periods.tabs("hours")[1:],
            (Button(_("Sales"), f"/sales {said}"), Button(_("Best products"), f"/top_products {said}")),
        ),
        in_place=bool(turn.incoming.pressed),
    )


def _week(turn: Turn, period: Period) -> _Week:
    book, zone = turn.shop.book, turn.shop.settings.zone

    def local(at: datetime) -> datetime:
        return at.astimezone(zone)

    traded: dict[int, int] = defaultdict(int)
    for one in totals.by_day(book, period.first, period.last):
        traded[one.on.weekday()] += 1
    return _Week(totals.by_weekday_and_hour(book, period.first, period.last, local), dict(traded))


def _headline(turn: Turn, week: _Week) -> str:
    days = sorted(week.traded, key=lambda one: -week.day(one))
    best = days[0]
    headline = _(
        "{name} is your best day, about {amount}",
        name=turn.shop.weekday(best),
        amount=turn.shop.round(week.day(best)),
    )
    slots = [(one.weekday, one.hour) for one in week.timed if one.hour is not None]
    if sum(one.sales for one in week.timed) < _TOLD_HOURS:
        return headline
    weekday, hour = max(slots, key=lambda slot: week.hour(*slot))
    return _(
        "{headline}; the busiest hour is {name} {hour}:00 to {number}:00",
        headline=headline,
        name=turn.shop.weekday(weekday),
        hour=hour,
        number=hour + 1,
    )


def _table(turn: Turn, week: _Week, then: _Week) -> Table:
    whole = sum(one.revenue_minor for one in week.found)
    rows = []
    for weekday in range(7):
        if weekday not in week.traded and weekday not in then.traded:
            rows.append((turn.shop.weekday(weekday, "EEE"), _("closed"), "", ""))
            continue
        came = sum(one.revenue_minor for one in week.found if one.weekday == weekday)
        rows.append(
            (
                turn.shop.weekday(weekday, "EEE"),
                turn.shop.round(week.day(weekday)),
                turn.shop.round(then.day(weekday)) if weekday in then.traded else "–",
                turn.shop.percent(came / whole) if whole > 0 else "",
            )
        )
    figures = (
        Column(_("a day"), figures=True),
        Column(_("before"), figures=True),
        Column(_("share"), figures=True),
    )
    return Table((Column(_("Day")), *figures), tuple(rows))


def _heat(turn: Turn, week: _Week, title: str) -> Heat:
    known = [one.hour for one in week.timed if one.hour is not None]
    hours = range(min(known), max(known) + 1)
    days = [weekday for weekday in range(7) if weekday in week.traded]
    return Heat(
        title=title,
        rows=tuple(turn.shop.weekday(weekday, "EEE") for weekday in days),
        columns=tuple(str(hour) for hour in hours),
        values=tuple(tuple(week.hour(weekday, hour) for hour in hours) for weekday in days),
        unit=money_unit(turn.shop),
        subtitle=_("Takings of an average hour, by the hour in which it begins"),
    )


COMMAND = Command(
    name="hours",
    summary=N_("When the shop sells: weekdays and hours"),
    answer=answer,
    group=N_("Sales"),
    role=Role.VIEWER,
    examples=("/hours", "/hours this year", "when is my shop busiest"),
    phrases=(
        "hours",
        "busiest hours",
        "when am i busiest",
        "what time is busiest",
        "which day is busiest",
        "busiest day of the week",
        "when do people buy",
        "when do i sell the most",
        "best time of day",
        "what time of day sells best",
        "which weekday is best",
        "quiet hours",
        "when is it quiet",
        "peak hours",
        "peak time",
        "what days are slow",
        "when is the shop busy",
        "what time do customers come",
        "which days are the quietest",
    ),
    lane=Lane.THINKING,
)
