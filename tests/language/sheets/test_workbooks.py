from __future__ import annotations

# ruff: noqa: DTZ001 - a sale's time is the shop's wall clock, without a zone
import io
import zipfile
from datetime import datetime, time

import openpyxl
import pytest

from bot.language.sheets.opening import open_table
from bot.language.sheets.sheet import SheetRefused
from tests.language.sheets.files import open_document, packed, read, workbook

HEAD = ["Date", "Item", "Qty", "Unit price", "Total", "Customer"]


def refused(content: bytes) -> str:
    with pytest.raises(SheetRefused) as caught:
        open_table(content, name="x.xlsx")
    return caught.value.reason


def test_typed_cells_are_exact():
    found = read(workbook({"S": [HEAD, [datetime(2024, 1, 5, 14, 3), "Bread", 3, 0.1, 0.1 + 0.2, 17850.0]]}))
    row = found.rows[0]
    assert (row.total_minor, row.unit_price_minor, row.customer) == (30, 10, "17850")
    assert row.sold_at == datetime(2024, 1, 5, 14, 3)


def test_a_title_blank_columns_and_formulas_without_values():
    rows = [
        ["Daily sales"],
        [],
        ["", "", *HEAD],
        ["", "", "05/01/2024", "Bread", "2", 1.5, "", ""],
        ["", "", "28/01/2024", "Milk", 1, "2", None, ""],
        ["", "", "TOTAL"],
    ]
    found = read(workbook({"S": rows}))
    assert found.sales == [("2024-01-05", "Bread", 2.0, 3.0), ("2024-01-28", "Milk", 1.0, 2.0)]
    assert found.skipped == {"title": 1, "blank": 1, "header": 1, "total": 1}


def test_sheets_with_the_same_headings_are_one_table():
    book = workbook(
        {
            "January": [HEAD, [datetime(2024, 1, 5), "Bread", 2, 1.5, 3, "Ann"]],
            "February": [["Sales of February"], HEAD, [datetime(2024, 2, 5), "Milk", 1, 2, 2, "Bob"]],
            "Notes": [["stock count on Friday"]],
        }
    )
    found = read(book)
    assert [day for day, *_ in found.sales] == ["2024-01-05", "2024-02-05"]
    assert (found.raw.sheet, found.raw.other_sheets) == ("January, February", ("Notes",))


def test_dated_sheets_come_before_a_longer_list():
    prices = [["Item", "Price", "Supplier"], *[[f"P{at}", at, "Acme"] for at in range(30)]]
    found = read(workbook({"Prices": prices, "May": [HEAD, ["2024-05-13", "Bread", 2, 1.5, 3, "Ann"]]}))
    assert found.raw.sheet == "May"
    assert found.raw.other_sheets == ("Prices",)


def test_one_sheet_by_its_name():
    book = workbook(
        {"A": [HEAD, ["2024-01-05", "Bread", 2, 1.5, 3, ""]], "B": [["Product", "Price"], ["Tea", 2]]}
    )
    assert next(open_table(book, sheet="B").lines()) == (1, ["Product", "Price"])
    with pytest.raises(SheetRefused, match="no_table"):
        open_table(book, sheet="C")


def test_a_hidden_sheet_is_not_read():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Product", "Price"])
    book.worksheets[0].append(["Tea", 2])
    secret = book.create_sheet("Secret")
    for at in range(9):
        secret.append([at, at])
    secret.sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    assert open_table(content.getvalue()).sheet == "Sheet"


def test_times_of_day_in_their_own_column():
    found = read(
        workbook(
            {
                "S": [
                    ["Date", "Time", "Item", "Qty", "Price"],
                    [datetime(2024, 1, 5), time(17, 37), "Tea", 1, 2],
                ]
            }
        )
    )
    assert found.rows[0].sold_at == datetime(2024, 1, 5, 17, 37)


def test_an_open_document():
    def cell(text: str, value: str = "") -> str:
        kind = f'office:value-type="float" office:value="{value}"' if value else 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    head = "".join(cell(word) for word in ("Date", "Item", "Qty", "Price"))
    line = cell("2024-01-05") + cell("Bread") + cell("2", "2") + cell("1.5", "1.5")
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    found = read(
        open_document(
            f"<table:table-row>{head}</table:table-row><table:table-row>{line}</table:table-row>{tail}"
        ),
        "x.ods",
    )
    assert found.sales == [("2024-01-05", "Bread", 2.0, 3.0)]


def test_an_open_document_that_repeats_a_cell_without_end_is_refused():
    row = '<table:table-row><table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>'
    assert refused(open_document(row)) == "too_wide"


def sheet_of(xml: str) -> bytes:
    """Give a workbook with another sheet's XML in place of its own."""
    source = zipfile.ZipFile(io.BytesIO(workbook({"S": [["a"]]})))
    files = {name: source.read(name) for name in source.namelist()}
    files["xl/worksheets/sheet1.xml"] = xml.encode()
    return packed(files)


def test_a_bomb_is_refused_by_its_size_before_it_is_read():
    rows = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    assert (
        refused(sheet_of(f"<worksheet><sheetData>{rows * 10_000}</sheetData></worksheet>"))
        == "unpacks_too_large"
    )


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row><c r="XFD1"><v>1</v></c></row>' + "<row><c><v>1</v></c></row>" * 400,
    ],
)
def test_a_few_cells_far_apart_are_refused_for_the_rectangle_they_span(cells: str):
    assert refused(sheet_of(f"<worksheet><sheetData>{cells}</sheetData></worksheet>")) in {
        "too_large",
        "too_wide",
    }
