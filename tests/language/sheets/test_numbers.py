from __future__ import annotations

# ruff: noqa: RUF001 - the words and signs of other scripts are the point
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sheets.numbers import decimal_sign_of, evidence, number_of, scaled


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("13,25 €", "13.25"), ("R 109,99", "109.99"), ("R109.99", "109.99"), ("1 234,50", "1234.50"), ("1\u00a0234,50", "1234.50"),
        ("16.560,70 €", "16560.70"), ("8 132,60 руб.", "8132.60"), ("USD 2.00", "2.00"), ("1.50 $", "1.50"), ("£2.55", "2.55"),
        ("1'234.50", "1234.50"), ("1,00,000.50", "100000.50"), ("1.234.567", "1234567"), ("KSh 1,200.00", "1200.00"), ("R$ 1.234,56", "1234.56"),
        ("(3)", "-3"), ("3-", "-3"), ("-3", "-3"), ("\u22123", "-3"), ("(R5.00)", "-5.00"), ("R -3.50", "-3.50"), ("-R 3.50", "-3.50"), ("£(3.50)", "-3.50"),
        ("12,-", "12"), ("12.--", "12"), (".5", "0.5"), ("0,500", "0.500"), ("2 kg", "2"), ("3 pcs", "3"), ("١٢", "12"), ("007", "7"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", [".", ","])
def test_what_can_be_read_one_way_is_read_so_whatever_the_column_says(text: str, worth: str, sign: str):
    assert number_of(text, sign) == Decimal(worth)


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [("1.234", "1.234", "1234"), ("1,234", "1234", "1.234"), ("R 12.500", "12.500", "12500")],
)
def test_one_sign_before_three_digits_is_for_the_column_to_tell(text: str, point: str, comma: str):
    assert (number_of(text, "."), number_of(text, ",")) == (Decimal(point), Decimal(comma))
    assert evidence(text).startswith("?")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "R",
        "NaN",
        "inf",
        "1e30",
        "1e400",
        "1_000",
        "²",
        "1.5k",
        "5 %",
        "12,5,0",
        "1 2",
        "1,234.5.6",
        "M12",
        "12AB",
        "R03",
        "=1+1",
        "500g",
        "2 doz",
        "(3",
        "abc",
        "1/2",
        "9" * 50,
    ],
)
def test_what_is_no_number(text: str):
    assert number_of(text, ".") is None


def test_typed_cells():
    assert number_of(0.1 + 0.2, ".") == Decimal("0.3")
    assert number_of(7, ".") == 7
    assert number_of(True, ".") is None
    assert number_of(float("nan"), ".") is None


@pytest.mark.parametrize(
    ("column", "sign"),
    [
        (["12,50", "1.234", "8"], ","), (["12.50", "1,234"], "."), (["1.234,00", "5"], ","), (["1.234", "2.500"], "?"), (["1", "2"], ""),
        (["1.234.567", "1.234"], ","), (["0,125", "1,250"], ","), ([], ""), (["1,50", "1.50", "1,250"], "mixed"),
    ],
)  # fmt: skip
def test_a_whole_column_tells_its_decimal_sign(column: list[str], sign: str):
    assert decimal_sign_of(column) == sign


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from(["", " ", ".", ",", "'"]),
    st.sampled_from(".,"),
)
def test_every_amount_survives_every_way_of_writing_it(amount: Decimal, thousands: str, sign: str):
    if thousands == sign:
        thousands = ""
    written = f"{abs(amount):,.2f}".replace(",", "T").replace(".", sign).replace("T", thousands)
    assert number_of(f"-{written}" if amount < 0 else written, sign) == amount


@pytest.mark.parametrize(
    ("value", "places", "whole"),
    [("1.005", 2, 101), ("-1.005", 2, -101), ("2", 3, 2000), ("0.0004", 3, 0), ("12.5", 0, 13)],
)
def test_scaled_rounds_half_away_from_zero(value: str, places: int, whole: int):
    assert scaled(Decimal(value), places) == whole


def test_where_both_signs_are_used_three_digits_tell_nothing():
    assert number_of("1,250", "mixed") is None
    assert [number_of(text, "mixed") for text in ("1,50", "1.50", "1,234.50", "1.234.567")] == [
        Decimal("1.50"), Decimal("1.50"), Decimal("1234.50"), Decimal(1234567),
    ]  # fmt: skip
