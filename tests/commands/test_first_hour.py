"""The owner's first hour: the first sale without set-up, what is chosen by a tap, the paper book page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot import config
from bot.demo.talk import Talk
from bot.findings import zones
from bot.schedule import hand_in
from bot.shop import open_shop, visit_shop
from storage import settings
from tests.commands.parts import says, sql, table
from tests.demo_shop import settings_in

NOVEMBER_DAYS = 21  # of the talk's month, its own day included


@pytest.fixture
def fresh(tmp_path):
    """Give a talk with the shop of somebody who set nothing up."""
    talk = Talk(open_shop(bare(tmp_path)))
    yield talk
    talk.shop.close()


def bare(folder):
    given = config.Settings(folder=folder)
    return replace(given, telegram=config.TelegramSettings(owners=(1,)))


def lines(answer):
    return answer.text.splitlines()


def test_the_first_sale_is_two_taps_from_nothing(fresh):
    start = fresh.say("/start")
    assert sum(len(row) for row in start.buttons) <= 4
    assert len(start.blocks) <= 3
    sale = fresh.tap("Try it")
    assert sale.command == "sale"
    assert sql(fresh, "SELECT total_minor FROM sales_book") == [(24000,)]


def test_money_and_clock_are_asked_about_once_at_the_first_sale(fresh):
    fresh.say("2 kettles 598")
    assert "South African rand" in fresh.answers[-1].text
    assert "Johannesburg it is 14:00" in fresh.answers[-1].text
    assert {"/currency", "/timezone"} <= set(says(fresh.answers[-1]))
    assert "/currency" not in says(fresh.say("2 kettles 598"))


def test_nothing_is_asked_of_a_shop_that_was_set_up(tmp_path):
    given = bare(tmp_path)
    talk = Talk(open_shop(replace(given, shop=replace(given.shop, currency="EUR", name="Bäckerei"))))
    assert "/currency" not in says(talk.say("2 kettles 598"))
    assert "/name" not in says(talk.say("/statement"))
    talk.shop.close()


def test_nothing_is_asked_of_staff(fresh):
    fresh.say("/staff")
    with fresh.shop.book.writing() as book:
        book.execute(
            "INSERT INTO members (user_id, name, role, joined_at) VALUES (7, 'Lerato', 'staff', 'x')"
        )
    fresh.sender = 7
    assert "/currency" not in says(fresh.say("2 kettles 598"))


def test_settings_show_their_state_and_change_in_place(fresh):
    fresh.say("/settings")
    fresh.tap("Week starts: Monday")
    changed = fresh.tap("Sunday")
    assert changed.in_place
    assert "✅ The week starts on Sunday." in lines(changed)
    assert "Week starts: Sunday" in [one.label for row in changed.buttons for one in row]


@pytest.mark.parametrize(
    ("says_it", "key", "value"),
    [
        ("/name Pilusa & Sons", "shop.name", "Pilusa & Sons"),
        ("/currency bwp", "shop.currency", "BWP"),
        ("/timezone Lagos", "shop.timezone", "Africa/Lagos"),
        ("/week Saturday", "shop.week_starts", "sat"),
        ("/push weekly fri 16:00", "push.weekly", "fri 16:00"),
        ("/push daily 19:15", "push.daily", "19:15"),
    ],
)
def test_what_is_chosen_wins_over_the_file_and_outlives_a_restart(fresh, tmp_path, says_it, key, value):
    fresh.say(says_it)
    assert chosen(fresh.shop, key) == value
    fresh.shop.close()
    again = visit_shop(bare(tmp_path))
    assert chosen(again, key) == value
    again.close()
    fresh.shop = open_shop(bare(tmp_path))


def chosen(shop, key):
    section, _, name = key.partition(".")
    return getattr(getattr(shop.settings, section), name)


@pytest.mark.parametrize(
    "nonsense",
    [
        "/currency gold",
        "/timezone Atlantis",
        "/week Friday",
        "/push weekly noon",
        "/push hourly",
        "/name " + 70 * "x",
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(fresh, nonsense):
    before = fresh.shop.settings
    answer = fresh.say(nonsense)
    assert answer.alert
    assert answer.buttons
    assert fresh.shop.settings == before


def test_a_choice_stands_in_the_history_and_can_be_undone(fresh):
    fresh.say("/currency USD")
    assert "US$598" in fresh.say("2 kettles 598").text
    fresh.say("/undo")
    fresh.say("/undo")
    assert fresh.say("/settings").buttons[1][0].label == "Money: R (ZAR)"


def test_a_currency_with_other_small_change_is_refused_once_there_are_amounts(fresh):
    assert "Japanese Yen (JP¥)" in fresh.say("/currency JPY").text
    fresh.say("/currency ZAR")
    fresh.say("2 kettles 598")
    assert "stays" in fresh.say("/currency JPY").text
    assert fresh.shop.settings.shop.currency == "ZAR"
    assert fresh.say("/currency BWP").command == "settings"


def test_a_choice_that_became_invalid_counts_as_not_made():
    given = config.Settings()
    assert config.with_chosen(given, {"shop.timezone": "Mars/Olympus", "shop.name": "X"}).shop == replace(
        given.shop, name="X"
    )


def test_only_an_owner_chooses(fresh):
    fresh.say("/start")
    with fresh.shop.book.writing() as book:
        book.execute(
            "INSERT INTO members (user_id, name, role, joined_at) VALUES (7, 'Lerato', 'staff', 'x')"
        )
    fresh.sender = 7
    assert "Only the owner" in fresh.say("/currency USD").text
    assert "Only the owner" in fresh.say("/timezone -26.20 28.05").text


def test_the_week_begins_when_the_shop_says(demo):
    monday = demo.say("/sales this week").text  # Friday 21 November
    assert "17–21 Nov" in monday
    demo.say("/week sun")
    assert "16–21 Nov" in demo.say("/sales this week").text
    assert "9–15 Nov" in demo.say("/sales last week").text
    assert "9–15 Nov" in demo.say("/weekly").text


@pytest.mark.parametrize(
    ("north", "east", "zone"),
    [
        (-26.20, 28.05, "Africa/Johannesburg"),
        (-33.92, 18.42, "Africa/Johannesburg"),
        (6.52, 3.38, "Africa/Lagos"),
        (52.52, 13.40, "Europe/Berlin"),
        (-1.29, 36.82, "Africa/Nairobi"),
        (40.71, -74.01, "America/New_York"),
        (-36.85, 174.76, "Pacific/Auckland"),
    ],
)
def test_a_place_offers_its_clock_first(fresh, north, east, zone):
    assert zones.nearest(north, east, 4)[0].name == zone
    answer = fresh.say(f"/timezone {north} {east}")
    assert says(answer)[0] == f"/timezone {zone}"
    assert fresh.tap(zones.city(zone)).command == "settings"
    assert fresh.shop.settings.shop.timezone == zone


def test_every_zone_of_the_list_can_be_tapped(fresh):
    offered = set()
    for area in zones.areas():
        answer = fresh.say(f"/timezone {area}")
        while True:
            offered |= {one.removeprefix("/timezone ") for one in says(answer) if "/" in one[1:]}
            if not any(one.label.startswith("More") for row in answer.buttons for one in row):
                break
            answer = fresh.tap("More")
    assert {one.name for one in zones.everywhere()} <= offered


def test_the_day_of_a_sale_follows_the_chosen_clock(fresh):
    fresh.at = datetime(2025, 11, 21, 23, 30, tzinfo=UTC)
    fresh.say("2 kettles 598")
    fresh.say("/timezone America/New_York")
    fresh.say("3 kettles 897")
    assert sql(fresh, "SELECT sold_on FROM sales_book ORDER BY sale_id") == [("2025-11-22",), ("2025-11-21",)]


def test_a_new_clock_brings_no_push_of_the_past(tmp_path):
    given = bare(tmp_path)
    shop = open_shop(given)
    saturday, monday = datetime(2026, 6, 6, 12, tzinfo=UTC), datetime(2026, 6, 8, 4, 30, tzinfo=UTC)
    assert hand_in(shop, given, saturday) == []
    settings.put(
        shop.book, "shop.timezone", "Pacific/Auckland"
    )  # where it is Monday half past four in the afternoon
    assert hand_in(shop, given, monday) == []
    shop.close()


# The paper book


def test_a_month_is_copied_page_by_page(empty):
    home = empty.say("/copy")
    assert lines(home)[0] == f"November 2025: 0 of {NOVEMBER_DAYS} days are in"
    page = empty.tap("Next page: 1 November")
    assert "1 November" in page.text
    written = empty.say("1 November\n2 hdmi cables 240\n1 kettle 299\ntotal 539")
    assert f"November 2025: 1 of {NOVEMBER_DAYS} days are in." in lines(written)
    assert "/copy 2025-11-02" in says(written)
    assert "2 November" in empty.tap("Next page").text


def test_a_sale_at_the_counter_is_not_taken_for_a_page(empty):
    empty.say("/copy")
    sale = empty.say("2 hdmi cables to Thabo 240")
    assert "days are in" not in sale.text
    assert sql(empty, "SELECT sold_on FROM sales_book") == [("2025-11-21",)]


def test_copying_is_left_and_taken_up_after_a_restart(empty, tmp_path):
    empty.say("/copy")
    empty.tap("« Oct")
    empty.say("3 October\n2 hdmi cables 240")
    empty.shop.close()
    empty.shop = open_shop(settings_in(tmp_path))
    assert lines(empty.say("/copy"))[0] == "October 2025: 1 of 31 days are in"
    assert "goes on" in empty.tap("Enough for now").text
    assert lines(empty.say("/copy"))[0].startswith("November 2025")


def test_closed_days_count_as_known(empty):
    empty.say("/copy month 2025-10")
    for day in range(1, 9):
        if date(2025, 10, day).weekday() != 6:
            empty.say(f"{day} October\n2 hdmi cables 240")
    home = empty.say("/copy")
    assert lines(home)[0] == "October 2025: 7 of 31 days are in"
    after = empty.tap("Closed every Sunday")
    assert "/copy" in says(after)
    assert lines(empty.say("/copy"))[0] == "October 2025: 11 of 31 days are in"
    empty.say("/copy 2025-10-09")
    assert "10 October" in empty.tap("Closed that day").text
    cells = [cell for row in table(empty.say("/copy")).values() for cell in row]
    assert "9×" in cells
    assert "8✓" in cells
    assert "10·" in cells


def test_the_end_says_what_is_known_and_what_to_tap(empty):
    empty.say("/copy month 2025-10")
    day = date(2025, 10, 1)
    while day.month == 10:
        last = empty.say(f"{day.day} October\n2 hdmi cables 240\n1 kettle 299 to Thabo")
        day += timedelta(days=1)
    assert "October 2025 is in: all 31 days." in last.text
    done = empty.tap("What is known now")
    assert lines(done)[0] == "The book knows 62 sales of 31 days"
    assert "R16 709 in all. Products: 2, customers: 1. From Wed 1 Oct to Fri 31 Oct" in done.text
    assert "/loose_ends" in says(done)


def test_a_month_of_an_earlier_year_names_it(empty):
    empty.say("/copy month 2023-03")
    assert "1 March 2023" in empty.tap("Next page").text
    assert "of 31 days are in" in empty.say("1 March 2023\n2 hdmi cables 240").text
    assert sql(empty, "SELECT sold_on FROM sales_book") == [("2023-03-01",)]
