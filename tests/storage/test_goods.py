from __future__ import annotations

from datetime import timedelta

import pytest
from shopkeeping import TODAY, act, day, head, line

from storage import upkeep
from storage.reading import lines, loose_ends, shelf
from storage.records import CountLine, OrderLine, RestockLine


def count(book, product, quantity, on=TODAY):
    return book.post(head(kind="stocktake"), CountLine(on, product, quantity * 1000)).entry_id


def sell(book, product, quantity, on=TODAY):
    return book.post(head(), line(product, quantity, on=on)).entry_id


def receive(book, product, quantity, on=TODAY):
    return book.post(head(kind="restock"), RestockLine(on, product, quantity * 1000)).entry_id


def order(book, product, quantity, on=TODAY):
    return book.post(head(kind="order"), OrderLine(on, product, quantity * 1000)).entry_id


def left(book, product):
    milli = shelf.on_hand(book, product)
    return None if milli is None else milli / 1000


def on_order(book, product):
    return next(one.on_order_milli for one in shelf.shelves(book) if one.product_id == product) / 1000


def test_what_was_never_counted_is_not_known(book, known):
    sell(book, known.cable, 2)
    receive(book, known.cable, 10)
    assert left(book, known.cable) is None


def test_on_the_day_of_the_count_later_entries_move_it_and_earlier_ones_do_not(book, known):
    sell(book, known.cable, 5)
    receive(book, known.cable, 7)
    count(book, known.cable, 10)
    sell(book, known.cable, 2)
    receive(book, known.cable, 4)
    assert left(book, known.cable) == 12


def test_what_is_dated_before_the_count_does_not_move_it(book, known):
    count(book, known.cable, 10)
    sell(book, known.cable, 2, on=day(1))
    receive(book, known.cable, 3, on=day(1))
    assert left(book, known.cable) == 10


def test_a_later_count_wins_and_undoing_it_brings_the_earlier_one_back(book, known):
    count(book, known.cable, 10, on=day(5))
    sell(book, known.cable, 3, on=day(3))
    again = count(book, known.cable, 50, on=day(2))
    assert left(book, known.cable) == 50
    count(book, known.cable, 4, on=day(4))
    assert left(book, known.cable) == 50
    book.reverse(again, **act())
    assert left(book, known.cable) == 1


def test_counted_twice_in_one_message_the_last_word_counts(book, known):
    book.post(head(), CountLine(TODAY, known.cable, 9000), CountLine(TODAY, known.cable, 4000))
    assert left(book, known.cable) == 4


def test_undoing_the_only_count_makes_the_shelf_unknown_again(book, known):
    counted = count(book, known.cable, 10)
    book.reverse(counted, **act())
    assert left(book, known.cable) is None


def test_an_edit_keeps_its_place_among_the_days_entries(book, known):
    sold, received = sell(book, known.cable, 2), receive(book, known.cable, 3)
    counted = count(book, known.cable, 10)
    book.replace(sold, head(), line(known.cable, 9))
    book.replace(received, head(), RestockLine(TODAY, known.cable, 7000))
    assert left(book, known.cable) == 10
    count(book, known.cable, 20)
    book.replace(counted, head(), CountLine(TODAY, known.cable, 11_000))
    assert left(book, known.cable) == 20


def test_a_return_comes_back_to_the_shelf(book, known):
    count(book, known.cable, 10)
    sell(book, known.cable, -1)
    assert left(book, known.cable) == 11


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([("order", 10)], 10),
        ([("order", 10), ("receive", 4)], 6),
        ([("order", 10), ("receive", 15)], 0),
        ([("receive", 15), ("order", 10)], 10),
        ([("order", 10), ("receive", 15), ("order", 5)], 5),
        ([("order", 10), ("receive", 15), ("order", 5), ("receive", 2)], 3),
        ([("receive", 5)], 0),
    ],
)
def test_on_order_is_what_was_ordered_and_has_not_come_since(book, known, moves, expected):
    for number, (what, quantity) in enumerate(moves):
        {"order": order, "receive": receive}[what](book, known.cable, quantity, on=TODAY + timedelta(number))
    assert on_order(book, known.cable) == expected


def test_an_order_and_its_delivery_on_one_day_count_in_the_order_they_were_said(book, known):
    receive(book, known.cable, 3)
    order(book, known.cable, 10)
    receive(book, known.cable, 4)
    assert on_order(book, known.cable) == 6


def test_the_lines_of_goods_have_names(book, known):
    entry = book.post(
        head(kind="order"),
        OrderLine(TODAY, known.cable, 5000, due_on=day(-7)),
        RestockLine(TODAY, known.charger, 1000, 500),
    ).entry_id
    found = {(one.kind, one.product, one.due_on, one.total_minor) for one in lines.goods(book, entry)}
    assert found == {("order", "HDMI cable", day(-7), None), ("restock", "Charger", None, 500)}


def test_loose_ends_name_what_is_missing_the_dearest_first(book, known):
    book.post(head(), line(known.cable, 1, 500), line(known.charger, 1, 900))
    bare = book.post(head(), line(known.cable, 1, 100, payment="credit")).entry_id
    count(book, known.charger, 5)
    found = loose_ends.loose_ends(book, TODAY, TODAY)
    assert [(one.product, one.revenue_minor) for one in found.no_cost] == [
        ("Charger", 900),
        ("HDMI cable", 600),
    ]
    assert [one.product for one in found.never_counted] == ["HDMI cable"]
    assert found.credit_without_customer == [bare]


def test_a_thousand_products_are_recounted_at_once(book):
    ids = list(book.ensure_products(f"product {number}" for number in range(1000)).values())
    book.post(head(), *(CountLine(TODAY, one, 5000) for one in ids))
    book.post(head(), *(line(one) for one in ids))
    assert {one.on_hand_milli for one in shelf.shelves(book)} == {4000}
    assert upkeep.recount(book) == []
