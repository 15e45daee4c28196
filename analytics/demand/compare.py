"""The comparison of all models on one shop's own past: rolling origins, the same days for everybody.

What is compared are daily forecasts over a horizon, from moments at which only the days before were known. Never one
split of a few days, and never ranked by absolute errors: on slow products those are best for a forecast of nothing
(Hyndman 2006; Hewamalage, Ackermann & Bergmeir 2022). Rows are ranked by RMSSE.
"""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.demand.arrays import Flags, Floats
from analytics.demand.forecast import forecast_from
from analytics.demand.models import Ahead, History, Model, all_models, guarded
from analytics.demand.panel import Panel, build_panel
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData

USED = "shopbook"
"""The name of the method that answers the owner's questions, among the rows."""
BASELINE = "mean of 28 days"

_LEAST_HISTORY = 21
_EIGHTY = 1.2815515655446004
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Score:
    """One model's errors over all windows and products; units of the goods unless said otherwise."""

    model: str
    mae: float
    rmse: float
    wape: float
    """Sum of absolute errors of the horizon's totals over the sum of what came."""
    mase: float
    """Mean absolute error over that of the seasonal naive method within the history (1: as good)."""
    rmsse: float
    """The same with squares; the ranking goes by it."""
    bias: float
    """Sum of what was said over sum of what came, less 1."""
    cover: float
    """Share of the horizon's totals inside the 80 % range (days taken as independent, except by shopbook)."""
    milliseconds: float
    """Time for one product and moment."""
    replaced: int
    """Times it failed and the plain mean spoke."""
    capped: int
    """Times it promised over three times the largest total ever."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All models on one shop's past, the best first."""

    rows: tuple[Score, ...]
    horizon: int
    windows: tuple[date, ...]
    """The first day forecast in each window."""
    products: tuple[str, ...]

    @property
    def verdict(self) -> NoBetterThanBaseline | None:
        """Say so when the method in use did no better than the plain mean."""
        by_name = {row.model: row for row in self.rows}
        if USED not in by_name or BASELINE not in by_name:
            return None
        ours, plain = by_name[USED].rmsse, by_name[BASELINE].rmsse
        return NoBetterThanBaseline(ours, plain, "RMSSE") if ours >= plain else None


def compare(
    sales: pd.DataFrame,
    *,
    as_of: date,
    clock: Callable[[], float] = time.perf_counter,
    horizon: int = 7,
    windows: int = 4,
    most_products: int = 8,
    models: Sequence[Model] | None = None,
    closed: Collection[date] | None = None,
    out_of_stock: Iterable[tuple[str, date]] | None = None,
) -> Comparison | NotEnoughData:
    """Compare `models` (default: all that can run) and the method in use on the products that sell on most days.

    `sales` as for `forecast_panel`; `windows` of `horizon` days each, one after the other, the last ending yesterday.
    Fewer windows are used where history is short; NotEnoughData when not even one leaves three weeks to learn from.
    """
    panel = build_panel(sales, as_of, closed=closed or (), out_of_stock=out_of_stock or ())
    if isinstance(panel, NotEnoughData):
        return panel
    starts = [panel.days - horizon * k for k in range(1, windows + 1)]
    starts = [start for start in starts if start >= _LEAST_HISTORY]
    if not starts:
        return NotEnoughData(panel.days, _LEAST_HISTORY + horizon, "days of sales")
    rows = _busiest(panel, starts[-1], most_products)
    if not len(rows):
        return NotEnoughData(0, 1, "products with three selling days before the first window")
    cases = [_Case(panel, start, horizon, rows) for start in starts]
    found = [_score_used(cases, clock)]
    found += [_score_model(model, cases, clock) for model in (all_models() if models is None else models)]
    return Comparison(
        rows=tuple(sorted(found, key=lambda score: (score.rmsse, score.model))),
        horizon=horizon,
        windows=tuple(panel.first_day + timedelta(days=start) for start in sorted(starts)),
        products=tuple(panel.products[row] for row in rows),
    )


def _busiest(panel: Panel, start: int, most: int) -> Sequence[int]:
    """Rows of the products with most selling days before the first window (three at least, the first a week ago)."""
    past = np.nan_to_num(panel.units[:, :start]) > 0
    days = past.sum(axis=1)
    fit = (days > 2) & past[:, : start - _WEEK].any(axis=1)  # noqa: PLR2004 - as for a forecast
    order = sorted(np.flatnonzero(fit).tolist(), key=lambda row: (-int(days[row]), panel.products[row]))
    return order[:most]


class _Case:
    """One window: what was known of each product, what came, and how hard it is."""

    def __init__(self, panel: Panel, start: int, horizon: int, rows: Sequence[int]) -> None:
        self.known = panel.upto(start)
        self.horizon = horizon
        self.rows = rows
        came = panel.units[rows, start : start + horizon]
        self.judged: Flags = np.isfinite(came) | panel.quiet[None, start : start + horizon]
        self.came: Floats = np.where(np.isfinite(came), came, 0.0)
        self.histories = [_history(self.known, row) for row in rows]
        change = [_weekly_change(history.units) for history in self.histories]
        self.absolute_scale: Floats = np.array([np.mean(np.abs(diff)) for diff in change])
        self.square_scale: Floats = np.array([np.sqrt(np.mean(diff**2)) for diff in change])


def _history(panel: Panel, row: int) -> History:
    """Give a product's days since its first sale; missing ones filled with what that weekday usually brings."""
    units = panel.units[row]
    first = int(np.argmax(np.isfinite(units)))
    units, weekday = units[first:].copy(), panel.weekday[first:]
    gaps = ~np.isfinite(units)
    for day in range(7):
        mine = weekday == day
        seen = units[mine & ~gaps]
        units[mine & gaps] = seen.mean() if len(seen) else 0.0
    return History(units, panel.first_day + timedelta(days=first))


def _weekly_change(units: Floats) -> Floats:
    """Errors of the seasonal naive method within the history; with under a week, of the naive one."""
    lag = _WEEK if len(units) > _WEEK else 1
    change = units[lag:] - units[:-lag]
    return change if np.any(change) else np.ones(1)


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    mean: Floats
    low: Floats
    high: Floats


def _score_used(cases: Sequence[_Case], clock: Callable[[], float]) -> Score:
    began = clock()
    said = []
    for case in cases:
        forecast = forecast_from(case.known, (case.horizon,), {})
        rows = np.asarray(case.rows)
        read = forecast.products.read(
            rows, np.full(len(rows), case.horizon), forecast.horizons, case.known.as_of
        )
        ends = [one.range for one in read]
        low, high = np.array(ends).T
        said.append(_Said(forecast.products.path[case.rows], low, high))
    return _score(USED, cases, said, seconds=clock() - began)


def _score_model(model: Model, cases: Sequence[_Case], clock: Callable[[], float]) -> Score:
    began = clock()
    said, replaced, capped = [], 0, 0
    for case in cases:
        answers = [guarded(model, history, case.horizon) for history in case.histories]
        replaced += sum(answer.replaced for answer in answers)
        capped += sum(answer.capped for answer in answers)
        said.append(_independent_days([answer.ahead for answer in answers]))
    return _score(model.name, cases, said, seconds=clock() - began, replaced=replaced, capped=capped)


def _independent_days(answers: Sequence[Ahead]) -> _Said:
    mean = np.array([answer.mean for answer in answers])
    wide = _EIGHTY * np.sqrt(np.array([np.sum(answer.deviation**2) for answer in answers]))
    total = mean.sum(axis=1)
    return _Said(mean, np.maximum(total - wide, 0.0), total + wide)


def _score(
    name: str,
    cases: Sequence[_Case],
    said: Sequence[_Said],
    *,
    seconds: float,
    replaced: int = 0,
    capped: int = 0,
) -> Score:
    judged = np.concatenate([case.judged for case in cases])
    came = np.concatenate([case.came for case in cases])
    mean = np.concatenate([one.mean for one in said])
    error = np.where(judged, mean - came, 0.0)
    days = np.maximum(judged.sum(axis=1), 1)
    absolute = np.concatenate([case.absolute_scale for case in cases])
    square = np.concatenate([case.square_scale for case in cases])
    total_said, total_came = np.where(judged, mean, 0.0).sum(axis=1), np.where(judged, came, 0.0).sum(axis=1)
    whole = judged.all(axis=1)
    low, high = np.concatenate([one.low for one in said]), np.concatenate([one.high for one in said])
    inside = (total_came >= low - 1e-9) & (total_came <= high + 1e-9)
    sold = max(float(total_came.sum()), 1e-9)
    return Score(
        model=name,
        mae=float(np.abs(error).sum() / max(judged.sum(), 1)),
        rmse=float(np.sqrt((error**2).sum() / max(judged.sum(), 1))),
        wape=float(np.abs(total_said - total_came).sum() / sold),
        mase=float(np.mean(np.abs(error).sum(axis=1) / days / absolute)),
        rmsse=float(np.mean(np.sqrt((error**2).sum(axis=1) / days) / square)),
        bias=float(total_said.sum() / sold - 1),
        cover=float(inside[whole].mean()) if whole.any() else float("nan"),
        milliseconds=1000 * seconds / len(mean),
        replaced=replaced,
        capped=capped,
    )
