"""One horizon of the forecast: which level is in force, and what the same rule would have said before.

Here the rule of the forecast picks its method; `forecast` puts the horizons together.
"""

from dataclasses import dataclass

import numpy as np

from analytics.demand.arrays import Floats, mean_seen
from analytics.demand.backtest import Backtest, combine, weigh
from analytics.demand.panel import Panel
from analytics.demand.pool import PLAIN

POOL_FROM = 14
"""Days: before two weeks are on record nothing can be rehearsed, and the plain mean speaks."""
POOL_ALONE_FROM = 28
"""Days: until then the pool takes over from the plain mean by degrees."""

_CLEARLY = 0.9
"""The plain mean is one of the experts already, so it takes over only where it is better by more than chance."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What is in force for one horizon."""

    horizon: int
    level: Floats
    """Units on a mean day, by product."""
    test: Backtest
    said: Floats
    """What this method would have said in the rehearsal's windows, weighed by all the others (windows x products)."""
    pooled: bool
    plain_better: bool
    """The plain mean did better in the rehearsal, and is in force for that."""

    @property
    def plain(self) -> Floats:
        """What the plain mean would have said (windows x products)."""
        return self.test.expected[:, :, PLAIN]


def choose(panel: Panel, levels: Floats, test: Backtest, horizon: int) -> View:
    """Take the plain mean by weekday in the first two weeks, then more and more the pool."""
    plain = test.expected[:, :, PLAIN]
    if panel.days < POOL_FROM:
        return View(horizon, levels[:, PLAIN], test, plain, pooled=False, plain_better=False)
    weights = weigh(test, levels)
    said = combine(test.expected, weights.without)
    if _pooled_error(plain, test.came) < _CLEARLY * _pooled_error(said, test.came):
        return View(horizon, levels[:, PLAIN], test, plain, pooled=False, plain_better=True)
    trust = min(1.0, (panel.days - POOL_FROM + 1) / (POOL_ALONE_FROM - POOL_FROM + 1))
    level = trust * combine(levels, weights.now) + (1 - trust) * levels[:, PLAIN]
    said = trust * said + (1 - trust) * plain
    return View(horizon, level, test, said, pooled=True, plain_better=False)


def _pooled_error(said: Floats, came: Floats) -> float:
    """Root mean square error by product over its mean total, averaged: every product counts alike."""
    root = np.sqrt(mean_seen((said - came) ** 2, axis=0))
    size = mean_seen(came, axis=0)
    known = np.isfinite(root) & (size > 0)
    return float(np.mean(root[known] / size[known])) if known.any() else 0.0
