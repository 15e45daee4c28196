"""How much a customer leaves at each purchase: the gamma-gamma model.

His purchases scatter around his own mean (gamma with shape p), the means scatter over customers (shape q,
scale v). Assumes that how much somebody spends says nothing of how often he comes.

Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import digamma, gammaln

from analytics.lifetime.fitting import least

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.lifetime.histories import Histories

_STARTS: Final = ((2.0, 3.0, 1.0), (6.0, 4.0, 0.5), (20.0, 10.0, 0.5))
_BOUNDS: Final = ((-5.0, 9.0), (np.log(1.05), 9.0), (-9.0, 12.0))
"""Of the logarithms of p, q and v over the mean; q stays above 1, where the mean over customers exists."""


@dataclass(frozen=True, slots=True)
class SpendModel:
    """A fitted model; ``v`` is in minor units, as the spends of the histories."""

    p: float
    q: float
    v: float
    log_likelihood: float

    @property
    def typical(self) -> float:
        """Mean spend a purchase over all customers, minor units."""
        return self.p * self.v / (self.q - 1.0)

    def expected_spend(self, known: Histories) -> NDArray[np.float64]:
        """Give the mean spend to expect of each at a purchase, minor units: his own, drawn to the typical."""
        shape, rate = self.posterior(known)
        expected: NDArray[np.float64] = self.p * rate / (shape - 1.0)
        return expected

    def posterior(self, known: Histories) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give shape and rate of the gamma that each customer's own scale follows, after what he spent."""
        spent = known.repeats * known.mean_spend
        return self.p * known.repeats + self.q, self.v + spent


def fit_spend(known: Histories) -> SpendModel:
    """Fit by maximum likelihood to those who bought again and spent something.

    Raises ValueError when there are none.
    """
    use = (known.repeats > 0) & (known.mean_spend > 0)
    if not use.any():
        raise ValueError("a spend model needs customers who bought again")
    repeats = known.repeats[use]
    scale = float(known.mean_spend[use].mean())
    mean = known.mean_spend[use] / scale
    log_total = np.log(repeats) + np.log(mean)

    def objective(logs: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        p, q, v = np.exp(logs)
        shape = p * repeats + q
        rate = repeats * mean + v
        value = (
            gammaln(shape)
            - gammaln(p * repeats)
            - gammaln(q)
            + q * np.log(v)
            + p * repeats * log_total
            - np.log(mean)
            - shape * np.log(rate)
        )
        slope = np.array(
            [
                (repeats * (digamma(shape) - digamma(p * repeats) + log_total - np.log(rate))).sum(),
                (digamma(shape) - digamma(q) + np.log(v) - np.log(rate)).sum(),
                (q / v - shape / rate).sum(),
            ]
        )
        return -float(value.sum()) / len(repeats), -slope * np.exp(logs) / len(repeats)

    logs, least_value = least(objective, _STARTS, _BOUNDS)
    p, q, v = (float(parameter) for parameter in np.exp(logs))
    # A density over money in minor units: each mean carries one factor 1 / scale.
    in_minor = -least_value * len(repeats) - len(repeats) * float(np.log(scale))
    return SpendModel(p, q, v * scale, in_minor)
