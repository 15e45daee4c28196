"""The views are a public interface: their columns are written out here, and nothing undone may show in them."""

from __future__ import annotations

import sqlite3

import pytest
from shopkeeping import NOW, TODAY, act, day, head, line

from storage.records import Campaign, CountLine, DebtPayment, Expense, FactChange, OrderLine, RestockLine

CONTRACT = {
    "sales_book": "sale_id, entry_id, sold_on, sold_at, product, category, quantity, unit_price_minor, total_minor, "
    "cost_minor, customer, region, payment, recorded_by, source",
    "stock_book": "product, category, on_hand, on_order, price_minor, cost_minor",
    "restocks_book": "entry_id, received_on, product, quantity, total_minor",
    "debts_book": "customer, balance_minor, since",
    "payments_book": "entry_id, paid_on, customer, amount_minor, payment",
    "expenses_book": "entry_id, spent_on, note, amount_minor, payment",
    "campaigns_book": "campaign, starts_on, ends_on, budget_minor, channel",
    "audit_book": "at, who, what, entry_id, detail",
}


@pytest.mark.parametrize("view", CONTRACT)
def test_columns_are_as_agreed(book, view):
    found = book.connection.execute(f"SELECT * FROM {view}").description
    assert ", ".join(column[0] for column in found) == CONTRACT[view]


def test_there_is_no_other_public_view(book):
    views = {name for (name,) in book.rows("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert {name for name in views if not name.endswith("_known")} == set(CONTRACT)


@pytest.fixture
def full(book, known):
    lines = (
        line(
            known.cable,
            2,
            24000,
            cost_minor=15000,
            customer_id=known.thabo,
            payment="credit",
            sold_at=NOW,
            region="Soweto",
        ),
        line(known.charger, -1, -333, on=day(1), sale=1),
        CountLine(day(2), known.cable, 10_500),
        RestockLine(TODAY, known.cable, 3000, 12000),
        OrderLine(TODAY, known.cable, 8000),
        DebtPayment(TODAY, known.thabo, 4000, "eft"),
        Expense(TODAY, "airtime", 2900, "cash"),
        Campaign("Black Friday", day(1), day(-7), 150_000, "flyer"),
        FactChange("product", known.cable, "price_minor", None, "12000", TODAY),
        FactChange("product", known.cable, "category", None, "Cables", TODAY),
    )
    return book.post(head("tg:1:5"), *lines).entry_id


def test_rows_are_in_plain_numbers_names_and_minor_units(book, full):
    on, before = TODAY.isoformat(), day(1).isoformat()
    assert book.rows("SELECT * FROM sales_book ORDER BY sale_id") == [
        (
            1,
            full,
            on,
            "2026-11-21T09:37:05Z",
            "HDMI cable",
            "Cables",
            2.0,
            12000,
            24000,
            15000,
            "Thabo",
            "Soweto",
            "credit",
            "Pilusa",
            "tg:1:5",
        ),
        (2, full, before, None, "Charger", None, -1.0, 333, -333, None, None, None, None, "Pilusa", "tg:1:5"),
    ]
    assert book.rows("SELECT * FROM stock_book") == [
        ("HDMI cable", "Cables", 11.5, 5.0, 12000, None),
        ("Charger", None, None, 0.0, None, None),
    ]
    assert book.rows("SELECT * FROM restocks_book") == [(full, on, "HDMI cable", 3.0, 12000)]
    assert book.rows("SELECT * FROM debts_book") == [("Thabo", 20000, on)]
    assert book.rows("SELECT * FROM payments_book") == [(full, on, "Thabo", 4000, "eft")]
    assert book.rows("SELECT * FROM expenses_book") == [(full, on, "airtime", 2900, "cash")]
    assert book.rows("SELECT * FROM campaigns_book") == [
        ("Black Friday", before, day(-7).isoformat(), 150_000, "flyer")
    ]
    assert book.rows("SELECT * FROM audit_book") == [
        ("2026-11-21T09:37:05Z", "Pilusa", "sale", full, "2 hdmi 240")
    ]


def test_what_is_undone_shows_nowhere_but_in_the_audit(book, full):
    book.reverse(full, **act())
    left = {view: len(book.rows(f"SELECT * FROM {view}")) for view in CONTRACT}
    assert left == dict.fromkeys(CONTRACT, 0) | {"audit_book": 2}


def test_what_is_staged_shows_nowhere(book, known):
    staged = book.stage(head(kind="import", file_name="march.csv")).entry_id
    book.stage_sales(staged, [line(known.cable)])
    assert book.rows("SELECT * FROM sales_book") == []


def test_a_line_without_a_quantity_has_no_unit_price(book, known):
    book.post(head(), line(known.cable, 0, 5000))
    assert book.rows("SELECT quantity, unit_price_minor, total_minor FROM sales_book") == [(0.0, None, 5000)]


@pytest.mark.usefixtures("full")
def test_a_plain_sqlite_client_reads_them_beside_the_writer(book):
    with sqlite3.connect(f"file:{book.path}?mode=ro", uri=True) as outside:
        assert outside.execute("SELECT sum(total_minor) FROM sales_book").fetchone() == (23667,)
    outside.close()
