from datetime import date

import pytest

from bot.language import statements as s
from tests.language.reading_helpers import asked, items, said

BOOK = """From the book
Mon 9 March
2 white loaf 36
May 3 croissants 45 cash
" 1 coffee 22
total 103
10 March
walk in 1 milk tart 95 card
12 vetkoek 70
total 165
"""


def test_a_page_of_the_book():
    page = said(BOOK)
    got = [
        (str(sale.on), sale.customer.name if sale.customer else None, sale.payment, items(sale))
        for sale in page.sales
    ]
    assert got == [
        ("2026-03-09", None, None, [("White loaf", 2, 3600)]),
        ("2026-03-09", "May Williams", "cash", [("Croissant", 3, 4500)]),
        ("2026-03-09", "May Williams", None, [("Coffee", 1, 2200)]),
        ("2026-03-10", None, "card", [("Milk tart", 1, 9500)]),
        ("2026-03-10", None, None, [("Vetkoek", 12, 7000)]),
    ]
    assert [check.agrees for check in page.checks] == [True, True]


def test_a_total_that_does_not_add_up_is_asked_about_and_may_be_kept():
    text = BOOK.replace("total 165", "total 175")
    doubt = said(text)
    assert asked(doubt) == "total"
    page = said(text, settled={doubt.key: "save"})
    assert len(page.entries) == 5
    assert [check.agrees for check in page.checks] == [True, False]


def test_a_heading_holds_for_the_lines_under_it():
    sale = said("Sold to Harbour Canteen\n20 white loaf\n10 coffee\non account")
    assert (sale.customer.name, sale.payment) == ("Harbour Canteen", "credit")
    assert items(sale) == [("White loaf", 20, 36000), ("Coffee", 10, 22000)]


def test_lines_of_other_kinds():
    page = said("Monday\n2 white loaf 36\npetrol 500\nMay paid 100\nreturn 1 coffee")
    assert [type(entry) for entry in page.entries] == [s.Sale, s.Expense, s.DebtPayment, s.Return]
    assert {entry.on for entry in page.entries} == {date(2026, 3, 16)}


def test_a_line_that_cannot_be_read_is_asked_about_and_may_be_left_out():
    text = "2 white loaf 36\nMay 77\n1 coffee 22"
    doubt = said(text)
    assert asked(doubt) == "line"
    assert len(said(text, settled={doubt.key: "skip"}).entries) == 2


@pytest.mark.parametrize(
    ("text", "kind", "lines"),
    [
        (
            "Stocktake 28 Feb\nwhite loaf 4\ncoffee - 10",
            s.Stocktake,
            [("White loaf", 4, None), ("Coffee", 10, None)],
        ),
        (
            "Received from Makro\n10 coffee @8\n20 vetkoek",
            s.Restock,
            [("Coffee", 10, 8000), ("Vetkoek", 20, None)],
        ),
        ("return\n2 coffee\n1 croissant", s.Return, [("Coffee", 2, 4400), ("Croissant", 1, 1500)]),
    ],
)
def test_lists_of_goods(text, kind, lines):
    statement = said(text)
    assert isinstance(statement, kind)
    assert items(statement) == lines


def test_a_list_of_prices():
    assert [line.amount_minor for line in said("new prices\ncoffee 23\ncroissant 16").lines] == [2300, 1600]


def test_a_numbered_list_and_bullets():
    for text in ("1. May 2 coffee 44\n2. April 1 croissant 15", "- May 2 coffee 44\n- April 1 croissant 15"):
        assert items(said(text)) == [("Coffee", 2, 4400), ("Croissant", 1, 1500)]


def test_one_line_with_empty_lines_around_it_is_one_sale():
    assert isinstance(said("\n\n2 coffee 44\n\n"), s.Sale)


@pytest.mark.parametrize(
    ("text", "payments"),
    [
        ("Cash sales\n2 white loaf\n1 coffee\nCard sales\n1 milk tart", ["cash", "cash", "card"]),
        ("Credit:\nSister Agnes 2 coffee\nMr Nineteen 1 coffee", ["credit", "credit"]),
        ("2 white loaf\ncash\n1 coffee\ncard", ["cash", "card"]),
        ("2 white loaf\n1 coffee\ncash", ["cash", "cash"]),
        ("Sister Agnes\n2 coffee\non credit\nMr Nineteen\n1 coffee", ["credit", None]),
    ],
)
def test_a_payment_in_a_line_of_its_own_holds_for_the_lines_it_heads_or_ends(text, payments):
    assert [entry.payment for entry in said(text).entries] == payments


def test_a_heading_names_the_supplier():
    assert said("Makro delivery\n10 coffee @8\n20 vetkoek").supplier == "Makro"
