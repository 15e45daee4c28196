from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.days import by_month, choose, short
from bot.drawing.scale import Scale, apart

LEFT, RIGHT = 100.0, 900.0
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def labels(first, last, *, months=False):
    place = Scale(first.toordinal(), last.toordinal(), LEFT, RIGHT)
    return choose(first, last, lambda day: place(day.toordinal()), LEFT, RIGHT, months=months)


def words(first, last, *, months=False):
    return [label.words for label in labels(first, last, months=months)]


def test_a_week_names_its_days():
    assert words(date(2026, 7, 1), date(2026, 7, 6)) == ["1 Jul", "2 Jul", "3 Jul", "4 Jul", "5 Jul", "6 Jul"]


def test_a_month_names_its_mondays():
    assert words(date(2026, 7, 1), date(2026, 7, 31)) == ["6 Jul", "13 Jul", "20 Jul", "27 Jul"]


def test_a_year_names_months_and_the_year_where_it_begins():
    found = labels(date(2025, 8, 1), date(2026, 7, 31))
    assert [(label.words, label.year) for label in found] == [
        ("Sep", "2025"),
        ("Nov", ""),
        ("Jan", "2026"),
        ("Mar", ""),
        ("May", ""),
        ("Jul", ""),
    ]


def test_months_are_told_by_their_first_days():
    assert by_month([date(2026, 1, 1), date(2026, 2, 1)])
    assert not by_month([date(2026, 1, 1)])
    assert not by_month([date(2026, 1, 1), date(2026, 1, 2)])
    assert words(date(2026, 1, 1), date(2026, 3, 1), months=True) == ["Jan", "Feb", "Mar"]


def test_one_day_has_one_label():
    assert words(date(2026, 7, 3), date(2026, 7, 3)) == ["3 Jul"]
    assert short(date(2026, 7, 3)) == "3 Jul"


def test_a_narrow_axis_names_its_last_day():
    first, last = date(2026, 7, 1), date(2026, 7, 9)
    place = Scale(first.toordinal(), last.toordinal(), 0, 150)
    found = choose(first, last, lambda day: place(day.toordinal()), 0, 150, months=False)
    assert [label.words for label in found] == ["9 Jul"]


@given(DAYS, st.integers(0, 30_000))
def test_labels_never_touch_nor_leave_the_axis(first, span):
    last = first + timedelta(span)
    found = labels(first, last)
    assert found
    assert apart([(label.left, label.right) for label in found], 20)
    assert all(label.left >= LEFT and label.right <= RIGHT for label in found)
    assert all(first <= label.day <= last for label in found)
