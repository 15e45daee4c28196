from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import PushSettings, Settings, ShopSettings, StorageSettings
from bot.schedule import due, hand_in
from bot.shop import open_shop
from storage import inbox
from storage import settings as kept

ZONES = (
    "Africa/Johannesburg",
    "Europe/Berlin",
    "America/New_York",
    "Africa/Cairo",
    "America/Santiago",
    "Australia/Lord_Howe",
)
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def shop_in(zone, weekly="mon 07:30", daily="off", folder=None):
    return Settings(
        shop=ShopSettings(timezone=zone),
        push=PushSettings(weekly, daily),
        storage=StorageSettings(path=str(folder / "shop.db") if folder else "shop.db"),
    )


def handed_in(given, ticks):
    """What comes of ticking at these moments, in order."""
    delivered = {"weekly": set(), "daily": set()}
    jobs = []
    for now in ticks:
        for job in due(now, given, delivered, {"weekly": BEGIN, "daily": BEGIN}):
            delivered[job.kind].add(job.period)
            jobs.append((now, job))
    return jobs


def ticking(days, every=timedelta(hours=1)):
    return (BEGIN + number * every for number in range(days * timedelta(days=1) // every))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("weekly", ["mon 07:30", "sun 02:30", "mon 00:00"])
def test_one_message_a_local_week_the_year_round(zone, weekly):
    jobs = handed_in(shop_in(zone, weekly), ticking(371))
    periods = [job.period for _, job in jobs]
    assert len(periods) == len(set(periods)) == 53
    assert all(now - job.due_at < timedelta(hours=1) for now, job in jobs)
    local = ZoneInfo(zone)
    weeks = [(now.astimezone(local).isocalendar()[:2]) for now, _ in jobs]
    assert all(f"{year}-W{week:02}" == period for (year, week), period in zip(weeks, periods, strict=True))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("daily", ["00:00", "02:30"])
def test_one_message_a_local_day_the_year_round(zone, daily):
    jobs = handed_in(shop_in(zone, "off", daily), ticking(366))
    days = [date.fromisoformat(job.period) for _, job in jobs]
    assert all(after - before == timedelta(days=1) for before, after in pairwise(days))
    assert len(days) >= 365


def test_a_time_that_the_clocks_skip_comes_after_the_gap_and_one_they_repeat_comes_first():
    berlin = shop_in("Europe/Berlin", "sun 02:30")
    skipped = due(datetime(2026, 3, 29, 12, tzinfo=UTC), berlin, {})
    assert [job.due_at for job in skipped] == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]
    repeated = due(datetime(2026, 10, 25, 12, tzinfo=UTC), berlin, {})
    assert [job.due_at for job in repeated] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_down_and_however_the_clock_jumps_no_week_comes_twice(data):
    zone = data.draw(st.sampled_from(ZONES))
    steps = data.draw(st.lists(st.integers(-90, 4 * 24 * 60), min_size=5, max_size=60))
    now, ticks = BEGIN, []
    for step in steps:
        now += step * MINUTE
        ticks += [now, now]
    jobs = handed_in(shop_in(zone, "sun 02:30", "23:45"), ticks)
    slots = [(job.kind, job.period) for _, job in jobs]
    assert len(slots) == len(set(slots))
    assert all(now >= job.due_at for now, job in jobs)


def test_a_message_missed_in_a_downtime_is_made_up_for_once_with_the_newest():
    given = shop_in("Africa/Johannesburg")
    ticks = [BEGIN, BEGIN + timedelta(days=30), BEGIN + timedelta(days=30, minutes=1)]
    jobs = handed_in(given, ticks)
    assert [job.period for _, job in jobs] == ["2026-W05"]


def test_nothing_is_due_from_before_it_was_wanted_nor_when_it_is_off():
    now = datetime(2026, 6, 3, 12, tzinfo=UTC)
    given = shop_in("Africa/Johannesburg", daily="18:30")
    assert due(now, given, {}, {"weekly": now, "daily": now}) == []
    assert due(now, shop_in("Africa/Johannesburg", "off"), {}) == []


@pytest.fixture
def shop(tmp_path):
    shop = open_shop(shop_in("Africa/Johannesburg", folder=tmp_path))
    yield shop
    shop.close()


MONDAY = datetime(2026, 6, 8, 5, 30, tzinfo=UTC)  # 07:30 in the shop


def test_what_is_due_lies_in_the_inbox_once(shop):
    assert hand_in(shop, shop.settings, MONDAY - timedelta(days=2)) == []
    rows = hand_in(shop, shop.settings, MONDAY)
    assert [row.body for row in rows] == [
        '{"job": "weekly", "period": "2026-W24", "due_at": "2026-06-08T05:30:00Z"}'
    ]
    assert hand_in(shop, shop.settings, MONDAY + MINUTE) == []
    assert inbox.waiting(shop.book) == rows


def test_the_owners_own_time_counts_and_a_change_of_it_never_brings_a_second_one(shop):
    hand_in(shop, shop.settings, MONDAY - timedelta(days=2))
    kept.put(shop.book, "push.weekly", "mon 09:00")
    assert hand_in(shop, shop.settings, MONDAY) == []
    assert len(hand_in(shop, shop.settings, MONDAY + timedelta(hours=2))) == 1
    kept.put(shop.book, "push.weekly", "mon 18:00")
    assert hand_in(shop, shop.settings, MONDAY + timedelta(hours=12)) == []
    kept.put(shop.book, "push.daily", "12:00")
    assert hand_in(shop, shop.settings, MONDAY + timedelta(hours=13)) == []  # noon was before he wished it
