from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.statements import Locale
from bot.language.tokens import fold, lines, normalise

RAND = Locale()


def cut(text, locale=RAND):
    return [token for line in lines(normalise(text), locale) for token in line]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2 usb-c cables", ["2", "usb", "c", "cables"]),
        ("AA batteries 4-pack", ["aa", "batteries", "4", "pack"]),
        ("power bank 20000mAh", ["power", "bank", "20000mah"]),
        ("O'Brien", ["obrien"]),
        ("St Mary’s School", ["st", "marys", "school"]),
        ("Café Lwandle", ["cafe", "lwandle"]),
        ("3x case x2", ["3", "x", "case", "x", "2"]),
        ("2kettles", ["2", "kettles"]),
        ('tv 43"', ["tv", "43", "inch"]),
        ("1 kettle - R280", ["1", "kettle", "-", "280"]),
        ("7up 330ml", ["7up", "330ml"]),
        ("tea 🙂 cake", ["tea", "cake"]),
        ("١٢ ²", ["12", "2"]),
    ],
)
def test_words(text, words):
    assert [token.word for token in cut(text)] == words


@pytest.mark.parametrize(
    ("text", "value", "money"),
    [
        ("R1 250,50", "1250.50", True),
        ("R5,250.50", "5250.50", True),
        ("R850,00", "850", True),
        ("5.4k", "5400", False),
        ("R1.2k", "1200", True),
        ("250 rand", "250", True),
        ("ZAR 99", "99", True),
        ("1,200", "1200", False),
        ("1.250,75", "1250.75", False),
        ("50c", "0.5", True),
        ("2½", "2.5", False),
    ],
)
def test_amounts(text, value, money):
    (token,) = cut(text)
    assert (token.value, token.money) == (Decimal(value), money)


def test_a_sign_belongs_to_the_number_behind_it():
    assert [(t.word, t.money) for t in cut("size 4 R378")] == [("size", False), ("4", False), ("378", True)]


def test_other_currencies():
    euro = Locale(symbol="€", codes=("EUR", "euro"))
    assert [(t.value, t.money) for t in cut("€12,50 3 euro", euro)] == [
        (Decimal("12.50"), True),
        (Decimal(3), True),
    ]


def test_lines_and_empty_lines():
    assert [len(line) for line in lines(normalise("a b\n\n  \nc"), RAND)] == [2, 1]


@given(st.text(max_size=300))
def test_any_text_is_cut_without_loss_of_order(text):
    tokens = cut(text)
    assert all(a.start <= b.start for a, b in pairwise(tokens))


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text):
    plain = fold(normalise(text))
    assert fold(plain) == plain
