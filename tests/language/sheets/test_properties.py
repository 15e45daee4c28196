"""Whatever way a file is written, what was put in comes out."""

from __future__ import annotations

import contextlib
import csv

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.sheets.sheet import SheetRefused
from tests.language.sheets.dialects import SHEETS, Dialect, Sheet, dialects, outcome, written
from tests.language.sheets.files import read

PLAIN = Dialect(
    separator=",",
    ends="\n",
    encoding="utf-8",
    quotes=csv.QUOTE_MINIMAL,
    days="%Y-%m-%d",
    sign=".",
    thousands="",
    currency="{}",
    minus="-{}",
    above=0,
    language="en",
    blank=False,
    summed=True,
    order=(0, 1, 2, 3, 4, 5),
    book="",
)


@settings(deadline=None, max_examples=100)
@given(SHEETS, dialects(), dialects())
def test_sales_written_in_any_two_dialects_are_read_to_the_same_rows(
    sheet: Sheet, one: Dialect, other: Dialect
):
    assert outcome(sheet, one)[1] == outcome(sheet, other)[1]


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=400) | st.text(alphabet='ab1,;"\n\r\t. /-', max_size=300).map(str.encode))
def test_no_bytes_do_harm(content: bytes):
    with contextlib.suppress(SheetRefused):
        found = read(content)
        assert found.preview.rows == len(found.rows)


@settings(deadline=None, max_examples=40)
@given(SHEETS, st.data())
def test_a_broken_line_harms_no_other(sheet: Sheet, data: st.DataObject):
    sheet = Sheet(sheet.sales, "both", broken="")
    lines = written(sheet, PLAIN).decode().splitlines()
    at = data.draw(st.integers(1, len(lines) - 1))
    broken = data.draw(
        st.sampled_from(
            [
                "2024-01-05,Bread,,many,1.50,1.50",
                "someday,Bread,,1,1.50,1.50",
                "2024-01-05,,,1,1.50,1.50",
                "2024-01-05,Bread,,0,1.50,0",
            ]
        )
    )
    found = read("\n".join([*lines[:at], broken, *lines[at:]]))
    assert [problem.line_number for problem in found.problems] == [at + 1]
    assert len(found.rows) == len(sheet.sales)
