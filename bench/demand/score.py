"""Rolling origins over one shop, and the figures that come of them."""

import time
from dataclasses import dataclass, field

import numpy as np

from bench.demand.methods import LONGEST, TOTALS, Method, Said
from bench.demand.shops import ShopPanel

FIRST_MONTH = 31


@dataclass(slots=True)
class Figures:
    """Of one method on one shop; errors are in units of each product's own day-to-day change."""

    daily: float = np.nan
    totals: dict[int, float] = field(default_factory=dict)
    cover: dict[int, float] = field(default_factory=dict)
    pinball: dict[int, float] = field(default_factory=dict)
    milliseconds: float = np.nan


def origins(days: int, count: int, history: int | None) -> list[int]:
    """Moments to forecast from, latest first; with a fixed history they are spread over all of the days.

    They lie two weeks apart, one week where the shop has too few days for that.
    """
    least = history or max(60, days // 3)
    last = days - LONGEST
    if last < least:
        return []
    step = (
        max(7, (last - least) // max(count - 1, 1))
        if history
        else 14
        if last - least >= 14 * (count - 1)
        else 7
    )
    return list(range(last, least - 1, -step))[:count]


def measure(
    panel: ShopPanel, methods: dict[str, Method], count: int, history: int | None
) -> tuple[dict[str, Figures], int]:
    """The figures of every method on the same products and origins, and the number of origins."""
    moments = origins(panel.units.shape[1], count, history)
    cases = []
    for day in moments:
        past = panel.upto(day, since=day - history if history else 0)
        kept = ((past.units > 0).sum(axis=1) >= 3) & (past.started <= past.units.shape[1] - 10)
        past = ShopPanel(
            past.name,
            past.first_day,
            tuple(name for name, keep in zip(past.products, kept, strict=True) if keep),
            past.units[kept],
            past.real,
        )
        rows = [panel.products.index(name) for name in past.products]
        if rows:
            cases.append((past, panel.units[rows, day : day + LONGEST], rows))
    return {name: _score(method, cases, len(panel.products)) for name, method in methods.items()}, len(cases)


def _scale(past: ShopPanel) -> np.ndarray:
    """Root mean square of the day-to-day change since the first sale (Hyndman & Koehler 2006)."""
    return np.array(
        [
            np.sqrt(np.mean(np.diff(row[start:]) ** 2))
            for row, start in zip(past.units, past.started, strict=True)
        ]
    )


def _score(method: Method, cases: list[tuple[ShopPanel, np.ndarray, list[int]]], products: int) -> Figures:
    daily: list[np.ndarray] = []
    square = {h: np.zeros(products) for h in TOTALS}
    seen = np.zeros(products)
    held: dict[int, list[np.ndarray]] = {h: [] for h in TOTALS}
    pinball: dict[int, list[np.ndarray]] = {h: [] for h in TOTALS}
    took, forecasts = 0.0, 0
    for past, came, rows in cases:
        began = time.process_time()
        said = method(past)
        took += time.process_time() - began
        forecasts += len(rows)
        scale = _scale(past)
        daily.append(np.sqrt(np.mean((said.path - came) ** 2, axis=1)) / scale)
        seen[rows] += 1
        for h in TOTALS:
            total = came[:, :h].sum(axis=1)
            square[h][rows] += ((said.path[:, :h].sum(axis=1) - total) / scale) ** 2
            judged = _ranges(said, total, h, scale)
            if judged is not None:
                held[h].append(judged[0])
                pinball[h].append(judged[1])
    forecast = seen > 0
    return Figures(
        daily=float(np.mean(np.concatenate(daily))),
        totals={h: float(np.mean(np.sqrt(square[h][forecast] / seen[forecast]))) for h in TOTALS},
        cover={h: float(np.mean(np.concatenate(held[h]))) if held[h] else np.nan for h in TOTALS},
        pinball={h: float(np.mean(np.concatenate(pinball[h]))) if pinball[h] else np.nan for h in TOTALS},
        milliseconds=1000 * took / max(forecasts, 1),
    )


def _ranges(said: Said, total: np.ndarray, h: int, scale: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Whether each total lay in the shown range, and the 90 % quantile's pinball loss."""
    if said.low is None or said.high is None or said.order is None:
        return None
    inside = (total >= said.low[h] - 1e-9) & (total <= said.high[h] + 1e-9)
    over = total - said.order[h]
    return inside, np.maximum(0.9 * over, -0.1 * over) / scale
