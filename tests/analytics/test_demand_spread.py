import numpy as np
import pytest
from scipy import stats

from analytics.demand.spread import chance_above, day_scatter, learn_width, prior_width, quantiles
from analytics.demand.weekdays import weekday_profile


def one(value):
    return np.array([value])


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9, 0.99])
def test_whole_goods_follow_the_negative_binomial(tau):
    expected = stats.nbinom(10 * 10 / 30, 10 / 40).ppf(tau)  # mean 10, variance 40
    assert quantiles(one(10.0), one(40.0), tau, whole=True)[0] == expected


def test_variance_as_the_mean_is_poisson():
    assert quantiles(one(10.0), one(10.0), 0.9, whole=True)[0] == stats.poisson(10).ppf(0.9)


def test_goods_by_weight_follow_the_gamma():
    expected = stats.gamma(2.5, scale=4).ppf(0.9)
    assert quantiles(one(10.0), one(40.0), 0.9, whole=False)[0] == pytest.approx(expected)


def test_no_demand_has_no_quantile_but_nothing():
    assert quantiles(one(0.0), one(0.0), 0.99, whole=True)[0] == 0
    assert chance_above(0.0, 0.0, np.array([0.0, 5.0]), whole=True).tolist() == [0, 0]


@pytest.mark.parametrize("tau", [0.0, 1.0, -1.0])
def test_certainty_is_not_for_sale(tau):
    with pytest.raises(ValueError, match="quantile"):
        quantiles(one(1.0), one(1.0), tau, whole=True)


@pytest.mark.parametrize("whole", [True, False])
def test_the_chance_to_exceed_a_quantile_is_what_is_left(whole):
    level = quantiles(one(50.0), one(120.0), 0.9, whole)[0]
    assert chance_above(50.0, 120.0, one(level), whole)[0] == pytest.approx(0.1, abs=0.02)


def test_pieces_and_goods_by_weight_side_by_side_are_as_each_alone():
    mean, variance, whole = (
        np.array([10.0, 10.0, 0.0]),
        np.array([40.0, 40.0, 9.0]),
        np.array([True, False, True]),
    )
    levels, risks = quantiles(mean, variance, 0.9, whole), chance_above(mean, variance, one(12.0), whole)
    for i in range(3):
        assert levels[i] == quantiles(one(mean[i]), one(variance[i]), 0.9, bool(whole[i]))[0]
        assert risks[i] == chance_above(mean[i], variance[i], one(12.0), bool(whole[i]))[0]


def test_scatter_is_recovered_from_simulated_days():
    rng = np.random.default_rng(6)
    mean, spread = 8.0, 3.0  # variance over mean
    size = mean / (spread - 1)
    units = rng.negative_binomial(size, size / (size + mean), (10, 400)).astype(float)
    weekday = np.arange(400) % 7
    scatter = day_scatter(units, weekday, weekday_profile(units, weekday))
    assert np.mean(scatter.dispersion) == pytest.approx(spread, rel=0.12)
    assert np.mean(scatter.day_variance) == pytest.approx(mean * spread, rel=0.12)


def test_width_is_recovered_from_simulated_errors():
    rng = np.random.default_rng(6)
    means = rng.uniform(20, 400, 4000)
    scatter = means * rng.uniform(1, 5, 4000)
    errors = rng.normal(0, np.sqrt(1.5 * scatter + 0.04 * means**2))
    width = learn_width(errors, means, scatter, windows=1000, rehearsed=7, horizon=7, least=30)
    assert width.lam == pytest.approx(1.5, rel=0.2)
    assert width.kap == pytest.approx(0.04, rel=0.2)
    assert np.quantile(width.errors, 0.9) == pytest.approx(stats.norm.ppf(0.9), abs=0.1)


def test_too_few_errors_teach_nothing():
    few = np.ones(29)
    width = learn_width(few, few, few, windows=5, rehearsed=7, horizon=7, least=30)
    assert (width.lam, width.kap) == (prior_width(7).lam, prior_width(7).kap)
    assert len(width.errors) == 0


def test_the_prior_widens_with_the_horizon():
    assert prior_width(7).lam < prior_width(14).lam < prior_width(28).lam


def test_the_scatter_of_a_rarely_sold_product_is_the_shops_usual_one():
    rng = np.random.default_rng(6)
    units = np.zeros((9, 200))
    units[:8] = rng.poisson(6, (8, 200))
    units[8, [30, 90, 150]] = [1, 60, 1]
    weekday = np.arange(200) % 7
    scatter = day_scatter(units, weekday, weekday_profile(units, weekday))
    own = 60**2 / 62
    assert scatter.dispersion[8] < own / 8
    assert scatter.day_variance[8] < np.var(units[8]) / 8
    assert scatter.dispersion[0] == pytest.approx(1, abs=0.3)
