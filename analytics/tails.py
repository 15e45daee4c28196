"""Chances of totals as far out as what came, given what was expected."""

import numpy as np
from scipy import stats

from analytics.demand.arrays import Flags, Floats

_LEAST = 1.0001
"""A negative binomial has more variance than mean."""


def tails(mean: Floats, variance: Floats, came: Floats, whole: Flags | bool = True) -> tuple[Floats, Floats]:
    """Give the chances of a total as low, and as high, as what came; NaN where nothing was expected.

    Negative binomial; gamma where goods go by weight (not `whole`).
    """
    centre = np.where(mean > 0, mean, np.nan)
    wide = np.maximum(variance, centre * _LEAST)
    share = centre / wide
    size = centre * share / (1 - share)
    low, high = stats.nbinom.cdf(came, size, share), stats.nbinom.sf(np.ceil(came) - 1, size, share)
    if np.all(whole):
        return low, high
    shape, scale = centre**2 / variance, variance / centre
    return (
        np.where(whole, low, stats.gamma.cdf(came, shape, scale=scale)),
        np.where(whole, high, stats.gamma.sf(came, shape, scale=scale)),
    )
