"""Sums as they are written where the money is another: shillings, rupees, pence."""

import pytest

from bot.language import statements as s
from bot.language.names import Known
from tests.language.phrases import read
from tests.language.reading_helpers import TODAY, items

SHOPS = {
    "KES": s.Locale("KES", ("KES", "ksh", "shilling", "shillings")),
    "INR": s.Locale("₹", ("INR", "rs", "rupees")),
    "GBP": s.Locale("£", ("GBP", "pounds", "quid")),
}


def said(text, currency):
    goods = [s.Product(1, "Sugar 1kg", "Food", 17000, 14000), s.Product(2, "Mug", "Kitchen", 900, 400)]
    return read(text, Known.of(goods, [s.Customer(1, "Anil")], locale=SHOPS[currency]), TODAY)


@pytest.mark.parametrize(
    ("text", "currency", "lines"),
    [
        ("ksh170 sugar", "KES", [("Sugar 1kg", 1, 17000)]),
        ("1 sugar 170/= cash", "KES", [("Sugar 1kg", 1, 17000)]),
        ("Rs. 170 sugar anil", "INR", [("Sugar 1kg", 1, 17000)]),
        ("rs.170 sugar to anil", "INR", [("Sugar 1kg", 1, 17000)]),
        ("Rs 170/- sugar", "INR", [("Sugar 1kg", 1, 17000)]),
        ("5 quid for a mug", "GBP", [("Mug", 1, 500)]),
        ("2 mugs 50p off", "GBP", [("Mug", 2, 1750)]),
        ("3 sweets 20p each cash", "GBP", [("Sweet", 3, 60)]),
    ],
)
def test_a_sum_is_known_by_its_sign(text, currency, lines):
    assert items(said(text, currency)) == lines


def test_pence_are_no_sum_where_nobody_counts_in_them():
    assert items(said("2 mugs 50p off", "INR")) == []


def test_a_price_goes_up_by_pence():
    assert said("mugs up 20p", "GBP").lines[0].amount_minor == 920
