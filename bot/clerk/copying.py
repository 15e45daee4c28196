"""Copying the paper book: which month somebody is at, which of its days are in, and which comes next.

What is in is read from the book itself, so that the work can be left and taken up at any time; kept is only who copies
which month, and the days on which the shop was closed.
"""

from __future__ import annotations

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.answer import Button
from bot.speech import _
from storage import settings
from storage.reading import periods

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import Turn
    from bot.shop import Shop

_CLOSED = "copy.closed"
_LONG_AGO = 300  # days; then a date without its year may mean another one


@dataclass(frozen=True, slots=True)
class Month:
    """A month on its way into the book: its days up to today, those with sales, those the shop was closed."""

    first: date
    days: tuple[date, ...]
    sold: frozenset[date]
    closed: frozenset[date]

    @property
    def blank(self) -> tuple[date, ...]:
        """Days of which nothing is known."""
        return tuple(day for day in self.days if day not in self.sold and day not in self.closed)

    @property
    def done(self) -> int:
        """How many days are accounted for."""
        return len(self.days) - len(self.blank)

    def after(self, day: date | None) -> date | None:
        """Give the blank day to copy next: the first one after a day, else the first there is."""
        later = (one for one in self.blank if day is None or one > day)
        return next(later, next(iter(self.blank), None))


def month_of(shop: Shop, first: date, today: date) -> Month:
    """Read how far a month is."""
    last = min(first.replace(day=monthrange(first.year, first.month)[1]), today)
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    sold = frozenset(one.on for one in periods.by_day(shop.book, first, last))
    return Month(first, days, sold, closed_days(shop) - sold)


def under_way(turn: Turn) -> date | None:
    """Give the month that the sender is copying, None when he is not."""
    kept = settings.get(turn.shop.book, _key(turn))
    return None if kept is None else date.fromisoformat(kept)


def begin(turn: Turn, first: date) -> None:
    """Note which month he copies."""
    settings.put(turn.shop.book, _key(turn), first.isoformat())


def end(turn: Turn) -> None:
    """Note that he is done."""
    settings.put(turn.shop.book, _key(turn), None)


def closed_days(shop: Shop) -> frozenset[date]:
    """Give the days on which the shop was closed."""
    kept = settings.get(shop.book, _CLOSED)
    return frozenset(date.fromisoformat(day) for day in json.loads(kept)) if kept else frozenset()


def close(shop: Shop, days: Iterable[date]) -> None:
    """Note days on which the shop was closed."""
    known = closed_days(shop) | set(days)
    settings.put(shop.book, _CLOSED, json.dumps(sorted(day.isoformat() for day in known)))


def name_of(first: date, shop: Shop) -> str:
    """Name a month: November, or November 2024 of another year than the last."""
    return shop.dated(first, "MMMM y")


def spoken(day: date, turn: Turn) -> str:
    """Write a day as a page of the paper book is headed: 3 November; one of long ago with its year."""
    pattern = "d MMMM" if (turn.today - day).days < _LONG_AGO else "d MMMM y"
    return turn.shop.dated(day, pattern)


def how_far(turn: Turn, days: Iterable[date]) -> tuple[str, tuple[Button, ...]] | None:
    """Give the line and the taps below a page that was written while copying; None where it was no page of it."""
    first = under_way(turn)
    written = [day for day in days if first is not None and day.replace(day=1) == first and day < turn.today]
    if first is None or not written:
        return None
    month = month_of(turn.shop, first, turn.today)
    following = month.after(max(written))
    name = name_of(first, turn.shop)
    if following is None:
        return _("{name} is in: all {days} days.", name=name, days=len(month.days)), (
            Button(_("What is known now"), "/copy done"),
        )
    line = _("{name}: {done} of {days} days are in.", name=name, done=month.done, days=len(month.days))
    page = Button(_("Next page: {page}", page=spoken(following, turn)), f"/copy {following}")
    return line, (page, Button(_("How far"), "/copy"))


def _key(turn: Turn) -> str:
    return f"copy.{turn.incoming.sender}"
