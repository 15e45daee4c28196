"""Periods as the owner speaks of them: what is meant by default, what came before, how they are called.

A period is first to last day, both included. What it is compared with is always as long as it is: month to date with
the same days of the month before, a whole month with the whole month before, anything else with the days just before.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.answer import Button
from bot.language.statements import Period
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.shop import Shop

_TABS = (
    (N_("Today"), "today"),
    (N_("Week"), "this week"),
    (N_("Month"), "this month"),
    (N_("Year"), "this year"),
)


def month_to_date(today: date) -> Period:
    """Give this month so far: the period that is meant where none is said."""
    return Period(today.replace(day=1), today)


def week_start(shop: Shop, today: date) -> date:
    """Give the first day of the week that a day lies in, as the shop counts its weeks."""
    return today - timedelta(days=(today.weekday() - shop.known().locale.week_starts) % 7)


def whole_month(day: date) -> Period:
    """Give the calendar month that a day lies in."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def before(period: Period) -> Period:
    """Give the period to compare with."""
    first, last = period.first, period.last
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        earlier = whole_month(first - timedelta(days=1))
        if last == whole_month(last).last:
            return earlier
        return Period(earlier.first, min(earlier.last, earlier.first + (last - first)))
    if (first.month, first.day) == (1, 1) and first.year == last.year:
        return Period(first.replace(year=first.year - 1), _year_earlier(last))
    length = last - first + timedelta(days=1)
    if period.week or (length <= timedelta(days=7) and first.weekday() == 0):
        length = timedelta(days=7)  # week to date against the same days of the week before
    return Period(first - length, last - length)


def call(period: Period, shop: Shop, today: date) -> str:
    """Name a period: today, July 2019, 1–21 Nov, 2025, 3 Mar – 4 May 2026."""
    first, last = period.first, period.last
    if first == last:
        return shop.day(first, today)
    year = "" if last.year == today.year else f" {last.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and last == whole_month(last).last:
            return shop.dated(first, "MMMM y")
        return f"{first.day}–{shop.dated(last, 'd MMM')}{year}"
    start = shop.dated(first, "d MMM" if first.year == last.year else "d MMM y")
    return f"{start} – {shop.dated(last, 'd MMM')}{year}"


def speak(period: Period) -> str:
    """Write a period so that a command reads it again."""
    return f"{period.first.isoformat()}..{period.last.isoformat()}"


def tabs(command: str) -> tuple[Button, ...]:
    """Give the row of buttons that shows the same answer for another period."""
    return tuple(Button(_(label), f"/{command} {words}") for label, words in _TABS)


def days(period: Period) -> tuple[date, ...]:
    """Give all days of a period."""
    return tuple(period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1))


def _year_earlier(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)
