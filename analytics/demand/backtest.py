"""The rehearsal: what every expert would have said at earlier moments, against what then came.

One product has too little history to choose its own method, so errors are pooled over all products of the shop.
"""

from dataclasses import dataclass

import numpy as np

from analytics.demand.arrays import Flags, Floats, Ints
from analytics.demand.panel import Panel
from analytics.demand.pool import EXPERTS, Outlook, look_ahead

WINDOWS = 24
"""Windows rehearsed for each horizon."""

_LEAST_TRAINING = 10
_LONG = 90
"""Days from which windows start in whole weeks, so that horizons share their starts."""
_LEAST_SEEN = 7
_BEFORE_A_WINDOW = 42
_POWER = 9.0
_OWN_PRIOR = 40.0
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Backtest:
    """Totals of `horizon` days, latest window first; NaN where a product had too little history."""

    horizon: int
    starts: Ints
    expected: Floats
    """Windows x products x experts."""
    came: Floats
    """Windows x products."""

    @property
    def apart(self) -> float:
        """Give how many windows would fit without overlap: what the overlapping ones are worth."""
        if not len(self.starts):
            return 0.0
        span = int(self.starts.max() - self.starts.min()) + self.horizon
        return min(float(len(self.starts)), span / self.horizon)


def rehearse(panel: Panel, horizons: tuple[int, ...]) -> tuple[Outlook, tuple[Backtest, ...]]:
    """Give the outlook today and, for each horizon, the rehearsal that tells which experts to trust."""
    asked = [_rehearsed(panel.days, horizon) for horizon in horizons]
    starts = [_starts(panel.days, horizon) for horizon in asked]
    today = look_ahead(panel.units, panel.weekday, horizons)
    said: dict[tuple[int, int], tuple[Floats, Floats]] = {}
    for start in sorted({start for several in starts for start in several}):
        mine = tuple(sorted({h for h, several in zip(asked, starts, strict=True) if start in several}))
        past = look_ahead(panel.units[:, :start], panel.weekday[:start], mine)
        enough = np.isfinite(panel.units[:, :start]).sum(axis=1) >= _LEAST_SEEN
        for horizon, level in zip(mine, past.levels, strict=True):
            days, came = _window(panel, past, start, horizon)
            said[start, horizon] = (
                np.where(enough[:, None], level * days[:, None], np.nan),
                np.where(enough, came, np.nan),
            )
    tests = []
    for horizon, several in zip(asked, starts, strict=True):
        expected = np.array([said[start, horizon][0] for start in several])
        came = np.array([said[start, horizon][1] for start in several])
        shape = (len(several), len(panel.products))
        tests.append(
            Backtest(
                horizon,
                np.array(several, dtype=np.int64),
                expected.reshape(*shape, len(EXPERTS)),
                came.reshape(shape),
            )
        )
    return today, tuple(tests)


def _rehearsed(days: int, horizon: int) -> int:
    """Rehearse the horizon itself once several windows of it fit; until then a week says more than one long window."""
    if days >= horizon + _BEFORE_A_WINDOW:
        return horizon
    return max(3, min(7, horizon, days // 3))


def _starts(days: int, horizon: int) -> list[int]:
    if days < _LONG:
        step = max(3, horizon // 2)
        latest = days - horizon
    else:
        step = 7 * max(1, horizon // 14)
        latest = days - 7 * -(-horizon // 7)
    return list(range(latest, _LEAST_TRAINING - 1, -step))[:WINDOWS]


def _window(panel: Panel, past: Outlook, start: int, horizon: int) -> tuple[Floats, Floats]:
    """Mean days' worth of demand in the window, and what came; days a product was missing count in neither.

    Shut days nobody had announced do count: the next ones will not be announced either.
    """
    ahead = panel.units[:, start : start + horizon]
    known = np.isfinite(ahead) | panel.quiet[None, start : start + horizon]
    days = (past.profile.factors[:, panel.weekday[start : start + horizon]] * known).sum(axis=1)
    days = days * panel.open_share(start)
    return days, np.where(np.isfinite(ahead), ahead, 0.0).sum(axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How much each expert is trusted (rows sum to 1)."""

    now: Floats
    """Products x experts, from all windows."""
    without: Floats
    """Windows x products x experts: what all other windows would have said, to judge each window honestly."""


def weigh(test: Backtest, available: Floats) -> Weights:
    """Weigh the experts by their relative squared errors.

    An expert not yet available in a window gets the average error there. The shop's pooled record speaks first,
    a product's own as it gathers windows (against forty of the shop's).
    """
    usable: Flags = np.asarray(np.isfinite(available).all(axis=0))
    error = (test.expected - test.came[:, :, None]) ** 2
    seen = np.isfinite(error)
    count = seen.sum(axis=2)
    mean = np.where(seen, error, 0.0).sum(axis=2) / np.maximum(count, 1)
    error = np.where(seen, error, mean[:, :, None]) * (count > 0)[:, :, None]
    judged = count > 0
    total, windows = error.sum(axis=0), judged.sum(axis=0)
    without = [_from_record(total - error[k], windows - judged[k], usable) for k in range(len(test.starts))]
    return Weights(
        _from_record(total, windows, usable), np.array(without).reshape(len(without), *available.shape)
    )


def _from_record(total: Floats, windows: Ints, usable: Flags) -> Floats:
    """Weights by product from the squared errors summed over its windows (products x experts)."""
    judged = (windows > 0) & (total.mean(axis=1) > _TINY)
    own = np.ones_like(total)
    own[judged] = total[judged] / total[judged].mean(axis=1, keepdims=True)
    shop = own[judged].mean(axis=0) if judged.any() else np.ones(total.shape[1])
    trust = (windows / (windows + _OWN_PRIOR) * judged)[:, None]
    record = np.maximum(trust * own + (1 - trust) * shop[None, :], 1e-3)
    weights = np.where(usable, record**-_POWER, 0.0)
    out: Floats = weights / weights.sum(axis=1, keepdims=True)
    return out


def combine(expected: Floats, weights: Floats) -> Floats:
    """Weighted mean over the last axis of what is there; NaN where no expert spoke."""
    seen = np.isfinite(expected)
    used = seen * weights
    total = used.sum(axis=-1)
    mean = (np.where(seen, expected, 0.0) * weights).sum(axis=-1)
    out: Floats = np.where(total > 0, mean / np.where(total > 0, total, 1.0), np.nan)
    return out
