"""Days and times of the shop's wall clock as the book writes them: the day, and the instant in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.language.sheets.cells import Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

_MARKS = (
    *(time(hour) for hour in range(24)),
    time(23, 59, 59),
)  # no zone changes its clocks there and back within an hour
_ANY = date(2000, 1, 2)


class _Day(NamedTuple):
    """How a day is written, the next and the one before; and its times, where all of it has one offset."""

    names: Sequence[str]
    times: Lookup[time, tuple[int, str]] | None


class Clock:
    """Writes 2026-11-21 and 2026-11-21T09:37:05Z for 11:37:05 in Johannesburg; None for no time."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._days = Lookup(self._day)
        self._offsets: dict[timedelta, Lookup[time, tuple[int, str]]] = {}

    def write(
        self, on: Sequence[date], at: Sequence[time | datetime | None]
    ) -> tuple[list[str], list[str | None]]:
        """Write the days and the instants of some lines."""
        days = list(map(self._days.__getitem__, on))
        written = [day.names[0] for day in days]
        if set(map(type, at)) == {time} and all(self._days[day].times is not None for day in set(on)):
            clocks = [day.times[one] for day, one in zip(days, at, strict=True)]  # type: ignore[index]  # see above
            return written, [day.names[off] + clock for day, (off, clock) in zip(days, clocks, strict=True)]
        return written, list(map(self._instant, days, on, at))

    def _day(self, on: date) -> _Day:
        offsets = {_offset(on, mark, self._zone) for mark in _MARKS}
        times = self._times(offsets.pop()) if len(offsets) == 1 else None
        around = on, on + timedelta(days=1), on - timedelta(days=1)
        return _Day([day.isoformat() for day in around], times)

    def _times(self, offset: timedelta) -> Lookup[time, tuple[int, str]]:
        """Give what turns a time into how many days on it is in UTC (-1, 0, 1), and the time there."""
        known = self._offsets.get(offset)
        if known is not None:
            return known

        def convert(at: time) -> tuple[int, str]:
            utc = datetime.combine(_ANY, at) - offset
            return (utc.date() - _ANY).days, f"T{utc:%H:%M:%S}Z"

        made = self._offsets[offset] = Lookup(convert)
        return made

    def _instant(self, day: _Day, on: date, at: time | datetime | None) -> str | None:
        if at is None:
            return None
        if type(at) is time and day.times is not None:
            off, clock = day.times[at]
            return day.names[off] + clock
        if isinstance(at, datetime):
            if at.tzinfo is not None:  # an export of the book says it in UTC
                return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            on, at = at.date(), at.time()
        return f"{datetime.combine(on, at) - _offset(on, at, self._zone):%Y-%m-%dT%H:%M:%SZ}"


def _offset(on: date, at: time, zone: ZoneInfo) -> timedelta:
    return datetime.combine(on, at, zone).utcoffset() or timedelta()
