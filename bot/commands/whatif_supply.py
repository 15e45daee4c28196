"""Suppositions about goods: other demand, a slower or late supplier, shelves that are to be surer.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Block, Column, Style, Table, Words
from bot.findings import certainty, clientele, goods, supposed
from bot.findings.goods import REVIEW_DAYS
from bot.findings.supposed import DAYS
from bot.findings.wording import many
from bot.sections import LEAST_SERVICE, MOST_SERVICE
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.demand import PanelForecast
    from analytics.reorder import Plan, Shelf
    from bot.command import Turn
    from bot.findings.scenario import Scenario
    from bot.language.statements import Slots

_NAMED = 4
_MORE = 0.2
_LATE = 7
_SURER = 0.95


def demand(turn: Turn, slots: Slots, found: Scenario) -> list[Block]:
    """Say what more or less demand brings, and what would have to be ordered."""
    share = _MORE if found.share is None else max(found.share, -1.0)
    shelves = goods.shelves(turn.shop)
    panel = supposed.panel_of(turn)
    if isinstance(panel, NotEnoughData):
        return [Words(certainty.too_early(panel, turn.shop, turn.today))]
    name, names = supposed.names_of(turn, slots, panel)
    whole = slots.product is None and slots.category is None
    other = analytics.whatif.scaled(panel, 1 + share, None if whole else names)
    chosen = _of(names, shelves)
    now, then = _plan(turn, panel, chosen), _plan(turn, other, chosen)
    shop = turn.shop
    known = goods.prices(shop, turn.today)
    before, after = (_worth(one, names, known, shelves) for one in (panel, other))
    rows = [
        (_("Pieces"), shop.number(before[0]), shop.number(after[0])),
        (_("Revenue"), shop.round(before[1]), shop.round(after[1])),
        *(
            [(_("Margin"), shop.round(before[2]), shop.round(after[2]))]
            if before[2] is not None and after[2] is not None
            else []
        ),
        *_orders(turn, now, then),
    ]
    return [
        Words(
            _("Demand for {name} {change}", name=name, change=supposed.change(share, turn)), Style.HEADLINE
        ),
        _beside(rows),
        *_newly(now, then, _("would run out before an order arrives")),
        Words(_("Forecast of {days} days, prices and costs as they are.", days=DAYS), Style.FOOTING),
    ]


def _of(names: Sequence[str], shelves: Sequence[Shelf]) -> list[Shelf]:
    meant = frozenset(names)
    return [one for one in shelves if one.product in meant]


def _worth(
    panel: PanelForecast, names: Sequence[str], known: Mapping[str, float], shelves: Sequence[Shelf]
) -> tuple[float, float, float | None]:
    """Give pieces, revenue and margin over the days ahead; margin None where a cost is not known."""
    costs = {one.product: one.cost_minor for one in shelves}
    pieces = panel.expected(names, DAYS)
    revenue = sum(pieces[one] * known.get(one, 0.0) for one in names)
    if any(costs.get(one) is None for one in names):
        return sum(pieces.values()), revenue, None
    return sum(pieces.values()), revenue, revenue - sum(pieces[one] * (costs[one] or 0) for one in names)


def _plan(turn: Turn, panel: PanelForecast, shelves: Sequence[Shelf], level: float | None = None) -> Plan:
    found: Plan = analytics.reorder.order_plan(
        panel,
        shelves,
        service_level=level or turn.shop.settings.stock.service_level,
        review_days=REVIEW_DAYS,
    )
    return found


def _beside(rows: Sequence[tuple[str, str, str]]) -> Table:
    return Table((Column(""), Column(_("now"), figures=True), Column(_("then"), figures=True)), tuple(rows))


def _orders(turn: Turn, now: Plan, then: Plan) -> list[tuple[str, str, str]]:
    shop = turn.shop
    every = (*now.lines, *now.enough, *now.uncounted)
    what, before, after = _("Products to order"), float(len(now.lines)), float(len(then.lines))
    if len(every) == 1:
        what = _("Pieces to order")
        before, after = (sum(line.order for line in plan.lines) for plan in (now, then))
    return [
        (what, shop.number(before), shop.number(after)),
        (_("It costs"), shop.round(now.cost_minor), shop.round(then.cost_minor)),
    ]


def _late_ones(plan: Plan) -> set[str]:
    return {one.product for one in plan.lines if one.cause is analytics.reorder.Cause.LATE}


def _newly(now: Plan, then: Plan, what: str) -> list[Words]:
    more = sorted(_late_ones(then) - _late_ones(now))
    return [Words(f"{clientele.some(more, _NAMED)} {what}.")] if more else []


def supplied(turn: Turn, slots: Slots, found: Scenario) -> list[Block]:
    """Let deliveries take other days from now on, or come late this time."""
    late = found.kind == "late"
    days = found.days if found.days is not None else _LATE
    shelves = goods.shelves(turn.shop)
    slower = [replace(one, lead_days=one.lead_days + days if late else days) for one in shelves]
    panel = supposed.panel_of(turn)
    further = supposed.panel_of(turn, goods.reach(turn.shop, slower))
    if isinstance(panel, NotEnoughData):
        return [Words(certainty.too_early(panel, turn.shop, turn.today))]
    if isinstance(further, NotEnoughData):
        return [Words(certainty.too_early(further, turn.shop, turn.today))]
    name, names = supposed.names_of(turn, slots, panel)
    now, then = _plan(turn, panel, _of(names, shelves)), _plan(turn, further, _of(names, slower))
    shop = turn.shop
    known = goods.prices(shop, turn.today)
    lost_now, lost_then = _lost(now, known), _lost(then, known)
    rows = [*_orders(turn, now, then), (_("Not sold"), shop.round(lost_now), shop.round(lost_then))]
    much = many(days, "day")
    headline = (
        _("Deliveries of {name} {much} late", name=name, much=much)
        if late
        else _("Deliveries of {name} in {much}", name=name, much=much)
    )
    more = _("more") if lost_then >= lost_now else _("less")
    return [
        Words(
            _(
                "{headline}: {amount} {more} not sold",
                headline=headline,
                amount=shop.round(abs(lost_then - lost_now)),
                more=more,
            ),
            Style.HEADLINE,
        ),
        _beside(rows),
        *_newly(now, then, _("would run out as well before an order arrives")),
        Words(_("“Not sold”: asked for before an order of today arrives, with nothing left."), Style.FOOTING),
    ]


def _lost(plan: Plan, known: Mapping[str, float]) -> float:
    """Give the revenue (minor units) that is lost on average until an order of today arrives; `known` are prices."""
    lost = 0.0
    for line in (*plan.lines, *plan.enough):
        part = line.shelf.lead_days / line.days
        # Until the delivery, not until the next list: the forecast's own days, cut to the lead time.
        until = replace(
            line.forecast,
            days=line.shelf.lead_days,
            mean=float(line.forecast.path[: line.shelf.lead_days].sum()),
            upper_mean=line.forecast.upper_mean * part,
            variance=line.forecast.variance * part,
        )
        short = analytics.whatif.expected_short(until, line.on_hand + line.on_order)
        lost += short * known.get(line.product, 0.0)
    return lost


def level_of(found: Scenario) -> float:
    """Give how sure the shelves are supposed to be."""
    return max(LEAST_SERVICE, min(found.share or _SURER, MOST_SERVICE))


def service(turn: Turn, slots: Slots, found: Scenario) -> list[Block]:
    """Say what it costs for the shelves to be surer."""
    level = level_of(found)
    usual = turn.shop.settings.stock.service_level
    shelves = goods.shelves(turn.shop)
    panel = supposed.panel_of(turn)
    if isinstance(panel, NotEnoughData):
        return [Words(certainty.too_early(panel, turn.shop, turn.today))]
    name, names = supposed.names_of(turn, slots, panel)
    chosen = _of(names, shelves)
    now, then = _plan(turn, panel, chosen), _plan(turn, panel, chosen, level)
    shop = turn.shop
    rows = [(_("Sure of"), shop.sureness(usual), shop.sureness(level)), *_orders(turn, now, then)]
    more = then.cost_minor - now.cost_minor
    word = _("more") if more >= 0 else _("less")
    return [
        Words(
            _(
                "{share} sure for {name}: {amount} {word} in the next order",
                share=shop.sureness(level),
                name=name,
                amount=shop.round(abs(more)),
                word=word,
            ),
            Style.HEADLINE,
        ),
        _beside(rows),
    ]
