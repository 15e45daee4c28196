import numpy as np
import pytest

from analytics.demand.weekdays import weekday_profile

SHAPE = np.array([0.6, 0.8, 0.9, 1.0, 1.3, 1.8, 0.6])


def week(days):
    return np.arange(days) % 7


def test_a_shared_week_is_recovered_from_noise():
    rng = np.random.default_rng(4)
    rates = rng.gamma(2, 3, (20, 1)) * SHAPE[week(112)]
    profile = weekday_profile(rng.poisson(rates).astype(float), week(112))
    np.testing.assert_allclose(profile.shop, SHAPE, atol=0.1)
    assert np.abs(profile.factors - SHAPE).mean() < 0.12


def test_without_a_week_the_profile_stays_flat():
    rng = np.random.default_rng(4)
    profile = weekday_profile(rng.poisson(0.5, (10, 60)).astype(float), week(60))
    np.testing.assert_allclose(profile.factors, 1, atol=0.25)
    np.testing.assert_allclose(profile.shop, 1, atol=0.12)


def test_a_product_that_differs_keeps_its_own_week():
    rng = np.random.default_rng(4)
    units = rng.poisson(20, (6, 112)).astype(float)
    units[0] = rng.poisson(20 * np.array([0.2, 0.2, 0.2, 0.2, 0.2, 3, 3])[week(112)])
    factors = weekday_profile(units, week(112)).factors
    assert factors[0, 5] > 2.2
    np.testing.assert_allclose(factors[1], 1, atol=0.3)


def test_a_weekday_without_trade_is_shut_and_missing():
    units = np.full((3, 28), 7.0)
    units[:, week(28) == 6] = 0
    profile = weekday_profile(units, week(28))
    assert profile.closed.tolist() == [False] * 6 + [True]
    assert (profile.factors[:, 6] == 0).all()
    level = profile.without_weekdays(units, week(28))
    assert np.isnan(level[:, 6]).all()
    np.testing.assert_allclose(level[:, 0], 6)  # seven a day on six days of seven is six on a mean day


def test_one_silent_sunday_does_not_shut_all_sundays():
    units = np.full((3, 13), 7.0)
    units[:, 6] = 0
    assert not weekday_profile(units, week(13)).closed.any()


@pytest.mark.parametrize("days", [1, 3, 7, 20])
def test_factors_sum_to_a_week_however_short_the_history(days):
    units = np.random.default_rng(1).poisson(2, (4, days)).astype(float)
    profile = weekday_profile(units, week(days))
    np.testing.assert_allclose(profile.factors.sum(axis=1), 7)
    assert np.isfinite(profile.factors).all()
