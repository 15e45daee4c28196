from __future__ import annotations

# ruff: noqa: DTZ001 - a sale's time is the shop's wall clock, without a zone
# ruff: noqa: RUF001 - the words and signs of other scripts are the point
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sheets.dates import moment_of, time_of

FIRST = date(2024, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-01", "2024/02/01", "2024.2.1", "20240201", "01 Feb 2024", "1-Feb-24", "Feb 01, 2024", "Thursday, February 01, 2024", "1st February 2024",
        "1. Februar 2024", "1 février 2024", "1 de febrero de 2024", "1 de fevereiro de 2024", "1 febbraio 2024", "1 februari 2024", "1 февраля 2024 г.",
        "1 Februarie 2024", "45323", "2024-02-01T00:00:00Z",
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", ["dmy", "mdy", "mixed"])
def test_days_that_say_themselves_what_they_are(text: str, order: str):
    found = moment_of(text, order)
    assert found is not None
    assert found[0] == FIRST


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("01/02/2024", "dmy", FIRST), ("02/01/2024", "mdy", FIRST), ("01.02.24", "dmy", FIRST), ("1-2-24", "dmy", FIRST), ("24/02/01", "ymd", FIRST),
        ("2024-01-02", "ydm", FIRST), ("Thu 01/02/2024", "dmy", FIRST), ("01/02/2024", "mixed", None), ("13/02/2024", "mixed", date(2024, 2, 13)),
        ("02/13/2024", "mixed", date(2024, 2, 13)), ("31/02/2024", "dmy", None), ("13/13/2024", "mdy", None), ("01/02/2024", "", None), ("05.02.2024", "mixed", date(2024, 2, 5)),
    ],
)  # fmt: skip
def test_the_order_of_the_column_settles_the_rest(text: str, order: str, day: date | None):
    found = moment_of(text, order)
    assert (found[0] if found else None) == day


@pytest.mark.parametrize(
    "text", ["", "NONE", "Sunday", "May", "R3500", "2024", "12", "1.50", "x" * 99, "00/00/0000", "99999"]
)
def test_what_is_no_day(text: str):
    assert moment_of(text, "dmy") is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2024-02-01 17:37", time(17, 37)), ("2024-02-01T17:37:05.123Z", time(17, 37, 5)), ("01/02/2024, 5:37 pm", time(17, 37)), ("01-Feb-24 08:26 AM", time(8, 26)),
        ("2024-02-01 12:05:00 AM", time(0, 5)), ("2024-02-01 10:00:00 -0400", time(10, 0)), ("45323.5", time(12, 0)),
    ],
)  # fmt: skip
def test_the_time_beside_the_day(text: str, clock: time):
    assert moment_of(text, "dmy") == (FIRST, clock)


def test_typed_moments():
    assert moment_of(datetime(2024, 2, 1, 9, 5, 0, 999), "") == (FIRST, time(9, 5))
    assert moment_of(datetime(2024, 2, 1), "") == (FIRST, None)
    assert moment_of(FIRST, "") == (FIRST, None)
    assert moment_of(45323.75, "") == (FIRST, time(18, 0))
    assert moment_of(12.0, "") is None
    assert moment_of(True, "") is None


def test_times_alone():
    assert (
        time_of("17:37") == time_of(time(17, 37)) == time_of(timedelta(hours=17, minutes=37)) == time(17, 37)
    )
    assert time_of(0.75) == time(18, 0)
    assert time_of("5 pm") == time(17, 0)
    assert time_of("25:00") is None
    assert time_of("soon") is None


@given(
    st.dates(date(1981, 1, 1), date(2060, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d/%m/%y", "%B %d, %Y", "%Y-%m-%d"]),
)
def test_every_day_survives_every_way_of_writing_it(day: date, written: str):
    found = moment_of(day.strftime(written), "dmy")
    assert found is not None
    assert found[0] == day
