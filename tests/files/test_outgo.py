"""What goes out comes back the same: as CSV, as a workbook, into another book and into the same one."""

from __future__ import annotations

import csv
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import ReceivedFile
from bot.files import outgo
from bot.files.safety import RISKY, bared, safe
from bot.shop import open_shop
from storage import upkeep
from storage.reading import views
from tests.demo_shop import Talk, settings_in

HOSTILE = (
    "=1+1", "+49 170", "-cmd|'/c calc'!A0", "@SUM(A1)", "'quoted", "\uff1dHYPERLINK(1)", '="x"', "''=", "'n Boek", "007",
    "NA", "<b>&", "1e5", "TRUE", "2025-01-01", 'a;b,c"d', "R2,50", "http://x.invalid",
)  # fmt: skip
SAME = {
    "sales_book": "sold_on, sold_at, product, category, quantity, unit_price_minor, total_minor, cost_minor, customer, region, payment",
    "restocks_book": "received_on, product, quantity, total_minor",
    "payments_book": "paid_on, customer, amount_minor, payment",
    "expenses_book": "spent_on, note, amount_minor, payment",
    "campaigns_book": "*",
    "debts_book": "*",
}


@pytest.fixture
def filled(empty, tmp_path):
    """Give a book with every kind of thing in it, and names that spreadsheets would take for formulas."""
    path = tmp_path / "hostile.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["Date", "Time", "Receipt", "Product", "Category", "Qty", "Total", "Customer", "Payment"]
        )
        for place, name in enumerate(HOSTILE):
            # Reading takes off one apostrophe that stands before a sign, so one is put before each.
            told = safe(name)
            writer.writerow(
                [
                    "2025-10-03",
                    f"09:{place:02d}",
                    f"R{place // 2}",
                    told,
                    "=cat",
                    1 + place / 4,
                    f"{place}.35",
                    told,
                    "card",
                ]
            )
    empty.say("", file=ReceivedFile(path, path.name, path.stat().st_size))
    empty.tap("Import")
    for said in (
        "2 HDMI cables R240 to Busi on credit",
        "Busi paid 100",
        "received 5 kettles at R190",
        "paid R350 for electricity",
        "campaign Black Friday 20-28 Nov R1500",
        "counted 12 kettles",
        "return 1 HDMI cables R120",
    ):
        assert empty.say(said).entries, said
    return empty


@pytest.fixture
def other(tmp_path):
    (tmp_path / "other").mkdir()
    talk = Talk(open_shop(settings_in(tmp_path / "other")), said=1000)
    yield talk
    talk.shop.close()


def send(talk, path):
    return talk.say("", file=ReceivedFile(path, path.name, path.stat().st_size))


def held(talk, view):
    return sorted(talk.shop.book.rows(f"SELECT {SAME[view]} FROM {view}"), key=repr)


def take_in(talk, folder, ending="csv"):
    for view in (
        "stock_book",
        "sales_book",
        "restocks_book",
        "payments_book",
        "expenses_book",
        "campaigns_book",
    ):
        shown = send(talk, folder / f"{view}.{ending}")
        assert shown.buttons[0][0].label.startswith("Import"), shown.text
        assert "Change columns" not in str(shown.buttons)
        talk.tap("Import")


def test_csv_into_another_book_is_identical(filled, other, tmp_path):
    outgo.write_views(filled.shop.book, tmp_path / "out")
    take_in(other, tmp_path / "out")
    for view in SAME:
        if view != "debts_book":  # since: by the day, as before
            assert held(other, view) == held(filled, view), view
    assert held(other, "debts_book") == held(filled, "debts_book")
    sales = "SELECT count(DISTINCT sale_id) FROM sales_book"
    assert other.shop.book.value(sales) == filled.shop.book.value(sales)
    assert {row[1] for row in other.shop.book.rows("SELECT sale_id, product FROM sales_book")} >= set(HOSTILE)
    assert upkeep.recount(other.shop.book) == []


def test_a_workbook_into_another_book_is_identical(filled, other, tmp_path):
    book = outgo.write_workbook(filled.shop.book, tmp_path / "whole.xlsx")
    waiting = ["sales_book", "restocks_book", "payments_book", "expenses_book", "campaigns_book"]
    for view in waiting:
        copy = tmp_path / f"{view}.xlsx"
        copy.write_bytes(book.read_bytes())
        send(other, copy)
        one = openpyxl.load_workbook(book)
        for name in one.sheetnames:
            if name != view:
                del one[name]
        one.save(copy)
        shown = send(other, copy)
        assert shown.buttons[0][0].label.startswith("Import"), shown.text
        other.tap("Import")
        assert held(other, view) == held(filled, view), view


def test_the_same_book_takes_nothing_twice(filled, tmp_path):
    for file in outgo.write_views(filled.shop.book, tmp_path / "out"):
        if file.stem in SAME and file.stem != "debts_book":
            shown = send(filled, file)
            assert "Import" not in shown.buttons[0][0].label, shown.text
            assert "in the book already" in shown.text


@pytest.mark.parametrize("view", ["debts_book", "audit_book"])
def test_what_the_book_works_out_is_not_taken_in(view, filled, tmp_path):
    outgo.write_views(filled.shop.book, tmp_path / "out")
    assert "Nothing was taken in." in send(filled, tmp_path / "out" / f"{view}.csv").text


def test_an_export_that_was_tampered_with_names_its_lines(filled, tmp_path):
    path = tmp_path / "sales_book.csv"
    header = ",".join(views.COLUMNS["sales_book"])
    path.write_text(
        f"{header}\n1,1,2025-10-03,,Tea,,1.0,500,500,,,,cash,x,x\n1,1,soon,,Tea,,1.0,500,500,,,,cash,x,x\n"
        f"1,1,2025-10-03,,,,1.0,500,500,,,,,x,x\n1,1,2025-10-03,,Tea,,many,500,500,,,,,x,x\n"
        f"1,1,2025-10-03,,Tea,,1.0,500,99999999999999999999,,,,,x,x\n1,1,2025-10-03,09:00,Tea,,1,500,1,,,,,x,x\n",
        "utf-8",
    )
    shown = send(filled, path)
    assert "5 rows cannot be read and are left out" in shown.text
    assert shown.buttons[0][0].label == "Import 1 row"


def test_no_cell_of_a_workbook_is_a_formula(filled, tmp_path):
    made = openpyxl.load_workbook(outgo.write_workbook(filled.shop.book, tmp_path / "whole.xlsx"))
    assert tuple(made.sheetnames) == views.VIEWS
    kinds = {cell.data_type for sheet in made for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    products = {row[4].value for row in made["sales_book"].iter_rows(min_row=2)}
    assert set(HOSTILE) <= products
    made.close()


def test_a_view_longer_than_a_sheet_goes_on_in_the_next(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(outgo, "SHEET_ROWS", 7)
    made = openpyxl.load_workbook(outgo.write_workbook(filled.shop.book, tmp_path / "whole.xlsx"))
    parts = [sheet for sheet in made if sheet.title.startswith("sales_book")]
    assert len(parts) == 3
    assert sum(sheet.max_row - 1 for sheet in parts) == filled.shop.book.value(
        "SELECT count(*) FROM sales_book"
    )
    made.close()


def test_no_cell_of_a_csv_begins_a_formula(filled, tmp_path):
    for file in outgo.write_views(filled.shop.book, tmp_path / "out"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            header, *rows = list(csv.reader(opened))
        assert tuple(header) == tuple(views.COLUMNS[file.stem])
        for row in rows:
            for title, cell in zip(header, row, strict=True):
                number = title.endswith("_minor") or title in ("quantity", "on_hand")
                assert number or not cell.startswith(tuple(set(RISKY) - {"'"})), cell


@given(st.text(max_size=20))
def test_the_guard_comes_off_as_it_went_on(text):
    assert bared(safe(text)) == text or (not text.startswith("'") and bared(text) != text)
    assert safe(text) == text or safe(text) == "'" + text


def test_export_of_a_period_and_as_excel(demo):
    whole = demo.say("/export")
    with zipfile.ZipFile(whole.files[0].path) as archive:
        assert {name.removesuffix(".csv") for name in archive.namelist()} == set(views.VIEWS)
    part = demo.say("/export november")
    with zipfile.ZipFile(part.files[0].path) as archive:
        assert {name.removesuffix(".csv") for name in archive.namelist()} == set(views.DATED)
        lines = archive.read("sales_book.csv").decode("utf-8-sig").splitlines()[1:]
    first, last = "2025-11-01", "2025-11-30"
    asked = "SELECT count(*) FROM sales_book WHERE sold_on BETWEEN ? AND ?"
    assert len(lines) == demo.shop.book.value(asked, [first, last]) > 0
    excel = demo.tap("As Excel")
    made = openpyxl.load_workbook(excel.files[0].path, read_only=True)
    assert set(made.sheetnames) == set(views.DATED)
    made.close()
    assert excel.files[0].name.endswith(".xlsx")


def test_the_columns_that_are_written_down_are_those_of_the_book(empty):
    for view, columns in views.COLUMNS.items():
        assert views.columns(empty.shop.book, view) == tuple(columns)
