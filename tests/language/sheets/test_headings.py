from __future__ import annotations

# ruff: noqa: RUF001 - the words of other scripts are the point
import pytest

from bot.language.sheets.folding import fold, heading_words, text_of, tidy
from bot.language.sheets.heading_table import STRONG
from bot.language.sheets.headings import language_is_foreign, names_money, plain_heading, scores_of
from bot.language.sheets.layout import FIELDS


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("InvoiceNo", "reference"), ("UnitPrice", "price"), ("Total (ZAR, incl. VAT)", "total"), ("Unit £", "price"), ("Item, description", "product"),
        ("Product line", "category"), ("Tax 5%", "tax"), ("gross income", "profit"), ("Sub-Category", "category"), ("Кол-во", "quantity"), ("Сумма, руб.", "total"),
        ("Qté", "quantity"), ("Prix unitaire HT", "price"), ("Betrag (€)", "total"), ("Customer ID", "customer_code"), ("Branch", "region"), ("COGS", "cost"),
        ("Mode de règlement", "payment"), ("Lieferzeit (Tage)", "lead_time"), ("On hand", "stock"), ("When", "date"), ("number_of_cds", "quantity"),
    ],
)  # fmt: skip
def test_what_a_heading_means_most(title: str, field: str):
    scores = scores_of(title)
    assert max(scores, key=lambda each: scores[each]) == field


@pytest.mark.parametrize("title", ["", "Cashier name", "Weekday Name", "M01AB", "Rating", "Gender"])
def test_headings_that_mean_nothing_here(title: str):
    assert max(scores_of(title).values(), default=0.0) < 5


def test_an_identity_is_no_quantity_and_no_name():
    assert "product" not in scores_of("Supplier product number")
    assert "customer" not in scores_of("Customer card no")


def test_currencies_are_heard_and_left_out():
    assert plain_heading("Amount (R)") == "amount"
    assert names_money("Amount (R)")
    assert names_money("Preis in €")
    assert not names_money("Amount")


def test_every_field_has_words_and_every_word_has_a_field():
    assert STRONG.keys() <= set(FIELDS)
    assert set(FIELDS) <= STRONG.keys()


def test_a_language_is_told_by_two_words():
    assert language_is_foreign(("Datum", "Artikel", "Menge"))
    assert not language_is_foreign(("Date", "Item", "Total"))
    assert not language_is_foreign(("Date", "Artikel", "Qty"))


def test_folding():
    assert fold("  Café\u200b  ZOË ") == fold("cafe zoe") == "cafe zoe"
    assert heading_words("OrderDate_(UTC):") == "order date utc"
    assert tidy(" a \n b ") == "a b"
    assert [text_of(cell) for cell in (17850.0, 2.5, True, 7, "x")] == ["17850", "2.5", "TRUE", "7", "x"]
