from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.amounts import parse_number, say, share, times_price, to_milli, to_minor
from bot.language.statements import Locale

CENTS = st.integers(min_value=0, max_value=10**9)


@pytest.mark.parametrize("text", ["", "k", "1,2,3", "1.2.3", "abc", "1e9", "-5", "12345678901234567", "R5"])
def test_no_number(text):
    assert parse_number(text) is None


def test_a_price_finer_than_a_cent_is_no_price():
    assert to_minor(Decimal("1.005"), 2) is None
    assert to_minor(Decimal("1.05"), 2) == 105
    assert to_minor(Decimal(5), 0) == 5


def test_quantities_are_positive_thousandths():
    assert to_milli(Decimal("1.5")) == 1500
    assert to_milli(Decimal(0)) is None
    assert to_milli(Decimal("0.0001")) is None


@given(CENTS)
def test_what_is_said_is_read_again(minor):
    text = say(minor, Locale(symbol="")).replace(" ", "")
    assert to_minor(parse_number(text), 2) == minor


@given(CENTS, st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=20))
def test_shares_add_up(total, weights):
    parts = share(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)


@given(st.integers(min_value=1, max_value=10**6), CENTS)
def test_whole_pieces_cost_exactly_their_price(pieces, unit):
    assert times_price(pieces * 1000, unit) == pieces * unit
