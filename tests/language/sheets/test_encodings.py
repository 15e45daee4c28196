from __future__ import annotations

# ruff: noqa: RUF001 - the words and signs of other scripts are the point
import pytest

from tests.language.sheets.files import read

HEAD = "Datum;Artikel;Menge;Preis\n"
WESTERN = HEAD + "05.01.2024;Käse für Zoë;2;1,50 €\n06.01.2024;Crème brûlée;1;3,00 €\n"
RUSSIAN = "Дата;Товар;Кол-во;Цена\n05.01.2024;Хлеб ржаной;2;1,50 руб.\n06.01.2024;Молоко;1;3,00 руб.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_western_names_in_every_usual_encoding(encoding: str):
    assert [row.product for row in read(WESTERN.encode(encoding)).rows] == ["Käse für Zoë", "Crème brûlée"]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_western_names_of_old_machines(encoding: str):
    text = WESTERN.replace(" €", "")
    assert [row.product for row in read(text.encode(encoding)).rows] == ["Käse für Zoë", "Crème brûlée"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "cp866"])
def test_russian_in_every_usual_encoding(encoding: str):
    found = read(RUSSIAN.encode(encoding))
    assert found.sales == [("2024-01-05", "Хлеб ржаной", 2.0, 3.0), ("2024-01-06", "Молоко", 1.0, 3.0)]


def test_polish_in_cp1250():
    text = "Date;Item;Qty;Price\n2024-01-05;Żółty ser;1;5\n2024-01-05;Chleb źródłowy;1;6\n"
    assert read(text.encode("cp1250")).rows[0].product == "Żółty ser"


def test_text_encoded_twice_is_made_whole():
    twice = (
        "Date,Item,Qty,Price\n2024-01-05,Café crème,2,£1.50\n2024-01-05,Plain,1,€2\n".encode()
        .decode("cp1252")
        .encode()
    )
    found = read(twice)
    assert found.raw.repairs == ("double_encoded",)
    assert found.sales[0] == ("2024-01-05", "Café crème", 2.0, 3.0)


def test_nul_bytes_are_left_out():
    found = read(b"Date,Item,Qty,Price\n2024-01-05,Bre\x00ad,2,1.50\n")
    assert found.raw.repairs == ("nul_bytes",)
    assert found.rows[0].product == "Bread"


def test_a_quote_in_cp1252_is_a_quote():
    text = "Date,Item,Qty,Price\n2024-01-05,‘Nduja “hot” – mild,1,2\n"
    assert read(text.encode("cp1252")).rows[0].product == "‘Nduja “hot” – mild"


def test_two_hands_in_one_file():
    lines = [
        b"Date,Item,Qty,Price",
        *["2024-01-05,Café,1,2".encode()] * 9,
        "2024-01-05,Crème,1,£2".encode("cp1252"),
    ]
    found = read(b"\n".join(lines))
    assert [row.product for row in found.rows] == [*["Café"] * 9, "Crème"]
