from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import date_at
from bot.language.horizons import horizon_at
from bot.language.periods import period_at
from bot.language.statements import Locale
from bot.language.tokens import lines, normalise
from tests.language.reading_helpers import TODAY


def tokens(text):
    return lines(normalise(text), Locale())[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-03-18"),
        ("yesterday", "2026-03-17"),
        ("day before yesterday", "2026-03-16"),
        ("friday", "2026-03-13"),
        ("wednesday", "2026-03-11"),
        ("this wednesday", "2026-03-18"),
        ("last sat", "2026-03-14"),
        ("on the 28th", "2026-02-28"),
        ("5/3", "2026-03-05"),
        ("5/11", "2025-11-05"),
        ("12/11/25", "2025-11-12"),
        ("2026-01-31", "2026-01-31"),
        ("3 July", "2025-07-03"),
        ("July 3rd 2024", "2024-07-03"),
        ("Mon 16 March", "2026-03-16"),
        ("2 days ago", "2026-03-16"),
        ("a week ago", "2026-03-11"),
        ("gister", "2026-03-17"),
        ("izolo", "2026-03-17"),
        ("maobane", "2026-03-17"),
    ],
)
def test_days(text, day):
    row = tokens(text)
    found = date_at(row, 0, TODAY)
    assert (found.on, found.end) == (date.fromisoformat(day), len(row))


@pytest.mark.parametrize(
    "text", ["may", "march", "2", "3500", "31/2", "43 inch", "1 second hand", "5499", "monthly"]
)
def test_not_days(text):
    assert date_at(tokens(text), 0, TODAY) is None


def test_weekday_that_contradicts_its_date_is_unsure():
    assert not date_at(tokens("Mon 17 March"), 0, TODAY).sure


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_without_its_year_is_the_last_such_day(today):
    for text, day in ((f"{today.day} {today:%B}", today), (f"{today:%d/%m}", today)):
        assert date_at(tokens(text), 0, today).on == day
    tomorrow = today + timedelta(days=1)
    found = date_at(tokens(f"{tomorrow.day} {tomorrow:%B}"), 0, today)
    assert found.on < today
    assert (found.on.day, found.on.month) == (tomorrow.day, tomorrow.month)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this week", "2026-03-16", "2026-03-18"),
        ("last week", "2026-03-09", "2026-03-15"),
        ("last month", "2026-02-01", "2026-02-28"),
        ("this year so far", "2026-01-01", "2026-03-18"),
        ("last 30 days", "2026-02-17", "2026-03-18"),
        ("past 2 weeks", "2026-03-05", "2026-03-18"),
        ("september", "2025-09-01", "2025-09-30"),
        ("march", "2026-03-01", "2026-03-18"),
        ("july 2019", "2019-07-01", "2019-07-31"),
        ("november last year", "2025-11-01", "2025-11-30"),
        ("q4", "2025-10-01", "2025-12-31"),
        ("q1 2024", "2024-01-01", "2024-03-31"),
        ("from 1 to 15 november", "2025-11-01", "2025-11-15"),
        ("1-15 nov", "2025-11-01", "2025-11-15"),
        ("between 3 february and 10 february", "2026-02-03", "2026-02-10"),
        ("2025-07-01..2025-07-31", "2025-07-01", "2025-07-31"),
        ("november to january", "2025-11-01", "2026-01-31"),
        ("since monday", "2026-03-16", "2026-03-18"),
        ("last weekend", "2026-03-14", "2026-03-15"),
        ("10 July", "2025-07-10", "2025-07-10"),
        ("yesterday", "2026-03-17", "2026-03-17"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("ytd", "2026-01-01", "2026-03-18"),
    ],
)
def test_periods(text, first, last):
    row = tokens(text)
    found = period_at(row, 0, TODAY)
    assert (found.period.first, found.period.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert found.end == len(row)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("next 30 days", 30),
        ("next week", 7),
        ("in the next 2 weeks", 14),
        ("coming month", 30),
        ("tomorrow", 1),
        ("14 days ahead", 14),
    ],
)
def test_horizons(text, days):
    assert horizon_at(tokens(text), 0).days == days


@pytest.mark.parametrize("text", ["last 30 days", "30 days", "this week", "kettle"])
def test_not_ahead(text):
    assert horizon_at(tokens(text), 0) is None
