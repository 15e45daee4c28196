"""The shop's own forecast, made from its book: what /forecast, /reorder and the Monday list stand on.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from bot.money import MILLI
from storage.reading import frames, shelf

if TYPE_CHECKING:
    from datetime import date

    from analytics.demand import Forecast, PanelForecast
    from analytics.reorder import Shelf
    from analytics.verdicts import NotEnoughData
    from bot.shop import Shop

HISTORY = timedelta(days=1461)
_TOLD = {"trading days": "days with sales", "selling days": "days on which it was sold"}


def outlook(shop: Shop, today: date, horizons: tuple[int, ...]) -> PanelForecast | NotEnoughData:
    """Forecast every product over the horizons (days from today on), or say what is missing."""
    columns = frames.demand_frame(shop.book, today - HISTORY, today - timedelta(days=1))
    categories = {one.product: one.category for one in shelf.shelves(shop.book) if one.category}
    return analytics.demand.forecast_panel(
        analytics.frames.frame(columns), horizons, as_of=today, categories=categories
    )


def shelves(shop: Shop) -> list[Shelf]:
    """Give every product's shelf as the order list needs it: units, and the shop's terms where it has none."""
    stock = shop.settings.stock
    return [
        analytics.reorder.Shelf(
            product=one.product,
            on_hand=None if one.on_hand_milli is None else one.on_hand_milli / MILLI,
            on_order=one.on_order_milli / MILLI,
            lead_days=stock.lead_time_days if one.lead_time_days is None else one.lead_time_days,
            pack=(one.pack_milli or MILLI) / MILLI,
            minimum=(one.minimum_milli or 0) / MILLI,
            cost_minor=one.cost_minor,
            price_minor=one.price_minor,
        )
        for one in shelf.shelves(shop.book)
    ]


def too_early(verdict: NotEnoughData) -> str:
    """Say what is missing before a forecast can be honest."""
    what = _TOLD.get(verdict.what, verdict.what)
    return f"Too early to forecast: {verdict.have} {what}, I need {verdict.need}."


def sure(forecast: Forecast, shop: Shop) -> str:
    """Say how well this would have gone so far."""
    foot = forecast.footing
    if foot.error is None or not foot.windows:
        return f"{foot.history_days} days of sales; not checked yet"
    said = (
        f"checked on {foot.windows} stretches of {foot.window_days} days: off by {shop.percent(foot.error)}"
    )
    if foot.plain_error is not None:
        said += f" (plain average {shop.percent(foot.plain_error)})"
    return f"{said}, the range held {foot.held} of {foot.windows} times"
