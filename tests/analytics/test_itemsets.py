from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.baskets import baskets_of
from analytics.itemsets import TooManySetsError, exact, itemsets, rules

CONTENTS = st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1), min_size=1, max_size=50)


def named(found):
    return {tuple(found.products[item] for item in key): count for key, count in found.counts.items()}


@settings(max_examples=40, deadline=None)
@given(CONTENTS, st.integers(1, 50), st.integers(1, 6))
def test_finds_exactly_the_sets_that_counting_finds(contents, percent, items):
    expected = {}
    for size in range(1, items + 1):
        for items_of in combinations("abcdefgh", size):
            count = sum(set(items_of) <= content for content in contents)
            if count >= 1 and count * 100 >= percent * len(contents):
                expected[items_of] = count
    assert named(itemsets(baskets_of(contents), Fraction(percent, 100), items)) == expected


def test_more_baskets_than_fit_one_word():
    rng = np.random.default_rng(2)
    contents = [[f"p{item}" for item in np.flatnonzero(row)] for row in rng.random((700, 6)) < 0.6]
    found = named(itemsets(baskets_of(contents), 0.05))
    for items_of, count in found.items():
        assert count == sum(set(items_of) <= set(content) for content in contents)
    assert max(map(len, found)) == 4


def test_shares_that_floats_cannot_hold_are_met_exactly():
    contents = [["a", "b"]] * 8 + [["a"]] * 2 + [["c"]] * 90
    found = itemsets(baskets_of(contents), 0.08)
    assert named(found)["a", "b"] == 8
    assert [(rule.given, rule.then) for rule in rules(found, 0.8)] == [(("a",), "b"), (("b",), "a")]
    assert [(rule.given, rule.then) for rule in rules(found, "0.8000001")] == [(("b",), "a")]
    assert exact(0.3) == exact("0.3") == Fraction(3, 10)


def test_a_rule_with_its_measures():
    contents = [["a", "b", "c"]] * 6 + [["a", "b"]] * 2 + [["c"]] * 12
    found = rules(itemsets(baskets_of(contents), 0.1), 0.5)
    best = next(rule for rule in found if (rule.given, rule.then) == (("a", "b"), "c"))
    assert (best.together, best.support, best.confidence) == (6, 0.3, 0.75)
    assert best.lift == pytest.approx(0.75 / 0.9)


def test_a_shop_without_anything_in_common_has_no_rules():
    found = itemsets(baskets_of([[f"p{number}"] for number in range(50)]), 0.01)
    assert len(found) == 50
    assert rules(found, 0.1) == ()
    assert len(itemsets(baskets_of([]), 0.5)) == 0


def test_sets_without_end_are_refused():
    with pytest.raises(TooManySetsError, match="more than 100 sets"):
        itemsets(baskets_of([list("abcdefghij")] * 5), 0.5, at_most=100)


@pytest.mark.parametrize("support", [0, -0.1, 1.1, "2"])
def test_a_support_is_a_share(support):
    with pytest.raises(ValueError, match="support must lie"):
        itemsets(baskets_of([["a"]]), support)
