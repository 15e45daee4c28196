"""The weekly message through a year: clocks that go back and forth, downtime, a machine whose time is set."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.config import PushSettings, Settings, ShopSettings
from bot.schedule import due

if TYPE_CHECKING:
    from pathlib import Path

ZONES = (
    "Africa/Johannesburg",
    "Europe/Berlin",
    "America/New_York",
    "Africa/Cairo",
    "America/Santiago",
    "Australia/Lord_Howe",
)
MOMENTS = ("mon 07:30", "sun 02:30", "mon 00:00", "sat 23:45")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=371)
_LONGEST_DOWN = timedelta(days=5)


def one_a_week(folder: Path, size: int, seed: int) -> str:
    """`size` years of each zone and moment, with downtime and a clock that jumps by up to an hour."""
    del folder
    chance = random.Random(seed)
    sent = late = 0
    for _ in range(size):
        for zone in ZONES:
            for moment in MOMENTS:
                jobs = _year(zone, moment, chance)
                weeks = [job.period for _, job in jobs]
                assert len(weeks) == len(set(weeks)), f"twice in {zone} at {moment} (seed {seed})"
                expected = _weeks(zone, moment)
                # A week is missed only where a downtime swallowed its whole rest; five days never do for its Monday.
                missing = expected - set(weeks)
                assert not missing or not moment.startswith("mon"), f"{missing} missing in {zone}, {moment}"
                sent += len(weeks)
                late += sum(now - job.due_at > timedelta(hours=2) for now, job in jobs)
    return (
        f"{sent} messages in {len(ZONES)} zones x {len(MOMENTS)} moments x {size} years: 0 twice, 0 missing,"
        f" {late} more than two hours late, after downtime (seed {seed})"
    )


def _year(zone: str, moment: str, chance: random.Random) -> list:
    settings = Settings(shop=ShopSettings(timezone=zone), push=PushSettings(moment, "off"))
    delivered: dict[str, set[str]] = {"weekly": set(), "daily": set()}
    jobs, now = [], BEGIN
    while now < BEGIN + YEAR:
        seen = now + timedelta(minutes=chance.randrange(-60, 60)) if chance.random() < 1 / 50 else now
        for job in due(seen, settings, delivered, {"weekly": BEGIN, "daily": BEGIN}):
            delivered[job.kind].add(job.period)
            jobs.append((seen, job))
        down = chance.random() < 1 / 100
        now += _LONGEST_DOWN * chance.random() if down else timedelta(minutes=30)
    return jobs


def _weeks(zone: str, moment: str) -> set[str]:
    """Give the local weeks whose moment lies well within the year."""
    place = ZoneInfo(zone)
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    found, day = set(), date(2026, 1, 5)
    while day < date(2026, 12, 28):
        if days[day.weekday()] == moment[:3] and datetime(day.year, day.month, day.day, tzinfo=place) > BEGIN:
            year, week, _ = day.isocalendar()
            found.add(f"{year}-W{week:02}")
        day += timedelta(days=1)
    return found
