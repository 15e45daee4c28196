"""The best use of a limited sum: which part of an order list to buy when the money does not reach for all of it.

Packs are bought one by one, each time the one that is expected to earn most for its cost: the chance that its units
are asked for before the delivery after next, times the margin on them (marginal analysis of the newsvendor;
Hadley & Whitin 1963, ch. 6).
"""

import heapq
from dataclasses import replace
from statistics import median

import numpy as np

from analytics.demand.arrays import Floats
from analytics.reorder import OrderLine, Plan, in_packs
from analytics.shelves import Shelf

_STEPS = 2000


def within(plan: Plan, budget_minor: int) -> Plan:
    """Give the plan with its orders cut to cost at most `budget_minor` (minor units).

    A product whose cost is unknown cannot be held to a sum and is left out; without a price its margin is taken
    to be the usual one of this list.
    """
    if budget_minor < 0:
        raise ValueError("a budget is not negative")
    usual = _usual_margin(plan)
    bought = dict.fromkeys((line.product for line in plan.lines), 0.0)
    left = float(budget_minor)
    queue: list[tuple[float, str, OrderLine]] = []
    curves = {}
    for line in plan.lines:
        if line.shelf.cost_minor is None:
            continue
        curves[line.product] = _expected_sales(line)
        _offer(queue, line, 0.0, curves[line.product], usual)
    while queue:
        _, product, line = heapq.heappop(queue)
        step = _next_step(line, bought[product])
        cost = step * (line.shelf.cost_minor or 0)
        if cost > left:
            continue
        left -= cost
        bought[product] = round(bought[product] + step, 6)
        if bought[product] < line.wanted:
            _offer(queue, line, bought[product], curves[product], usual)
    return replace(plan, lines=tuple(replace(line, order=bought[line.product]) for line in plan.lines))


def _offer(
    queue: list[tuple[float, str, OrderLine]], line: OrderLine, have: float, curve: Floats, usual: float
) -> None:
    step = _next_step(line, have)
    grid = np.linspace(0.0, line.wanted, len(curve))
    sold = float(np.interp(have + step, grid, curve) - np.interp(have, grid, curve))
    cost = max(line.shelf.cost_minor or 0, 1)
    worth = sold * _margin(line.shelf, usual) / (step * cost)
    heapq.heappush(queue, (-worth, line.product, line))


def _next_step(line: OrderLine, have: float) -> float:
    """Units of the next purchase: the smallest order first, then pack by pack."""
    return (
        line.shelf.pack
        if have > 0
        else min(in_packs(line.shelf.pack, line.shelf.pack, line.shelf.minimum), line.wanted)
    )


def _expected_sales(line: OrderLine) -> Floats:
    """Give the expected further units sold with 0 ... wanted units more, on an even grid."""
    steps = int(min(max(line.wanted, 1), _STEPS))
    grid = np.linspace(0.0, line.wanted, steps + 1)
    above = line.forecast.chance_above(line.on_hand + line.on_order + grid[:-1])
    return np.concatenate([[0.0], np.cumsum(above) * (line.wanted / steps)])


def _margin(shelf: Shelf, usual: float) -> float:
    """Minor units earned on one unit; one at least, as a shop also lives on being complete."""
    cost = shelf.cost_minor or 0
    price = cost * (1 + usual) if shelf.price_minor is None else shelf.price_minor
    return max(price - cost, 1.0)


def _usual_margin(plan: Plan) -> float:
    rates = [
        line.shelf.price_minor / line.shelf.cost_minor - 1
        for line in plan.lines
        if line.shelf.cost_minor and line.shelf.price_minor is not None
    ]
    return max(median(rates), 0.0) if rates else 1.0
