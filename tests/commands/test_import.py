"""A file that somebody sends: shown, changed by tapping, taken in, withdrawn, put back."""

from __future__ import annotations

import contextlib
import csv
from dataclasses import replace

import pytest

from bot import dialogue
from bot.command import Incoming
from storage import drafts, upkeep
from tests.commands.sent import SALES, book_of, labels


def refused_rows(answer):
    with answer.files[0].path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


KINDS = {
    "sales": ("sales.csv", SALES + "2025-10-03,Kettle,1,310,Busi\n", "sales_book", 1),
    "returns": ("returns.csv", "Return date,Product,Qty returned,Refund amount\n2025-10-03,Kettle,1,310\n", "sales_book", 1),
    "products": ("price list.csv", "Product,Price,Cost\nKettle,310,190\nIron,210,110\n", "stock_book", 2),
    "counts": ("stock count.csv", "Product,Counted\nKettle,4\nIron,7\n", "stock_book", 2),
    "receipts": ("goods received.csv", "Received on,Product,Qty received,Unit cost\n2025-10-03,Kettle,4,190\n", "restocks_book", 1),
    "expenses": ("expenses.csv", "Date,Expense,Amount\n2025-10-03,Electricity,350\n2025-10-04,Rent,5000\n", "expenses_book", 2),
    "campaigns": ("campaigns.csv", "Campaign,Start date,End date,Budget\nBlack Friday,2025-11-20,2025-11-28,1500\n", "campaigns_book", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_in_and_goes_out_and_comes_back(kind, empty, send):
    name, content, view, rows = KINDS[kind]
    shown = send(empty, name, content)
    assert labels(shown)[0] == f"Import {rows} row{'s' * (rows > 1)}", shown.text
    assert "Nothing is in the book yet." in shown.text
    count = f"SELECT count(*) FROM {view}"
    assert empty.shop.book.value(count) == 0
    taken = empty.tap("Import")
    assert taken.text.startswith("✅"), taken.text
    assert empty.shop.book.value(count) == rows
    withdraw = next(one.says for row in taken.buttons for one in row if one.label.startswith("Withdraw"))
    empty.say(withdraw)
    assert empty.shop.book.value(count) == 0
    empty.tap("Put it back")
    assert empty.shop.book.value(count) == rows
    assert upkeep.recount(empty.shop.book) == []


def test_customers_and_contacts(empty, send):
    send(empty, "customers.csv", "Customer,Phone,Area\nThabo Mokoena,082 123 4567,Soweto\nNA,,\n")
    empty.tap("Import")
    asked = "SELECT name, phone, region FROM customers_known ORDER BY id"
    assert empty.shop.book.rows(asked) == [("Thabo Mokoena", "082 123 4567", "Soweto"), ("NA", None, None)]
    send(empty, "calls.csv", "Customer,Contact date,Outcome\nThabo Mokoena,2025-10-03,wants a kettle\n")
    empty.tap("Import")
    assert empty.shop.book.value("SELECT count(*) FROM interactions") == 1


def test_names_that_look_like_nothing_are_names(empty, send):
    names = ["NA", "None", "null", "007", "+49 170"]
    send(
        empty,
        "s.csv",
        SALES + "".join(f"2025-10-03,Tea {place},1,5,{name}\n" for place, name in enumerate(names)),
    )
    empty.tap("Import")
    assert [row[4] for row in book_of(empty)] == names


def test_a_fault_in_one_row_is_announced_and_the_others_come_in(empty, send):
    rows = [f"2025-10-{1 + place % 28:02d},Tea,1,5,Busi" for place in range(500)]
    rows[376] = "2025-10-03,Tea,x,5,Busi"
    shown = send(empty, "s.csv", SALES + "\n".join(rows) + "\n")
    assert labels(shown)[0] == "Import 499 rows"
    assert "1 row cannot be read and is left out" in shown.text
    assert "in line 378 “x”" in shown.text
    taken = empty.tap("Import")
    assert len(book_of(empty)) == 499
    (refused,) = refused_rows(taken)
    assert refused["line it stood in"] == "378"
    assert refused["why it was refused"] == "a quantity that is no number: x"
    assert refused["Product"] == "Tea"


def test_the_refused_rows_mended_and_sent_back_come_in(empty, send):
    send(empty, "s.csv", SALES + "2025-10-03,=Tea,x,5,Busi\n2025-10-03,Milk,1,7,Busi\n")
    taken = empty.tap("Import")
    mended = taken.files[0].path.read_text("utf-8-sig").replace(",x,", ",2,")
    shown = send(empty, "refused.csv", mended)
    assert labels(shown)[0] == "Import 1 row", shown.text
    empty.tap("Import")
    assert [row[1:3] for row in book_of(empty)] == [("Milk", 1.0), ("=Tea", 2.0)]


def test_the_same_rows_in_another_dress_count_once(empty, send):
    rows = [("2025-10-03", "Kettle", "1", "310", "Busi")] * 2 + [("2025-10-04", "Iron", "2", "210", "")]
    send(empty, "a.csv", SALES + "".join(",".join(row) + "\n" for row in rows))
    empty.tap("Import")
    assert len(book_of(empty)) == 3  # two equal sales are two
    crlf = ("\ufeff" + SALES.replace("\n", "\r\n") + "".join(",".join(row) + "\r\n" for row in rows)).encode()
    turned = "Customer;Price;Qty;Product;Date\n" + "".join(";".join(row[::-1]) + "\n" for row in rows)
    for name, content in (("crlf.csv", crlf), ("turned.csv", turned)):
        shown = send(empty, name, content)
        assert "3 rows are in the book from another file: they are left out" in shown.text
        assert not any(label.startswith("Import") for label in labels(shown))
    overlap = [*rows, ("2025-10-03", "Kettle", "1", "310", "Busi"), ("2025-10-05", "Iron", "1", "210", "")]
    shown = send(empty, "overlap.csv", SALES + "".join(",".join(row) + "\n" for row in overlap))
    assert labels(shown)[0] == "Import 2 rows"
    empty.tap("Import")
    assert len(book_of(empty)) == 5


def test_rows_that_were_withdrawn_come_back_and_it_is_said(empty, send):
    send(empty, "a.csv", SALES + "2025-10-03,Kettle,1,310,Busi\n")
    empty.tap("Import")
    empty.tap("Withdraw")
    shown = send(empty, "b.csv", SALES + "2025-10-03,Kettle,1,310,Busi\n2025-10-04,Kettle,1,310,Busi\n")
    assert "1 row was taken in before and withdrawn: it comes back with this file" in shown.text
    assert labels(shown)[0] == "Import 2 rows"
    empty.tap("Import")
    assert len(book_of(empty)) == 2


def test_a_file_looked_at_before_another_came_in_is_looked_at_again(empty, send):
    first = send(empty, "a.csv", SALES + "2025-10-03,Kettle,1,310,Busi\n")
    send(empty, "b.csv", SALES + "2025-10-03,Kettle,1,310,Busi\n2025-10-04,Kettle,1,310,Busi\n")
    empty.tap("Import")
    stale = empty.say(first.buttons[0][0].says)
    assert "look at this one again" in stale.text
    shown = empty.tap("Look again")
    assert "1 row is in the book from another file" in shown.text
    assert len(book_of(empty)) == 2


@pytest.mark.parametrize(
    ("kind", "name"),
    [("expenses", "Date,Expense,Amount\n2025-10-03,Rent,5000\n"), ("receipts", KINDS["receipts"][1])],
)
def test_other_rows_count_once_too(kind, name, empty, send):
    send(empty, f"{kind}.csv", name)
    empty.tap("Import")
    shown = send(empty, f"{kind} again.csv", name + "\n")
    assert "1 row is in the book from another file: it is left out" in shown.text


def test_categories_of_a_sales_file_are_told_to_the_book_and_withdrawn_with_it(empty, send):
    send(empty, "s.csv", "Date,Product,Category,Qty,Price\n2025-10-03,Kettle,Kitchen,1,310\n")
    empty.tap("Import")
    assert empty.shop.book.rows("SELECT product, category FROM sales_book") == [("Kettle", "Kitchen")]
    empty.tap("Withdraw")
    assert empty.shop.book.value("SELECT category FROM products") is None


def test_a_sale_typed_between_two_portions_keeps_its_number(empty, send, monkeypatch):
    monkeypatch.setattr("bot.files.harvest.PORTION", 4)
    rows = "".join(f"2025-10-03,R{place // 3},Tea,1,{place}.50\n" for place in range(1, 12))
    shown = send(empty, "s.csv", "Date,Receipt no,Product,Qty,Price\n" + rows)
    told = {"at": empty.at, "sender": 1, "message": 77, "name": "Pilusa"}
    incoming = Incoming(text=shown.buttons[0][0].says, source="tap:x", **told)
    steps = dialogue.begin(empty.shop, incoming)
    typed = 0
    while True:
        try:
            next(steps)
        except StopIteration:
            break
        typed += 1
        assert empty.say("1 mug R20").entries
        assert empty.shop.book.value("SELECT count(*) FROM sales_book") == typed
    assert typed >= 3
    assert empty.shop.book.value("SELECT count(*) FROM sales_book") == typed + 11
    sales = "SELECT count(DISTINCT sale_id) FROM sales_book WHERE product = 'Tea'"
    assert empty.shop.book.value(sales) == 4
    assert upkeep.recount(empty.shop.book) == []


def test_cut_off_anywhere_nothing_counts_and_the_next_try_brings_all(empty, send, monkeypatch):
    monkeypatch.setattr("bot.files.harvest.PORTION", 3)
    shown = send(empty, "s.csv", SALES + "".join(f"2025-10-03,Tea,1,{place},\n" for place in range(1, 10)))
    told = {"at": empty.at, "sender": 1, "message": 77, "name": "Pilusa"}
    says = shown.buttons[0][0].says
    for cut in range(1, 5):
        steps = dialogue.begin(empty.shop, Incoming(text=says, source=f"tap:{cut}", **told))
        for _ in range(cut):
            next(steps, None)
        steps.close()  # as when the program is killed
        if drafts.open_drafts(empty.shop.book, 1):
            assert book_of(empty) == []
            assert upkeep.recount(empty.shop.book) == []
    empty.say(says)
    assert len(book_of(empty)) == 9
    assert empty.shop.book.value("SELECT count(*) FROM sale_lines") == 9
    assert upkeep.recount(empty.shop.book) == []


def test_a_file_is_there_until_its_import_is_written_down(empty, send):
    shown = send(empty, "s.csv", SALES + "2025-10-03,Tea,1,5,\n")
    told = {"at": empty.at, "sender": 1, "message": 77, "name": "Pilusa"}
    says = shown.buttons[0][0].says
    files = set(empty.shop.settings.files_folder.iterdir())
    with contextlib.suppress(ZeroDivisionError), empty.shop.book.writing():
        list(dialogue.begin(empty.shop, Incoming(text=says, source="tap:1", **told)))
        raise ZeroDivisionError  # as when the program ends before the commit
    assert book_of(empty) == []
    assert set(empty.shop.settings.files_folder.iterdir()) == files
    assert "in the book" in empty.say(says).text
    assert len(book_of(empty)) == 1
    assert not list(empty.shop.settings.files_folder.iterdir())


def test_a_button_of_a_file_that_was_taken_in_no_longer_stands(empty, send):
    shown = send(empty, "s.csv", SALES + "2025-10-03,Tea,1,5,\n")
    empty.tap("Import")
    for says in (shown.buttons[0][0].says, "/import 99 columns 0", "/import 1 same 7", "/import_now x"):
        assert "no longer" in empty.say(says).text
    assert len(book_of(empty)) == 1


@pytest.mark.parametrize(
    "step",
    ["set 99 date", "set 1 nonsense", "choose date_order x", "kind orders", "at 99 0", "sheet 9", "foo bar"],
)
def test_a_forged_button_changes_nothing(step, empty, send):
    send(empty, "s.csv", SALES + "2025-10-03,Tea,1,5,\n")
    draft = drafts.open_drafts(empty.shop.book, 1)[0].id
    assert "no longer stands" in empty.say(f"/import {draft} {step}").text
    assert book_of(empty) == []


def test_what_is_no_sheet_is_refused_by_its_looks(empty, send):
    for name, content, says in (
        ("photo.csv", b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        ("report.csv", b"%PDF-1.7 " + bytes(50), "PDF"),
        ("x.csv", b"", "empty"),
        ("head.csv", b"Date,Product,Price\n", "empty"),
        ("one line.csv", b"a" * 1_200_000, "endless line"),
    ):
        answer = send(empty, name, content)
        assert says in answer.text, answer.text
        assert "Nothing was taken in." in answer.text


def test_a_viewer_cannot_import_what_he_sends(empty, send):
    stranger = replace(empty, sender=99, answers=[])
    assert "import" not in send(stranger, "s.csv", SALES + "2025-10-03,Tea,1,5,\n").command
