"""The shop's wall clock as the book writes it: the same instant that the zone's own rules give, on every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.files.clock import Clock

ZONES = (
    "Africa/Johannesburg",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Pacific/Kiritimati",
)


@pytest.mark.parametrize("name", ZONES)
def test_every_quarter_of_two_years_is_the_instant_that_the_zone_says(name: str) -> None:
    zone = ZoneInfo(name)
    clock = Clock(zone)
    moment = datetime(2010, 12, 1, 0, 7, 41)  # noqa: DTZ001 - the wall clock
    while moment.year < 2012:
        on, at = moment.date(), moment.time()
        utc = (moment - (moment.replace(tzinfo=zone).utcoffset() or timedelta())).isoformat()
        assert clock.write([on], [at]) == ([on.isoformat()], [f"{utc}Z"]), moment
        moment += timedelta(minutes=15)


def test_a_day_without_a_time_has_no_instant() -> None:
    assert Clock(ZoneInfo("Africa/Johannesburg")).write([date(2026, 11, 21)], [None]) == (
        ["2026-11-21"],
        [None],
    )


def test_an_instant_said_in_utc_stays_what_it_is_and_the_day_is_the_one_said() -> None:
    said = datetime(2026, 11, 20, 22, 30, 5, tzinfo=UTC)
    wall = datetime(2026, 11, 21, 9, 5)  # noqa: DTZ001 - the wall clock
    lines = [said, wall, time(0, 30), None]
    days, instants = Clock(ZoneInfo("Africa/Johannesburg")).write([date(2026, 11, 21)] * 4, lines)
    assert days == ["2026-11-21"] * 4
    assert instants == ["2026-11-20T22:30:05Z", "2026-11-21T07:05:00Z", "2026-11-20T22:30:00Z", None]


def test_lines_of_summer_and_winter_and_of_the_day_between_are_written_together() -> None:
    days = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)]
    for some in (days, days[::2]):
        written, instants = Clock(ZoneInfo("Europe/Berlin")).write(some, [time(12)] * len(some))
        assert written == [day.isoformat() for day in some]
        assert instants == [f"{day}T{'11' if day == days[0] else '10'}:00:00Z" for day in some]
