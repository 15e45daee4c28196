"""/trends: where sales are heading, what the week explains, and what is left to chance and events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Column, Lines, Panels, Series, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import counted, periods
from bot.findings.windows import looked_back, seen_from
from bot.findings.wording import change, count_unit, money_unit, no_sales
from bot.language.statements import Period
from bot.money import MILLI
from bot.speech import N_, _
from storage.reading import cards
from storage.reading import periods as totals

if TYPE_CHECKING:
    from analytics.trends import Decomposition
    from bot.answer import Unit
    from bot.command import Turn
    from bot.language.statements import Slots

_YEAR_DAYS = 365
_TWO_YEARS = 730
_DRAWN_WEEKS = 4
_AVERAGE = N_("0 is an average day")


def answer(turn: Turn, slots: Slots) -> Answer:
    """Decompose the daily sales of the shop, a category or a product; of a year where no period was said."""
    period = looked_back(turn, slots, _YEAR_DAYS)
    if period.last == turn.today and period.first < turn.today:
        period = Period(
            period.first, turn.today - timedelta(days=1)
        )  # an unfinished day would look like a fall
    name, values, unit = _series(turn, slots, period)
    if not values:
        return no_sales(turn, "trends", period)
    found = analytics.trends.decompose(values)
    label = periods.call(period, turn.shop, turn.today)
    buttons = (
        (
            Button(_("This year"), f"/trends {name} this year".replace("  ", " ")),
            Button(_("6 months"), f"/trends {name} {periods.speak(_back(turn, 182))}".replace("  ", " ")),
            Button(_("Year back"), f"/trends {name}".strip()),
        ),
        (
            Button(_("Odd days"), "/anomalies"),
            Button(_("Hours"), "/hours"),
            Button(_("Forecast"), "/forecast"),
        ),
    )
    if isinstance(found, NotEnoughData):
        words = Words(
            _(
                "Too early for a trend: {have} {what}, I need {need}. {so_far}",
                have=found.have,
                what=counted.called(found.what),
                need=found.need,
                so_far=_so_far(turn, period, values, unit),
            ),
            Style.HEADLINE,
        )
        return Answer("trends", (words,), buttons, in_place=bool(turn.incoming.pressed))
    headline = _headline(turn, found, name)
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        _table(turn, found),
        Words(_week(turn, found, unit)),
        Words(_caution(turn, found, period)),
        _panels(found, headline, unit, _what(slots)),
    ]
    gaps = _(" · {gaps} usual days without a sale left out", gaps=found.gaps) if found.gaps else ""
    blocks.append(
        Words(
            _("{label} · {count} trading days{gaps}", label=label, count=len(found.days), gaps=gaps),
            Style.FOOTING,
        )
    )
    return Answer("trends", tuple(blocks), buttons, in_place=bool(turn.incoming.pressed))


def _series(turn: Turn, slots: Slots, period: Period) -> tuple[str, dict[date, float], Unit]:
    """Give what is looked at, its daily figures on the days the shop was open, and their unit."""
    book, known = turn.shop.book, turn.shop.known()
    opened = totals.by_day(book, period.first, period.last)
    if slots.product is not None:
        name, ids = slots.product.name, [slots.product.id]
    elif slots.category is not None:
        name, ids = slots.category, [one.id for one in known.products if one.category == slots.category]
    else:
        return "", {one.on: float(one.totals.revenue_minor) for one in opened}, money_unit(turn.shop)
    unit = replace(count_unit(turn.shop), places=1)
    sold = {
        one.on: one.sold_milli / MILLI for one in cards.product_days(book, period.first, period.last, ids)
    }
    if not sold:
        return name, {}, unit
    first = min(sold)  # before its first sale it was not there to be sold
    return name, {one.on: sold.get(one.on, 0.0) for one in opened if one.on >= first}, unit


def _what(slots: Slots) -> str:
    return _("Sales a day") if slots.product is None and slots.category is None else _("Pieces a day")


def _back(turn: Turn, days: int) -> Period:
    until = seen_from(turn)
    return Period(until - timedelta(days=days), until - timedelta(days=1))


def _so_far(turn: Turn, period: Period, values: dict[date, float], unit: Unit) -> str:
    """Say what can be said without a trend: the last two weeks against the two before."""
    middle, start = period.last - timedelta(days=13), period.last - timedelta(days=27)
    now = sum(value for day, value in values.items() if day >= middle)
    then = sum(value for day, value in values.items() if start <= day < middle)
    return _(
        "The last two weeks: {day}, {change}.",
        day=_written(turn, now, unit),
        change=change(now, then, turn.shop, _("the two before")),
    )


def _written(turn: Turn, value: float, unit: Unit) -> str:
    return turn.shop.round(value) if unit.scale > 1 or unit.before else turn.shop.number(value, 1)


def _headline(turn: Turn, found: Decomposition, name: str) -> str:
    what = name or _("Sales")
    growth, percent = found.growth, turn.shop.number
    if not growth.clear:
        low, high = percent(100 * growth.low, 1), percent(100 * growth.high, 1)
        return _(
            "{what}: no clear direction, between {low} % and {high} % a month", what=what, low=low, high=high
        )
    way = _("growing") if growth.a_month > 0 else _("falling")
    return _(
        "{what}: {way} by about {share} % a month",
        what=what,
        way=way,
        share=percent(abs(100 * growth.a_month), 1),
    )


def _table(turn: Turn, found: Decomposition) -> Table:
    rows = (
        (_("Trend"), turn.shop.percent(found.trend_share)),
        (_("Day of the week"), turn.shop.percent(found.season_share)),
        (_("The rest: events, chance"), turn.shop.percent(found.remainder_share)),
    )
    return Table((Column(_("Ups and downs come from")), Column("", figures=True)), rows)


def _week(turn: Turn, found: Decomposition, unit: Unit) -> str:
    best = max(found.weekdays, key=lambda one: found.weekdays[one])
    worst = min(found.weekdays, key=lambda one: found.weekdays[one])
    level = _("An average trading day brings {day}", day=_written(turn, found.level, unit))
    if len(found.weekdays) == 1:
        return f"{level}."
    more, less = found.weekdays[best], found.weekdays[worst]
    return _(
        "{level}; {day} {more} more, {day2} {less} less.",
        level=level,
        day=turn.shop.weekday(best),
        more=_written(turn, abs(more), unit),
        day2=turn.shop.weekday(worst),
        less=_written(turn, abs(less), unit),
    )


def _caution(turn: Turn, found: Decomposition, period: Period) -> str:
    """Say what cannot be told from these days."""
    earlier, span = periods.before(period), totals.span(turn.shop.book)
    days = (found.days[-1] - found.days[0]).days
    if days < _TWO_YEARS:
        return _(
            "A season of the year can only be told from two years; a busy December counts as chance here."
        )
    if span is None or span[0] > earlier.first:
        return _("The book does not reach back to compare with the period before.")
    return _("The trend is smoothed over nine weeks.")


def _panels(found: Decomposition, title: str, unit: Unit, what: str) -> Panels:
    trend = Series(_("trend"), found.trend)
    observed = Series("", found.observed, quiet=True)
    late = -_DRAWN_WEEKS * len(found.weekdays)  # it repeats: a year of it would be a band
    return Panels(
        title=title,
        panels=(
            Lines(_("{what}, and the trend", what=what), found.days, (observed, trend), unit),
            Lines(
                _("The week, as of late: {average}", average=_(_AVERAGE)),
                found.days[late:],
                (Series("", found.season[late:]),),
                unit,
            ),
            Lines(_("The rest"), found.days, (Series("", found.remainder),), unit),
        ),
        footing=_("Sales = trend + week + the rest"),
    )


COMMAND = Command(
    name="trends",
    summary=N_("Where sales are heading, and what the week explains"),
    answer=answer,
    group=N_("Sales"),
    about=frozenset({"product", "category"}),
    role=Role.VIEWER,
    examples=("/trends", "/trends this year", "are sales going up"),
    phrases=(
        "trends",
        "trend",
        "are my sales going up or down",
        "are sales going up",
        "is business growing",
        "is my business growing",
        "are we growing",
        "are we doing better than before",
        "are we doing better or worse",
        "am i growing",
        "is business getting better or worse",
        "how is business going over time",
        "is there a season",
        "seasonality",
        "sales trend",
        "are things improving",
        "is it getting better",
        "is business picking up",
        "growth",
        "how fast am i growing",
        "is business slowing down",
        "are sales dropping",
    ),
    lane=Lane.THINKING,
)
