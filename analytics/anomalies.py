"""Days and products out of the ordinary, and days on which nothing was written down.

A day's total is judged by what was known the day before: level x weekday, with a negative binomial tail. On shops'
totals with known errors put in, this finds lost days far better than z-scores, seasonal decomposition or isolation
forests do. A product is judged by its last week against the forecast made before that week.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd
from scipy import stats

from analytics.demand.arrays import Floats, Ints
from analytics.demand.forecast import forecast_from
from analytics.demand.panel import Panel, build_panel
from analytics.demand.result import Forecast
from analytics.demand.spread import chance_above, quantiles
from analytics.demand.weekdays import weekday_profile
from analytics.verdicts import NotEnoughData

FALSE_ALARM_EVERY = 60
"""Days: how rarely an ordinary day may be called odd."""
LEAST_HISTORY = 28
LIMIT = 0.3 / FALSE_ALARM_EVERY
"""Chance on one side below which a day is odd: 0.5 would be right were tails exactly negative binomial, but shops' are
heavier (measured on eleven shops: one false alarm in 59 days)."""

_LEVEL = 28
_MEMORY = 112
_WILD = 16.0
_ONE_PRODUCT = 0.6
_WEEK = 7


class Kind(StrEnum):
    """What is odd about a day."""

    NOTHING_WRITTEN = "nothing written down on a day that usually sells"
    LOW = "far less than usual"
    HIGH = "far more than usual"
    ONE_PRODUCT = "far more than usual, most of it one product"


@dataclass(frozen=True, slots=True)
class OddDay:
    """A day whose total was not to be expected; units."""

    day: date
    kind: Kind
    came: float
    expected: float
    usual: tuple[float, float]
    """Where such a day's total falls in all but one of sixty days."""
    chance: float
    """Chance of a total at least as far out."""
    product: str | None
    """The product that explains most of the difference, if one does."""


@dataclass(frozen=True, slots=True)
class OddProduct:
    """A product whose last week was not to be expected; units."""

    product: str
    came: float
    expected: float
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class DayOutlook:
    """What was to be expected of each day's total, from the days before (NaN while there is too little)."""

    expected: Floats
    variance: Floats

    def chances(self, came: Floats) -> tuple[Floats, Floats]:
        """Chances of a total as low, and as high, as what came (negative binomial)."""
        mean = np.where(self.expected > 0, self.expected, np.nan)
        wide = np.maximum(self.variance, mean * 1.0001)
        share = mean / wide
        size = mean * share / (1 - share)
        return stats.nbinom.cdf(came, size, share), stats.nbinom.sf(np.ceil(came) - 1, size, share)


def odd_days(
    sales: pd.DataFrame, *, as_of: date, days: int = 60, closed: Collection[date] | None = None
) -> tuple[OddDay, ...] | NotEnoughData:
    """Give the odd ones of the last `days` days before `as_of`, the latest first.

    `sales`: columns date, product, quantity. Days named as `closed` are not judged.
    """
    panel = build_panel(sales, as_of, closed=closed or ())
    if isinstance(panel, NotEnoughData):
        return panel
    if panel.days <= LEAST_HISTORY:
        return NotEnoughData(panel.days, LEAST_HISTORY + 1, "days of sales")
    open_day = panel.open_days(0, panel.days)
    totals = np.where(open_day, np.nan_to_num(panel.units).sum(axis=0), np.nan)
    outlook = day_outlook(totals, panel.weekday)
    low, high = outlook.chances(totals)
    first = max(panel.days - days, LEAST_HISTORY)
    return tuple(
        _odd_day(panel, outlook, t, totals, low_side=bool(low[t] < high[t]))
        for t in range(panel.days - 1, first - 1, -1)
        if open_day[t] and min(low[t], high[t]) < LIMIT
    )


def odd_products(
    sales: pd.DataFrame,
    *,
    as_of: date,
    share_false: float = 0.05,
    closed: Collection[date] | None = None,
    out_of_stock: Iterable[tuple[str, date]] | None = None,
) -> tuple[OddProduct, ...] | NotEnoughData:
    """Give the products whose last week no forecast would have expected, the oddest first.

    Products that were out of stock or shut away on one of its days are not judged.
    Of those named, a share of `share_false` at most is expected to be chance (Benjamini & Hochberg 1995).
    """
    panel = build_panel(sales, as_of, closed=closed or (), out_of_stock=out_of_stock or ())
    if isinstance(panel, NotEnoughData):
        return panel
    if panel.days < LEAST_HISTORY + _WEEK:
        return NotEnoughData(panel.days, LEAST_HISTORY + _WEEK, "days of sales")
    forecast = forecast_from(panel.upto(panel.days - _WEEK), (_WEEK,), {})
    judged = []
    for row, product in enumerate(panel.products):
        said = forecast.of(product, _WEEK)
        last = panel.units[row, -_WEEK:]
        if not isinstance(said, Forecast) or not np.isfinite(last).all() or said.upper_mean <= 0:
            continue
        came = float(last.sum())
        below = came - 1 if said.whole else came
        above = chance_above(said.upper_mean, said.variance, np.array([below, came]), said.whole)
        chance = min(1.0, 2 * min(float(above[0]), 1 - float(above[1])))
        judged.append(OddProduct(product, came, said.mean, chance))
    judged.sort(key=lambda one: (one.chance, one.product))
    passed = [i for i, one in enumerate(judged) if one.chance <= share_false * (i + 1) / len(judged)]
    return tuple(judged[: passed[-1] + 1]) if passed else ()


def day_outlook(totals: Floats, weekday: Ints) -> DayOutlook:
    """Expect each day's total from the days before it: mean of the last 28 x weekday; NaN days are not open.

    What was itself out of the ordinary is drawn to the edge of the usual before it enters the level, so that one
    odd day does not hide the next, and a lasting change is followed after some days.
    """
    tamed = totals.copy()
    expected, variance = np.full(len(totals), np.nan), np.full(len(totals), np.nan)
    for t in range(LEAST_HISTORY, len(totals)):
        start = max(0, t - _MEMORY)
        past, days = tamed[start:t][None, :], weekday[start:t]
        profile = weekday_profile(past, days, window=_MEMORY)
        level = profile.without_weekdays(past, days)[0]
        recent = level[-_LEVEL:]
        if not np.isfinite(recent).any():
            continue
        expected[t] = np.nanmean(recent) * profile.factors[0, weekday[t]]
        dispersion = _dispersion(past[0], expected[start:t], level, profile.factors[0, days])
        variance[t] = dispersion * expected[t]
        tamed[t] = _drawn_in(totals[t], expected[t], variance[t])
    return DayOutlook(expected, variance)


def _dispersion(past: Floats, expected: Floats, level: Floats, factor: Floats) -> float:
    """Variance over mean of the past days around what was expected of them (or their mean, before that)."""
    centre = np.where(np.isfinite(expected), expected, np.nanmean(level) * factor)
    fit = np.isfinite(past) & (centre > 0)
    if not fit.any():
        return 1.0
    square = (past[fit] - centre[fit]) ** 2 / centre[fit]
    usual = float(np.median(square)) / 0.455  # the median of a squared normal deviate
    return max(float(np.minimum(square, _WILD * max(usual, 1.0)).mean()), 1.0)


def _drawn_in(came: float, expected: float, variance: float) -> float:
    if not np.isfinite(came) or expected <= 0:
        return came
    low, high = _usual(expected, variance)
    return float(np.clip(came, low, high))


def _usual(expected: float, variance: float) -> tuple[float, float]:
    ends = [
        float(quantiles(np.array([expected]), np.array([variance]), tau, whole=True)[0])
        for tau in (LIMIT, 1 - LIMIT)
    ]
    return ends[0], ends[1]


def _odd_day(panel: Panel, outlook: DayOutlook, t: int, totals: Floats, *, low_side: bool) -> OddDay:
    came, expected = float(totals[t]), float(outlook.expected[t])
    low, high = outlook.chances(totals)
    product = None if low_side else _main_product(panel, t, came - expected)
    if came <= 0:
        kind = Kind.NOTHING_WRITTEN
    elif low_side:
        kind = Kind.LOW
    else:
        kind = Kind.HIGH if product is None else Kind.ONE_PRODUCT
    return OddDay(
        day=panel.first_day + timedelta(days=t),
        kind=kind,
        came=came,
        expected=expected,
        usual=_usual(expected, float(outlook.variance[t])),
        chance=float(min(low[t], high[t])),
        product=product,
    )


def _main_product(panel: Panel, t: int, excess: float) -> str | None:
    recent = np.nan_to_num(panel.units[:, max(0, t - _LEVEL) : t])
    more = np.nan_to_num(panel.units[:, t]) - recent.mean(axis=1)
    top = int(np.argmax(more))
    return panel.products[top] if more[top] > _ONE_PRODUCT * excess else None
