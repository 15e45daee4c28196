import numpy as np
import pandas as pd
import pytest

from analytics.odd_products import WEEKS, odd_products
from analytics.verdicts import NotEnoughData

PRODUCTS = 40


@pytest.fixture
def units():
    """Forty products, two to eighty pieces a week; the last week comes first."""
    return drawn(1.0)


def drawn(last):
    """Draw weeks of which the last has `last` times the usual."""
    level = np.geomspace(2, 80, PRODUCTS)[:, None]
    return np.random.default_rng(8).poisson(level * np.array([last] + [1.0] * WEEKS)).astype(float)


def sold(units, began=None):
    rows = [
        (f"p{i}", week + 1, units[i, week], WEEKS + 5 if began is None else began[i])
        for i, week in zip(*np.nonzero(units), strict=True)
    ]
    return pd.DataFrame(rows, columns=["product", "week", "quantity", "began"])


def names(units, **more):
    return [one.product for one in odd_products(sold(units), **more)]


def test_an_ordinary_week_names_nobody(units):
    assert names(units) == []


def test_a_product_that_sold_three_times_as_much_is_found_alone(units):
    units[30, 0] *= 3
    (one,) = odd_products(sold(units))
    assert (one.product, one.came) == ("p30", units[30, 0])
    assert 2 < one.came / one.expected < 4
    assert one.chance < 0.001


def test_a_product_that_stopped_is_found_unless_it_is_sold_out(units):
    units[35, 0] = 0
    assert names(units) == ["p35"]
    assert names(units, sold_out=["p35"]) == []


def test_a_product_sold_out_by_selling_much_is_still_named(units):
    units[35, 0] *= 3
    assert names(units, sold_out=["p35"]) == ["p35"]


@pytest.mark.parametrize("factor", [0.4, 1.8])
def test_what_all_products_do_is_the_matter_of_the_days(factor):
    assert names(drawn(factor)) == []


def test_among_products_that_all_sell_more_one_that_does_not_is_odd():
    units = drawn(2.0)
    units[37, 0] = 3
    assert names(units) == ["p37"]


def test_new_products_are_judged_from_their_first_whole_week(units):
    units[30, 6:] = 0  # began five weeks ago
    units[30, 5] = 1  # on the last day of that week
    units[31, 3:] = 0  # too new to be judged
    units[31, 0] *= 5
    began = [WEEKS + 5] * PRODUCTS
    began[30], began[31] = 6, 3
    assert odd_products(sold(units, began)) == ()
    units[30, 0] *= 4
    assert [one.product for one in odd_products(sold(units, began))] == ["p30"]


def test_a_product_long_unsold_that_comes_back_in_numbers_is_named(units):
    units[20, 1:] = 0
    units[20, 0] = 30
    assert names(units) == ["p20"]


def test_goods_by_weight_are_judged_too(units):
    units[10:] *= 0.35
    assert names(units) == []
    units[33, 0] *= 4
    assert names(units) == ["p33"]
    units[33, 0] = 0
    assert names(units) == ["p33"]


def test_few_of_those_named_are_chance():
    """Negative binomial weeks (variance twice the mean) that move together; every second shop has three odd products."""
    pick = np.random.default_rng(1)
    wrong = right = put_in = 0
    for shop in range(30):
        level = pick.gamma(0.6, 12, 300)
        moved = np.concatenate([[1.5], pick.lognormal(0, 0.15, WEEKS)])
        units = pick.negative_binomial(np.maximum(level[:, None] * moved, 1e-6), 0.5).astype(float)
        odd = np.flatnonzero(level > 15)[:3] if shop % 2 else np.array([], dtype=int)
        units[odd, 0] *= 4
        found, known = set(names(units)), {f"p{i}" for i in odd}
        wrong, right, put_in = wrong + len(found - known), right + len(found & known), put_in + len(known)
    assert right > 0.9 * put_in
    assert wrong <= 0.15 * (wrong + right)


def test_short_and_empty_books_get_verdicts(units):
    assert odd_products(sold(units[:, :4], [5] * PRODUCTS)) == NotEnoughData(3, 4, "weeks of sales")
    assert odd_products(sold(units[:0])) == NotEnoughData(0, 4, "weeks of sales")
