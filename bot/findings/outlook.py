"""The shop's own forecast, made from its book: what /forecast, /reorder and the Monday list stand on.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import analytics
from bot.findings import goods
from bot.findings.goods import HISTORY
from storage.reading import demand, shelf
from storage.reading import periods as totals

if TYPE_CHECKING:
    import pandas as pd

    from analytics.demand import PanelForecast
    from analytics.demand.compare import Comparison
    from analytics.verdicts import NotEnoughData
    from bot.shop import Shop

_USUAL = 7, 14, 28
_KEPT, _KEPT_OTHER = "forecast.model", "forecast_asked.model"
_A_DAY = timedelta(days=1)
_ENDED = timedelta(days=28)


def start(shop: Shop, today: date) -> date:
    """Give the day from which to look ahead: today, or the day after the last sale of a book that ended long ago."""
    span = totals.span(shop.book)
    if span is None or today - span[1] <= _ENDED:
        return today
    return span[1] + _A_DAY


def standing(shop: Shop) -> tuple[int, ...]:
    """Give the horizons that are always forecast together: one forecast a day serves whoever asks for one of them."""
    return tuple(sorted({*_USUAL, goods.reach(shop, goods.shelves(shop))}))


def outlook(shop: Shop, today: date, horizons: tuple[int, ...] = ()) -> PanelForecast | NotEnoughData:
    """Forecast every product over the horizons (days from today on) at least, or say what is missing.

    The day's forecast serves all who ask for its own horizons. It is kept beside the book, and made again when anything that it was made from has changed.
    """
    usual = standing(shop)
    asked, name = (usual, _KEPT) if set(usual).issuperset(horizons) else (horizons, _KEPT_OTHER)
    path = shop.settings.models_folder / name
    with shop.book.snapshot():
        data = _made_from(shop, today, asked)
        found: PanelForecast | NotEnoughData | None = analytics.model_file.kept(path, data)
        if found is not None:
            return found
        history = _history(shop, today)
        categories = {one.product: one.category for one in shelf.shelves(shop.book) if one.category}
    found = analytics.demand.forecast_panel(
        history.sold, asked, as_of=today, categories=categories, out_of_stock=history.empty
    )
    analytics.model_file.keep(found, data, path)
    return found


def _made_from(shop: Shop, today: date, asked: tuple[int, ...]) -> str:
    """Name exactly what a forecast is made from: sales, goods and categories, what was asked, and the method."""
    book = demand.fingerprint(shop.book, today - HISTORY, today - _A_DAY)
    return sha256(f"{book}\n{today}\n{asked}\n{_method()}".encode()).hexdigest()


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

    history = _history(shop, today)
    return compare(
        history.sold,
        as_of=today,
        clock=time.perf_counter,
        horizon=horizon,
        windows=windows,
        most_products=products,
        out_of_stock=history.empty,
    )


@dataclass(frozen=True, slots=True)
class _History:
    sold: pd.DataFrame
    empty: list[tuple[str, date]]  # (product, day) on which nothing was there to sell


def _history(shop: Shop, today: date) -> _History:
    first, last = today - HISTORY, today - _A_DAY
    sold = analytics.frames.frame(demand.taken(shop.book, first, last))
    moves = analytics.frames.frame(demand.moved(shop.book, first, last))
    return _History(sold, list(analytics.stockouts.empty_days(moves, sold, today)))
