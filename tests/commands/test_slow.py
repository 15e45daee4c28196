"""/slow: the dying product is found, with its money; what was never counted is not judged."""

from __future__ import annotations

from bot.sample.year import Truth
from tests.commands.parts import says, sql, table


def test_the_dying_product_stands_still(demo):
    answer = demo.say("/slow")
    rows = table(answer)
    ((left, cost),) = sql(
        demo, "SELECT on_hand, cost_minor FROM stock_book WHERE product = ?", Truth().dying_product
    )
    assert rows[Truth().dying_product][0] == demo.shop.number(left)
    assert rows[Truth().dying_product][2] == demo.shop.round(left * cost)
    assert next(iter(rows)) == Truth().dying_product


def test_more_days_leave_fewer_products(demo):
    few = len(table(demo.say("/slow 60 days")))
    many = len(table(demo.say("/slow 1 days")))
    assert many > few


def test_everything_moves(empty):
    empty.say("1 kettle 300 cash")
    empty.say("stock count: 5 kettle")
    answer = empty.say("/slow")
    assert "Everything on the shelf has sold in the last 30 days." in answer.text
    assert says(answer)


def test_what_would_last_half_a_year_is_told(empty):
    empty.say("on 1 sep 2 kettle 600 cash")
    empty.say("kettle costs me R200")
    empty.say("yesterday 1 kettle 300 cash")
    empty.say("stock count: 50 kettle")
    assert "1 product has stock for more than half a year, R10 000 tied up" in empty.say("/slow").text


def test_never_counted_and_never_sold(empty):
    empty.say("1 kettle 300 cash")
    assert "No shelf was counted yet" in empty.say("/slow").text
    empty.say("1 iron 100 cash")
    empty.say("stock count: 3 iron")
    empty.say("/undo 2")
    answer = empty.say("/slow")
    assert answer.text.startswith("Iron was never sold")
    assert "1 never counted and not judged" in answer.text


def test_an_empty_book(empty):
    assert "no products yet" in empty.say("/slow").text
