from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.budget import within
from analytics.demand import PanelForecast, forecast_panel
from analytics.reorder import order_plan, why
from analytics.shelves import Shelf

FIRST = date(2025, 1, 6)


@pytest.fixture(scope="module")
def outlook():
    """fast sells about 10 a day, slow 1 in 5 days."""
    rng = np.random.default_rng(11)
    units = rng.poisson([[10], [0.2]], (2, 140))
    rows = [
        (FIRST + timedelta(days=int(t)), ("fast", "slow")[i], units[i, t])
        for i, t in zip(*np.nonzero(units), strict=True)
    ]
    sales = pd.DataFrame(rows, columns=["date", "product", "quantity"])
    answer = forecast_panel(sales, (7, 14, 28), as_of=FIRST + timedelta(days=140))
    assert isinstance(answer, PanelForecast)
    return answer


def test_a_budget_buys_the_surest_margin_first(outlook):
    plan = order_plan(
        outlook,
        [
            Shelf("fast", on_hand=0, cost_minor=100, price_minor=200),
            Shelf("slow", on_hand=0, cost_minor=100, price_minor=110),
        ],
    )
    cut = within(plan, 5000)
    by_name = {line.product: line.order for line in cut.lines}
    assert by_name == {"fast": 50, "slow": 0}


def test_a_budget_that_reaches_changes_nothing(outlook):
    plan = order_plan(outlook, [Shelf("fast", on_hand=0, cost_minor=100, pack=6)])
    assert within(plan, plan.cost_minor).lines == plan.lines


def test_the_smallest_order_is_bought_whole_or_not_at_all(outlook):
    plan = order_plan(outlook, [Shelf("fast", on_hand=0, cost_minor=10, minimum=100)])
    assert within(plan, 999).lines[0].order == 0
    assert within(plan, 1000).lines[0].order == 100


def test_without_a_cost_nothing_can_be_held_to_a_sum(outlook):
    plan = order_plan(outlook, [Shelf("fast", on_hand=0)])
    (line,) = within(plan, 10**9).lines
    assert (line.order, why(line).cut) == (0, plan.lines[0].order)


@settings(max_examples=30, deadline=None)
@given(
    budget=st.integers(0, 30_000),
    costs=st.tuples(st.integers(1, 400), st.integers(1, 4000)),
    packs=st.tuples(st.sampled_from([1.0, 6.0, 0.5]), st.sampled_from([1.0, 3.0])),
)
def test_a_budget_is_never_overspent_nor_an_order_raised(outlook, budget, costs, packs):
    shelves = [
        Shelf(name, on_hand=0, cost_minor=cost, price_minor=2 * cost, pack=pack)
        for name, cost, pack in zip(("fast", "slow"), costs, packs, strict=True)
    ]
    plan = order_plan(outlook, shelves)
    cut = within(plan, budget)
    assert cut.cost_minor <= budget + 1  # half units of odd cents round
    for before, after in zip(plan.lines, cut.lines, strict=True):
        assert 0 <= after.order <= before.order
        assert replace(after, order=before.order) == before
        assert after.order / after.shelf.pack == pytest.approx(round(after.order / after.shelf.pack))


def test_less_than_nothing_is_no_budget(outlook):
    with pytest.raises(ValueError, match="budget"):
        within(order_plan(outlook, []), -1)


def test_without_a_price_the_usual_margin_counts(outlook):
    shelves = [
        Shelf("fast", on_hand=0, cost_minor=100),
        Shelf("slow", on_hand=0, cost_minor=100, price_minor=150),
    ]
    cut = within(order_plan(outlook, shelves), 3000)
    assert {line.product: line.order for line in cut.lines} == {"fast": 30, "slow": 0}
