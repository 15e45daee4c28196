"""What a campaign brought: its sales against what would have come without it, with an honest range.

What would have come is the mean of the same weekdays before, moved by how the other goods did in the same days (as
far as that proved useful). How wrong such an expectation is wont to be is measured on every earlier stretch of the
same length in which no campaign ran (placebo windows); that gives the range and the verdict.

Source: Abadie, Diamond & Hainmueller (2010), "Synthetic Control Methods", for judging an effect by placebos.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

BASE_DAYS: Final = 56
_SHORT_BASE: Final = 28
STRETCHES_NEEDED: Final = 6
"""Stretches of the campaign's length, side by side, on which the expectation is tried out."""
_FOLLOW: Final = (0.0, 0.5, 1.0)
"""How far the expectation may follow the other goods."""
_RANGE: Final = (0.1, 0.9)
_SURE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Uplift:
    """What came in the campaign's days and what was to be expected; in the unit of the series."""

    came: float
    expected: float
    low: float
    """Four times in five, what would have come without the campaign lies between `low` and `high`."""
    high: float
    chance: float
    """Share of ordinary stretches that beat their expectation at least as clearly."""
    follow: float
    """How far the expectation follows the other goods: 0 not at all, 1 wholly."""
    by_day: dict[date, float]
    """The expectation of each day on which the shop was open."""
    stretches: int
    """Ordinary stretches (they overlap) on which this was tried out."""

    @property
    def extra(self) -> float:
        """What the campaign brought."""
        return self.came - self.expected

    @property
    def extra_range(self) -> tuple[float, float]:
        """What the campaign brought, at least and at most (four times in five)."""
        return self.came - self.high, self.came - self.low

    @property
    def clear(self) -> bool:
        """Whether it is more than chance."""
        return self.chance < _SURE


@dataclass(frozen=True, slots=True)
class _Days:
    """The shop's days as arrays: day 0 is `first`; NaN where the shop was closed or a campaign ran."""

    first: date
    goods: NDArray[np.float64]
    others: NDArray[np.float64]
    plain: NDArray[np.bool_]  # open, and no campaign


def uplift(
    goods: Mapping[date, float],
    others: Mapping[date, float] | None,
    start: date,
    end: date,
    *,
    campaign_days: Collection[date] = (),
) -> Uplift | NotEnoughData:
    """Measure a campaign from `start` to `end`, both included.

    `goods` is the daily revenue of the goods concerned, one row for each day the shop was open; `others` that of the
    goods that were not (None: the campaign was for everything). `campaign_days` are the days of other campaigns.
    """
    days = _days(goods, others, {*campaign_days, *_between(start, end)})
    length = (end - start).days + 1
    at = (start - days.first).days
    if not np.isfinite(days.goods[max(at, 0) : at + length]).any():
        return NotEnoughData(0, 1, "days with sales in the campaign")
    tried = []
    for base in (BASE_DAYS, _SHORT_BASE):
        tried = [one for one in range(base, len(days.goods) - length + 1) if _ordinary(days, one, length)]
        if len(tried) >= STRETCHES_NEEDED * length and at >= base:
            break
    else:
        have = max(0, min(at, int(days.plain.sum())))
        return NotEnoughData(
            have, _SHORT_BASE + STRETCHES_NEEDED * length, "days of sales without a campaign"
        )
    follow, surprises = _best(days, tried, length, base, shared=others is not None)
    by_day = _expected(days, at, length, base, follow)
    expected = float(np.nansum(by_day))
    came = float(np.nansum(days.goods[at : at + length]))
    low, high = np.quantile(surprises, _RANGE)
    surprise = (came - expected) / expected if expected > 0 else np.inf
    return Uplift(
        came=came,
        expected=expected,
        low=max(0.0, expected * (1 + float(low))),
        high=expected * (1 + float(high)),
        chance=(1 + int((surprises >= surprise).sum())) / (1 + len(surprises)),
        follow=follow,
        by_day={start + timedelta(days=n): float(one) for n, one in enumerate(by_day) if np.isfinite(one)},
        stretches=len(surprises),
    )


def _days(
    goods: Mapping[date, float], others: Mapping[date, float] | None, campaigns: Collection[date]
) -> _Days:
    opened = {*goods, *(others or ())}
    first, last = min(opened), max(opened)
    days = _between(first, last)
    open_day = np.array([day in opened for day in days])
    mine = np.array([goods.get(day, 0.0) for day in days], dtype=np.float64)
    theirs = np.array([(others or {}).get(day, 0.0) for day in days], dtype=np.float64)
    free = np.array([day not in campaigns for day in days])
    return _Days(first, np.where(open_day, mine, np.nan), np.where(open_day, theirs, np.nan), open_day & free)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _ordinary(days: _Days, at: int, length: int) -> bool:
    """Say whether no campaign ran in a stretch, and the shop was open on most of its days."""
    stretch = slice(at, at + length)
    running = np.isfinite(days.goods[stretch]) & ~days.plain[stretch]
    return not running.any() and bool(days.plain[stretch].sum() * 2 >= length)


def _best(
    days: _Days, tried: Sequence[int], length: int, base: int, *, shared: bool
) -> tuple[float, NDArray[np.float64]]:
    """Choose how far to follow the other goods by what erred least on ordinary stretches; give those errors too."""
    best: tuple[float, float, NDArray[np.float64]] | None = None
    for follow in _FOLLOW if shared else _FOLLOW[:1]:
        errors = []
        for at in tried:
            expected = float(np.nansum(_expected(days, at, length, base, follow)))
            if expected > 0:
                errors.append(float(np.nansum(days.goods[at : at + length])) / expected - 1)
        off = float(np.mean(np.abs(errors))) if errors else np.inf
        if best is None or off < best[0]:
            best = off, follow, np.array(errors)
    return (best[1], best[2]) if best is not None else (0.0, np.zeros(0))


def _expected(days: _Days, at: int, length: int, base: int, follow: float) -> NDArray[np.float64]:
    """Give each day's expectation: the mean of its weekdays before, moved by how the others did; NaN: closed."""
    before = slice(max(0, at - base), at)
    goods, others = (_weekday_means(days, series, before, length, at) for series in (days.goods, days.others))
    open_day = np.isfinite(days.goods[at : at + length])
    goods = np.where(open_day, goods, np.nan)
    if not follow:
        return goods
    usual = float(np.nansum(np.where(open_day, others, np.nan)))
    moved = float(np.nansum(days.others[at : at + length])) / usual if usual > 0 else 1.0
    return np.asarray(goods * max(moved, 0.0) ** follow)


def _weekday_means(
    days: _Days, series: NDArray[np.float64], before: slice, length: int, at: int
) -> NDArray[np.float64]:
    """Give the mean of the same weekday before, for each day of a stretch; the mean of all where there was none."""
    past = np.where(days.plain[before], series[before], np.nan)
    offset = np.arange(before.start, before.stop)
    means = []
    for day in range(at, at + length):
        same = past[(offset - day) % 7 == 0]
        pool = same if np.isfinite(same).any() else past
        means.append(float(np.nanmean(pool)) if np.isfinite(pool).any() else 0.0)
    return np.array(means)
