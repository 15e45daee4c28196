import numpy as np
import pytest

from analytics.demand.seasons import YEAR, last_year_ratio, shop_index, trend_ratio, year_profile


def waves(years, agree, noise=0.3, products=4):
    """A year with a tall season, alike every year or at another place each year."""
    rng = np.random.default_rng(8)
    days = np.arange(YEAR)
    shapes = [
        1 + 1.5 * np.exp(-(((days - (250 if agree else 40 + 130 * y)) / 25.0) ** 2)) for y in range(years)
    ]
    return np.concatenate(shapes) * rng.gamma(1 / noise, noise, (products, years * YEAR)) * 5


def test_years_that_agree_give_their_shape():
    profile = year_profile(waves(3, agree=True))
    assert profile is not None
    assert profile[:, 250].mean() > 1.7
    assert profile[:, 60].mean() < 0.95


def test_years_that_disagree_give_a_flat_shape():
    profile = year_profile(waves(3, agree=False))
    assert profile is not None
    assert np.abs(profile - 1).max() < 0.3


def test_one_year_is_no_evidence():
    assert year_profile(waves(1, agree=True)) is None


def test_the_trend_is_half_the_slope_to_the_middle_of_the_horizon():
    index = np.exp(0.06 * (np.arange(56) // 7))
    assert trend_ratio(index, 28) == pytest.approx(np.exp(0.5 * 0.06 * 2))
    assert trend_ratio(np.ones(56), 28) == 1
    assert trend_ratio(index[:20], 28) == 1


def test_a_wild_trend_is_held():
    assert trend_ratio(np.exp(0.9 * (np.arange(56) // 7)), 28) == 1.4


def test_last_years_step_is_remembered():
    index = np.ones(YEAR + 60)
    index[60 : 60 + 28] = 1.5
    assert last_year_ratio(index, 28) == pytest.approx(1.5)
    assert last_year_ratio(index[:300], 28) is None


def test_every_product_counts_alike_in_the_shops_index():
    units = np.array([[1.0, 3.0], [100.0, 300.0]])
    np.testing.assert_allclose(shop_index(units), [0.5, 1.5])
