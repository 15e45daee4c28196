"""Days and times of the shop's wall clock as the book writes them: the day, and the instant in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.language.sheets.cells import Lookup

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_MOMENTS_KEPT = 2_000
_MARKS = (
    *(time(hour) for hour in range(24)),
    time(23, 59, 59),
)  # no zone changes its clocks there and back within an hour
_ANY = date(2000, 1, 2)

Said = tuple[date, time | datetime | None]


class _Day(NamedTuple):
    """How a day is written, the next and the one before; and its times, where all of it has one offset."""

    names: tuple[str, str, str]
    times: Lookup[time, tuple[int, str]] | None


class Clock(dict[Said, tuple[str, str | None]]):
    """Gives 2026-11-21 and 2026-11-21T09:37:05Z for 11:37:05 in Johannesburg; None for no time.

    The lines of a receipt have one moment: it remembers those that it was asked for last.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone
        self._days: dict[date, _Day] = {}
        self._offsets: dict[timedelta, Lookup[time, tuple[int, str]]] = {}

    def __missing__(self, said: Said) -> tuple[str, str | None]:
        """Write a moment, and remember it."""
        if len(self) > _MOMENTS_KEPT:
            self.clear()
        on, at = said
        day = self._days.get(on) or self._day(on)
        instant = None
        if day.times is not None and type(at) is time:
            days_on, clock = day.times[at]
            instant = day.names[days_on] + clock
        elif at is not None:
            instant = self._instant(on, at)
        written = self[said] = day.names[0], instant
        return written

    def _day(self, on: date) -> _Day:
        offsets = {_offset(on, mark, self._zone) for mark in _MARKS}
        names = on, on + timedelta(days=1), on - timedelta(days=1)
        times = self._times(offsets.pop()) if len(offsets) == 1 else None
        found = self._days[on] = _Day(
            (names[0].isoformat(), names[1].isoformat(), names[2].isoformat()), times
        )
        return found

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

    def _instant(self, on: date, at: time | datetime) -> str:
        if isinstance(at, datetime):
            if at.tzinfo is not None:  # an export of the book says it in UTC
                return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
            on, at = at.date(), at.time()
        return f"{datetime.combine(on, at) - _offset(on, at, self._zone):%Y-%m-%dT%H:%M:%SZ}"


def _offset(on: date, at: time, zone: ZoneInfo) -> timedelta:
    return datetime.combine(on, at, zone).utcoffset() or timedelta()
