"""Days out of the ordinary, and days on which nothing was written down.

A day's total is judged by what was known the day before: level x weekday, with a negative binomial tail. On shops'
totals with known errors put in, this finds lost days far better than z-scores, seasonal decomposition or isolation
forests do.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from analytics.demand.arrays import Floats, Ints
from analytics.demand.panel import LEAST_TRADING_DAYS, RECENT
from analytics.demand.spread import quantiles
from analytics.demand.weekdays import WeekdayProfile, weekday_profile
from analytics.tails import tails
from analytics.verdicts import NotEnoughData

FALSE_ALARM_EVERY = 60
"""Days: how rarely an ordinary day may be called odd."""
LEAST_HISTORY = 28
LIMIT = 0.3 / FALSE_ALARM_EVERY
"""Chance on one side below which a day is odd: 0.5 would be right were tails exactly negative binomial, but shops' are
heavier (measured on eleven shops: one false alarm in 59 days)."""
WARM_UP = 168
"""Days before the first judged one beyond which nothing matters: those that it is judged by, and by which these are."""

_LEVEL = 28
_MEMORY = 112
_PROFILE_EVERY = 7
_WILD = 16.0
_SURELY_USUAL = 1.5
"""Standard deviations within which no day is out of the ordinary, whatever the shape of the tail."""
_ONE_PRODUCT = 0.6


class Kind(StrEnum):
    """What is odd about a day."""

    NOTHING_WRITTEN = "nothing written down on a day that usually sells"
    LOW = "far less than usual"
    HIGH = "far more than usual"


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


@dataclass(frozen=True, slots=True, eq=False)
class DayOutlook:
    """What was to be expected of each day's total, from the days before (NaN while there is too little)."""

    expected: Floats
    variance: Floats

    def chances(self, came: Floats) -> tuple[Floats, Floats]:
        """Chances of a total as low, and as high, as what came (negative binomial)."""
        return tails(self.expected, self.variance, came)


def odd_days(
    sold: Mapping[date, float], *, as_of: date, days: int = 60, closed: Collection[date] = ()
) -> tuple[OddDay, ...] | NotEnoughData:
    """Give the odd ones of the last `days` days before `as_of`, the latest first.

    `sold`: units by day; a day that is not in it sold nothing. Days named as `closed` are not judged.
    """
    traded = sorted(day for day, units in sold.items() if units > 0 and day < as_of)
    if len(traded) < LEAST_TRADING_DAYS:
        return NotEnoughData(len(traded), LEAST_TRADING_DAYS, "trading days")
    if (as_of - traded[-1]).days > RECENT:
        return NotEnoughData(0, 1, f"trading days in the last {RECENT} days")
    length = (as_of - traded[0]).days
    if length <= LEAST_HISTORY:
        return NotEnoughData(length, LEAST_HISTORY + 1, "days of sales")
    dates = [traded[0] + timedelta(days=t) for t in range(length)]
    shut = frozenset(closed)
    totals = np.array([np.nan if day in shut else sold.get(day, 0.0) for day in dates], dtype=np.float64)
    outlook = day_outlook(totals, np.array([day.weekday() for day in dates], dtype=np.int64))
    low, high = outlook.chances(totals)
    return tuple(
        OddDay(
            day=dates[t],
            kind=_kind(totals[t], low_side=bool(low[t] < high[t])),
            came=float(totals[t]),
            expected=float(outlook.expected[t]),
            usual=_usual(float(outlook.expected[t]), float(outlook.variance[t])),
            chance=float(min(low[t], high[t])),
        )
        for t in range(length - 1, max(length - days, LEAST_HISTORY) - 1, -1)
        if min(low[t], high[t]) < LIMIT
    )


def one_product(odd: OddDay, on_day: Mapping[str, float], usually: Mapping[str, float]) -> str | None:
    """Give the product that explains most of what an odd day had too much, if one does.

    `on_day` and `usually`: units of each product on that day, and its mean over the days before.
    """
    more = {name: units - usually.get(name, 0.0) for name, units in on_day.items()}
    top = max(more, key=lambda name: more[name], default=None)
    return top if top is not None and more[top] > _ONE_PRODUCT * (odd.came - odd.expected) > 0 else None


def suspects(odd: OddDay, on_day: Mapping[str, float]) -> list[str]:
    """Give the products that sold enough on an odd day to be its reason: only their usual pace need be known."""
    excess = _ONE_PRODUCT * (odd.came - odd.expected)
    return [name for name, units in on_day.items() if units > excess > 0]


def day_outlook(totals: Floats, weekday: Ints) -> DayOutlook:
    """Expect each day's total from the days before it: mean of the last 28 x weekday; NaN days are not open.

    What was itself out of the ordinary is drawn to the edge of the usual before it enters the level, so that one
    odd day does not hide the next, and a lasting change is followed after some days. The shape of the week is learned
    anew every week.
    """
    tamed = totals.copy()
    expected, variance = np.full(len(totals), np.nan), np.full(len(totals), np.nan)
    profile: WeekdayProfile | None = None
    for t in range(LEAST_HISTORY, len(totals)):
        start = max(0, t - _MEMORY)
        past, days = tamed[start:t], weekday[start:t]
        if profile is None or (t - LEAST_HISTORY) % _PROFILE_EVERY == 0:
            profile = weekday_profile(past[None, :], days, window=_MEMORY)
        level = profile.without_weekdays(past[None, :], days)[0]
        recent = level[-_LEVEL:]
        if not np.isfinite(recent).any():
            continue
        expected[t] = np.nanmean(recent) * profile.factors[0, weekday[t]]
        dispersion = _dispersion(past, expected[start:t], level, profile.factors[0, days])
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
    near = _SURELY_USUAL * np.sqrt(variance)
    if not np.isfinite(came) or expected <= 0 or abs(came - expected) <= near:
        return came
    low, high = _usual(expected, variance)
    return float(np.clip(came, low, high))


def _usual(expected: float, variance: float) -> tuple[float, float]:
    ends = [
        float(quantiles(np.array([expected]), np.array([variance]), tau, whole=True)[0])
        for tau in (LIMIT, 1 - LIMIT)
    ]
    return ends[0], ends[1]


def _kind(came: float, *, low_side: bool) -> Kind:
    if came <= 0:
        return Kind.NOTHING_WRITTEN
    return Kind.LOW if low_side else Kind.HIGH
