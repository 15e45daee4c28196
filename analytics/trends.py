"""Trend, week and remainder of a daily series: how much of the ups and downs each explains.

What belongs here: cutting a shop's days so that closed days are no noughts, the decomposition, and whether the trend
is more than chance. What does not: forecasts.

Source: Cleveland, Cleveland, McRae & Terpenning (1990), "STL: A Seasonal-Trend Decomposition Procedure Based on
Loess", with its robust weights. The season is the week; a season of the year needs two years and is not looked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.stats import theilslopes
from statsmodels.tsa.seasonal import STL

from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

WEEKS_NEEDED: Final = 8
_MONTH: Final = 30.0
_OPEN_SHARE: Final = 1 / 3
"""A weekday that traded less often than this, beside the busiest one, is one on which the shop is closed."""
_KNOWN_SHARE: Final = 0.5
"""Of the trading days this many must be known: a book with larger gaps has no trend to speak of."""
_TREND_WEEKS: Final = 9
"""Weeks that the trend is smoothed over: shorter, it would follow every pay-day."""
_SEASON_WEEKS: Final = 35
"""Weeks that the week's pattern is smoothed over: shorter, it would take chance for a pattern."""
_NEAR_WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class Growth:
    """Change a month (30 days), as a share of the mean level: 0.02 is 2 % more each month. 95 % range."""

    a_month: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the direction is more than chance."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A series by trading day, in the unit it came in; None where the shop was closed on a day it usually trades.

    The three shares add up to one: each part's variance over the sum of the three.
    """

    days: tuple[date, ...]
    observed: tuple[float | None, ...]
    trend: tuple[float, ...]
    season: tuple[float, ...]
    remainder: tuple[float | None, ...]
    trend_share: float
    season_share: float
    remainder_share: float
    weekdays: dict[int, float]
    """What a weekday (Monday is 0) brings above or below an average day, in the series' unit."""
    level: float
    """Mean of a trading day."""
    growth: Growth
    gaps: int
    """Trading days on which nothing was sold or written down."""


def decompose(values: Mapping[date, float]) -> Decomposition | NotEnoughData:
    """Split a daily series, from its first day to its last, into trend, week and remainder.

    `values` holds the days on which the shop traded (money or pieces, any unit); a day that is not in it was closed.
    Fewer than eight weeks, or more gaps than days, give NotEnoughData.
    """
    first, last = min(values, default=date.min), max(values, default=date.min)
    weeks = (last - first).days // 7 if values else 0
    if weeks < WEEKS_NEEDED:
        return NotEnoughData(weeks, WEEKS_NEEDED, "weeks of sales")
    open_weekdays = trading_weekdays(values)
    days = tuple(
        day
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        if day.weekday() in open_weekdays
    )
    observed = np.array([values.get(day, np.nan) for day in days], dtype=np.float64)
    enough = math.ceil(_KNOWN_SHARE * len(days))
    if np.isfinite(observed).sum() < enough:
        return NotEnoughData(int(np.isfinite(observed).sum()), enough, "days with sales in these weeks")
    season, trend = _split(_filled(observed, len(open_weekdays)), len(open_weekdays))
    remainder = observed - trend - season
    known = np.isfinite(observed)
    shares = _shares(trend[known], season[known], remainder[known])
    weekday = np.array([day.weekday() for day in days])
    return Decomposition(
        days=days,
        observed=_with_gaps(observed),
        trend=tuple(map(float, trend)),
        season=tuple(map(float, season)),
        remainder=_with_gaps(remainder),
        trend_share=shares[0],
        season_share=shares[1],
        remainder_share=shares[2],
        weekdays={one: float(season[weekday == one].mean()) for one in open_weekdays},
        level=float(np.nanmean(observed)),
        growth=_growth(days, observed - season),
        gaps=int((~known).sum()),
    )


def trading_weekdays(values: Mapping[date, float]) -> tuple[int, ...]:
    """Give the weekdays (Monday is 0) on which the shop usually trades."""
    first, last = min(values), max(values)
    traded, passed = np.zeros(7), np.zeros(7)
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        passed[day.weekday()] += 1
        traded[day.weekday()] += day in values
    share = traded / np.maximum(passed, 1)
    return tuple(int(weekday) for weekday in np.flatnonzero(share > _OPEN_SHARE * share.max()))


def _filled(observed: NDArray[np.float64], week: int) -> NDArray[np.float64]:
    """Fill closed days with the mean of the same weekday in the weeks around: STL takes no gaps."""
    filled = observed.copy()
    for at in np.flatnonzero(np.isnan(observed)):
        near = observed[max(0, at - _NEAR_WEEKS * week) : at + _NEAR_WEEKS * week + 1]
        same = observed[at % week :: week][max(0, at // week - _NEAR_WEEKS) : at // week + _NEAR_WEEKS + 1]
        pool = same if np.isfinite(same).any() else near if np.isfinite(near).any() else observed
        filled[at] = np.nanmean(pool)
    return filled


def _split(filled: NDArray[np.float64], week: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give season and trend; a shop with one trading weekday has no week to speak of."""
    if week == 1:
        window = np.ones(_TREND_WEEKS)
        weight = np.convolve(np.ones(len(filled)), window, mode="same")
        return np.zeros(len(filled)), np.convolve(filled, window, mode="same") / weight
    fitted = STL(
        filled,
        period=week,
        seasonal=_SEASON_WEEKS,
        trend=_TREND_WEEKS * week + 1 - (_TREND_WEEKS * week) % 2,
        robust=True,
    ).fit()
    return np.asarray(fitted.seasonal), np.asarray(fitted.trend)


def _shares(*parts: NDArray[np.float64]) -> tuple[float, ...]:
    variances = [float(part.var()) for part in parts]
    whole = sum(variances)
    if whole <= 0:
        return 0.0, 0.0, 0.0
    return tuple(one / whole for one in variances)


def _growth(days: tuple[date, ...], level: NDArray[np.float64]) -> Growth:
    """Fit a straight line through the weeks' means (Theil 1950, Sen 1968): single wild weeks do not turn it."""
    weeks: dict[date, list[float]] = {}
    for day, value in zip(days, level, strict=True):
        if np.isfinite(value):
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(float(value))
    at = np.array([week.toordinal() for week in weeks], dtype=np.float64)
    means = np.array([np.mean(found) for found in weeks.values()])
    mean = abs(float(means.mean()))
    if mean == 0:
        return Growth(0.0, 0.0, 0.0)
    slope, _, low, high = theilslopes(means, at, alpha=0.95)
    scale = _MONTH / mean
    return Growth(float(slope) * scale, float(low) * scale, float(high) * scale)


def _with_gaps(values: NDArray[np.float64]) -> tuple[float | None, ...]:
    return tuple(float(one) if np.isfinite(one) else None for one in values)
