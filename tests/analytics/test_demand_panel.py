from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.demand.panel import Panel, build_panel, daily_units, net_returns, quiet_days
from analytics.verdicts import NotEnoughData

FIRST = date(2025, 1, 6)


def rows(*entries):
    """(day number, product, quantity)"""
    return pd.DataFrame(
        [(FIRST + timedelta(days=day), product, quantity) for day, product, quantity in entries],
        columns=["date", "product", "quantity"],
    )


def daily(product, units, start=0):
    return [(start + day, product, quantity) for day, quantity in enumerate(units)]


def built(sales, days, **more):
    panel = build_panel(sales, FIRST + timedelta(days=days), **more)
    assert isinstance(panel, Panel)
    return panel


def test_days_between_sales_are_zeros_and_days_before_the_first_are_missing():
    panel = built(rows(*daily("a", [1] * 10), (3, "b", 2), (6, "b", 1)), 10)
    assert panel.products == ("a", "b")
    np.testing.assert_array_equal(panel.units[1], [np.nan, np.nan, np.nan, 2, 0, 0, 1, 0, 0, 0])


def test_rows_of_one_day_are_added_and_fractions_kept():
    panel = built(rows(*daily("a", [1] * 8), (2, "a", 0.35), (2, "a", 0.15)), 8)
    assert panel.units[0, 2] == 1.5
    assert not panel.whole[0]
    assert built(rows(*daily("a", [1] * 8)), 8).whole[0]


def test_a_return_cancels_the_latest_sales():
    np.testing.assert_array_equal(net_returns(np.array([[5.0, 2, 0, -3, 4]])), [[4, 0, 0, 0, 4]])
    np.testing.assert_array_equal(net_returns(np.array([[-5.0, 2]])), [[0, 2]])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-9, 9), min_size=1, max_size=30))
def test_netting_keeps_the_total_or_leaves_nothing_negative(units):
    before = np.array([units], dtype=float)
    after = net_returns(before)
    assert (after >= 0).all()
    assert after.sum() >= before.sum()
    if (np.cumsum(before) >= 0).all():
        assert after.sum() == before.sum()


def test_a_run_of_silence_in_a_busy_shop_is_shut_not_slow():
    busy = np.full((5, 40), 3.0)
    busy[:, 20:25] = 0
    assert quiet_days(busy, np.arange(40) % 7).tolist() == [20 <= t < 25 for t in range(40)]


def test_silence_in_a_sleepy_shop_is_no_news():
    sleepy = np.zeros((1, 40))
    sleepy[0, ::3] = 1
    assert not quiet_days(sleepy, np.arange(40) % 7).any()


def test_a_slow_single_product_is_not_called_shut_between_its_sales():
    units = (np.random.default_rng(3).random((1, 200)) < 0.25).astype(float)
    assert quiet_days(units, np.arange(200) % 7).sum() < 10


def test_the_weekly_day_of_rest_is_left_to_the_weekday_profile():
    units = np.full((4, 42), 5.0)
    units[:, 6::7] = 0
    assert not quiet_days(units, np.arange(42) % 7).any()


def test_a_named_day_is_missing_but_not_unannounced():
    sales = rows(*(entry for name in "abcdefghijkl" for entry in daily(name, [4] * 9 + [0] + [4] * 10)))
    unnamed = built(sales, 20)
    assert np.isnan(unnamed.units[:, 9]).all()
    assert unnamed.open_share(20) == pytest.approx(1 - 1 / 48)
    named = built(sales, 20, closed=[FIRST + timedelta(days=9)])
    assert np.isnan(named.units[:, 9]).all()
    assert named.open_share(20) == 1


def test_a_sale_on_a_day_named_as_shut_still_counts():
    panel = built(rows(*daily("a", [2] * 10)), 10, closed=[FIRST + timedelta(days=4)])
    assert panel.units[0, 4] == 2


def test_days_out_of_stock_are_missing_unless_something_sold():
    sales = rows(*daily("a", [2, 2, 0, 0, 2, 2, 2, 2, 2, 2]), *daily("b", [1] * 10))
    out = [("a", FIRST + timedelta(days=day)) for day in (2, 3, 4)] + [("unknown", FIRST)]
    assert np.flatnonzero(np.isnan(built(sales, 10, out_of_stock=out).units[0])).tolist() == [2, 3]


def test_days_ahead_that_are_named_as_shut():
    panel = built(rows(*daily("a", [1] * 10)), 10, closed=[FIRST + timedelta(days=11)])
    assert panel.open_days(10, 3).tolist() == [True, False, True]
    assert panel.weekdays(10, 3).tolist() == [3, 4, 5]


def test_an_old_book_is_not_forecast_from():
    verdict = build_panel(rows(*daily("a", [1] * 30)), FIRST + timedelta(days=200))
    assert verdict == NotEnoughData(0, 1, "trading days in the last 56 days")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda frame: frame.drop(columns="product"), "columns"),
        (lambda frame: frame.assign(quantity=np.nan), "quantity"),
        (lambda frame: frame.assign(product=None), "product"),
    ],
)
def test_a_bad_table_is_refused_at_the_door(spoil, sentence):
    with pytest.raises(ValueError, match=sentence):
        build_panel(spoil(rows(*daily("a", [1] * 10))), FIRST + timedelta(days=10))


def test_dates_may_be_dates_text_or_timestamps():
    sales = rows(*daily("a", [1, 2] * 5))
    for kind in (sales["date"].astype(str), pd.to_datetime(sales["date"])):
        again = built(sales.assign(date=kind), 10)
        np.testing.assert_array_equal(again.units, built(sales, 10).units)


def test_sale_lines_become_daily_units():
    lines = pd.DataFrame(
        {
            "sold_on": pd.to_datetime(["2025-01-06", "2025-01-06", "2025-01-07"]),
            "product": ["a", "a", "b"],
            "quantity": [1.0, 2.0, 4.0],
            "total_minor": [100, 200, 300],
        }
    )
    table = daily_units(lines)
    assert table["quantity"].tolist() == [3.0, 4.0]
    assert table.columns.tolist() == ["date", "product", "quantity"]
