from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.money import Money, separators, write_number, write_percent, write_quantity

RAND = Money("ZAR", "en_ZA")


@pytest.mark.parametrize(
    ("minor", "written"),
    [
        (0, "R0"),
        (24000, "R240"),
        (25050, "R250.50"),
        (25005, "R250.05"),
        (120050, "R1 200.50"),
        (264689969, "R2 646 899.69"),
        (-9900, "-R99"),
        (1, "R0.01"),
    ],
)
def test_rand_as_a_south_african_writes_it(minor, written):
    assert RAND.write(minor).replace(",", ".") == written


def test_other_shops():
    assert Money("USD", "en_US").write(123456) == "$1,234.56"
    assert Money("EUR", "de_DE").write(123456) == "€1.234,56"
    assert Money("JPY", "ja_JP").places == 0
    assert Money("JPY", "ja_JP").write(1200).endswith("1,200")


@given(st.integers(-(10**12), 10**12))
def test_what_is_written_reads_back(minor):
    thousands, point = separators("en_ZA")
    text = RAND.write(minor).replace("R", "").replace(thousands, "").replace(point, ".")
    assert round(Decimal(text) * 100) == minor


@given(st.integers(-(10**9), 10**9))
def test_rounding_is_never_off_by_more_than_half(minor):
    thousands, _ = separators("en_ZA")
    major = int(RAND.round(minor).replace("R", "").replace(thousands, ""))
    assert abs(major * 100 - minor) <= 50


def test_quantities_and_figures():
    assert write_quantity(2000, "en_US") == "2"
    assert write_quantity(2500, "en_US") == "2.5"
    assert write_quantity(-1001, "en_US") == "-1.001"
    assert write_number(1234.5, "en_US", 1) == "1,234.5"
    assert write_number(-0.4, "en_US") == "0"
    assert write_percent(0.714, "en_US") == "71 %"


@pytest.mark.parametrize(
    ("minor", "written"),
    [
        (50, "R1"),
        (49, "R0"),
        (150, "R2"),
        (250, "R3"),
        (-50, "-R1"),
        (-49, "R0"),
        (350, "R4"),
        (123456, "R1 235"),
    ],
)
def test_half_a_rand_is_rounded_away_from_nothing(minor, written):
    assert RAND.round(minor) == written


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (0.25, 1, "0.3"),
        (0.125, 2, "0.13"),
        (7, 1, "7.0"),
    ],
)
def test_half_a_figure_is_rounded_away_from_nothing(number, places, written):
    assert write_number(number, "en_US", places) == written


def test_every_figure_is_written_as_its_locale_does():
    assert write_quantity(1234500, "de_DE") == "1.234,5"
    assert write_number(1234.5, "de_DE", 1) == "1.234,5"
    assert write_percent(12.345, "de_DE", 1) == "1.234,5 %"
    assert write_percent(0.125, "en_US", 1) == "12.5 %"
    assert write_percent(0.125, "en_US") == "13 %"


def test_what_is_finer_than_a_figure_shows_does_not_move_it():
    assert write_number(0.4999, "en_US") == "0"
    assert write_number(99.95, "en_US", 1) == "100.0"
