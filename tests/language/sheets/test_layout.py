from __future__ import annotations

import json
from datetime import date

import pytest

from bot.language.sheets.layout import Layout
from bot.language.sheets.opening import open_table
from bot.language.sheets.recognise import recognise
from bot.language.sheets.sheet import Kind
from bot.language.sheets.writing import settle_writing
from tests.language.sheets.files import TODAY, read

CONTENT = "Datum,Wat,Hoe,Geld\n05/01/2024,Bread,2,1.50\n06/01/2024,Milk,1,2.00\n"


def layout_of(content: str) -> Layout:
    return recognise(open_table(content.encode()), today=TODAY)


def test_a_layout_corrected_by_hand_reads_so():
    found = read(CONTENT)
    layout = found.layout.with_kind(Kind.SALES)
    for field, at in {"date": 0, "product": 1, "quantity": 2, "price": 3}.items():
        layout = layout.with_column(field, at)
    corrected = read(CONTENT, layout=layout.with_date_order("dmy").with_column("total", None))
    assert corrected.sales == [("2024-01-05", "Bread", 2.0, 3.0), ("2024-01-06", "Milk", 1.0, 2.0)]


def test_a_column_means_one_thing_and_a_meaning_has_one_column():
    layout = Layout(Kind.SALES, columns=(("product", 1), ("quantity", 2))).with_column("product", 2)
    assert layout.columns == (("product", 2),)
    assert layout.column("quantity") is None
    assert (layout.meaning(2), layout.meaning(1)) == ("product", None)


def test_a_file_of_one_day():
    found = read("Item,Qty,Price\nBread,2,1.50\n", "sales.csv")
    assert found.layout.missing == ("date",)
    dated = found.layout.with_date(date(2024, 1, 5))
    assert dated.missing == ()
    assert read("Item,Qty,Price\nBread,2,1.50\n", layout=dated).sales == [("2024-01-05", "Bread", 2.0, 3.0)]


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        "Product,2024-01-01,2024-01-02,2024-01-03\nBread,3,,5\n",
        "Date,Item,Qty,Price,CustomerID\n2024-01-05,Bread,2,1.50,17850.0\n",
    ],
)
def test_a_layout_survives_being_stored(content: str):
    layout = read(content).layout.with_date_order("dmy").with_decimal_sign(".").with_date(date(2024, 1, 5))
    assert Layout.from_dict(json.loads(json.dumps(layout.to_dict()))) == layout


def test_the_same_headings_have_the_same_signature():
    first, second = (
        read("Date,Item,Qty,Price\n2024-01-05,A,1,2\n"),
        read("date;ITEM; Qty ;Price\n2024-01-06;B;1;2\n"),
    )
    assert first.layout.signature == second.layout.signature != ""
    assert read("2024-01-05,Bread,2,1.50\n2024-01-06,Milk,1,2.00\n").layout.signature == ""


def test_words_that_mean_nothing_are_errors():
    layout = Layout(Kind.SALES)
    with pytest.raises(ValueError, match="colour"):
        layout.with_column("colour", 1)
    with pytest.raises(ValueError, match="myd"):
        layout.with_date_order("myd")
    with pytest.raises(ValueError, match="decimal"):
        layout.with_decimal_sign(";")
    assert layout.title("date") == ""


def test_a_remembered_layout_is_read_as_it_was_corrected_then():
    then = layout_of("Day,Wat,Qty,Geld\n05/01/2024,Bread,2,1.50\n")
    corrected = (
        then.with_kind(Kind.SALES)
        .with_column("product", 1)
        .with_column("price", 3)
        .choose("date_order", "mdy")
    )
    stored = Layout.from_dict(corrected.to_dict())
    content = "Sales\n\nDay;Wat;Qty;Geld\n06/01/2024;Milk;1;2,00\n"
    now = layout_of(content)
    assert now.signature == stored.signature
    assert read(content, layout=now.like(stored)).sales == [("2024-06-01", "Milk", 1.0, 2.0)]
    certain = "Day,Wat,Qty,Geld\n13/01/2024,Milk,1,2.00\n"
    assert read(certain, layout=layout_of(certain).like(stored)).sales == [("2024-01-13", "Milk", 1.0, 2.0)]


def test_a_column_with_another_meaning_is_looked_at_again():
    content = (
        "Date,Due,Item,Qty,Price\n2024-01-05,13/02/2024,Bread,1.250,1.50\n2024-01-06,01/03/2024,Milk,2,2.00\n"
    )
    found = read(content)
    layout = settle_writing(found.raw, found.layout.with_column("date", 1), today=TODAY)
    assert [day for day, *_ in read(content, layout=layout).sales] == ["2024-02-13", "2024-03-01"]
