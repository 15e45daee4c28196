"""The goods as the order list and the suppositions need them: each product's shelf, and what a piece brings.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from bot.money import MILLI
from storage.reading import periods as totals
from storage.reading import shelf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from analytics.reorder import Shelf
    from bot.shop import Shop

REVIEW_DAYS = 7
"""The order list comes every week."""
HISTORY = timedelta(days=1461)
"""How far back the shop is looked at: what is older was another shop."""
_LATELY = timedelta(days=90)  # what was paid then is what will be paid
_A_DAY = timedelta(days=1)


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


def reach(shop: Shop, goods_on: Sequence[Shelf]) -> int:
    """Give how many days ahead orders reach: the slowest delivery and the days to the next list."""
    usual = shop.settings.stock.lead_time_days
    return max((one.lead_days for one in goods_on), default=usual) + REVIEW_DAYS


def prices(shop: Shop, today: date) -> Mapping[str, float]:
    """Give what a piece of each product brings (minor units): as paid lately, as listed, or as ever paid.

    Products of which none of these is known are not in it.
    """
    found = _paid(shop, today - HISTORY, today)
    found.update(
        {
            one.product: float(one.price_minor)
            for one in shelf.shelves(shop.book)
            if one.price_minor is not None
        }
    )
    return found | _paid(shop, today - _LATELY, today)


def _paid(shop: Shop, first: date, until: date) -> dict[str, float]:
    return {
        one.product: one.revenue_minor * MILLI / one.quantity_milli
        for one in totals.by_product(shop.book, first, until - _A_DAY)
        if one.quantity_milli > 0 and one.revenue_minor > 0
    }
