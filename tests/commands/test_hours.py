"""/hours: weekdays and hours in the shop's zone, each weekday by how often it traded."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.answer import Heat
from tests.commands.parts import chart, sql, table


def test_the_grid_is_the_average_hour(demo):
    answer = demo.say("/hours last month")
    drawn = chart(answer, Heat)
    summed: dict[tuple[int, int], int] = defaultdict(int)
    days: dict[int, set[str]] = defaultdict(set)
    for on, at, minor in sql(
        demo, "SELECT sold_on, sold_at, total_minor FROM sales_book WHERE sold_on LIKE '2025-10-%'"
    ):
        local = datetime.fromisoformat(at).astimezone(ZoneInfo("Africa/Johannesburg"))
        summed[local.weekday(), local.hour] += minor
        days[date.fromisoformat(on).weekday()].add(on)
    hours = [int(name) for name in drawn.columns]
    for row, weekday in enumerate(sorted(days)):
        for column, hour in enumerate(hours):
            assert drawn.values[row][column] == summed[weekday, hour] / len(days[weekday])


def test_the_closed_day_is_closed_and_saturday_is_best(demo):
    answer = demo.say("/hours")
    assert answer.text.startswith("Saturday is your best day")
    assert table(answer)["Sun"][0] == "closed"


def test_sales_without_an_hour_are_counted_by_day_and_said(empty):
    empty.say("on 3 nov 1 kettle 300 cash")
    empty.say("on 4 nov 1 kettle 300 cash")
    answer = empty.say("/hours this month")
    assert "The hour is not known for all sales" in answer.text
    assert chart(answer, Heat) is None
    assert table(answer)["Mon"][0] == "R300"


def test_an_empty_book(empty):
    assert "The book is empty" in empty.say("/hours").text
