from __future__ import annotations

# ruff: noqa: DTZ001 - a sale's time is the shop's wall clock, without a zone
from datetime import date, datetime

import pytest

from bot.language.sheets.preview import row_key
from bot.language.sheets.sheet import SaleRow
from tests.language.sheets.files import read

SALE = SaleRow(
    2,
    date(2024, 1, 5),
    datetime(2024, 1, 5, 9, 0),
    "Bread",
    None,
    2_000,
    300,
    None,
    "Thabo",
    None,
    None,
    "R1",
    None,
)


def test_what_an_import_would_bring():
    found = read(
        "Date,Item,Qty,Price,Total,Customer\n2024-01-06,Bread,2,1.50,3.00,Thabo\n2024-01-05, bread ,1,1.50,1.50,THABO\n2024-01-05,Milk,-1,2.00,-2.00,\n"
        "2024-01-06,Bread,2,1.50,3.00,Thabo\n2024-01-07,Tea,0,1,0,\n2024-01-07,Tea,3,1.00,2.50,Zoë\nTotal,,,,,\n"
    ).preview
    assert (found.rows, found.returns, found.repeats, found.disagreeing) == (5, 1, 1, 1)
    assert (found.first_date, found.last_date) == (date(2024, 1, 5), date(2024, 1, 7))
    assert (found.total_minor, found.quantity_milli) == (800, 7_000)
    assert found.products == ("Bread", "Milk", "Tea")
    assert found.customers == ("Thabo", "Zoë")
    assert (found.problem_count, found.problem_reasons, found.problems[0].line_number) == (
        1,
        {"zero_quantity": 1},
        6,
    )
    assert found.skipped == {"header": 1, "total": 1}
    assert [row.line_number for row in found.first_rows] == [2, 3, 4, 5, 7]


@pytest.mark.parametrize(
    "same",
    [{"line_number": 99}, {"product": " BREAD "}, {"customer": "thabo"}, {"note": "x"}, {"category": "Food"}],
)
def test_a_sale_is_known_again_whatever_else_changed(same: dict[str, object]):
    assert row_key(SALE._replace(**same)) == row_key(SALE)


@pytest.mark.parametrize(
    "other",
    [
        {"sold_on": date(2024, 1, 6)},
        {"sold_at": None},
        {"product": "Bread2"},
        {"quantity_milli": 2_001},
        {"total_minor": 301},
        {"customer": None},
        {"reference": "R2"},
    ],
)
def test_another_sale_has_another_key(other: dict[str, object]):
    assert row_key(SALE._replace(**other)) != row_key(SALE)


@pytest.mark.parametrize(
    "other",
    [
        "Price;Qty;Customer;Item;Date\r\n1,50;2;Thabo;Bread;05.01.2024\r\n2,00;1;;Milk;06.01.2024\r\n",
        "\ufeffItem\tDate\tQty\tPrice\tCustomer\nBread\t5 Jan 2024\t2\t1.5\tThabo\nMilk\t6 Jan 2024\t1\t2\t\n",
    ],
)
def test_the_same_sales_saved_otherwise_have_the_same_keys(other: str):
    first = read("Date,Item,Qty,Price,Customer\n2024-01-05,Bread,2,1.50,Thabo\n2024-01-06,Milk,1,2.00,\n")
    assert [row_key(row) for row in first.rows] == [row_key(row) for row in read(other).rows]


def test_other_rows_have_keys_too():
    found = read("Item,Counted\nTV,4\ntv,4\nTV,5\n", "stock count.csv")
    keys = [row_key(row) for row in found.rows]
    assert keys[0] == keys[1] != keys[2]
    assert found.preview.repeats == 1
