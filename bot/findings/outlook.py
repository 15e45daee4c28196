"""The shop's own forecast, made from its book: what /forecast, /reorder and the Monday list stand on.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import analytics
from bot.findings import counted
from bot.money import MILLI
from bot.speech import _, ngettext
from storage.reading import frames, shelf
from storage.reading import periods as totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from analytics.demand import Forecast, PanelForecast
    from analytics.demand.compare import Comparison
    from analytics.reorder import Shelf
    from analytics.verdicts import NotEnoughData
    from bot.shop import Shop

HISTORY = timedelta(days=1461)
REVIEW_DAYS = 7
"""The order list comes every week."""
_USUAL = 7, 14, 28
_KEPT, _KEPT_OTHER = "forecast.model", "forecast_asked.model"
_A_DAY = timedelta(days=1)
_ENDED = timedelta(days=28)
_PRICES = timedelta(days=90)  # what was paid lately is what will be paid


def start(shop: Shop, today: date) -> date:
    """Give the day from which to look ahead: today, or the day after the last sale of a book that ended long ago."""
    span = totals.span(shop.book)
    if span is None or today - span[1] <= _ENDED:
        return today
    return span[1] + _A_DAY


def standing(shop: Shop) -> tuple[int, ...]:
    """Give the horizons that are always forecast together: one forecast a day serves whoever asks for one of them."""
    return tuple(sorted({*_USUAL, reach(shop, shelves(shop))}))


def reach(shop: Shop, goods_on: Sequence[Shelf]) -> int:
    """Give how many days ahead orders reach: the slowest delivery and the days to the next list."""
    usual = shop.settings.stock.lead_time_days
    return max((one.lead_days for one in goods_on), default=usual) + REVIEW_DAYS


def outlook(shop: Shop, today: date, horizons: tuple[int, ...]) -> PanelForecast | NotEnoughData:
    """Forecast every product over the horizons (days from today on) at least, or say what is missing.

    The forecast is kept beside the book, and made again when anything that it was made from has changed.
    """
    usual = standing(shop)
    asked, name = (usual, _KEPT) if set(usual).issuperset(horizons) else (horizons, _KEPT_OTHER)
    sold = _demand(shop, today)
    moves = frames.stock_frame(shop.book, today - HISTORY, today - _A_DAY)
    categories = {one.product: one.category for one in shelf.shelves(shop.book) if one.category}
    path = shop.settings.models_folder / name
    data = _made_from(sold, moves, repr((today, asked, sorted(categories.items()))))
    found: PanelForecast | NotEnoughData | None = analytics.model_file.kept(path, data)
    if found is None:
        found = analytics.demand.forecast_panel(
            sold, asked, as_of=today, categories=categories, out_of_stock=list(_empty(moves, sold, today))
        )
        # What cannot be kept on a full disk is made again.
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            analytics.model_file.save(found, data, path)
    return found


def _made_from(sold: pd.DataFrame, moves: frames.Columns, asked: str) -> str:
    """Name exactly what a forecast is made from: the sales, the goods, what was asked, and the method."""
    goods = analytics.frames.frame(moves)
    parts = (
        analytics.model_file.fingerprint(sold),
        analytics.model_file.fingerprint(goods),
        asked,
        _method(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()


@cache
def _method() -> str:
    """Name the method as it stands: the next release of the program may forecast otherwise on the same day."""
    digest = sha256()
    for source in sorted(Path(analytics.demand.__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def comparison(
    shop: Shop, today: date, *, horizon: int, windows: int, products: int
) -> Comparison | NotEnoughData:
    """Measure every model on the shop's own past; see `analytics.demand.compare`."""
    from analytics.demand.compare import compare  # noqa: PLC0415 - it brings every model's library

    sold = _demand(shop, today)
    moves = frames.stock_frame(shop.book, today - HISTORY, today - _A_DAY)
    return compare(
        sold,
        as_of=today,
        clock=time.perf_counter,
        horizon=horizon,
        windows=windows,
        most_products=products,
        out_of_stock=list(_empty(moves, sold, today)),
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
    return found | _paid(shop, today - _PRICES, today)


def _paid(shop: Shop, first: date, until: date) -> dict[str, float]:
    return {
        one.product: one.revenue_minor * MILLI / one.quantity_milli
        for one in totals.by_product(shop.book, first, until - _A_DAY)
        if one.quantity_milli > 0 and one.revenue_minor > 0
    }


def too_early(verdict: NotEnoughData, shop: Shop | None = None, today: date | None = None) -> str:
    """Say what is missing before a forecast can be honest; with the shop and its day also from when it works."""
    if shop is not None and today is not None and (ended := start(shop, today)) != today:
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


def _demand(shop: Shop, today: date) -> pd.DataFrame:
    columns = frames.demand_frame(shop.book, today - HISTORY, today - _A_DAY)
    found: pd.DataFrame = analytics.frames.frame(columns)
    return found


def _empty(moves: frames.Columns, sold: pd.DataFrame, today: date) -> Iterator[tuple[str, date]]:
    """Give (product, day) on which the shelf was empty and nothing of it was sold: no sign of what was wanted.

    Followed from each count on, by what came in and went out; before its first count a shelf is not known.
    """
    by_day: dict[str, dict[str, list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for on, product, kind, quantity in zip(
        moves["date"], moves["product"], moves["kind"], moves["quantity"], strict=True
    ):
        by_day[product][on].append((kind, quantity))
    counted = {name for name, days in by_day.items() if any("count" in dict(one) for one in days.values())}
    out: dict[str, dict[str, float]] = defaultdict(dict)
    columns = (sold[name].tolist() for name in ("date", "product", "quantity"))
    for on, product, quantity in zip(*columns, strict=True):
        if product in counted:
            out[product][on] = quantity
    for product in sorted(counted):
        yield from ((product, day) for day in _empty_days(by_day[product], out[product], today))


def _empty_days(
    moves: Mapping[str, list[tuple[str, float]]], out: Mapping[str, float], today: date
) -> Iterator[date]:
    first = min(on for on, kinds in moves.items() if "count" in dict(kinds))
    level, day = 0.0, date.fromisoformat(first)
    while day < today:
        on = day.isoformat()
        here = moves.get(on, [])
        if level <= 0 and not here and not out.get(on) and on != first:
            yield day
        level = max(level - out.get(on, 0.0), 0.0)
        for kind, quantity in here:
            level = quantity if kind == "count" else level + quantity
        day += _A_DAY
