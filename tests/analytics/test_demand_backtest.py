from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.demand.backtest import Backtest, combine, rehearse, weigh
from analytics.demand.panel import Panel, build_panel
from analytics.demand.pool import EXPERTS, PLAIN, look_ahead, without_bulk

FIRST = date(2025, 1, 6)
K = len(EXPERTS)


def panel(units, **more):
    rows = [
        (FIRST + timedelta(days=int(t)), f"p{i}", units[i, t])
        for i, t in zip(*np.nonzero(units), strict=True)
    ]
    sales = pd.DataFrame(rows, columns=["date", "product", "quantity"])
    found = build_panel(sales, FIRST + timedelta(days=units.shape[1]), **more)
    assert isinstance(found, Panel)
    return found


@pytest.fixture(scope="module")
def shop():
    return panel(np.random.default_rng(9).poisson(5, (4, 120)).astype(float))


def test_each_window_is_forecast_from_the_days_before_it(shop):
    _, (test,) = rehearse(shop, (7,))
    assert test.starts.tolist() == [113 - 7 * k for k in range(15)]
    for k in (0, 5):
        start = int(test.starts[k])
        past = look_ahead(shop.units[:, :start], shop.weekday[:start], (7,))
        days = past.profile.factors.sum(axis=1)[:, None]
        np.testing.assert_allclose(test.expected[k], past.levels[0] * days)
        np.testing.assert_array_equal(test.came[k], shop.units[:, start : start + 7].sum(axis=1))


def test_the_rehearsal_does_not_see_what_came(shop):
    later = shop.units.copy()
    later[:, 100:] *= 40
    _, (before,) = rehearse(shop, (7,))
    _, (after,) = rehearse(panel(later), (7,))
    old = before.starts <= 100
    np.testing.assert_array_equal(before.expected[old], after.expected[old])


def test_a_young_product_is_not_judged():
    units = np.random.default_rng(9).poisson(5, (3, 60)).astype(float) + 1
    units[2, :30] = 0
    _, (test,) = rehearse(panel(units), (7,))
    young = np.isnan(test.came[:, 2])
    assert (young == (test.starts < 37)).all()


def test_horizons_too_long_for_the_history_are_rehearsed_shorter(shop):
    short = panel(np.random.default_rng(9).poisson(5, (4, 31)).astype(float))
    _, (week, month) = rehearse(short, (7, 28))
    assert (week.horizon, month.horizon) == (7, 7)
    _, (month,) = rehearse(shop, (28,))
    assert month.horizon == 28
    assert month.apart == pytest.approx(len(month.starts) / 2 + 0.5)


def test_unannounced_closures_count_in_what_came_and_stock_outs_in_neither():
    units = np.random.default_rng(9).poisson(9, (6, 60)).astype(float) + 1
    units[:, 55:57] = 0
    closed = panel(units)
    assert closed.quiet[55:57].all()
    _, (test,) = rehearse(closed, (7,))
    assert test.came[0, 0] == units[0, 53:].sum()
    assert test.expected[0, :, PLAIN].sum() > 1.2 * test.came[0].sum()
    sold_out = np.random.default_rng(9).poisson(9, (6, 60)).astype(float) + 1
    sold_out[0, 55:57] = 0
    out = [("p0", FIRST + timedelta(days=day)) for day in (55, 56)]
    _, (test,) = rehearse(panel(sold_out, out_of_stock=out), (7,))
    assert test.expected[0, 0, PLAIN] == pytest.approx(test.came[0, 0], rel=0.35)
    assert test.expected[0, 0, PLAIN] < 0.8 * test.expected[0, 1, PLAIN]


def made_up(errors):
    """A test in which expert k misses by errors[k] in each of eight windows."""
    came = np.full((8, 3), 10.0)
    expected = came[:, :, None] + np.asarray(errors)
    return Backtest(7, np.arange(8), expected, came)


def test_the_better_expert_gets_the_weight():
    errors = np.full(K, 4.0)
    errors[3] = 2.0
    weights = weigh(made_up(errors), np.ones((3, K))).now
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert weights[0].argmax() == 3
    assert weights[0, 3] / weights[0, 0] == pytest.approx(4.0**9)


def test_equal_experts_share_and_the_unavailable_get_nothing():
    available = np.ones((3, K))
    available[:, 5] = np.nan
    weights = weigh(made_up(np.full(K, 3.0)), available).now
    assert weights[0, 5] == 0
    np.testing.assert_allclose(np.delete(weights[0], 5), 1 / (K - 1))


def test_without_any_window_all_experts_share():
    nothing = Backtest(7, np.empty(0, dtype=np.int64), np.empty((0, 3, K)), np.empty((0, 3)))
    np.testing.assert_allclose(weigh(nothing, np.ones((3, K))).now, 1 / K)
    assert nothing.apart == 0


def test_a_window_is_judged_by_the_weights_of_the_others():
    test = made_up(np.full(K, 4.0))
    lucky = test.expected.copy()
    lucky[0, :, 7] = 10.0  # right once, in the first window only
    weights = weigh(Backtest(7, test.starts, lucky, test.came), np.ones((3, K)))
    np.testing.assert_allclose(weights.without[0], 1 / K)
    assert (weights.without[1][:, 7] > 1 / K).all()


def test_combining_passes_over_those_who_are_silent():
    said = np.array([[10.0, np.nan, 30.0]])
    assert combine(said, np.array([[0.5, 0.25, 0.25]]))[0] == pytest.approx((5 + 7.5) / 0.75)
    assert np.isnan(combine(np.full((1, 3), np.nan), np.full((1, 3), 1 / 3)))[0]


def test_only_the_largest_day_is_capped_by_the_others():
    days = np.array([[1.0, 2, 1, 2, 1, 2, 1, 2, 400, np.nan]])
    capped = without_bulk(days)
    assert capped[0, 8] < 10
    np.testing.assert_array_equal(capped[0, :8], days[0, :8])
    twice = np.array([[1.0, 2, 1, 2, 400, 400]])
    np.testing.assert_array_equal(without_bulk(twice), twice)
    np.testing.assert_array_equal(without_bulk(np.array([[np.nan, 5.0]])), [[np.nan, 5.0]])
