"""Goods that broke, spoilt or were stolen: the shelf is put right by a count, and no sale is made of them."""

from __future__ import annotations

import pytest

from storage.reading import shelf


def left(talk, name="Kettle"):
    return next(one.on_hand_milli for one in shelf.shelves(talk.shop.book) if one.product == name)


@pytest.mark.parametrize(
    "said",
    [
        "2 kettles broke",
        "2 kettles broken",
        "2 kettles were stolen",
        "lost 2 kettles",
        "2 damaged kettles",
        "threw away 2 kettles",
        "someone stole 2 kettles",
        "/gone 2 kettle",
    ],
)
def test_goods_that_are_gone_are_counted_off_with_one_tap(demo, said):
    demo.say("stock count: 9 kettles")
    lines = demo.shop.book.value("SELECT count(*) FROM sales_book")
    assert "that leaves 7 of 9" in demo.say(said).text
    assert left(demo) == 9_000
    demo.tap("Count 7")
    assert left(demo) == 7_000
    assert demo.shop.book.value("SELECT count(*) FROM sales_book") == lines
    demo.say("/undo")
    assert left(demo) == 9_000


def test_how_many_is_asked_where_nobody_said(demo):
    demo.say("stock count: 3 kettles")
    asked = demo.say("kettle was stolen")
    assert [one.label for one in asked.buttons[0]] == ["1", "2", "3"]
    assert "that leaves 1 of 3" in demo.tap("2").text


def test_more_than_there_were_is_said(demo):
    demo.say("stock count: 3 kettles")
    assert "only 3 should have been there" in demo.say("5 kettles broke").text


def test_a_shelf_that_was_never_counted_is_to_be_counted_first(empty):
    empty.say("2 mugs 100")
    assert "never counted" in empty.say("1 mug broke").text


@pytest.mark.parametrize("said", ["return 1 kettle it was broken", "sold 2 broken kettles 598"])
def test_what_is_sold_or_brought_back_is_that_in_whatever_state(demo, said):
    before = demo.shop.book.value("SELECT count(*) FROM sales_book")
    assert demo.say(said).entries
    assert demo.shop.book.value("SELECT count(*) FROM sales_book") == before + 1


def test_goods_that_came_in_are_not_gone(demo):
    assert demo.say("got 5 kettles 750, one broken").command != "gone"


def test_a_product_whose_name_tells_of_damage_is_sold(empty):
    empty.say("add product Broken rice price 20")
    empty.say("2 broken rice")
    assert empty.shop.book.value("SELECT count(*) FROM sales_book") == 1
