from datetime import date

import pytest

from bot.findings import periods
from bot.language.statements import Period

TODAY = date(2025, 11, 21)


def d(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "before_first", "before_last"),
    [
        ("2025-11-01", "2025-11-21", "2025-10-01", "2025-10-21"),  # month to date
        ("2025-10-01", "2025-10-31", "2025-09-01", "2025-09-30"),  # a whole month
        ("2025-03-01", "2025-03-31", "2025-02-01", "2025-02-28"),
        ("2025-03-01", "2025-03-30", "2025-02-01", "2025-02-28"),  # February has no 30th
        ("2025-11-17", "2025-11-21", "2025-11-10", "2025-11-14"),  # week to date
        ("2025-11-10", "2025-11-16", "2025-11-03", "2025-11-09"),
        ("2025-11-21", "2025-11-21", "2025-11-20", "2025-11-20"),
        ("2025-01-01", "2025-11-21", "2024-01-01", "2024-11-21"),  # year to date
        ("2024-01-01", "2024-02-29", "2023-01-01", "2023-02-28"),
        ("2025-10-05", "2025-10-14", "2025-09-25", "2025-10-04"),
    ],
)
def test_what_a_period_is_compared_with(first, last, before_first, before_last):
    found = periods.before(Period(d(first), d(last)))
    assert (found.first, found.last) == (d(before_first), d(before_last))


@pytest.mark.parametrize(
    ("first", "last", "called"),
    [
        ("2025-11-21", "2025-11-21", "today"),
        ("2025-11-20", "2025-11-20", "yesterday"),
        ("2025-11-01", "2025-11-21", "1–21 Nov"),
        ("2025-10-01", "2025-10-31", "October 2025"),
        ("2019-07-01", "2019-08-01", "1 Jul – 1 Aug 2019"),
        ("2024-12-20", "2025-01-05", "20 Dec 2024 – 5 Jan"),
        ("2024-01-01", "2024-12-31", "2024"),
    ],
)
def test_names(demo, first, last, called):
    assert periods.call(Period(d(first), d(last)), demo.shop, TODAY) == called


def test_a_period_can_be_said_again(demo):
    period = Period(d("2025-07-01"), d("2025-07-31"))
    assert demo.say(f"/sales {periods.speak(period)}").text.startswith("July 2025")
