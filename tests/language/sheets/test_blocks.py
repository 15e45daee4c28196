"""Cut into columns at once or parsed line by line, a text file holds the same cells."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.sheets import text_lines
from bot.language.sheets.blocks import Columns, Rows, in_blocks
from bot.language.sheets.opening import open_table
from bot.language.sheets.sheet import TornLine

CELLS = st.text(alphabet='ab1 ,;"\n\r\t\u00e9', max_size=4)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6), st.sampled_from(",;"))
@example([["a", "b"], ["1"], ["2", "3", "4"]], ",")  # as many separators as three lines of two cells have
@example([["a", "b"], [""], ["1", "2"]], ",")
@example([[";\r"]], ";")
def test_lines_that_are_cut_hold_what_the_csv_reader_reads(rows, separator):
    lines = [line for row in rows for line in f"{separator.join(row)}\n".splitlines(keepends=True)]
    numbers = range(1, len(lines) + 1)
    cut = text_lines._cut(lines, numbers, separator, 2)
    if cut is not None:
        parsed = text_lines._parsed(lines, numbers, separator)
        assert list(cut.lines()) == list(parsed.lines())


def test_plain_lines_are_cut_and_no_others():
    plain = b"Date,Product,Qty\n1/2/2026,Mug,1\n2/2/2026,Cup,2"
    (block,) = open_table(plain, name="x.csv").blocks()
    assert isinstance(block, Columns)
    assert block.cells == [["Date", "1/2/2026", "2/2/2026"], ["Product", "Mug", "Cup"], ["Qty", "1", "2"]]
    for odd in (b'\n3/2/2026,"Jug, large",1\n', b"\n3/2/2026,Jug\n", b"\n\n3/2/2026,Jug,1\n"):
        (block,) = open_table(plain + odd, name="x.csv").blocks()
        assert isinstance(block, Rows)


def test_both_sorts_of_block_give_lines_and_columns_alike():
    rows = Rows([4, 5], [["a", "b"], ["c", "d"]])
    columns = Columns([4, 5], [["a", "c"], ["b", "d"]])
    assert list(rows.lines()) == list(columns.lines())
    for width in (1, 2, 4):
        assert [list(column) for column in columns.columns(width)][:width] == [
            list(column)
            for column in Rows([4, 5], [[*cells, *[""] * (width - 2)] for cells in rows.cells]).columns(width)
        ][:width]
    wanted = [False, True]
    assert list(rows.chosen(wanted).lines()) == list(columns.chosen(wanted).lines()) == [(5, ["c", "d"])]
    assert rows.chosen([False, False]).columns(2) == columns.chosen([False, False]).columns(2) == []
    assert rows.are_data(4) == columns.are_data(4) == wanted


def test_a_torn_line_is_no_data_and_short_lines_are_filled_up():
    rows = Rows([2, 3, 4], [["a", "b"], TornLine(["c"]), ["d"]])
    assert rows.are_data(1) == [True, False, True]
    assert rows.columns(2) == [("a", "c", "d"), ("b", "", "")]


def test_lines_that_come_one_by_one_stay_in_their_order():
    lines = [(number, [str(number)]) for number in range(1, 1001)]
    blocks = list(in_blocks(lines))
    assert [line for block in blocks for line in block.lines()] == lines
    assert len(blocks) > 1
