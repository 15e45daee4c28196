from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.lettering import BOX, ELLIPSIS, clean, shorten, width, wrap
from bot.drawing.theme import LABEL


@pytest.mark.parametrize(
    ("words", "drawn"),
    [
        ("Thabo <b> $x$ ^_", "Thabo <b> $x$ ^_"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("e\u0301clair", "éclair"),
        ("left\u202eright", "leftright"),
        ("Spaza \U0001f3ea 24", "Spaza 24"),
        ("王 & sons", f"{BOX} & sons"),
        ("\U0001f3ea", BOX),
        ("\ud800", BOX),
        ("", ""),
        ("  ", ""),
    ],
)
def test_clean_keeps_what_can_be_drawn(words, drawn):
    # Machines with further fonts draw more: there a box may be the letter itself.
    assert clean(words) in {drawn, words}


@given(st.text())
def test_clean_is_done_once(words):
    assert clean(clean(words)) == clean(words)


@given(st.text(max_size=60), st.integers(40, 600))
def test_shortened_names_fit(words, room):
    short = shorten(clean(words), room, LABEL)
    assert width(short, LABEL) <= room or short == ELLIPSIS


def test_shortening_keeps_both_ends():
    short = shorten("Samsung Galaxy A15 128GB Blue", 300, LABEL)
    assert short.startswith("Samsung")
    assert short.endswith("Blue")
    assert ELLIPSIS in short


@given(st.text(max_size=200), st.integers(120, 900), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_few(words, room, most):
    lines = wrap(words, room, LABEL, most=most)
    assert len(lines) <= most
    assert all(width(line, LABEL) <= room for line in lines)


@given(st.lists(st.sampled_from(["HDMI", "cable", "sells", "well", "a"]), max_size=12))
def test_wrapping_loses_no_word(words):
    assert " ".join(wrap(" ".join(words), 300, LABEL, most=20)) == " ".join(words)


@pytest.mark.parametrize(
    "amount",
    [
        "R33 700",
        "R1 234 567,50",
        "33 700 €",
        "€ 33 700",
        "71 %",
        "2 500 kr",
        "CHF 1 200",
        "12,5 kg",
        "-R16 400",
    ],
)
@pytest.mark.parametrize(
    "before", ["In", "In July", "In July the", "In July the shop", "In July the shops", "About"]
)
def test_an_amount_is_never_broken(amount, before):
    lines = wrap(f"{before} sold {amount} of everything", 340, LABEL, most=9)
    assert any(amount in line for line in lines), lines


def test_years_days_and_dashes_may_be_broken():
    for words in ("2026 everything", "161 sales", "2026 · sales", "Friday 2026"):
        assert len(wrap(words, width(words, LABEL) - 1, LABEL, most=9)) == 2


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap("finding " * 40, 500, LABEL, most=2)[-1].endswith(ELLIPSIS)
    assert len(wrap("x" * 300, 500, LABEL, most=3)) == 3
