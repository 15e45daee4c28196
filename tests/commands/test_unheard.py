"""A question about goods that are not in the book is not answered for all of them without a word."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("said", ["how many toasters are left", "hoeveel toasters is oor"])
def test_goods_that_nobody_knows_are_named(demo, said):
    assert "Not looked at here: toasters." in demo.say(said).text


@pytest.mark.parametrize(
    "said",
    ["how many kettles are left", "how mny kettels are left", "what is my stock worth", "stock please"],
)
def test_words_that_are_known_or_misspelt_are_not(demo, said):
    assert "Not looked at" not in demo.say(said).text
