"""Models that need no library: the naive ones, means, smoothing, and those for slow sellers."""

import numpy as np
from scipy import optimize

from analytics.demand.arrays import Floats
from analytics.demand.models import Ahead, History, Named, WithoutWeekdays

CROSTON_SMOOTHING = 0.1
"""The usual choice for size and gap (Syntetos & Boylan 2005)."""

_WEEK = 7


def naive(history: History, ahead: int) -> Ahead:
    """Tomorrow is as today; the deviation of a random walk."""
    step = _root_mean_square(np.diff(history.units))
    return Ahead(np.full(ahead, history.units[-1]), step * np.sqrt(np.arange(1, ahead + 1)))


def seasonal_naive(history: History, ahead: int) -> Ahead:
    """Each day is as the same weekday of the last week."""
    step = _root_mean_square(history.units[_WEEK:] - history.units[:-_WEEK])
    weeks = np.arange(ahead) // _WEEK + 1
    return Ahead(np.resize(history.units[-_WEEK:], ahead), step * np.sqrt(weeks))


def mean_of_month(level: Floats, ahead: int) -> Ahead:
    """Each day is as the mean of the last 28."""
    recent = level[-28:]
    return Ahead(np.full(ahead, recent.mean()), np.full(ahead, recent.std() * np.sqrt(1 + 1 / len(recent))))


def smoothing(level: Floats, ahead: int) -> Ahead:
    """Give simple exponential smoothing, its constant chosen by the one-day errors (Brown 1956)."""

    def error(alpha: float) -> float:
        return _root_mean_square(level[1:] - _smoothed(level, alpha)[:-1])

    alpha = float(optimize.minimize_scalar(error, bounds=(0.01, 0.99), method="bounded").x)
    spread = np.sqrt(1 + alpha**2 * np.arange(ahead))
    return Ahead(np.full(ahead, _smoothed(level, alpha)[-1]), error(alpha) * spread)


def croston(level: Floats, ahead: int) -> Ahead:
    """Size of a selling day over the days between two, each smoothed (Croston 1972)."""
    return _steady(level, _croston_rate(level, CROSTON_SMOOTHING), ahead)


def croston_sba(level: Floats, ahead: int) -> Ahead:
    """Croston's rate less its bias: x (1 - alpha / 2) (Syntetos & Boylan 2005)."""
    return _steady(level, _croston_rate(level, CROSTON_SMOOTHING) * (1 - CROSTON_SMOOTHING / 2), ahead)


def tsb(level: Floats, ahead: int) -> Ahead:
    """Chance of a selling day times its size; the chance fades when nothing sells (Teunter et al. 2011)."""
    selling = level > 0
    if not selling.any():
        return _steady(level, 0.0, ahead)
    chance = float(_smoothed(selling.astype(np.float64), CROSTON_SMOOTHING)[-1])
    size = float(_smoothed(level[selling], CROSTON_SMOOTHING)[-1])
    return _steady(level, chance * size, ahead)


def _croston_rate(level: Floats, alpha: float) -> float:
    days = np.flatnonzero(level > 0)
    if not len(days):
        return 0.0
    gaps = np.diff(np.concatenate([[-1], days])).astype(np.float64)
    return float(_smoothed(level[days], alpha)[-1] / _smoothed(gaps, alpha)[-1])


def _smoothed(values: Floats, alpha: float) -> Floats:
    """Exponentially smoothed level after each value, started at the first."""
    out = np.empty(len(values))
    level = values[0]
    for i, value in enumerate(values):
        level += alpha * (value - level)
        out[i] = level
    return out


def _steady(level: Floats, rate: float, ahead: int) -> Ahead:
    return Ahead(np.full(ahead, rate), np.full(ahead, level.std()))


def _root_mean_square(values: Floats) -> float:
    return float(np.sqrt(np.mean(values**2))) if len(values) else 0.0


MODELS = (
    Named("naive", 2, naive),
    Named("seasonal naive", _WEEK + 1, seasonal_naive),
    WithoutWeekdays("mean of 28 days", 2, mean_of_month),
    WithoutWeekdays("smoothing (SES)", 3, smoothing),
    WithoutWeekdays("Croston", 3, croston),
    WithoutWeekdays("Croston SBA", 3, croston_sba),
    WithoutWeekdays("TSB", 3, tsb),
)
