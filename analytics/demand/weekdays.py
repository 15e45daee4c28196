"""The shape of the week: how much more or less each product sells on each weekday.

Two-level empirical Bayes. The shop's own profile is shrunk to flat by how much of the spread between weekdays is
noise; each product's deviation from the shop's is shrunk by how few weeks it has. A profile is worth 3-8 % of
error where weekdays differ, and shrinking keeps it nearly free where they do not.
"""

from dataclasses import dataclass

import numpy as np

from analytics.demand.arrays import Flags, Floats, Ints, mean_seen, ratio

WINDOW = 112
"""Days: sixteen weeks follow a changing week and still average the noise."""

_CAP = 8.0
"""A day above eight times a product's mean says nothing about weekdays."""
_LEAST = 0.02
_SHUT_BELOW = 0.1


@dataclass(frozen=True, slots=True)
class WeekdayProfile:
    """Multipliers of a mean day, Monday first, summing to 7; 0 on weekdays the shop never opens."""

    factors: Floats
    """One row a product (n x 7)."""
    shop: Floats
    closed: Flags

    def without_weekdays(self, units: Floats, weekday: Ints) -> Floats:
        """Give the days as if all weekdays were alike (n x T); shut weekdays are missing."""
        factor = self.factors[:, weekday]
        out: Floats = np.where(factor > _SHUT_BELOW, units / np.maximum(factor, _SHUT_BELOW), np.nan)
        return out


def weekday_profile(units: Floats, weekday: Ints, window: int = WINDOW) -> WeekdayProfile:
    """Estimate the profile from the last `window` days of units (n x T, NaN missing)."""
    recent, day = units[:, -window:], weekday[-window:]
    of_day = day[None, :] == np.arange(7)[:, None]
    sold = np.where(np.isfinite(recent), recent, 0.0).sum(axis=0)
    closed = np.array([mask.sum() > 1 and not sold[mask].any() for mask in of_day]) & bool(sold.any())
    share = np.minimum(ratio(recent, np.broadcast_to(mean_seen(recent, 1)[:, None], recent.shape)), _CAP)
    shop = _shop_profile(mean_seen(share, axis=0), of_day, closed)
    return WeekdayProfile(_product_profiles(share, of_day, closed, shop), shop, closed)


def _shop_profile(by_date: Floats, of_day: Flags, closed: Flags) -> Floats:
    """One value a date, because products share the shop's good and bad days: dates are the sample."""
    mean, error = np.ones(7), np.ones(7)
    for k in range(7):
        values = by_date[of_day[k]]
        values = values[np.isfinite(values)]
        if len(values):
            mean[k] = values.mean()
        if len(values) > 1:
            error[k] = max(float(values.var(ddof=1)) / len(values), 1e-4)
    opened = ~closed
    base = float(mean[opened].mean())
    between = max(0.0, float(mean[opened].var() - error[opened].mean()))
    shop = np.where(opened, np.maximum(base + between / (between + error) * (mean - base), 0.0), 0.0)
    total = float(shop.sum())
    return shop * 7 / total if total > 0 else opened * 7 / opened.sum()


def _product_profiles(share: Floats, of_day: Flags, closed: Flags, shop: Floats) -> Floats:
    deviation = np.full((len(share), 7), np.nan)
    noise = np.full((len(share), 7), np.nan)
    centre = mean_seen(share, axis=1)
    scatter = mean_seen((share - centre[:, None]) ** 2, axis=1)
    for k in np.flatnonzero(~closed):
        values = share[:, of_day[k]]
        count = np.isfinite(values).sum(axis=1)
        deviation[:, k] = mean_seen(values, axis=1) - shop[k]
        noise[:, k] = np.where(count > 0, scatter / np.maximum(count, 1), np.nan)
    excess = (deviation**2 - noise)[np.isfinite(deviation) & np.isfinite(noise)]
    between = max(0.0, float(excess.mean())) if len(excess) else 0.0
    known = np.isfinite(noise) & (noise > 0)
    trust = np.where(known, between / (between + np.where(known, noise, 1.0)), 0.0)
    factors = np.maximum(shop[None, :] + trust * np.nan_to_num(deviation), _LEAST)
    factors = np.where(closed[None, :], 0.0, factors)
    out: Floats = factors * 7 / np.maximum(factors.sum(axis=1, keepdims=True), 1e-9)
    return out
