"""What moves all products together beyond the week: the shop's trend, the same weeks last year, the year's shape.

A crude last-year factor makes most shops' forecasts worse, so these only enter as further experts that must earn
their weight, and the year's shape is used to the extent that the years agree with each other.
"""

import numpy as np

from analytics.demand.arrays import Floats, centred_mean, mean_seen, ratio

YEAR = 364
"""Days: fifty-two whole weeks keep the weekdays in step."""

MONTH = 28

_SMOOTH = 21
_TREND_WEEKS = range(4, 9)
"""A slope needs four weeks and is taken over eight at most."""
_TINY = 1e-9


def shop_index(units: Floats) -> Floats:
    """One series for the shop (length T): each product in shares of its own mean, capped at six, averaged."""
    share = ratio(units, np.broadcast_to(mean_seen(units, 1)[:, None], units.shape))
    return mean_seen(np.minimum(share, 6.0), axis=0)


def trend_ratio(index: Floats, horizon: int) -> float:
    """Give the factor that half of the last eight weeks' slope brings by the middle of the horizon (0.7 to 1.4)."""
    weeks = min(len(index) // 7, _TREND_WEEKS[-1])
    if weeks not in _TREND_WEEKS:
        return 1.0
    means = mean_seen(index[len(index) - 7 * weeks :].reshape(weeks, 7), axis=1)
    if not np.all(means > 0):
        return 1.0
    slope = float(np.polyfit(np.arange(weeks), np.log(means), 1)[0])
    return float(np.clip(np.exp(0.5 * slope * horizon / 14), 0.7, 1.4))


def last_year_ratio(index: Floats, horizon: int) -> float | None:
    """Give how the same days a year ago compared with the 28 days before them; None before a year is on record."""
    start = len(index) - YEAR
    if start < MONTH or start + horizon > len(index):
        return None
    before, during = mean_seen(index[start - MONTH : start], 0), mean_seen(index[start : start + horizon], 0)
    if not before > 0 or not np.isfinite(during):
        return None
    return float(np.clip(during / before, 0.4, 2.5))


def year_profile(days: Floats) -> Floats | None:
    """Multipliers by product for each of the 364 days that follow (n x 364); None before two full years.

    The shop's shape first, then each product's deviation from it, each shrunk by the Spearman-Brown reliability of
    a mean of k years, estimated from the correlation between the years: years that disagree give a flat shape.
    """
    years = days.shape[1] // YEAR
    if years <= 1:
        return None
    share = ratio(days, centred_mean(days, YEAR))
    shop = _agreed_shape(mean_seen(np.minimum(share, 6.0), 0)[None, :], np.ones((1, YEAR)), years, 6.0)
    return _agreed_shape(share, shop, years, 8.0)


def _agreed_shape(share: Floats, prior: Floats, years: int, cap: float) -> Floats:
    rows = len(share)
    recent = share[:, share.shape[1] - years * YEAR :].reshape(rows, years, YEAR)
    filled = np.where(np.isfinite(recent), np.minimum(recent, cap), 1.0)
    smooth = _circular_mean(filled, _SMOOTH)
    smooth /= np.maximum(smooth.mean(axis=2, keepdims=True), 1e-6)
    deviation = smooth - prior[:, None, :]
    agreement = np.maximum(_mean_correlation(deviation), 0.0)
    trust = years * agreement / (1 + (years - 1) * agreement)
    out: Floats = np.clip(prior + trust[:, None] * deviation.mean(axis=1), 0.3, 4.0)
    return out


def _circular_mean(values: Floats, window: int) -> Floats:
    half = window // 2
    wrapped = np.concatenate([values[..., -half:], values, values[..., :half]], axis=-1)
    sums = np.concatenate([np.zeros((*wrapped.shape[:-1], 1)), np.cumsum(wrapped, axis=-1)], axis=-1)
    out: Floats = (sums[..., window:] - sums[..., :-window]) / window
    return out


def _mean_correlation(deviation: Floats) -> Floats:
    """Mean correlation over all pairs of years, by row; 0 where a year is flat."""
    centred = deviation - deviation.mean(axis=2, keepdims=True)
    norm = np.sqrt((centred**2).sum(axis=2, keepdims=True))
    unit = np.where(norm > _TINY, centred / np.maximum(norm, _TINY), 0.0)
    years = deviation.shape[1]
    together = (unit.sum(axis=1) ** 2).sum(axis=1) - (unit**2).sum(axis=(1, 2))
    out: Floats = together / (years * (years - 1))
    return out
