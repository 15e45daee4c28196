"""How far a forecast can be trusted, in words: too early for one, or how well it would have gone so far."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.findings import counted, outlook
from bot.money import MILLI
from bot.speech import _, ngettext
from storage.reading import periods as totals

if TYPE_CHECKING:
    from datetime import date

    from analytics.demand import Forecast
    from analytics.verdicts import NotEnoughData
    from bot.shop import Shop

_A_DAY = timedelta(days=1)


def too_early(verdict: NotEnoughData, shop: Shop | None = None, today: date | None = None) -> str:
    """Say what is missing before a forecast can be honest; with the shop and its day also from when it works."""
    if shop is not None and today is not None and (ended := outlook.start(shop, today)) != today:
        last = shop.day(ended - _A_DAY, today)
        return _(
            "The last sale in the book is of {last}: to look ahead I need sales of the last eight weeks.",
            last=last,
        )
    words = _(
        "Too early to forecast: {have} {what}, I need {need}.",
        have=verdict.have,
        what=counted.called(verdict.what),
        need=verdict.need,
    )
    if shop is None or today is None:
        return words
    if verdict.what in ("trading days", "days of sales") and verdict.have:
        words += _(
            " I can start on {day}.", day=shop.day(today + timedelta(days=verdict.need - verdict.have), today)
        )
    rate = _so_far(shop, today)
    return _("{words} So far {rate}.", words=words, rate=rate) if rate else words


def _so_far(shop: Shop, today: date) -> str:
    """Say what an ordinary day has brought; empty where nothing was sold in four weeks."""
    days = [
        one.totals
        for one in totals.by_day(shop.book, today - timedelta(days=28), today - _A_DAY)
        if one.totals.sales
    ]
    if not days:
        return ""
    pieces = sum(one.quantity_milli for one in days) / MILLI / len(days)
    money = sum(one.revenue_minor for one in days) / len(days)
    return _(
        "a day brings about {number} pieces and {amount}",
        number=shop.number(pieces),
        amount=shop.round(money),
    )


def sure(forecast: Forecast, shop: Shop) -> str:
    """Say how well this would have gone so far."""
    foot = forecast.footing
    if foot.error is None or not foot.windows:
        return _("{history_days} days of sales; not checked yet.", history_days=foot.history_days)
    said = ngettext(
        "Checked on {windows} stretches of {window_days} day: off by {share}",
        "Checked on {windows} stretches of {window_days} days: off by {share}",
        foot.window_days,
        windows=foot.windows,
        window_days=foot.window_days,
        share=shop.percent(foot.error),
    )
    if foot.plain_error is not None:
        said += _(" (plain average {share})", share=shop.percent(foot.plain_error))
    return _(
        "{said}, the range held {held} of {windows} times.", said=said, held=foot.held, windows=foot.windows
    )
