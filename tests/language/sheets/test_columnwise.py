"""Read many lines at a time, a file holds what it holds read line by line."""

from __future__ import annotations

import random
from datetime import date

import pytest

from bot.language.sheets import columnwise, text_lines
from bot.language.sheets.opening import open_table
from bot.language.sheets.recognise import recognise
from bot.language.sheets.rows import read_rows, read_sales
from bot.language.sheets.sheet import Problem, SheetRefused

TODAY = date(2026, 11, 21)
HEADS = {
    "plain": "Date,Product,Qty,Price,Customer",
    "till": "Date,Time,Receipt,SKU,Product,Category,Qty,Unit price,Total,Unit cost,Customer ID,Customer,Payment,Status,Type",
    "returns": "Return date,Product,Qty returned,Refund amount",
}  # fmt: skip


def cell(chance, title):
    """Give a cell under a heading; now and then one that is at fault."""
    said = {
        "date": [f"{chance.randint(1, 28)}/10/2025", f"{chance.randint(1, 28)}/10/2025 09:{chance.randint(10, 59)}", "", "31/31/2025", "1/1/2031"],
        "time": ["09:15", "5 pm", ""],
        "quantity": ["1", "2", "2.5", "-1", "0", "x", ""],
        "money": ["12.50", "(3.00)", "R 7", "", "12.x"],
        "status": ["paid", "paid", "cancelled"],
        "type": ["Sale", "Sale", "Refund"],
        "word": ["Mug", "mug ", "'=Cup", "", "Total", 'A "fine" cup', "N/A"],
    }  # fmt: skip
    low = title.lower()
    kind = next((kind for kind in said if kind in low), "word")
    kind = "quantity" if "qty" in low else "money" if any(word in low for word in ("price", "total", "amount", "cost")) else kind  # fmt: skip
    choices = said[kind]
    return choices[0] if chance.random() < 0.7 else chance.choice(choices)


def a_file(chance, head, torn):
    titles = HEADS[head].split(",")
    yield HEADS[head]
    for _ in range(60):
        cells = [cell(chance, title) for title in titles]
        odd = chance.random()
        if odd < 0.05:
            cells = cells[: chance.randint(0, 2)]
        elif odd < 0.1:
            cells.append("more")
        elif odd < 0.12:
            cells = titles
        quoted = [f'"{one.replace(chr(34), chr(34) * 2)}"' if '"' in one else one for one in cells]
        if torn and chance.random() < 0.1:
            quoted[-1:] = ['"two\nlines"' if chance.random() < 0.5 else '"never closed']
        yield ",".join(quoted)


def by_line(raw, layout):
    read = read_rows(raw, layout, today=TODAY)
    return list(read), dict(read.skipped)


def by_columns(raw, layout):
    found = []
    read = read_sales(raw, layout, today=TODAY)
    for some in read:
        found += [some] if isinstance(some, Problem) else some.rows(len(some.product))
    return sorted(found, key=lambda one: one.line_number), dict(read.skipped)


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("seed", range(5))
def test_columns_hold_what_the_lines_hold(seed, head, torn, monkeypatch):
    monkeypatch.setattr(columnwise, "AT_ONCE", 9)
    monkeypatch.setattr(text_lines, "AT_ONCE", 7)
    raw = open_table("\n".join(a_file(random.Random(seed), head, torn)).encode(), name="sales.csv")
    layout = recognise(raw, today=TODAY)
    rows, skipped = by_line(raw, layout)
    assert by_columns(raw, layout) == (sorted(rows, key=lambda one: one.line_number), skipped)
    assert sum(not isinstance(one, Problem) for one in rows) > 20
    assert any(isinstance(one, Problem) for one in rows)


@pytest.mark.parametrize("chunk", [1, 2, 5, 100])
def test_lines_are_the_same_in_chunks_of_any_size(chunk, monkeypatch):
    text = 'a,b,c\n1,2,3\n4,"5\n5",6\n7,"8"" x",9\n"10,11,12\n13,14,15\n16,17,18\n'
    whole = list(open_table(text.encode(), name="x.csv").lines())
    monkeypatch.setattr(text_lines, "AT_ONCE", chunk)
    assert list(open_table(text.encode(), name="x.csv").lines()) == whole
    assert [number for number, _ in whole] == [1, 2, 3, 5, 6, 7, 8]


def test_only_sales_have_columns():
    raw = open_table(b"Product,Price,Cost\nKettle,310,190\nIron,210,110\n", name="price list.csv")
    with pytest.raises(SheetRefused):
        read_sales(raw, recognise(raw, today=TODAY), today=TODAY)
