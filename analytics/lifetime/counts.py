"""How often a customer comes back: the BG/NBD and MBG/NBD models.

While he is a customer he buys at his own steady rate; after a purchase he may leave for good, with his own
probability. Rates vary over customers as a gamma (r, alpha), probabilities of leaving as a beta (a, b).

Sources: Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2) for
BG/NBD; Batislam, Denizel & Filiztekin (2007), IJRM 24(3), and Hoppe & Wagner (2007) for MBG/NBD. The two
differ in one thing: after how many of his purchases somebody may have left, x or x + 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.special import betaln, digamma, gammaln, hyp2f1

from analytics.lifetime.fitting import least

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from analytics.lifetime.histories import Histories

_STARTS: Final = ((0.5, 0.5, 0.5, 2.0), (1.0, 1.0, 0.1, 1.0), (0.2, 0.2, 1.0, 5.0))
_BOUNDS: Final = (-7.0, 9.0)
"""Of the logarithms: where nobody ever leaves the likelihood has no top, and the search must end somewhere."""
_NEAR_ONE: Final = 1e-6


class Leaving(StrEnum):
    """After which purchases a customer may leave."""

    AFTER_REPEAT = "bg_nbd"
    """After repeat purchases only: who came once is still a customer."""
    AFTER_ANY = "mbg_nbd"
    """After the first one too."""


@dataclass(frozen=True, slots=True, eq=False)
class CountModel:
    """A fitted model. Time is in weeks, as in the histories."""

    leaving: Leaving
    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    covariance: NDArray[np.float64]
    """Of the logarithms of (r, alpha, a, b), from the curvature at the top; zeros where it has none."""

    def with_parameters(self, logs: NDArray[np.float64]) -> CountModel:
        """Give the same model at other parameters: the logarithms of (r, alpha, a, b)."""
        r, alpha, a, b = (float(value) for value in np.exp(np.clip(logs, *_BOUNDS)))
        return CountModel(self.leaving, r, alpha, a, b, self.log_likelihood, self.covariance)

    def logs(self) -> NDArray[np.float64]:
        """Give the logarithms of (r, alpha, a, b)."""
        values: NDArray[np.float64] = np.log(np.array([self.r, self.alpha, self.a, self.b]))
        return values

    def p_alive(self, known: Histories) -> NDArray[np.float64]:
        """Give the probability that each is still a customer on the day of asking.

        Not a score of who will stay away: under BG/NBD everybody who came once counts as a customer. For
        that use ``p_no_purchase``.
        """
        chances = self.chances(known)
        odds = np.where(chances > 0, np.log(self.a) - np.log(self.b + np.maximum(chances, 1) - 1), -np.inf)
        odds += (self.r + known.repeats) * np.log((self.alpha + known.watched) / (self.alpha + known.last))
        alive: NDArray[np.float64] = 1.0 / (1.0 + np.exp(np.minimum(odds, 700.0)))
        return alive

    def p_no_purchase(self, known: Histories, weeks: float) -> NDArray[np.float64]:
        """Give the probability that each buys nothing in the next ``weeks``."""
        silent = (self.alpha + known.watched) / (self.alpha + known.watched + weeks)
        return 1.0 - self.p_alive(known) * (1.0 - silent ** (self.r + known.repeats))

    def expected_purchases(self, known: Histories, weeks: float) -> NDArray[np.float64]:
        """Give the number of purchases to expect of each in the next ``weeks``."""
        chances = self.chances(known)
        # The formula breaks where a or a + b is 1; a step beside, its value changes too little to notice.
        a = self.a if abs(self.a - 1.0) > _NEAR_ONE else 1.0 + _NEAR_ONE
        b = self.b if abs(a + self.b - 1.0) > _NEAR_ONE else self.b + 2 * _NEAR_ONE
        total = a + b + chances - 1.0
        later = self.alpha + known.watched + weeks
        silent = ((self.alpha + known.watched) / later) ** (self.r + known.repeats)
        curve = hyp2f1(self.r + known.repeats, b + chances, total, weeks / later)
        ahead = total / (a - 1.0) * (1.0 - silent * curve)
        # Nobody can be expected oftener than if he were sure to stay.
        staying = (self.r + known.repeats) / (self.alpha + known.watched) * weeks
        ahead = np.where(np.isfinite(ahead), np.clip(ahead, 0.0, staying), staying)
        expected: NDArray[np.float64] = ahead * self.p_alive(known)
        return expected

    def chances(self, known: Histories) -> NDArray[np.float64]:
        """Give after how many purchases each could have left."""
        return known.repeats + (1.0 if self.leaving is Leaving.AFTER_ANY else 0.0)


def fit_counts(known: Histories, leaving: Leaving = Leaving.AFTER_REPEAT) -> CountModel:
    """Fit by maximum likelihood, on the logarithms of the parameters, with the exact gradient.

    Raises ValueError when there is no history or nobody bought twice: no model can be told from that.
    """
    if len(known) == 0 or not (known.repeats > 0).any():
        raise ValueError("a count model needs customers who bought again")
    # In units of the mean time watched all four parameters are of the order of one.
    scale = float(known.watched.mean())
    extra = 1.0 if leaving is Leaving.AFTER_ANY else 0.0
    rows, weights = np.unique(
        np.column_stack([known.repeats, known.last / scale, known.watched / scale]),
        axis=0,
        return_counts=True,
    )
    seen = np.column_stack([rows, rows[:, 0] + extra, weights])

    def objective(logs: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = _log_likelihood(np.exp(logs), seen)
        return -value / len(known), -slope * np.exp(logs) / len(known)

    logs, value = least(objective, _STARTS, [_BOUNDS] * 4)
    r, alpha, a, b = (float(parameter) for parameter in np.exp(logs))
    # A density over time in weeks: each of the x purchases carries one factor 1 / scale.
    in_weeks = -value * len(known) - float(known.repeats.sum()) * np.log(scale)
    covariance = _covariance(lambda logs: objective(logs)[1] * len(known), logs)
    return CountModel(leaving, r, alpha * scale, a, b, float(in_weeks), covariance)


def _log_likelihood(
    parameters: NDArray[np.float64], seen: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Give the log-likelihood and its slope in (r, alpha, a, b).

    Columns of ``seen``: repeats, last, watched, chances to leave, number of such customers.
    """
    repeats, last, watched, chances, weights = seen.T
    r, alpha, a, b = parameters
    bought = r + repeats
    could_leave = chances > 0
    before = np.where(could_leave, b + chances - 1.0, 1.0)
    log_stayed = -bought * np.log(alpha + watched)
    log_left = np.where(could_leave, np.log(a / before) - bought * np.log(alpha + last), -np.inf)
    together = np.logaddexp(log_stayed, log_left)
    left = np.exp(log_left - together)
    stayed = 1.0 - left
    value = (
        gammaln(bought) - gammaln(r) + r * np.log(alpha) + betaln(a, b + chances) - betaln(a, b) + together
    )
    both = digamma(a + b) - digamma(a + b + chances)
    slopes = (
        digamma(bought)
        - digamma(r)
        + np.log(alpha)
        - stayed * np.log(alpha + watched)
        - left * np.log(alpha + last),
        r / alpha - bought * (stayed / (alpha + watched) + left / (alpha + last)),
        both + left / a,
        both + digamma(b + chances) - digamma(b) - left / before,
    )
    return float(weights @ value), np.array([float(weights @ slope) for slope in slopes])


def _covariance(
    gradient: Callable[[NDArray[np.float64]], NDArray[np.float64]], top: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the inverse of the curvature of the negative log-likelihood, without its flat directions."""
    step = 1e-4
    curvature = np.array(
        [(gradient(top + move) - gradient(top - move)) / (2 * step) for move in np.eye(4) * step]
    )
    sizes, directions = np.linalg.eigh((curvature + curvature.T) / 2)
    firm = sizes > 1.0  # a standard error above 1 in the logarithm says only that the data do not say
    inverse = np.divide(1.0, sizes, out=np.zeros_like(sizes), where=firm)
    covariance: NDArray[np.float64] = (directions * inverse) @ directions.T
    return covariance
