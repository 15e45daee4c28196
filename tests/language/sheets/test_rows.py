from __future__ import annotations

# ruff: noqa: DTZ001 - a sale's time is the shop's wall clock, without a zone
# ruff: noqa: RUF001 - the words and signs of other scripts are the point
from datetime import date, datetime

import pytest

from bot.language.sheets.layout import Layout
from bot.language.sheets.opening import open_table
from bot.language.sheets.recognise import recognise
from bot.language.sheets.rows import read_rows
from bot.language.sheets.sheet import Kind, SaleRow, SheetRefused
from tests.language.sheets.files import TODAY, read

HEAD = "Date,Item,Qty,Price,Total\n"


def test_a_whole_sale():
    found = read(
        "Date,Time,Receipt no,SKU,Item,Category,Qty,Unit price,Total,Unit cost,Customer,Phone,City,Payment method,Notes\n"
        "2024-01-05,17:37,R7,B1, Brown   bread ,Bakery,2,1.50,3.00,0.90,Thabo,082 1,Soweto,cash,for mum\n"
    )
    assert found.rows == [
        SaleRow(
            2,
            date(2024, 1, 5),
            datetime(2024, 1, 5, 17, 37),
            "Brown bread",
            "Bakery",
            2_000,
            300,
            180,
            "Thabo",
            "Soweto",
            "cash",
            "R7",
            "for mum",
            150,
            "B1",
            "082 1",
        )
    ]


@pytest.mark.parametrize(
    ("cells", "quantity", "total"),
    [
        ("2,1.50,", 2_000, 300), ("2,,3.00", 2_000, 300), (",1.50,3.00", 2_000, 300), ("2,ERROR,3.00", 2_000, 300), ("UNKNOWN,1.50,3.00", 2_000, 300),
        ("2,1.50,2.80", 2_000, 280), ("0.333,3,", 333, 100), ("1,0,0", 1_000, 0), ("(2),1.50,", -2_000, -300), ("2-,1.50,", -2_000, -300), ("-2,1.50,3.00", -2_000, -300),
        ("-2,1.50,-3.00", -2_000, -300), (",0.30,0.10", None, "no_quantity"), (",,3.00", None, "no_quantity"), ("2,,", None, "no_price"), (",0,3.00", None, "no_quantity"),
    ],
)  # fmt: skip
def test_one_of_quantity_price_and_total_is_rebuilt_from_the_others(
    cells: str, quantity: int | None, total: int | str
):
    found = read(
        f"{HEAD}2024-01-05,Bread,{cells}\n2024-01-05,Milk,1,2.00,2.00\n2024-01-05,Tea,3,2.50,7.50\n2024-01-05,Jam,1,2.05,2.05\n"
    )
    if quantity is None:
        assert found.reasons == {2: total}
    else:
        assert (found.rows[0].quantity_milli, found.rows[0].total_minor) == (quantity, total)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2062-01-05,Bread,2,1.50,", "date_in_future"), ("2026-11-22,Bread,2,1.50,", "date_in_future"), ("1900-01-01,Bread,2,1.50,", "date_too_early"),
        ("soon,Bread,2,1.50,", "bad_date"), ("2024-02-30,Bread,2,1.50,", "bad_date"), (",Bread,2,1.50,", "no_date"), ("2024-01-05,,2,1.50,", "no_product"),
        ("2024-01-05,Bread,0,1.50,", "zero_quantity"), ("2024-01-05,Bread,1e30,1.50,", "bad_quantity"), ("2024-01-05,Bread,1000000000,1.50,", "quantity_too_large"),
        ("2024-01-05,Bread,NaN,1.50,", "no_quantity"), ("2024-01-05,Bread,two,1.50,3", "bad_quantity"), ("2024-01-05,Bread,²,1.50,3", "bad_quantity"),
        ("2024-01-05,Bread,1,free,", "bad_price"), ("2024-01-05,Bread,1,1e400,", "bad_price"), ("2024-01-05,Bread,1,1.50,much", "bad_total"),
        ("2024-01-05,Bread,1,99999999999999,", "amount_too_large"), ("2024-01-05,Bread,0.0001,1.50,", "bad_quantity"),
    ],
)  # fmt: skip
def test_a_line_at_fault_says_which_cell_and_why(line: str, reason: str):
    found = read(f"{HEAD}2024-01-04,Milk,1,2.00,2.00\n{line}\n2024-01-06,Tea,3,2.50,7.50\n")
    assert found.reasons == {3: reason}
    assert found.problems[0].cells == tuple(line.split(","))
    assert found.problems[0].detail in line
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    "name",
    [
        "NA",
        "None",
        "null",
        "nan",
        "007",
        "+49 170",
        "TRUE",
        "=1+1",
        "<b>&</b>",
        "'s Lands",
        "Robert'); DROP TABLE sales;--",
        "قهوة عربية",
        "2024-01-05",
    ],
)
def test_names_are_kept_as_they_are_written(name: str):
    lines = "\n".join(
        f'2024-01-05,"{each}",1,2.00,{name}' for each in (name, "Bread", "Milk", "Tea", "Jam", "Egg")
    )
    found = read(f"Date,Item,Qty,Price,Customer\n{lines}\n")
    assert found.problems == []
    assert (found.rows[0].product, found.rows[0].customer) == (name, name)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "'"])
def test_the_apostrophe_that_an_export_puts_before_a_formula_is_taken_off(sign: str):
    assert read(f"Date,Item,Qty,Price\n2024-01-05,'{sign}Cola,1,2.00\n").rows[0].product == f"{sign}Cola"


def test_names_of_goods_without_a_description_are_their_codes():
    found = read(
        "Date,StockCode,Description,Quantity,UnitPrice\n2024-01-05,85123A,Heart,6,2.55\n2024-01-05,22139,,56,0\n"
    )
    assert [(row.product, row.code) for row in found.rows] == [("Heart", "85123A"), ("22139", "22139")]


def test_cancelled_and_refunded_lines_by_their_own_word():
    found = read(
        "Date,Item,Qty,Price,Type,Status\n2024-01-05,Bread,2,1.50,Sale,Closed\n2024-01-05,Bread,1,1.50,Refund,Closed\n2024-01-05,Milk,1,2.00,Sale,Cancelled\n"
    )
    assert [row.total_minor for row in found.rows] == [300, -150]
    assert found.reasons == {4: "cancelled"}


@pytest.mark.parametrize(
    ("heading", "cell", "total"),
    [("Discount", "1.00", 900), ("Discount %", "10", 900), ("Discount", "10%", 900), ("Discount", "", 1_000)],
)
def test_a_discount_counts_where_no_total_says_it_already(heading: str, cell: str, total: int):
    assert (
        read(f"Date,Item,Qty,Price,{heading}\n2024-01-05,Bread,2,5.00,{cell}\n").rows[0].total_minor == total
    )
    assert (
        read(f"Date,Item,Qty,Price,{heading},Total\n2024-01-05,Bread,2,5.00,{cell},7.77\n")
        .rows[0]
        .total_minor
        == 777
    )


@pytest.mark.parametrize(
    ("heading", "cell", "cost"),
    [("Unit cost", "0.90", 180), ("COGS", "1.80", 180), ("Profit", "1.20", 180), ("Cost", "oops", None)],
)
def test_the_cost_of_the_line(heading: str, cell: str, cost: int | None):
    lines = f"2024-01-05,Bread,2,1.50,3.00,{cell}\n" + "2024-01-05,Milk,1,1.50,1.50,0.10\n" * 3
    assert read(f"Date,Item,Qty,Price,Total,{heading}\n{lines}").rows[0].cost_minor == cost


def test_currencies_with_other_decimals():
    assert read("Date,Item,Qty,Price\n2024-01-05,Bread,2,150\n", decimals=0).rows[0].total_minor == 300
    assert (
        read("Date,Item,Qty,Price\n2024-01-05,Bread,2,1.125\n2024-01-05,Milk,2,0.250\n", decimals=3)
        .rows[0]
        .total_minor
        == 2_250
    )


def test_half_a_cent_is_rounded_once_and_on_the_line():
    assert (
        read("Date,Item,Qty,Price\n2024-01-05,Screw,100,0.0125\n2024-01-05,Nut,1,0.0125\n")
        .rows[0]
        .total_minor
        == 125
    )


def test_a_kind_that_holds_no_rows_is_refused():
    with pytest.raises(SheetRefused, match="unknown_kind"):
        read_rows(open_table(b"a,b\n1,2\n"), Layout(Kind.UNKNOWN), today=date(2026, 1, 1))


def test_a_total_line_is_recognised_in_the_common_languages():
    words = [
        "Total",
        "TOTAL:",
        "Sub-total",
        "Grand Total",
        "Summe",
        "Gesamt",
        "Zwischensumme",
        "Итого",
        "Всего",
        "Totaal",
        "Totale",
        "Total général",
        "Soma",
        "Suma",
    ]
    lines = "\n".join(f"{word},,9,,99.00" for word in words)
    found = read(f"{HEAD}2024-01-05,Bread,2,1.50,3.00\n{lines}\n")
    assert found.skipped["total"] == len(words)
    assert len(found.rows) == 1


def test_the_shops_own_prices_serve_where_a_file_has_none():
    raw = open_table(b"Date,Item\n2024-01-05,BREAD\n2024-01-05,Jam\n")
    items = list(read_rows(raw, recognise(raw, today=TODAY), today=TODAY, prices={"bread": 150}))
    assert (items[0].total_minor, items[1].reason) == (150, "no_price")
