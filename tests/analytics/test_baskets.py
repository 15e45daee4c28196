import numpy as np
import pytest
from customer_shops import shop
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from analytics.baskets import Baskets, baskets, baskets_of, benjamini_hochberg, pairs
from analytics.sales_table import no_sales
from analytics.verdicts import NotEnoughData


def made_up(count, seed, *, planted=False):
    """Baskets of 2 to 4 of 30 products at random; planted: who takes p00 mostly takes p01 too."""
    rng = np.random.default_rng(seed)
    contents = []
    for _ in range(count):
        content = {f"p{item:02d}" for item in rng.choice(30, rng.integers(2, 5), replace=False)}
        if planted and "p00" in content and rng.random() < 0.6:
            content.add("p01")
        contents.append(content)
    return contents


def test_a_basket_is_what_one_sale_sold():
    made = baskets(
        shop(
            [
                (1, 0, "tv", 1, 500, None),
                (1, 0, "cable", 2, 50, None),
                (1, 0, "cable", 1, 25, None),
                (2, 0, "cable", -1, -25, None),
                (3, 1, "cable", 1, 25, "Ann"),
            ]
        )
    )
    assert made.products == ("cable", "tv")
    assert made.table.toarray().tolist() == [[1, 1], [1, 0]]
    assert made.sizes().tolist() == [2, 1]
    assert made.counts().tolist() == [2, 1]
    assert len(made.of_two_or_more()) == 1


def test_an_empty_shop_has_no_pairs():
    found = pairs(baskets(no_sales()))
    assert (found.pairs, found.tested) == ((), 0)
    assert found.verdict == NotEnoughData(0, 300, "baskets with two products or more")


def test_few_baskets_give_counts_and_a_verdict():
    found = pairs(baskets_of([["a", "b"]] * 6 + [["a", "c"]] * 4 + [["a"]] * 400))
    assert found.verdict == NotEnoughData(10, 300, "baskets with two products or more")
    (only,) = found.pairs
    assert (only.product, only.other, only.together, only.baskets, only.other_baskets) == ("b", "a", 6, 6, 10)
    assert (only.support, only.confidence, only.confidence_back) == (0.6, 1.0, 0.6)
    assert only.lift is only.lift_low is only.q_value is None


def test_chance_alone_shows_nothing():
    found = [pairs(baskets_of(made_up(600, seed))) for seed in range(20)]
    assert [len(one.pairs) for one in found] == [0] * 20
    assert all(one.verdict is None and one.tested == 30 * 29 // 2 for one in found)


def test_a_planted_pair_is_found_with_its_measures():
    found = pairs(baskets_of(made_up(1500, 1, planted=True)))
    (only,) = found.pairs
    assert {only.product, only.other} == {"p00", "p01"}
    assert only.lift == pytest.approx(only.together * found.baskets / (only.baskets * only.other_baskets))
    assert 1 < only.lift_low < only.lift
    assert only.q_value < 0.01


def test_single_product_baskets_hide_nothing():
    contents = made_up(1500, 1, planted=True)
    assert pairs(baskets_of(contents + [["p00"]] * 20_000)) == pairs(baskets_of(contents))


def test_the_binomial_tail_is_cautious_beside_the_exact_one():
    contents = made_up(800, 3, planted=True)
    for pair in pairs(baskets_of(contents), false_share=1.0).pairs:
        exact = hypergeom.sf(pair.together - 1, 800, pair.other_baskets, pair.baskets)
        assert pair.q_value >= exact


def test_lower_bound_of_the_lift_holds_as_often_as_it_says():
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(100):
        lean = rng.random(1000)
        table = np.column_stack(
            [rng.random(1000) < 0.06 + 0.2 * (lean < 0.3), rng.random(1000) < 0.08 + 0.2 * (lean < 0.3)]
        )
        contents = [["x", "y", *np.array(["a", "b"])[row]] for row in table]
        truth = (0.3 * 0.26 * 0.28 + 0.7 * 0.06 * 0.08) / ((0.06 + 0.06) * (0.08 + 0.06))
        found = {(p.product, p.other): p for p in pairs(baskets_of(contents), false_share=1.1).pairs}
        pair = found.get(("a", "b")) or found.get(("b", "a"))
        # A pair that met no oftener than by chance is not listed; its bound lies below the truth too.
        held += pair is None or pair.lift_low <= truth
    assert 88 <= held <= 99


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(0, 50))
def test_q_values_are_never_below_p_and_keep_the_order(p_values, unseen):
    given_p = np.array(p_values)
    q_values = benjamini_hochberg(given_p, len(given_p) + unseen)
    assert (q_values >= given_p - 1e-12).all()
    assert (q_values <= 1).all()
    assert (np.diff(q_values[np.argsort(given_p, kind="stable")]) >= 0).all()


@settings(deadline=None)
@given(st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1), min_size=1, max_size=40))
def test_counts_are_those_of_the_baskets(contents):
    made = baskets_of(contents)
    assert isinstance(made, Baskets)
    for pair in pairs(made, together_needed=1).pairs:
        assert pair.together == sum({pair.product, pair.other} <= content for content in contents)
        assert pair.baskets == sum(pair.product in content and len(content) > 1 for content in contents)
        assert pair.baskets <= pair.other_baskets
