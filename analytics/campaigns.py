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
    from collections.abc import Collection, Mapping

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
    if not np.isfinite(days.goods[max(at, 0) : max(at + length, 0)]).any():
        return NotEnoughData(0, 1, "days with sales in the campaign")
    for base in (BASE_DAYS, _SHORT_BASE):
        starts = _ordinary(days, base, length)
        if len(starts) >= STRETCHES_NEEDED * length and at >= base:
            break
    else:
        have = max(0, min(at, int(days.plain.sum())))
        return NotEnoughData(
            have, _SHORT_BASE + STRETCHES_NEEDED * length, "days of sales without a campaign"
        )
    follow, surprises = _best(days, starts, length, base, shared=others is not None)
    by_day = _expected(days, np.array([at]), length, base, follow)[0]
    expected = float(np.nansum(by_day))
    came = float(np.nansum(days.goods[at : at + length]))
    low, high = np.quantile(surprises, _RANGE) if len(surprises) else (0.0, 0.0)
    beaten = int((surprises >= (came - expected) / expected).sum()) if expected > 0 else len(surprises)
    return Uplift(
        came=came,
        expected=expected,
        low=max(0.0, expected * (1 + float(low))),
        high=expected * (1 + float(high)),
        chance=(1 + beaten) / (1 + len(surprises)),
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


def _ordinary(days: _Days, base: int, length: int) -> NDArray[np.int64]:
    """Give where the stretches begin in which no campaign ran and the shop was open on most of their days."""
    starts = np.arange(base, len(days.goods) - length + 1)
    stretches = starts[:, None] + np.arange(length)
    running = (np.isfinite(days.goods) & ~days.plain)[stretches].any(axis=1)
    traded = days.plain[stretches].sum(axis=1) * 2 >= length
    return np.asarray(starts[~running & traded])


def _best(
    days: _Days, starts: NDArray[np.int64], length: int, base: int, *, shared: bool
) -> tuple[float, NDArray[np.float64]]:
    """Choose how far to follow the other goods by what erred least on ordinary stretches; give those errors too."""
    came = np.nansum(days.goods[starts[:, None] + np.arange(length)], axis=1)
    tried = []
    for follow in _FOLLOW if shared else _FOLLOW[:1]:
        expected = np.nansum(_expected(days, starts, length, base, follow), axis=1)
        some = expected > 0
        errors = came[some] / expected[some] - 1
        tried.append((float(np.abs(errors).mean()) if len(errors) else np.inf, follow, errors))
    _, follow, errors = min(tried, key=lambda one: one[:2])
    return follow, errors


def _expected(
    days: _Days, starts: NDArray[np.int64], length: int, base: int, follow: float
) -> NDArray[np.float64]:
    """Give the expectation of each day (columns) of stretches (rows): its weekday's mean before; NaN: closed."""
    stretches = starts[:, None] + np.arange(length)
    weekday = stretches % 7
    goods = np.where(
        np.isfinite(days.goods[stretches]), _means(days, days.goods, base)[starts[:, None], weekday], np.nan
    )
    if not follow:
        return goods
    others = _means(days, days.others, base)[starts[:, None], weekday]
    usual = np.nansum(np.where(np.isfinite(days.others[stretches]), others, np.nan), axis=1)
    moved = np.nansum(days.others[stretches], axis=1)
    ratio = np.divide(moved, usual, out=np.ones(len(starts)), where=usual > 0)
    return np.asarray(goods * np.maximum(ratio, 0.0)[:, None] ** follow)


def _means(days: _Days, series: NDArray[np.float64], base: int) -> NDArray[np.float64]:
    """Give the mean of each weekday (columns) in the `base` days before each day (rows); of all days where it has none."""
    count = len(series)
    ours = np.arange(count)[:, None] % 7 == np.arange(7)
    sums = np.zeros((count + 1, 7))
    traded = np.zeros((count + 1, 7))
    np.cumsum(np.where(days.plain[:, None] & ours, series[:, None], 0.0), axis=0, out=sums[1:])
    np.cumsum(days.plain[:, None] & ours, axis=0, out=traded[1:])
    since = np.maximum(np.arange(count + 1) - base, 0)
    sums, traded = sums - sums[since], traded - traded[since]
    all_days = sums.sum(axis=1, keepdims=True) / np.maximum(traded.sum(axis=1, keepdims=True), 1)
    return np.where(traded > 0, sums / np.maximum(traded, 1), all_days)
