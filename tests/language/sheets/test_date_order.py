from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sheets.date_order import order_of
from tests.language.sheets.files import TODAY, read


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["01/02/2024", "13/02/2024"], "dmy"),
        (["01/02/2024", "02/13/2024"], "mdy"),
        (["01-02-2014", "1/13/2014"], "mdy"),  # two spellings, one order
        (["01.02.2024"], "dmy"),
        (["07/07/2024"], "dmy"),
        (["24/02/01", "24/02/28"], "ymd"),
        (["2024-02-01", "2024-02-13"], "ymd"),
        (["2024-13-02"], "ydm"),
        (["Thu 01/02/2024"], "dmy"),
        (["Tue 01/02/2024"], "mdy"),
        (["13/02/2024", "02/13/2024", "14/02/2024", "02/14/2024"], "mixed"),
        ([date(2015, 5, 1), date(2015, 5, 3), "01/05/2015", "02/05/2015"], "dmy"),
    ],
)
def test_the_whole_column_decides(column: list[object], order: str):
    found = order_of(column, TODAY)
    assert (found.order, found.open) == (order, ())


def test_what_cannot_be_told_stays_open_with_the_likelier_first():
    found = order_of(["01/02/2024", "02/02/2024", "03/02/2024"], TODAY)
    assert found.open == ("dmy", "mdy")
    assert order_of(["02/01/2024", "02/02/2024", "02/03/2024"], TODAY).open == ("mdy", "dmy")


def test_days_ahead_of_today_speak_against_an_order_unless_there_are_few():
    days = [f"{day:02}/12/2026" for day in range(1, 12)]
    assert order_of(days, TODAY).order == "mdy"
    assert order_of(days[:1], TODAY).open == ("dmy", "mdy")


def test_one_typing_error_does_not_turn_a_column():
    days = [f"{day:02}/01/2024" for day in range(1, 29)]
    assert order_of([*days, "01/30/2024"], TODAY).order == "dmy"


def test_headings_in_another_language_settle_it():
    assert read("Date;Désignation;Quantité;Prix\n05/01/2024;Pain;1;2\n").sales[0][0] == "2024-01-05"
    assert read("Date,Item,Qty,Price\n05/01/2024,Bread,1,2\n").layout.ambiguous[0].about == "date_order"


def test_the_owner_sees_the_first_rows_both_ways_and_chooses():
    content = "Date,Item,Qty,Price\n05/01/2024,Bread,1,2\n06/01/2024,Milk,1,2\n"
    found = read(content)
    (question,) = found.layout.ambiguous
    assert [(choice.value, str(choice.rows[0].sold_on)) for choice in question.choices] == [
        ("dmy", "2024-01-05"),
        ("mdy", "2024-05-01"),
    ]
    chosen = found.layout.choose("date_order", "mdy")
    assert chosen.ambiguous == ()
    assert [day for day, *_ in read(content, layout=chosen).sales] == ["2024-05-01", "2024-06-01"]


@given(
    st.lists(st.dates(date(2015, 1, 1), date(2026, 11, 20)), min_size=1, max_size=40),
    st.sampled_from(["dmy", "mdy"]),
    st.sampled_from("/-"),
)
def test_the_order_is_never_silently_wrong(days: list[date], order: str, sign: str):
    form = sign.join({"d": "%d", "m": "%m", "y": "%Y"}[part] for part in order)
    days = [day for start in days for day in (start, start - timedelta(days=11))]
    found = order_of([day.strftime(form) for day in days], TODAY)
    assert found.order == order or order in found.open or all(day.day == day.month for day in days)
