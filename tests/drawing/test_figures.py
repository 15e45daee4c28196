from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Unit
from bot.drawing.figures import sane, write, write_short, write_ticks

RAND = Unit(before="R", thousands=" ", scale=100)
EURO = Unit(after=" €", thousands=".", point=",", scale=100, places=2)
COUNT = Unit()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (125_000, RAND, "R1 250"),
        (-125_050, RAND, "-R1 251"),
        (0, RAND, "R0"),
        (-0.0, RAND, "R0"),
        (40, RAND, "R0.40"),
        (50, RAND, "R1"),
        (123_456, EURO, "1.234,56 €"),
        (0.00004, COUNT, "0.00004"),
        (1e-12, COUNT, "0"),
        (12.5, Unit(after=" %", places=1), "12.5 %"),
        (10**16, RAND, "R100tn"),
        (None, RAND, "\N{EN DASH}"),
    ],
)
def test_write(value, unit, words):
    assert write(value, unit) == words


def test_changes_carry_their_sign():
    assert write(5_000, RAND, signed=True) == "+R50"
    assert write(-5_000, RAND, signed=True) == "-R50"
    assert write(0, RAND, signed=True) == "R0"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (999_900, "R9 999"),
        (1_000_000, "R10k"),
        (1_234_500, "R12.3k"),
        (123_456_789, "R1.2m"),
        (-98_765_432_100, "-R988m"),
        (10**13, "R100bn"),
    ],
)
def test_write_short(value, words):
    assert write_short(value, RAND) == words


@pytest.mark.parametrize(
    ("ticks", "unit", "words"),
    [
        ([0, 250_000, 500_000, 750_000], RAND, ["0", "R2 500", "R5 000", "R7 500"]),
        ([0, 500_000, 1_000_000], RAND, ["0", "R5k", "R10k"]),
        ([0, 0.5, 1.0], COUNT, ["0", "0.5", "1.0"]),
        ([-20, 0, 20], Unit(after=" %"), ["-20 %", "0", "20 %"]),
        ([0, 0.00002, 0.00004], COUNT, ["0", "0.00002", "0.00004"]),
        ([0], COUNT, ["0"]),
        ([0, 20], Unit(after=" metres of cable"), ["0", "20"]),
    ],
)
def test_ticks_are_written_alike(ticks, unit, words):
    assert write_ticks(ticks, unit) == words


@given(st.integers(-(10**13), 10**13))
def test_whole_money_is_read_back(minor):
    unit = Unit(before="R", thousands=" ", scale=100, places=2)
    words = write(minor, unit)
    assert round(float(words.replace("R", "").replace(" ", "")) * 100) == minor


@given(st.floats())
def test_any_float_is_written_in_few_characters(value):
    assert len(write(sane(value), RAND)) <= 24
    assert len(write_short(sane(value), RAND)) <= 22


def test_sane_takes_out_what_no_picture_can_show():
    assert sane(None) is None
    assert sane(float("nan")) is None
    assert sane(float("-inf")) is None
    assert sane(1e-30) == 0
    assert sane(1e300) == 1e18
