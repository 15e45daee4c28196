import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.demand.levels import INTERMITTENT, NAMES, SMOOTHING, latest_last, level_experts


def recursive(days, alpha):
    """Exponential smoothing as the textbooks write it, divided by the weight it has seen."""
    level = weight = 0.0
    for day in days[np.isfinite(days)]:
        level += alpha * (day - level)
        weight += alpha * (1 - weight)
    return level / weight


def of(levels, name):
    return levels[0, NAMES.index(name)]


def test_smoothing_equals_the_recursion_day_by_day():
    days = np.random.default_rng(3).poisson(3, 80).astype(float)
    days[[5, 6, 40]] = np.nan
    levels = level_experts(days[None, :])
    for alpha in SMOOTHING:
        assert of(levels, f"ses {alpha}") == pytest.approx(recursive(days, alpha))


def test_a_constant_is_every_experts_answer():
    np.testing.assert_allclose(level_experts(np.full((2, 30), 4.0)), 4.0)


def test_means_take_the_latest_open_days():
    days = np.array([[9.0] * 10 + [1, 2, 3, np.nan, 4, 5, 6, 7]])
    assert of(level_experts(days), "mean 7") == 4


def test_intermittent_experts_by_hand():
    days = np.array([0.0, 2, 0, 4])
    for alpha in INTERMITTENT:
        chance = recursive((days > 0).astype(float), alpha)
        size = recursive(np.array([2.0, 4]), alpha)
        assert of(level_experts(days[None, :]), f"tsb {alpha}") == pytest.approx(chance * size)


def test_nothing_known_is_no_demand():
    assert (level_experts(np.full((1, 5), np.nan)) == 0).all()


def test_seen_days_are_pushed_to_the_end_in_order():
    days = np.array([[np.nan, 1, np.nan, 2], [3, 4, 5, 6]])
    np.testing.assert_array_equal(latest_last(days), [[np.nan, np.nan, 1, 2], [3, 4, 5, 6]])


@settings(max_examples=40, deadline=None)
@given(arrays(float, (3, 25), elements=st.sampled_from([0.0, 1.0, 2.5, 7.0, np.nan])))
def test_levels_lie_between_the_smallest_and_largest_day(days):
    levels = level_experts(days)
    seen = np.isfinite(days)
    low = np.where(seen, days, np.inf).min(axis=1)
    high = np.where(seen, days, -np.inf).max(axis=1)
    known = seen.any(axis=1)
    plain = [i for i, name in enumerate(NAMES) if not name.startswith("tsb")]
    assert np.isfinite(levels).all()
    assert (levels[known][:, plain] >= low[known, None] - 1e-9).all()
    assert (levels[known] <= high[known, None] + 1e-9).all()
