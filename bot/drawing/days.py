"""Dates along an axis: short names, and the choice of dates that fit without touching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.drawing.lettering import width
from bot.drawing.scale import apart
from bot.drawing.theme import SMALL
from bot.speech import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_GAP = 26
_STEPS_OF_DAYS = (1, 2, 3)
_STEPS_OF_WEEKS = (1, 2, 4)
_STEPS_OF_MONTHS = (1, 2, 3, 6)
_STEPS_OF_YEARS = (1, 2, 5, 10, 20, 50, 100, 500, 1000)
_DAYS_AT_MOST = 120  # a longer axis is told by months
_MONTHS_AT_LEAST = 45


@dataclass(frozen=True, slots=True)
class DayLabel:
    """A date on the axis: its words, the year under them where it begins, and where they stand."""

    day: date
    words: str
    year: str
    left: float
    right: float


def short(day: date) -> str:
    """Write a date as 3 Jul."""
    return dated(day, "d MMM")


def by_month(days: Sequence[date]) -> bool:
    """Tell whether the dates stand for whole months: more than one, and each the first."""
    return len(set(days)) > 1 and all(day.day == 1 for day in days)


def spans_years(days: Sequence[date]) -> bool:
    """Tell whether the labels may need a second line, for the year."""
    first, last = min(days), max(days)
    return by_month(days) or first.year != last.year or (last - first).days > _MONTHS_AT_LEAST


def choose(
    first: date, last: date, place: Callable[[date], float], left: float, right: float, *, months: bool
) -> list[DayLabel]:
    """Give the densest labels between two dates that do not touch, within `left` to `right`.

    Days count back from the last one, weeks are told by their Mondays, months by their first.
    """
    for dates, by_days in _candidates(first, last, months=months):
        labels = _labels(dates, place, left, right, by_days=by_days)
        if apart([(label.left, label.right) for label in labels], _GAP):
            return labels
    return _labels([last], place, left, right, by_days=not months)


def _candidates(first: date, last: date, *, months: bool) -> list[tuple[list[date], bool]]:
    span = (last - first).days
    found: list[tuple[list[date], bool]] = []
    if not months and span <= _DAYS_AT_MOST:
        monday = first + timedelta((7 - first.weekday()) % 7)
        found += [(_back(first, last, step), True) for step in _STEPS_OF_DAYS]
        found += [(_every(monday, last, 7 * weeks), True) for weeks in _STEPS_OF_WEEKS]
    if months or span > _MONTHS_AT_LEAST:
        starts = _month_starts(first, last)
        januaries = [day for day in starts if day.month == 1]
        found += [([d for d in starts if (d.month - 1) % step == 0], False) for step in _STEPS_OF_MONTHS]
        found += [([d for d in januaries if d.year % step == 0], False) for step in _STEPS_OF_YEARS]
    found.append(([first, last], not months))
    return [(dates, by_days) for dates, by_days in found if len(dates) > 1 or first == last]


def _back(first: date, last: date, step: int) -> list[date]:
    return [last - timedelta(n) for n in range(0, (last - first).days + 1, step)][::-1]


def _every(start: date, last: date, step: int) -> list[date]:
    return [start + timedelta(n) for n in range(0, (last - start).days + 1, step)]


def _month_starts(first: date, last: date) -> list[date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return [day for day in starts if day >= first]


def _labels(
    dates: Sequence[date],
    place: Callable[[date], float],
    left: float,
    right: float,
    *,
    by_days: bool,
) -> list[DayLabel]:
    labels: list[DayLabel] = []
    years = dates[0].year != dates[-1].year or not by_days
    for n, day in enumerate(dates):
        words = short(day) if by_days else dated(day, "MMM")
        year = str(day.year) if years and (n == 0 or day.year != dates[n - 1].year) else ""
        room = max(width(words, SMALL), width(year, SMALL))
        start = min(max(place(day) - room / 2, left), right - room)
        labels.append(DayLabel(day, words, year, start, start + room))
    return labels
