"""How far the total of the days ahead may lie from its mean.

Variance of an h-day total = lam * v0 + kap * mean^2. v0 is what scatter between days alone would give; lam and kap
are learnt from the rehearsal and carry the error in the level, which grows with the horizon (Ord, Koehler, Snyder &
Hyndman 2004: lead-time variance exceeds h times a day's). Totals are negative binomial, so that they are whole and
never below zero.
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from analytics.demand.arrays import Flags, Floats, Ints, centred_mean, ratio
from analytics.demand.weekdays import WeekdayProfile

ENOUGH_ERRORS = 50
"""Pooled errors from which a range is read off the errors themselves."""

_PRIOR_WINDOWS = 3.0
_AROUND = 28
_TINY = 1e-9
_TRUST_DISPERSION = 10.0
_TRUST_VARIANCE = 20.0


@dataclass(frozen=True, slots=True)
class Scatter:
    """How single days scatter around their level, by product, over the whole history."""

    dispersion: Floats
    """Variance over mean, shrunk to the shop's median for products with few sales."""
    day_variance: Floats
    """Variance of a day, shrunk likewise to the usual dispersion times the product's mean."""
    selling_share: Floats
    """Share of open days with a sale: fast sellers scatter by a fixed amount, slow ones with their mean."""

    def of_total(self, mean: Floats, horizon: int) -> Floats:
        """Variance v0 of a `horizon`-day total with this mean, were days independent and the level known."""
        fast = self.selling_share
        return fast * horizon * self.day_variance + (1 - fast) * self.dispersion * mean


@dataclass(frozen=True, slots=True)
class Width:
    """The shop-wide numbers that turn day scatter into the width of a total."""

    lam: float
    kap: float
    errors: Floats
    """Pooled errors of the rehearsal in units of their own standard deviation, sorted."""

    def variance(self, day_scatter: Floats, mean: Floats) -> Floats:
        """Give lam * v0 + kap * mean^2."""
        return self.lam * day_scatter + self.kap * mean**2


def day_scatter(units: Floats, weekday: Ints, profile: WeekdayProfile) -> Scatter:
    """Measure the scatter of days around a slow level (a centred 28-day mean x the weekday profile)."""
    window = min(_AROUND, units.shape[1])
    factor = profile.factors[:, weekday]
    around = centred_mean(profile.without_weekdays(units, weekday), window) * factor
    seen = np.isfinite(units) & np.isfinite(around)
    square = np.where(seen, (units - around) ** 2, 0.0) * window / max(window - 1, 1)
    count = seen.sum(axis=1)
    variance = square.sum(axis=1) / np.maximum(count, 1)
    dispersion = ratio(square.sum(axis=1), np.where(seen, around, 0.0).sum(axis=1))
    sales = (np.nan_to_num(units) > 0).sum(axis=1)
    known = np.isfinite(dispersion) & (sales > 0)
    usual = max(float(np.median(dispersion[known])), 0.3) if known.any() else 1.0
    shrunk = _shrunk(np.maximum(np.where(known, dispersion, usual), 0.3), usual, sales, _TRUST_DISPERSION)
    as_usual = usual * np.where(seen, around, 0.0).sum(axis=1) / np.maximum(count, 1)
    variance = _shrunk(variance, as_usual, sales, _TRUST_VARIANCE)
    share = sales / np.maximum((np.isfinite(units) & (factor > 0)).sum(axis=1), 1)
    return Scatter(shrunk, variance, np.clip(share, 0.0, 1.0))


def _shrunk(own: Floats, usual: Floats | float, sales: Ints, worth: float) -> Floats:
    """Geometric mean of a product's own figure and the shop's usual one, which is worth so many selling days."""
    trust = sales / (sales + worth)
    logs = trust * np.log(np.maximum(own, _TINY)) + (1 - trust) * np.log(np.maximum(usual, _TINY))
    out: Floats = np.exp(logs)
    return out


def prior_width(horizon: int) -> Width:
    """Give the width of a shop without a record, as measured over many small shops."""
    weeks = horizon / 7
    return Width(1.3 * weeks**0.6, 0.04 * weeks**0.5, np.empty(0))


def learn_width(
    errors: Floats,
    means: Floats,
    scatter: Floats,
    *,
    windows: float,
    rehearsed: int,
    horizon: int,
    least: int,
) -> Width:
    """Learn the width from pooled errors of `rehearsed`-day totals, mixed with the prior worth three windows.

    Fewer than `least` errors teach nothing: the prior stands.
    """
    if len(errors) < least:
        return prior_width(horizon)
    lam, kap = _fit(errors, means, scatter)
    standard = errors / np.sqrt(lam * scatter + kap * means**2 + _TINY)
    if len(standard) >= ENOUGH_ERRORS:
        standard = np.concatenate([standard, _one_normal_window(len(standard) / max(windows, 1.0))])
    longer = horizon / rehearsed
    weeks = horizon / 7
    total = windows + _PRIOR_WINDOWS
    return Width(
        (windows * lam * longer**0.6 + _PRIOR_WINDOWS * 1.3 * weeks**0.6) / total,
        (windows * kap * longer**0.5 + _PRIOR_WINDOWS * 0.02 * weeks**0.5) / total,
        np.sort(standard),
    )


def _one_normal_window(errors: float) -> Floats:
    """Give a further window of normal errors: those of few windows are alike and would pass for too narrow a range."""
    count = round(errors)
    out: Floats = stats.norm.ppf((np.arange(count) + 0.5) / count)
    return out


def _fit(errors: Floats, means: Floats, scatter: Floats) -> tuple[float, float]:
    """Non-negative weighted least squares of squared errors, capped so that a few wild days do not decide."""
    lam, kap = 1.0, 0.02
    for _ in range(6):
        expected = lam * scatter + kap * means**2 + 1e-6
        square = np.minimum(errors**2, 25 * expected)
        design = np.column_stack([scatter / expected, means**2 / expected])
        found, _ = optimize.nnls(design, square / expected)
        lam, kap = float(np.clip(found[0], 0.5, 8.0)), float(np.clip(found[1], 0.0, 1.0))
    return lam, kap


def chance_above(
    mean: Floats | float, variance: Floats | float, units: Floats, whole: Flags | bool
) -> Floats:
    """Chance that a total with this mean and variance exceeds `units`; all are broadcast against each other."""
    mean, variance, units, whole = np.broadcast_arrays(mean, variance, units, whole)
    pieces, weight = _kinds(mean, whole)
    out: Floats = np.where(units < 0, 1.0, 0.0)
    out[pieces] = stats.nbinom.sf(np.floor(units[pieces]), *_nbinom(mean[pieces], variance[pieces]))
    shape, scale = _gamma(mean[weight], variance[weight])
    out[weight] = stats.gamma.sf(units[weight], shape, scale=scale)
    return out


def quantiles(mean: Floats, variance: Floats, tau: float, whole: Flags | bool) -> Floats:
    """Give the tau-quantile of totals with this mean and variance: negative binomial, or gamma for goods by weight."""
    if not 0 < tau < 1:
        raise ValueError(f"a quantile lies between 0 and 1, not at {tau}")
    pieces, weight = _kinds(mean, whole)
    out: Floats = np.zeros(mean.shape)
    out[pieces] = stats.nbinom.ppf(tau, *_nbinom(mean[pieces], variance[pieces]))
    shape, scale = _gamma(mean[weight], variance[weight])
    out[weight] = stats.gamma.ppf(tau, shape, scale=scale)
    return out


def _kinds(mean: Floats, whole: Flags | bool) -> tuple[Flags, Flags]:
    """Tell which totals are of pieces and which are by weight; nothing expected is neither."""
    some = mean > _TINY
    return some & whole, some & np.logical_not(whole)


def _nbinom(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    chance = mean / np.maximum(variance, mean * 1.0001)
    return mean * chance / (1 - chance), chance


def _gamma(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    wide = np.maximum(variance, _TINY)
    return mean**2 / wide, wide / mean
