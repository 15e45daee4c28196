from datetime import timedelta

import pytest

from bot import nightly
from bot.nights import failed
from storage import heartbeats, settings
from storage.book import Book

DAY = timedelta(days=1)


def test_the_backup_of_the_night_is_proven_and_there(demo):
    assert nightly.back_up(demo.shop) is None
    (made,) = demo.shop.settings.backup_folder.glob("*.db")
    with Book.open_reading(made) as copy:
        assert copy.value("SELECT count(*) FROM sales_book") == demo.shop.book.value(
            "SELECT count(*) FROM sales_book"
        )


def test_the_recount_is_silent_when_all_is_right_and_speaks_of_a_planted_error(demo):
    assert nightly.recount(demo.shop) is None
    with demo.shop.book.writing() as connection:
        connection.execute(
            "UPDATE day_product_totals SET total_minor = total_minor + 1 "
            "WHERE (sold_on, product_id) IN (SELECT sold_on, product_id FROM day_product_totals LIMIT 1)"
        )
    assert "1 figures" in nightly.recount(demo.shop)


@pytest.fixture
def quiet(demo):
    """The demo shop, which wants no weekly message and has never looked ahead."""
    settings.put(demo.shop.book, "push.weekly", "off")
    return demo


def thought(talk, days=1):
    return nightly.forecast_of_today(talk.shop, talk.at + days * DAY)


@pytest.mark.parametrize(
    "words", ["/forecast", "/reorder", "/why", "/whatif service 95%", "how much will i sell next week"]
)
def test_who_looked_ahead_finds_the_forecast_ready_for_two_weeks(quiet, words):
    assert thought(quiet) is None
    quiet.say(words)
    assert thought(quiet, days=13).today == quiet.shop.today(quiet.at + 13 * DAY)
    assert thought(quiet, days=15) is None


def test_other_questions_and_the_weekly_message_are_no_looking_ahead(quiet):
    quiet.say("/sales")
    quiet.say("/weekly", source="job:weekly:2025-W47")
    assert thought(quiet) is None


def test_on_the_day_of_the_weekly_message_it_is_ready(quiet):
    settings.put(quiet.shop.book, "push.weekly", "mon 07:30")
    friday = quiet.shop.today(quiet.at)
    assert [days for days in range(14) if thought(quiet, days)] == [3, 10], friday


def test_where_it_failed_it_waits_until_somebody_asks_again(quiet):
    quiet.say("/forecast")
    with quiet.shop.book.writing():
        heartbeats.beat(quiet.shop.book, failed(nightly.FORECAST), quiet.at + DAY / 2)
    assert thought(quiet, days=2) is None
    quiet.at += DAY
    quiet.say("/forecast")
    assert thought(quiet, days=2) is not None


def test_the_day_is_the_shops(quiet):
    quiet.say("/forecast")
    night = quiet.at.replace(hour=22, minute=30)  # half past midnight in Johannesburg
    assert nightly.forecast_of_today(quiet.shop, night).today == night.date() + DAY
