"""The reckoning of an order line, on a forecast written down by hand: every figure can be worked out on paper."""

from datetime import date, timedelta

import numpy as np
import pytest

from analytics.demand.result import Footing, Lines, Method, Note, PanelForecast
from analytics.demand.spread import Width
from analytics.reorder import Cause, DeadStock, in_packs, order_plan, why
from analytics.shelves import Shelf

TODAY = date(2026, 3, 2)
REACH = 28
FOOTING = Footing(100, 60, 4, 14, 0.2, 0.3, 4)
LEVEL_RATES = {"half": 0.5, "one": 1.0, "two": 2.0, "ten": 10.0}


def panel(paths, asleep=(), reach=REACH, horizons=(7, 14, 28)):
    """Give a panel with these mean units a day; demand is Poisson, and asleep goods may wake at 0.1 a day."""
    names = tuple(sorted(paths))
    path = np.array([np.broadcast_to(np.asarray(paths[name], float), reach) for name in names])
    upper = np.array([np.full(reach, 0.1) if name in asleep else path[i] for i, name in enumerate(names)])
    scatter = np.array([[row[:days].sum() for days in horizons] for row in upper])
    lines = Lines(
        names=names,
        path=path,
        upper_path=upper,
        scatter=scatter,
        widths=tuple(Width(1.0, 0.0, np.array([])) for _ in horizons),
        whole=np.ones(len(names), dtype=bool),
        methods=tuple(Method.ASLEEP if name in asleep else Method.POOL for name in names),
        notes=tuple((Note.ASLEEP,) if name in asleep else () for name in names),
        footings=tuple(tuple(FOOTING for _ in horizons) for _ in names),
        plain=tuple(False for _ in horizons),
    )
    return PanelForecast(
        as_of=TODAY,
        horizons=horizons,
        history_days=100,
        rates=dict.fromkeys(names, 1.0),
        selling_days=dict.fromkeys(names, 60),
        last_sold={name: TODAY - timedelta(days=70 if name in asleep else 1) for name in names},
        products=lines,
        groups=lines,
    )


@pytest.fixture
def steady():
    return panel(LEVEL_RATES)


def only(plan):
    (line,) = (*plan.lines, *plan.enough, *plan.uncounted)
    return line


@pytest.mark.parametrize(
    ("on_hand", "left"), [(0, 0), (1, 0.5), (4, 2), (5, 2.5), (55.999, 27.9995), (56, 28), (84, 42)]
)
def test_days_left_at_two_a_day(steady, on_hand, left):
    assert only(order_plan(steady, [Shelf("two", on_hand=on_hand)])).days_left == pytest.approx(left)


def test_days_left_on_days_that_differ():
    uneven = panel({"goods": np.tile([3.0, 0.0, 1.0, 6.0], 7)})
    for on_hand, left in [(1.5, 0.5), (3, 2), (3.5, 2.5), (4, 3), (7, 3.5), (10, 4), (11.5, 4.5)]:
        line = only(order_plan(uneven, [Shelf("goods", on_hand=on_hand)]))
        assert line.days_left == pytest.approx(left), on_hand


def test_days_left_of_what_sells_less_than_one_in_the_whole_time_ahead():
    rare = panel({"goods": 1 / 56})
    assert only(order_plan(rare, [Shelf("goods", on_hand=1)])).days_left == pytest.approx(56)


def test_a_line_carries_what_it_was_reckoned_from(steady):
    shelf = Shelf("two", on_hand=9, on_order=3, lead_days=5)
    line = only(order_plan(steady, [shelf], service_level=0.8, review_days=4))
    assert (line.product, line.days, line.service_level, line.expected) == ("two", 9, 0.8, pytest.approx(18))
    assert (line.on_hand, line.on_order, line.stock_in_doubt, line.shelf) == (9, 3, False, shelf)
    assert (line.forecast.name, line.forecast.days) == ("two", 9)
    assert line.level == steady.of("two", 9).quantile(0.8)
    assert line.order == line.wanted == line.level - 12
    assert line.risk == pytest.approx(float(steady.of("two", 9).chance_above(np.array([12.0]))[0]))


def test_why_carries_the_same_figures(steady):
    line = only(order_plan(steady, [Shelf("two", on_hand=9, on_order=3, pack=50)], service_level=0.8))
    reason = why(line)
    assert (reason.cause, reason.expected, reason.days, reason.level) == (
        line.cause,
        line.expected,
        14,
        line.level,
    )
    assert (reason.service_level, reason.on_hand, reason.on_order) == (0.8, 9, 3)
    assert (reason.short, reason.rounded_up, reason.cut) == (line.level - 12, 50 - (line.level - 12), 0)


def test_where_there_is_enough_nothing_is_short_and_nothing_rounded_up(steady):
    reason = why(only(order_plan(steady, [Shelf("two", on_hand=500)])))
    assert (reason.short, reason.rounded_up, reason.cut) == (0, 0, 0)


def test_without_packs_nothing_is_rounded_up(steady):
    assert why(only(order_plan(steady, [Shelf("two", on_hand=9)]))).rounded_up == 0


def test_one_lacking_piece_is_ordered_and_none_is_not(steady):
    level = steady.of("two", 14).quantile(0.9)
    lacking = order_plan(steady, [Shelf("two", on_hand=level - 1)])
    assert [line.order for line in lacking.lines] == [1]
    assert lacking.lines[0].cause is Cause.LOW
    full = order_plan(steady, [Shelf("two", on_hand=level)])
    assert (full.lines, [line.cause for line in full.enough]) == ((), [Cause.ENOUGH])


def test_half_a_unit_is_an_order_of_what_is_sold_by_weight(steady):
    level = steady.of("two", 14).quantile(0.9)
    plan = order_plan(steady, [Shelf("two", on_hand=level - 0.5, pack=0.5)])
    assert [(line.order, line.cause) for line in plan.lines] == [(0.5, Cause.LOW)]


@pytest.mark.parametrize("lead_days", [0, 1, 7])
@pytest.mark.parametrize("wait", [0, 1, 5, 14])
def test_the_last_day_to_order_is_the_one_after_which_the_stock_is_too_small(steady, lead_days, wait):
    need = steady.of("ten", lead_days + wait).quantile(0.9) if lead_days + wait else 0
    line = only(order_plan(steady, [Shelf("ten", on_hand=need, lead_days=lead_days)]))
    assert line.order_by == TODAY + timedelta(days=wait)


def test_no_shelves_are_an_empty_list(steady):
    plan = order_plan(steady, [])
    assert (plan.lines, plan.enough, plan.uncounted, plan.dead, plan.too_early) == ((), (), (), (), ())


def test_products_in_one_list_wait_as_long_as_each_alone(steady):
    shelves = [
        Shelf(name, on_hand=on_hand, lead_days=lead_days)
        for name, on_hand, lead_days in [("ten", 30, 0), ("two", 30, 7), ("ten", 95, 3), ("two", 1, 14)]
    ]
    together = order_plan(steady, shelves)
    for line in (*together.lines, *together.enough):
        alone = only(order_plan(steady, [line.shelf]))
        assert (line.order_by, line.level, line.risk) == (alone.order_by, alone.level, alone.risk)


def test_stock_for_the_last_day_in_reach_says_nothing_about_later_days(steady):
    reach = steady.of("ten", REACH).quantile(0.9)
    assert only(order_plan(steady, [Shelf("ten", on_hand=reach)])).order_by is None
    day_before = only(order_plan(steady, [Shelf("ten", on_hand=reach - 1)]))
    assert day_before.order_by == TODAY + timedelta(days=REACH - 7 - 1)


def test_to_be_ordered_today_is_low_and_not_late(steady):
    need = steady.of("ten", 7).quantile(0.9)
    today = only(order_plan(steady, [Shelf("ten", on_hand=need)]))
    assert (today.order_by, today.cause) == (TODAY, Cause.LOW)
    late = only(order_plan(steady, [Shelf("ten", on_hand=need - 1)]))
    assert (late.order_by, late.cause) == (TODAY - timedelta(days=1), Cause.LATE)


@pytest.mark.parametrize(
    ("on_hand", "in_doubt", "counted_as"), [(-3, True, 0), (0, False, 0), (0.5, False, 0.5), (None, False, 0)]
)
def test_what_counts_as_stock(steady, on_hand, in_doubt, counted_as):
    line = only(order_plan(steady, [Shelf("two", on_hand=on_hand)]))
    assert (line.stock_in_doubt, line.on_hand) == (in_doubt, counted_as)
    assert line.days_left == pytest.approx(counted_as / 2)


def test_what_is_asleep_has_no_level_and_no_day():
    forecast = panel({"gone": 0.0, **LEVEL_RATES}, asleep=("gone",))
    plan = order_plan(forecast, [Shelf("gone", on_hand=1, cost_minor=300)])
    (line,) = plan.enough
    assert forecast.of("gone", 14).quantile(0.9) > 0
    assert (line.level, line.order, line.order_by, line.days_left, line.cause) == (
        0,
        0,
        None,
        None,
        Cause.ASLEEP,
    )
    assert plan.dead == (DeadStock("gone", 1, TODAY - timedelta(days=70), 300),)
    assert plan.as_of == TODAY


@pytest.mark.parametrize("on_hand", [0, -2, None])
def test_an_empty_shelf_of_what_is_asleep_ties_no_money(on_hand):
    forecast = panel({"gone": 0.0}, asleep=("gone",))
    assert order_plan(forecast, [Shelf("gone", on_hand=on_hand, cost_minor=300)]).dead == ()


def test_half_a_unit_asleep_ties_money_too():
    forecast = panel({"gone": 0.0}, asleep=("gone",))
    assert order_plan(forecast, [Shelf("gone", on_hand=0.5, cost_minor=300)]).dead[0].tied_minor == 150


def test_what_sells_is_never_dead_stock(steady):
    assert order_plan(steady, [Shelf("two", on_hand=5)]).dead == ()


def test_what_was_never_sold_is_dead_stock_and_the_next_shelf_is_read_all_the_same(steady):
    plan = order_plan(steady, [Shelf("unheard of", on_hand=0.5, cost_minor=300), Shelf("two", on_hand=0)])
    assert plan.dead == (DeadStock("unheard of", 0.5, None, 150),)
    assert [line.product for line in plan.lines] == ["two"]


def test_a_young_product_does_not_end_the_list(steady):
    steady.selling_days["half"] = 2
    plan = order_plan(steady, [Shelf("half", on_hand=0), Shelf("two", on_hand=0)])
    assert [name for name, _ in plan.too_early] == ["half"]
    assert [line.product for line in plan.lines] == ["two"]


def test_dead_stock_is_sorted_by_the_money_in_it_then_by_name(steady):
    shelves = [
        Shelf("cheap", on_hand=1, cost_minor=1),
        Shelf("b", on_hand=5),
        Shelf("a", on_hand=5),
        Shelf("dear", on_hand=5, cost_minor=900),
    ]
    assert [stock.product for stock in order_plan(steady, shelves).dead] == ["dear", "cheap", "a", "b"]


def test_every_list_starts_with_the_greatest_risk_then_the_fewest_days():
    forecast = panel({"a": 2.0, "b": 10.0, "c": 2.0, "never": 0.0})
    enough = order_plan(forecast, [Shelf("a", on_hand=60), Shelf("b", on_hand=160), Shelf("c", on_hand=45)])
    assert [line.product for line in enough.enough] == ["b", "c", "a"]
    uncounted = order_plan(forecast, [Shelf("a", on_hand=None), Shelf("b", on_hand=None)])
    assert [line.product for line in uncounted.uncounted] == ["b", "a"]
    calm = order_plan(forecast, [Shelf("never", on_hand=1), Shelf("c", on_hand=900), Shelf("a", on_hand=950)])
    assert [line.risk for line in calm.enough] == [0, 0, 0]
    assert [line.product for line in calm.enough] == ["c", "a", "never"]


@pytest.mark.parametrize(
    ("units", "pack", "minimum", "order"),
    [
        (0, 6, 20, 0),
        (-1, 6, 20, 0),
        (0.1, 1, 0, 1),
        (6, 6, 0, 6),
        (6.001, 6, 0, 12),
        (1, 6, 20, 24),
        (21, 6, 20, 24),
        (0.3, 0.1, 0, 0.3),
        (0.7, 0.1, 0, 0.7),
        (2.5, 1, 2.5, 3),
        (0.25, 0.25, 0, 0.25),
    ],
)
def test_orders_in_whole_packs(units, pack, minimum, order):
    assert in_packs(units, pack, minimum) == order


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, 1.1])
def test_a_service_level_lies_strictly_between_nothing_and_certainty(steady, level):
    with pytest.raises(ValueError, match=r"^a service level lies between 0 and 1"):
        order_plan(steady, [], service_level=level)


def test_stock_may_be_reviewed_every_day(steady):
    assert only(order_plan(steady, [Shelf("two", on_hand=0)], review_days=1)).days == 8
