from __future__ import annotations

import pytest
from shopkeeping import FIRST, LAST, TODAY, act, day, head, line

from storage import upkeep
from storage.errors import Circular, NameTaken
from storage.reading import periods, shelf
from storage.records import CountLine, FactChange


def change(book, product, field, after, on=TODAY):
    return book.post(head(kind="fact"), FactChange("product", product, field, None, after, on)).entry_id


def fact(book, product, field="price_minor"):
    return book.value(f"SELECT {field} FROM products WHERE id = ?", [product])


def merge(book, subject, one, into):
    return book.merge(head(kind="merge"), subject, one, into, on=TODAY).entry_id


def test_the_latest_change_in_force_is_the_value(book, known):
    change(book, known.cable, "price_minor", "100")
    second = change(book, known.cable, "price_minor", "120")
    third = change(book, known.cable, "price_minor", "150")
    assert fact(book, known.cable) == 150
    book.reverse(second, **act())
    assert fact(book, known.cable) == 150
    book.reverse(third, **act())
    assert fact(book, known.cable) == 100
    book.restore(second, **act())
    assert fact(book, known.cable) == 120


def test_without_a_change_in_force_it_is_what_was_there_before_the_first(book, known):
    first = change(book, known.cable, "category", "Cables")
    book.reverse(first, **act())
    assert fact(book, known.cable, "category") is None


def test_what_was_said_last_stands_whatever_day_it_names(book, known):
    change(book, known.cable, "price_minor", "150", on=day(1))
    change(book, known.cable, "price_minor", "100", on=day(5))
    assert fact(book, known.cable) == 100


def test_an_edited_change_stays_in_its_place(book, known):
    first = change(book, known.cable, "price_minor", "100")
    change(book, known.cable, "price_minor", "120")
    book.replace(first, head(), FactChange("product", known.cable, "price_minor", None, "90", TODAY))
    assert fact(book, known.cable) == 120


def test_the_book_fills_in_what_was_there(book, known):
    change(book, known.cable, "price_minor", "100")
    change(book, known.cable, "price_minor", "120")
    assert book.rows("SELECT before, after FROM fact_changes") == [(None, "100"), ("100", "120")]


def test_a_rename_and_its_undo(book, known):
    renamed = change(book, known.cable, "name", "HDMI  cable 2m")
    assert book.ensure_products(["hdmi cable 2M"]) == {"hdmi cable 2M": known.cable}
    assert fact(book, known.cable, "name") == "HDMI cable 2m"
    book.reverse(renamed, **act())
    assert fact(book, known.cable, "name") == "HDMI cable"
    with pytest.raises(NameTaken, match="another product called Charger"):
        change(book, known.cable, "name", "CHARGER")


def test_a_setting_of_the_shop_can_be_undone(book):
    posted = book.post(head(kind="fact"), FactChange("shop", 0, "push.weekly", None, "off", TODAY))
    assert book.value("SELECT value FROM settings WHERE key = 'push.weekly'") == "off"
    book.reverse(posted.entry_id, **act())
    assert book.value("SELECT value FROM settings WHERE key = 'push.weekly'") is None


def test_merged_products_are_one_in_every_figure(book, known):
    book.post(head(), line(known.cable, 2, 200))
    book.post(head(), line(known.charger, 1, 50))
    book.post(head(), CountLine(TODAY, known.charger, 10_000))
    book.post(head(), line(known.cable, 3, 300))
    merged = merge(book, "product", known.cable, known.charger)
    (one,) = periods.by_product(book, FIRST, LAST)
    assert (one.product, one.revenue_minor, one.quantity_milli) == ("Charger", 550, 6000)
    (place,) = shelf.shelves(book)
    assert (place.product, place.on_hand_milli) == ("Charger", 7000)
    assert book.ensure_products(["hdmi cable"]) == {"hdmi cable": known.charger}
    assert {row[0] for row in book.rows("SELECT product FROM sales_book")} == {"Charger"}
    assert upkeep.recount(book) == []
    book.reverse(merged, **act())
    assert [found.product for found in periods.by_product(book, FIRST, LAST)] == ["HDMI cable", "Charger"]
    assert shelf.on_hand(book, known.charger) == 10_000
    assert upkeep.recount(book) == []


def test_merged_customers_are_one(book, known):
    book.post(head(), line(known.cable, 1, 100, customer_id=known.thabo, payment="credit"))
    book.post(head(), line(known.cable, 1, 50, customer_id=known.naledi, payment="credit", on=day(1)))
    merge(book, "customer", known.thabo, known.naledi)
    assert book.rows("SELECT * FROM debts_book") == [("Naledi", 150, day(1).isoformat())]
    (one,) = periods.by_customer(book, FIRST, LAST)
    assert (one.customer, one.sales) == ("Naledi", 2)


def test_chains_of_merges_end_in_one_and_come_apart_in_any_order(book, known):
    plug = book.ensure_products(["Plug"])["Plug"]
    first = merge(book, "product", known.cable, known.charger)
    merge(book, "product", known.charger, plug)
    assert (fact(book, known.cable, "merged_into"), fact(book, known.charger, "merged_into")) == (plug, plug)
    book.reverse(first, **act())
    assert (fact(book, known.cable, "merged_into"), fact(book, known.charger, "merged_into")) == (None, plug)
    with pytest.raises(Circular):
        merge(book, "product", plug, known.charger)
    with pytest.raises(Circular):
        merge(book, "product", plug, plug)
    assert upkeep.recount(book) == []


def test_bringing_a_merge_back_may_not_close_a_ring(book, known):
    first = merge(book, "product", known.cable, known.charger)
    book.reverse(first, **act())
    merge(book, "product", known.charger, known.cable)
    with pytest.raises(Circular, match="Undo the other merge first"):
        book.restore(first, **act())
    assert fact(book, known.cable, "merged_into") is None
    assert upkeep.recount(book) == []
