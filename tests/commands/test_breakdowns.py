"""/categories, /regions, /payments: parts add up to the whole, and each is what the view says."""

from __future__ import annotations

import pytest

from bot.answer import Bars
from tests.commands.parts import chart, says, sql, table

OCTOBER = ("2025-10-01", "2025-10-31")
VIEW = {"categories": "category", "regions": "region", "payments": "payment"}


@pytest.mark.parametrize("command", VIEW)
def test_each_part_is_what_the_view_says(demo, command):
    answer = demo.say(f"/{command} last month")
    drawn = chart(answer, Bars)
    expected = sql(
        demo,
        f"SELECT {VIEW[command]}, sum(total_minor) FROM sales_book WHERE sold_on BETWEEN ? AND ? GROUP BY 1 ORDER BY 2 DESC",
        *OCTOBER,
    )
    assert list(drawn.values) == [float(minor) for _, minor in expected]
    cells = list(table(answer).values())
    assert [row[0] for row in cells] == [demo.shop.round(minor) for _, minor in expected]
    assert sum(int(row[1].rstrip(" %")) for row in cells) in range(97, 104)


@pytest.mark.parametrize("command", VIEW)
def test_a_part_is_compared_with_the_month_before(demo, command):
    drawn = chart(demo.say(f"/{command} last month"), Bars)
    before = dict(
        sql(
            demo,
            f"SELECT {VIEW[command]}, sum(total_minor) FROM sales_book "
            "WHERE sold_on BETWEEN '2025-09-01' AND '2025-09-30' GROUP BY 1",
        )
    )
    assert sorted(drawn.before) == sorted(float(minor) for minor in before.values())


def test_a_category_opens_into_its_products(demo):
    demo.say("/categories last month")
    answer = demo.tap("Inside")
    expected = sql(
        demo,
        "SELECT product, sum(total_minor) FROM sales_book WHERE category = 'Cables' AND sold_on BETWEEN ? AND ? "
        "GROUP BY 1 ORDER BY 2 DESC",
        *OCTOBER,
    )
    assert list(table(answer)) == [name for name, _ in expected]
    assert answer.in_place
    assert answer.text.startswith(f"{expected[0][0]} leads Cables: {demo.shop.round(expected[0][1])}")


def test_the_leader_is_somebody_even_where_most_is_unknown(demo):
    answer = demo.say("/regions last month")
    assert answer.text.startswith("Most comes from ")
    assert "not known" not in answer.text.splitlines()[0]
    assert "not named or whose region is not known" in answer.text


def test_no_region_at_all_gives_the_sentence_that_helps(empty):
    empty.say("1 kettle 299")
    answer = empty.say("/regions")
    assert "has a region" in answer.text
    assert "lives in" in answer.text


def test_what_was_not_said_is_named_so(empty):
    empty.say("1 kettle 299")
    empty.say("1 iron 349 card")
    rows = table(empty.say("/payments"))
    assert rows == {"Card": ("R349", "54 %", ""), "not said": ("R299", "46 %", "")}


@pytest.mark.parametrize("command", VIEW)
def test_nothing_sold_is_said_with_the_way_on(demo, command):
    assert "Nothing was sold" in demo.say(f"/{command} today").text
    assert says(demo.answers[-1])


@pytest.mark.parametrize("command", VIEW)
def test_an_empty_book_is_said_kindly(empty, command):
    assert "The book is empty" in empty.say(f"/{command}").text


def test_a_time_before_the_book_is_no_comparison(demo):
    for command in ("/sales", "/categories", "/regions", "/payments"):
        answer = demo.say(f"{command} this year")
        assert "nothing to compare with: the book begins on 21 Nov 2024" in answer.text
        assert "▲" not in answer.text
