"""Elasticity that was planted is found, none is claimed where there is none, and scaled demand is scaled."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.demand import PanelForecast, forecast_panel
from analytics.sales_table import no_sales, sales_table
from analytics.verdicts import NotEnoughData
from analytics.whatif import (
    CannotBeTold,
    Elasticity,
    break_even,
    elasticity,
    expected_short,
    scaled,
)

TODAY = date(2025, 6, 30)


def history(of, *, weeks=80, seed=3, pieces=40.0, discounts=0.0):
    """A tea whose price alternates every eight weeks between 100 and 120, and much other trade."""
    rng = np.random.default_rng(seed)
    rows, sale = [], 0
    for week in range(weeks):
        price = 10_000 if (week // 8) % 2 else 12_000
        mean = pieces * (price / 10_000) ** of
        day = TODAY - timedelta(days=7 * (weeks - week))
        for _ in range(rng.poisson(mean)):
            paid = round(price * 0.9) if rng.random() < discounts else price
            rows.append((sale := sale + 1, day + timedelta(days=int(rng.integers(7))), "tea", 1.0, paid))
        rows.append((sale := sale + 1, day, "bread", float(rng.poisson(200)), 100_000))
    return table(rows)


def table(rows):
    frame = pd.DataFrame(rows, columns=["sale_id", "sold_on", "product", "quantity", "total_minor"])
    return sales_table(frame.assign(sold_on=pd.to_datetime(frame["sold_on"])))


@pytest.mark.parametrize("truth", [-0.8, -1.5, -3.0])
def test_planted_elasticity_lies_in_the_range(truth):
    found = [elasticity(history(truth, seed=seed), "tea", TODAY) for seed in range(6)]
    told = [one for one in found if isinstance(one, Elasticity)]
    assert len(told) >= 4
    assert sum(one.low - 0.3 <= truth <= one.high + 0.3 for one in told) >= len(told) - 1
    assert (told[0].lowest_minor, told[0].highest_minor) == (10_000, 12_000)


def test_no_effect_is_not_told():
    found = [elasticity(history(0.0, seed=seed), "tea", TODAY) for seed in range(10)]
    assert sum(isinstance(one, CannotBeTold) for one in found) >= 8


def test_discounts_for_some_are_no_second_price():
    rng = np.random.default_rng(1)
    rows = [
        (n, TODAY - timedelta(days=1 + n % 400), "tea", 1.0, 9_000 if rng.random() < 0.05 else 10_000)
        for n in range(2000)
    ]
    assert elasticity(table(rows), "tea", TODAY) == NotEnoughData(1, 2, "prices")


def test_a_price_seen_too_shortly_and_a_product_never_sold():
    rows = [(n, TODAY - timedelta(days=1 + n), "tea", 1.0, 12_000 if n < 30 else 10_000) for n in range(300)]
    assert elasticity(table(rows), "tea", TODAY) == NotEnoughData(4, 6, "weeks at each of two prices")
    assert elasticity(table(rows), "milk", TODAY) == NotEnoughData(0, 2, "prices")
    assert elasticity(no_sales(), "tea", TODAY) == NotEnoughData(0, 2, "prices")


def test_what_comes_after_the_day_is_not_known():
    sales = history(-1.5)
    early = TODAY - timedelta(days=200)
    until_then = sales[sales["sold_on"] < pd.Timestamp(early)]
    assert elasticity(sales, "tea", early) == elasticity(until_then, "tea", early)


@given(
    price=st.floats(1, 1000),
    margin=st.floats(0.05, 0.9),
    share=st.floats(-0.5, 1.0),
)
def test_at_break_even_the_profit_stays(price, margin, share):
    cost, new = price * (1 - margin), price * (1 + share)
    found = break_even(price, cost, new)
    if found is None:
        assert new <= cost
    else:
        assert (1 + found) * (new - cost) == pytest.approx(price - cost)


@pytest.fixture(scope="module")
def panel():
    rng = np.random.default_rng(5)
    days = [TODAY - timedelta(days=back) for back in range(120, 0, -1)]
    rows = [(day, name, float(rng.poisson(mean))) for day in days for name, mean in (("tea", 6), ("milk", 2))]
    frame = pd.DataFrame(rows, columns=["date", "product", "quantity"])
    found = forecast_panel(frame[frame["quantity"] > 0], (7, 14), as_of=TODAY)
    assert isinstance(found, PanelForecast)
    return found


def test_scaled_demand_is_scaled_for_whom_it_is_meant(panel):
    some, everything = scaled(panel, 1.5, {"tea"}), scaled(panel, 1.5)
    assert some.of("tea", 7).mean == pytest.approx(1.5 * panel.of("tea", 7).mean)
    assert some.of("milk", 7).mean == pytest.approx(panel.of("milk", 7).mean)
    assert everything.shop(14).mean == pytest.approx(1.5 * panel.shop(14).mean)
    assert scaled(panel, 0.0).of("tea", 7).mean == 0
    with pytest.raises(ValueError, match="not negative"):
        scaled(panel, -0.1)


def test_what_runs_short_falls_with_stock_and_begins_at_the_mean(panel):
    forecast = panel.of("tea", 7)
    short = [expected_short(forecast, units) for units in (0, 20, 40, 80, 400)]
    assert short[0] == pytest.approx(forecast.mean, rel=0.02)
    assert short == sorted(short, reverse=True)
    assert short[-1] == 0
