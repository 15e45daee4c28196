"""The report's charts: sales day by day, from revenue to what is left, and ranked bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Bars, Lines, Series, Steps
from bot.findings import periods
from bot.findings.wording import money_unit
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.findings.takings import Takings
    from bot.reporting.month import Month
    from bot.shop import Shop

_SHOWN = 8


def by_day(shop: Shop, month: Month, earlier: str) -> Lines:
    """Draw the days with sales, and the same days of the month before (called `earlier`)."""
    now, then = month.now, month.before
    came = {one.on: float(one.totals.revenue_minor) for one in now.days}
    was = {one.on: float(one.totals.revenue_minor) for one in then.days}
    days = tuple(came)  # a closed day is no nought
    past = dict(zip(periods.days(now.period), map(was.get, periods.days(then.period)), strict=False))
    series = [Series("", tuple(came[day] for day in days))]
    if was:
        series.append(Series(_("before"), tuple(past.get(day) for day in days), quiet=True))
    average = shop.round(now.totals.revenue_minor / max(1, len(now.days)))
    return Lines(
        _("{average} on an average day", average=average),
        days,
        tuple(series),
        money_unit(shop),
        subtitle=_("Sales a day"),
        footing=_("grey: {earlier}", earlier=earlier) if was else "",
    )


def steps(shop: Shop, one: Takings) -> Steps:
    """Draw what became of the revenue; only for takings whose margin is known."""
    margin = one.margin_minor or 0.0
    left = margin - one.spent_minor
    return Steps(
        _("{amount} left", amount=shop.round(left)),
        (_("Revenue"), _("Cost of goods"), _("Margin"), _("Expenses"), _("Left")),
        (float(one.revenue_minor), margin - one.revenue_minor, margin, -float(one.spent_minor), left),
        ("total", "change", "total", "change", "total"),
        money_unit(shop),
        subtitle=_("From revenue to what is left"),
        footing=""
        if one.exact
        else _("Cost known for {share} of sales, the rest estimated", share=shop.percent(one.known)),
    )


def bars(shop: Shop, parts: Sequence[tuple[str, int]], was: Mapping[str, int], noun: str) -> Bars:
    """Draw the largest parts (name, minor units), each with the month before behind it."""
    shown = parts[:_SHOWN]
    return Bars(
        _("{it} leads with {amount}", it=shown[0][0], amount=shop.round(shown[0][1])),
        tuple(name for name, _ in shown),
        tuple(float(minor) for _, minor in shown),
        money_unit(shop),
        before=tuple(float(was.get(name, 0)) for name, _ in shown) if was else (),
        subtitle=_("Revenue by {noun}", noun=noun),
    )
