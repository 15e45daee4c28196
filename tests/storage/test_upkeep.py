from __future__ import annotations

import pytest
from shopkeeping import NOW, TODAY, head, line

from storage import upkeep
from storage.book import Book
from storage.records import CountLine, DebtPayment, FactChange


@pytest.fixture
def kept(book, known):
    book.post(
        head(),
        line(known.cable, 2, 200, customer_id=known.thabo, payment="credit", sold_at=NOW),
        CountLine(TODAY, known.cable, 5000),
        DebtPayment(TODAY, known.thabo, 50),
        FactChange("product", known.cable, "price_minor", None, "100", TODAY),
        FactChange("shop", 0, "push.weekly", None, "off", TODAY),
    )
    book.merge(head(kind="merge"), "product", known.charger, known.cable, on=TODAY)
    return book


TAMPERINGS = [
    "UPDATE day_totals SET sales = sales + 1",
    "UPDATE day_product_totals SET total_minor = total_minor + 1",
    "DELETE FROM day_customer_totals",
    "INSERT INTO day_payment_totals VALUES ('2026-01-01', 'cash', 0, 0)",
    "UPDATE day_slot_totals SET slot = '2026-11-21T09:45'",
    "UPDATE balances SET paid_minor = 0",
    "UPDATE stock SET on_hand_milli = 4999",
    "UPDATE products SET price_minor = 101 WHERE id = 1",
    "UPDATE products SET merged_into = NULL",
    "UPDATE settings SET value = 'on'",
    "UPDATE sale_lines SET total_minor = 201",
    "UPDATE entries SET state = 'reversed' WHERE id = 1",
]


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_planted_error_is_found_and_mended(kept, tampering):
    assert upkeep.recount(kept) == []
    with kept.writing() as connection:
        assert connection.execute(tampering).rowcount > 0
    found = upkeep.recount(kept)
    assert found
    assert upkeep.check(kept) == [str(one) for one in found]
    assert upkeep.repair(kept) == found
    assert upkeep.recount(kept) == []


def test_a_difference_says_both_figures(kept):
    with kept.writing() as connection:
        connection.execute("UPDATE stock SET on_hand_milli = 9")
    (found,) = upkeep.recount(kept)
    assert (found.table, found.key) == ("stock", (1,))
    assert str(found).startswith("stock (1,): the book says ('2026-11-21', 1, 9), its rows say")


def test_a_recount_needs_no_right_to_write(kept):
    with Book.open_reading(kept.path) as reader:
        assert upkeep.check(reader) == []


def test_a_row_that_points_nowhere_is_told(kept):
    kept.connection.execute("PRAGMA foreign_keys = OFF")
    kept.connection.execute("UPDATE sale_lines SET customer_id = 99")
    assert upkeep.check(kept)[0].startswith("sale_lines row 1 points at a row of customers")
