"""Products whose last week was out of the ordinary, given how the whole shop sold in it.

What belongs here: the expectation of a week from the eight before it, and which products depart from it. Movements
that all products share (a December, three days shut) are taken out: those are the matter of `analytics.anomalies`.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.baskets import benjamini_hochberg
from analytics.demand.arrays import Flags, Floats, ratio
from analytics.tails import tails
from analytics.verdicts import NotEnoughData

WEEKS = 8
"""Weeks by which the last one is judged."""
LEAST_WEEKS = 4
FALSE_SHARE = 0.05
"""Share of those named that is expected to be chance."""

_ROUNDS = 25
_REACH = 3.0
"""Standard deviations beyond which a product no longer moves the shop's week."""
_PRIOR_WEEKS = 8.0
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class OddProduct:
    """A product whose last week was not to be expected; units."""

    product: str
    came: float
    expected: float
    """Of such a week, had the product moved as the shop did."""
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class _Weeks:
    """Units by product and week, the last week first; NaN before a product was new."""

    products: tuple[str, ...]
    units: Floats

    @property
    def whole(self) -> Flags:
        """Which products are only ever sold in whole units."""
        out: Flags = np.all(np.mod(np.nan_to_num(self.units), 1.0) == 0, axis=1)
        return out


def odd_products(
    sold: pd.DataFrame, *, sold_out: Collection[str] = ()
) -> tuple[OddProduct, ...] | NotEnoughData:
    """Give the products whose last week nothing before it led to expect, the oddest first (Benjamini & Hochberg 1995).

    `sold`: columns product, week (1: the last seven days, 2: the seven before, ... 9), quantity (units) and began (in
    which of these weeks, or before them, the product was first sold). Products `sold_out` are not called slow.
    """
    known = _weeks(sold)
    past = known.units[:, 1:]
    seen = np.isfinite(past)
    weeks = int(seen.any(axis=0).sum()) if len(past) else 0
    if weeks < LEAST_WEEKS:
        return NotEnoughData(weeks, LEAST_WEEKS, "weeks of sales")
    level, shop = _level_and_shop(known.units)
    spread = _spread(past, level, shop[1:], known.whole)
    weight = (seen * shop[1:]).sum(axis=1)
    mean = level * shop[0]
    upper = mean + ratio(np.full(len(mean), _HALF * shop[0]), weight, 0.0)
    unsure = 1 + ratio(np.full(len(mean), shop[0]), weight, 0.0)
    came = known.units[:, 0]
    low = _low_side(mean, spread * mean * unsure, came, known.whole)
    high = tails(upper, np.maximum(spread, 1e-9) * upper * unsure, came, known.whole)[1]
    low[np.isin(np.array(known.products), list(sold_out))] = 1.0
    chance = np.minimum(1.0, 2 * np.fmin(low, high))
    judged = np.flatnonzero(
        (seen.sum(axis=1) >= LEAST_WEEKS) & (upper > 0) & np.isfinite(came) & np.isfinite(chance)
    )
    q_values = benjamini_hochberg(chance[judged], len(judged))
    odd = [
        OddProduct(known.products[row], float(came[row]), float(mean[row]), float(chance[row]))
        for row, q_value in zip(judged, q_values, strict=True)
        if q_value <= FALSE_SHARE
    ]
    return tuple(sorted(odd, key=lambda one: (one.chance, one.product)))


def _weeks(sold: pd.DataFrame) -> _Weeks:
    codes, names = pd.factorize(sold["product"], sort=True)
    units = np.zeros((len(names), WEEKS + 1))
    np.add.at(
        units, (codes, sold["week"].to_numpy(dtype=np.int64) - 1), sold["quantity"].to_numpy(dtype=np.float64)
    )
    first = np.zeros(len(names), dtype=np.int64)
    first[codes] = sold["began"].to_numpy(dtype=np.int64)
    # The week of the first sale is a part of one.
    units[np.arange(1, WEEKS + 2)[None, :] >= first[:, None]] = np.nan
    return _Weeks(tuple(str(name) for name in names), np.round(units, 6))


def _level_and_shop(units: Floats) -> tuple[Floats, Floats]:
    """Give each product's units in an ordinary week, and how much more or less the shop sold in each of the weeks."""
    shop = np.ones(units.shape[1])
    level = np.zeros(len(units))
    for _ in range(2):
        past = units[:, 1:]
        weight = (np.isfinite(past) * shop[1:]).sum(axis=1)
        level = ratio(np.nan_to_num(past).sum(axis=1), weight, 0.0)
        shop = np.array([_movement(units[:, week], level) for week in range(units.shape[1])])
    return level, shop


def _movement(came: Floats, level: Floats) -> float:
    """Give the shop's week over its ordinary one; products far off by themselves count up to the edge of the usual only."""
    some = np.isfinite(came) & (level > 0)
    came, level = came[some], level[some]
    total = level.sum()
    factor = 1.0
    for _ in range(_ROUNDS if total > 0 else 0):
        reach = _REACH * np.sqrt(np.maximum(factor * level, 1e-9))
        factor = float(np.clip(came, factor * level - reach, factor * level + reach).sum() / total)
    return factor


def _spread(past: Floats, level: Floats, shop: Floats, whole: Flags) -> Floats:
    """Give variance over mean of each product's weeks, never less than is usual among goods of its kind.

    A product whose weeks happened to be alike is no steadier than the others: the next week would tell.
    """
    centre = level[:, None] * shop[None, :]
    fit = np.isfinite(past) & (centre > 0)
    square = np.where(fit, ratio((np.nan_to_num(past) - centre) ** 2, centre, 0.0), 0.0)
    weeks = fit.sum(axis=1)
    own = ratio(square.sum(axis=1), np.maximum(weeks - 1.0, 0.0), 0.0)
    spread = np.ones(len(past))
    for kind in (whole, ~whole):  # goods by weight have a scale of their own
        known = kind & (weeks > 1)
        if known.any():
            usual = float(np.average(own[known], weights=weeks[known])) * (
                1 + _PRIOR_WEEKS / weeks[known].sum()
            )
            drawn = (weeks * own + _PRIOR_WEEKS * usual) / (weeks + _PRIOR_WEEKS)
            spread[kind] = np.maximum(drawn[kind], usual)
    return np.where(whole, np.maximum(spread, 1.0), spread)


def _low_side(mean: Floats, variance: Floats, came: Floats, whole: Flags) -> Floats:
    """Give the chance of so little; none at all of goods by weight is that of no sale (a compound Poisson)."""
    low = tails(mean, np.maximum(variance, 1e-9), came, whole)[0]
    none = np.exp(-ratio(mean**2, variance, 0.0))
    return np.where(~whole & (came <= 0), none, low)
