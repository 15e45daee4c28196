"""All experts' view of the days ahead, at one moment and for several horizons at once.

An expert without enough history is NaN: the weights pass it over.
"""

from dataclasses import dataclass

import numpy as np

from analytics.demand import levels, seasons
from analytics.demand.arrays import Floats, Ints, mean_seen, ratio
from analytics.demand.weekdays import WeekdayProfile, weekday_profile

_TREND = ("ses 0.2", "ses 0.12")
_WITH_SHOP = (
    *(("ses 0.01", f"ses {fast}") for fast in (0.03, 0.06, 0.2, 0.35)),
    *(("ses 0.03", f"ses {fast}") for fast in (0.12, 0.2)),
)
_YEAR_INTERMITTENT = (0.05,)
_YEAR = ("ses 0.01", "ses 0.03", "ses 0.06", "ses 0.12", *(f"tsb {alpha}" for alpha in _YEAR_INTERMITTENT))
EXPERTS = (
    *levels.NAMES,
    *(f"{name} with trend" for name in _TREND),
    *(f"{slow} moved as the shop {fast}" for slow, fast in _WITH_SHOP),
    "mean 28 as last year",
    "mean 28 half as last year",
    "ses 0.2 half as last year",
    *(f"{name} in the year's shape" for name in _YEAR),
    *(f"{slow} moved as the shop {fast} in the year's shape" for slow, fast in _WITH_SHOP),
)
PLAIN = EXPERTS.index("mean 28")
"""The plain mean of the last four weeks: what every model must beat."""

_BULK = 5.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the experts expect at one moment."""

    profile: WeekdayProfile
    levels: tuple[Floats, ...]
    """For each horizon: units on a mean day, by product and expert (n x len(EXPERTS))."""


def look_ahead(units: Floats, weekday: Ints, horizons: tuple[int, ...]) -> Outlook:
    """Ask every expert, knowing only `units` (n x T, NaN missing)."""
    profile = weekday_profile(units, weekday)
    days = without_bulk(profile.without_weekdays(units, weekday))
    base = levels.level_experts(days)
    index = seasons.shop_index(units)
    moved = _moved_as_shop(days, base)
    shape = seasons.year_profile(days) if units.shape[1] >= 2 * seasons.YEAR + 14 else None
    shaped = None
    if shape is not None:
        place = (np.arange(units.shape[1]) - units.shape[1]) % seasons.YEAR
        shaped = _without_year(days / shape[:, place])
    out = []
    for horizon in horizons:
        parts = [base, _columns(base, _TREND) * seasons.trend_ratio(index, horizon)]
        parts.append(moved)
        parts.append(_as_last_year(base, seasons.last_year_ratio(index, horizon)))
        if shape is None or shaped is None:
            parts.append(np.full((len(units), len(_YEAR) + len(_WITH_SHOP)), np.nan))
        else:
            parts.append(shaped * shape[:, np.arange(horizon) % seasons.YEAR].mean(axis=1)[:, None])
        out.append(np.concatenate(parts, axis=1))
    return Outlook(profile, tuple(out))


def without_bulk(days: Floats) -> Floats:
    """Cap each product's largest day by what the others say: one bulk order must not set the level.

    The cap is five deviations above the other days' mean, or the largest of them where that is more.
    """
    rows = np.arange(len(days))
    largest = np.argmax(np.where(np.isfinite(days), days, -np.inf), axis=1)
    others = days.copy()
    others[rows, largest] = np.nan
    mean = mean_seen(others, axis=1)
    usual = mean + _BULK * np.sqrt(mean_seen((others - mean[:, None]) ** 2, axis=1))
    cap = np.fmax(usual, np.where(np.isfinite(others), others, 0.0).max(axis=1))
    out = days.copy()
    out[rows, largest] = np.where(np.isfinite(mean), np.fmin(days[rows, largest], cap), days[rows, largest])
    return out


def _columns(base: Floats, names: tuple[str, ...]) -> Floats:
    return base[:, [levels.NAMES.index(name) for name in names]]


def _moved_as_shop(days: Floats, base: Floats) -> Floats:
    """Long-run levels times the shop's own change since: the share is the product's, the movement everybody's."""
    index = seasons.shop_index(days)
    shop = levels.level_experts(np.where(np.isfinite(days), index[None, :], np.nan), intermittent=())
    slow, fast = zip(*_WITH_SHOP, strict=True)
    return _columns(base, slow) * ratio(_columns(shop, fast), _columns(shop, slow), 1.0)


def _without_year(days: Floats) -> Floats:
    base = levels.level_experts(days, intermittent=_YEAR_INTERMITTENT)
    return np.concatenate([_columns(base, _YEAR), _moved_as_shop(days, base)], axis=1)


def _as_last_year(base: Floats, change: float | None) -> Floats:
    if change is None:
        return np.full((len(base), 3), np.nan)
    out: Floats = _columns(base, ("mean 28", "mean 28", "ses 0.2")) * np.array(
        [change, change**0.5, change**0.5]
    )
    return out
