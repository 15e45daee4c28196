"""The pool's level experts: where a product's daily demand stands today.

Each expert reads the de-seasonalised days and answers in units a day. Exponentially weighted means are divided by
the weights they have seen, so there is no start value to choose: with little history they are the plain mean.
All are weighted sums, so one matrix product answers for all products and all experts at once.
"""

from collections.abc import Collection
from functools import lru_cache

import numpy as np

from analytics.demand.arrays import Floats, Ints, ratio

SMOOTHING = (0.01, 0.03, 0.06, 0.12, 0.2, 0.35, 0.6)
"""Simple exponential smoothing (Brown 1956), from a memory of half a year to two days."""
WINDOWS = (7, 14, 28, 56, 182)
"""Plain means of the last so many open days."""
INTERMITTENT = (0.05, 0.12)
"""Teunter, Syntetos & Babai (2011): chance of a selling day times the size of one, each smoothed."""
KEPT = 730
"""Days a level may remember."""

NAMES = (
    *(f"ses {alpha}" for alpha in SMOOTHING),
    *(f"mean {window}" for window in WINDOWS),
    *(f"tsb {alpha}" for alpha in INTERMITTENT),
)


def level_experts(days: Floats, intermittent: Collection[float] = INTERMITTENT) -> Floats:
    """Units a day by product and expert (n x len(NAMES)) at the end of `days` (n x T, NaN missing).

    Of the intermittent ones, which take most of the time, only those asked for speak; the others are NaN.
    """
    recent = latest_last(days[:, -KEPT:])
    seen = np.isfinite(recent)
    value = np.where(seen, recent, 0.0)
    weights = _weights(recent.shape[1])
    out = np.full((len(days), len(NAMES)), np.nan)
    out[:, : weights.shape[1]] = ratio(value @ weights, seen @ weights, 0.0)
    if not intermittent:
        return out
    selling = value > 0
    after: Ints = np.cumsum(selling[:, ::-1], axis=1)[:, ::-1] - selling
    for alpha in intermittent:
        memory = _memory(alpha, recent.shape[1])
        chance = ratio(selling @ memory[::-1], seen @ memory[::-1], 0.0)
        weight = memory[after] * selling
        size = ratio((weight * value).sum(axis=1), weight.sum(axis=1), 0.0)
        out[:, NAMES.index(f"tsb {alpha}")] = chance * size
    return out


def latest_last(days: Floats) -> Floats:
    """Push each row's seen days to the right end, in their order, so that all rows end with their latest day."""
    seen = np.isfinite(days)
    if bool((seen[:, 1:] >= seen[:, :-1]).all()):
        return days
    order = np.argsort(seen, axis=1, kind="stable")
    return np.take_along_axis(days, order, axis=1)


def _memory(alpha: float, length: int) -> Floats:
    out: Floats = (1 - alpha) ** np.arange(length, dtype=np.float64)
    return out


@lru_cache(maxsize=256)
def _weights(length: int) -> Floats:
    """Weights of the days by expert (length x experts), the latest day last."""
    age = np.arange(length)[::-1]
    columns = [_memory(alpha, length)[::-1] for alpha in SMOOTHING]
    columns += [(age < window).astype(np.float64) for window in WINDOWS]
    out: Floats = np.stack(columns, axis=1)
    out.setflags(write=False)
    return out
