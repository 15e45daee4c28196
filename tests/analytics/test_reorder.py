from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.demand import PanelForecast, forecast_panel
from analytics.reorder import Cause, in_packs, order_plan, why
from analytics.shelves import Shelf

FIRST = date(2025, 1, 6)
TODAY = FIRST + timedelta(days=140)


@pytest.fixture(scope="module")
def outlook():
    """fast sells about 10 a day, slow 1 in 5 days, gone nothing for ten weeks, new on two days only."""
    rng = np.random.default_rng(11)
    units = np.zeros((4, 140))
    units[0] = rng.poisson(10, 140)
    units[1] = rng.poisson(0.2, 140)
    units[2, :70] = rng.poisson(4, 70)
    units[3, [135, 138]] = 1
    rows = [
        (FIRST + timedelta(days=int(t)), ("fast", "slow", "gone", "new")[i], units[i, t])
        for i, t in zip(*np.nonzero(units), strict=True)
    ]
    sales = pd.DataFrame(rows, columns=["date", "product", "quantity"])
    answer = forecast_panel(sales, (7, 14, 28), as_of=TODAY)
    assert isinstance(answer, PanelForecast)
    return answer


def only(plan):
    (line,) = (*plan.lines, *plan.enough)
    return line


def test_the_order_fills_up_to_the_quantile(outlook):
    line = only(order_plan(outlook, [Shelf("fast", on_hand=30, on_order=20)]))
    assert line.level == outlook.of("fast", 14).quantile(0.9)
    assert line.order == line.level - 50
    assert line.level > outlook.of("fast", 14).mean


def test_the_level_covers_poisson_demand_nine_times_in_ten(outlook):
    level = only(order_plan(outlook, [Shelf("fast", on_hand=0)])).level
    assert stats.poisson(140).cdf(level) >= 0.9
    assert level <= 1.35 * 140


def test_packs_and_the_smallest_order_round_up():
    assert in_packs(13, 6, 0) == 18
    assert in_packs(1, 6, 20) == 24
    assert in_packs(0, 6, 20) == 0
    assert in_packs(0.3, 0.1, 0) == pytest.approx(0.3)


def test_days_left_follow_the_expected_path(outlook):
    path = outlook.path("fast")
    line = only(order_plan(outlook, [Shelf("fast", on_hand=float(path[:3].sum()))]))
    assert line.days_left == pytest.approx(3)
    assert only(
        order_plan(outlook, [Shelf("fast", on_hand=float(2 * path.sum()))])
    ).days_left == pytest.approx(56)


def test_too_late_soon_and_enough(outlook):
    late = only(order_plan(outlook, [Shelf("fast", on_hand=5)]))
    assert (late.cause, late.order_by) == (Cause.LATE, TODAY - timedelta(days=1))
    low = only(order_plan(outlook, [Shelf("fast", on_hand=110)]))
    assert low.cause is Cause.LOW
    assert TODAY <= low.order_by < TODAY + timedelta(days=7)
    enough = only(order_plan(outlook, [Shelf("fast", on_hand=1000)]))
    assert (enough.cause, enough.order, enough.order_by) == (Cause.ENOUGH, 0, None)


def test_ordering_on_the_named_day_is_just_in_time(outlook):
    line = only(order_plan(outlook, [Shelf("fast", on_hand=110)]))
    wait = (line.order_by - TODAY).days
    assert outlook.of("fast", 7 + wait).quantile(0.9) <= 110 < outlook.of("fast", 8 + wait).quantile(0.9)


def test_asleep_stock_is_named_and_not_ordered(outlook):
    plan = order_plan(outlook, [Shelf("gone", on_hand=9, cost_minor=250), Shelf("unheard of", on_hand=2)])
    assert plan.lines == ()
    assert [(stock.product, stock.tied_minor) for stock in plan.dead] == [
        ("gone", 2250),
        ("unheard of", None),
    ]
    assert plan.dead[0].last_sold <= FIRST + timedelta(days=69)
    assert plan.dead[1].last_sold is None


def test_what_is_not_known_is_said(outlook):
    plan = order_plan(
        outlook, [Shelf("new", on_hand=3), Shelf("slow", on_hand=None), Shelf("fast", on_hand=0)]
    )
    assert [name for name, _ in plan.too_early] == ["new"]
    assert [line.product for line in plan.uncounted] == ["slow"]
    assert plan.cost_unknown == ("fast",)


def test_stock_below_nothing_counts_as_nothing_and_is_doubted(outlook):
    line = only(order_plan(outlook, [Shelf("fast", on_hand=-4)]))
    assert line.stock_in_doubt
    assert line.order == line.level


def test_why_adds_up(outlook):
    line = only(order_plan(outlook, [Shelf("fast", on_hand=20, pack=50)]))
    reason = why(line)
    assert reason.short == reason.level - 20
    assert reason.short + reason.rounded_up - reason.cut == line.order


def test_the_list_starts_with_what_runs_out_first(outlook):
    plan = order_plan(outlook, [Shelf("slow", on_hand=2), Shelf("fast", on_hand=0)])
    assert [line.product for line in plan.lines] == ["fast", "slow"]
    assert plan.lines[0].risk > plan.lines[1].risk


def test_impossible_terms_are_refused(outlook):
    with pytest.raises(ValueError, match="impossible"):
        Shelf("fast", on_hand=0, pack=0)
    with pytest.raises(ValueError, match="reaches"):
        order_plan(outlook, [Shelf("fast", on_hand=0, lead_days=25)])


@settings(max_examples=20, deadline=None)
@given(level=st.floats(0.5, 0.98), more=st.integers(0, 40))
def test_more_stock_never_orders_more_and_a_higher_service_level_never_less(outlook, level, more):
    base = only(order_plan(outlook, [Shelf("fast", on_hand=40)], service_level=level))
    stocked = only(order_plan(outlook, [Shelf("fast", on_hand=40 + more)], service_level=level))
    surer = only(order_plan(outlook, [Shelf("fast", on_hand=40)], service_level=level + 0.01))
    assert stocked.order <= base.order <= surer.order


def test_impossible_wishes_are_refused(outlook):
    with pytest.raises(ValueError, match="service level"):
        order_plan(outlook, [], service_level=1.0)
    with pytest.raises(ValueError, match="service level"):
        order_plan(outlook, [], review_days=0)


def test_an_unheard_of_product_without_stock_is_no_news(outlook):
    plan = order_plan(outlook, [Shelf("unheard of", on_hand=0), Shelf("never counted", on_hand=None)])
    assert (plan.lines, plan.dead, plan.uncounted) == ((), (), ())
