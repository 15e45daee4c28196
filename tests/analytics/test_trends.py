"""A known trend and week are found again, closed days are no noughts, and chance has no direction."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.trends import Decomposition, decompose, trading_weekdays
from analytics.verdicts import NotEnoughData

MONDAY = date(2024, 1, 1)
WEEK = (-20.0, -10.0, 0.0, 5.0, 10.0, 15.0)  # Monday to Saturday; closed on Sundays


def _shop(days=364, a_day=0.0, noise=0.0, seed=1):
    chance = np.random.default_rng(seed)
    return {
        day: 100 + a_day * n + WEEK[day.weekday()] + float(chance.normal(0, noise) if noise else 0)
        for n, day in ((n, MONDAY + timedelta(days=n)) for n in range(days))
        if day.weekday() < 6
    }


def _found(values):
    found = decompose(values)
    assert isinstance(found, Decomposition)
    return found


def test_a_known_trend_and_week_are_found():
    found = _found(_shop(a_day=0.1, noise=3))
    assert found.growth.clear
    assert found.growth.a_month == pytest.approx(3 / found.level, rel=0.05)
    assert found.growth.low < found.growth.a_month < found.growth.high
    for weekday, effect in enumerate(WEEK):
        assert found.weekdays[weekday] == pytest.approx(effect, abs=1.5)
    assert found.remainder_share < 0.1


def test_shares_follow_what_was_put_in():
    wavy = _found(_shop(noise=3))
    noisy = _found(_shop(noise=40))
    growing = _found(_shop(a_day=1.0, noise=3))
    assert wavy.season_share > 0.9
    assert noisy.remainder_share > 0.7
    assert growing.trend_share > 0.9


def test_chance_has_no_direction():
    clear = [_found(_shop(noise=25, seed=seed)).growth.clear for seed in range(20)]
    assert sum(clear) <= 3  # one in twenty is to be expected


def test_closed_days_are_no_noughts():
    values = _shop(noise=3)
    gone = [day for day in values if day.day in (9, 10)]
    found = _found({day: value for day, value in values.items() if day not in gone})
    assert found.gaps == len(gone)
    assert found.level == pytest.approx(100, abs=1)
    assert all(found.observed[found.days.index(day)] is None for day in gone)
    assert not found.growth.clear


def test_the_parts_add_up_where_something_was_sold():
    found = _found(_shop(a_day=0.1, noise=10))
    for observed, trend, season, rest in zip(
        found.observed, found.trend, found.season, found.remainder, strict=True
    ):
        assert observed == pytest.approx(trend + season + rest)
    assert found.trend_share + found.season_share + found.remainder_share == pytest.approx(1)


def test_another_currency_changes_no_share():
    rands, cents = (
        _found(_shop(a_day=0.1, noise=10)),
        _found({d: 100 * v for d, v in _shop(a_day=0.1, noise=10).items()}),
    )
    assert cents.season_share == pytest.approx(rands.season_share)
    assert cents.growth.a_month == pytest.approx(rands.growth.a_month)


def test_a_shop_closed_on_sundays_trades_on_six_days():
    assert trading_weekdays(_shop()) == (0, 1, 2, 3, 4, 5)
    assert _found(_shop() | {MONDAY + timedelta(days=6): 500.0}).weekdays.keys() == set(range(6))


def test_a_market_once_a_week_has_no_week():
    found = _found({MONDAY + timedelta(weeks=n): 100.0 + n for n in range(30)})
    assert found.season_share == 0
    assert found.growth.clear


def test_too_little_is_said():
    assert decompose(_shop(days=50)) == NotEnoughData(7, 8, "weeks of sales")
    assert decompose({}) == NotEnoughData(0, 8, "weeks of sales")


def test_a_book_of_gaps_is_no_series():
    found = decompose({MONDAY + timedelta(days=n): 1.0 for n in (*range(14), 120)})
    assert isinstance(found, NotEnoughData)
    assert found.what == "days with sales in these weeks"


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 99), max_size=45), st.integers(0, 2**32 - 1), st.sampled_from([1e-3, 1.0, 1e9]))
def test_any_book_is_answered(closed, seed, scale):
    chance = np.random.default_rng(seed)
    found = decompose(
        {MONDAY + timedelta(days=n): float(chance.normal(0, scale)) for n in range(100) if n not in closed}
    )
    if isinstance(found, Decomposition):
        assert len(found.days) == len(found.trend) == len(found.season) == len(found.remainder)
        assert all(np.isfinite(found.trend))
        assert np.isfinite(found.growth.a_month)
