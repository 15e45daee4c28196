"""The name of what the demand is made from: another where a forecast would be another, the same where it would not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shopkeeping import FIRST, TODAY, act, day, head, line

from storage.reading import demand
from storage.records import CountLine, FactChange, RestockLine

YESTERDAY = day(1)


def named(book) -> str:
    return demand.fingerprint(book, FIRST, YESTERDAY)


@pytest.fixture
def past(book, known):
    book.post(head(), line(known.cable, 3, 300, on=YESTERDAY), line(known.charger, 1, 900, on=day(2)))
    return known


@pytest.mark.parametrize(
    "change",
    [
        lambda known: [line(known.cable, on=YESTERDAY)],
        lambda known: [line(known.charger, on=day(400))],
        lambda known: [RestockLine(YESTERDAY, known.cable, 5000)],
        lambda known: [CountLine(day(2), known.cable, 5000)],
        lambda known: [FactChange("product", known.cable, "category", None, "Cables", TODAY)],
        lambda known: [FactChange("product", known.cable, "merged_into", None, str(known.charger), TODAY)],
    ],
    ids=["a sale of yesterday", "a sale of last year", "goods in", "a count", "a category", "a merge"],
)
def test_what_a_forecast_hangs_on_changes_the_name_and_undone_it_is_as_before(book, past, change):
    before = named(book)
    posted = book.post(head(), *change(past))
    assert named(book) != before
    book.reverse(posted.entry_id, **act())
    assert named(book) == before


@pytest.mark.usefixtures("past")
def test_today_a_price_and_a_new_product_change_nothing(book, known):
    before = named(book)
    book.post(head(), line(known.cable, 9, 900), CountLine(TODAY, known.cable, 1000))
    book.post(head(), FactChange("product", known.cable, "price_minor", None, "100", TODAY))
    book.post(head(), line(book.ensure_products(["Toaster"])["Toaster"], 1, 100))
    assert named(book) == before
    assert demand.fingerprint(book, FIRST, TODAY) != before


@pytest.mark.usefixtures("past")
def test_pieces_moved_to_another_day_or_another_product_are_not_the_same(book, known):
    before = {named(book)}
    for product, on in ((known.cable, day(3)), (known.charger, day(3)), (known.cable, day(4))):
        posted = book.post(head(), line(product, 2, 200, on=on))
        before.add(named(book))
        book.reverse(posted.entry_id, **act())
    assert len(before) == 4


@pytest.mark.usefixtures("past")
def test_what_came_back_later_was_wanted_all_the_same(book, known):
    before = named(book)
    book.post(head(), line(known.cable, -3, -300, on=YESTERDAY))
    assert named(book) == before
    assert demand.taken(book, YESTERDAY, YESTERDAY + timedelta(days=9))["quantity"] == [3.0]
