from __future__ import annotations

from datetime import date

import pytest

from bot.language.sheets.line_kinds import begins_as_total, is_blank, is_total_word, lone_day


@pytest.mark.parametrize(
    ("cell", "alone", "begins"),
    [
        ("TOTAL:", True, True), ("Grand  Total", True, True), ("Zwischensumme", True, True), ("Total for Monday", False, True), ("Total Cereal", False, True),
        ("Summer dress", False, False), ("Totally", False, False), ("", False, False), (5, False, False),
    ],
)  # fmt: skip
def test_words_of_totals(cell: object, alone: bool, begins: bool):
    assert (is_total_word(cell), begins_as_total(cell)) == (alone, begins)


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["2024/01/05", "", ""], "2024/01/05"), (["", "Monday 1 July 2019", ""], "Monday 1 July 2019"), (["Date: 01/07/2019", ""], "01/07/2019"),
        (["Sales for 01/07/2019", ""], "01/07/2019"), (["Date", "01/07/2019", ""], "01/07/2019"), ([date(2024, 1, 5), ""], date(2024, 1, 5)),
        (["Bread", "2", "3"], None), (["July", ""], None), (["12", ""], None), (["", ""], None), (["Sold", "01/07/2019"], None), (["Printed 2024-02-01", ""], None), (["Zeitraum: 01.01.2015 - 07.01.2015"], None),
    ],
)  # fmt: skip
def test_a_day_alone_in_its_line(cells: list[object], day: object):
    assert lone_day(cells) == day


def test_blank_lines():
    assert is_blank(["", "  ", "\t"])
    assert is_blank([])
    assert not is_blank(["", 0])
