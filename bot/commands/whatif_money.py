"""Suppositions about money: another price, and a campaign.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Block, Column, Style, Table, Words
from bot.findings import clientele, outlook, supposed
from bot.findings.supposed import DAYS
from bot.findings.takings import takings
from bot.language.statements import Period
from storage.reading import shelf

if TYPE_CHECKING:
    from analytics.whatif import CannotBeTold, Elasticity
    from bot.command import Turn
    from bot.findings.scenario import Scenario
    from bot.language.statements import Slots

_RISE = 0.05


def price(turn: Turn, slots: Slots, found: Scenario) -> list[Block]:
    """Say what another price would do as far as the shop's own history tells, and else from where on it pays."""
    panel = supposed.panel_of(turn)
    if isinstance(panel, NotEnoughData):
        return [Words(outlook.too_early(panel, turn.shop, turn.today))]
    name, names = supposed.names_of(turn, slots, panel)
    known = outlook.prices(turn.shop, turn.today)
    costs = {one.product: one.cost_minor for one in shelf.shelves(turn.shop.book)}
    names = [one for one in names if one in known]
    pieces = {one: float(panel.path(one)[:DAYS].sum()) for one in names}
    whole = sum(pieces.values())
    if not names or whole <= 0:
        return [Words(f"{name} has no sales to look on from.")]
    price = sum(pieces[one] * known[one] for one in names) / whole
    cost = None
    if all(costs.get(one) is not None for one in names):
        cost = sum(pieces[one] * (costs[one] or 0) for one in names) / whole
    if found.amount_minor is not None and slots.product is not None:
        new = float(found.amount_minor)
    else:
        new = price * (1 + (_RISE if found.share is None else found.share))
    if new <= 0:
        return [Words("A price must be more than nothing.")]
    told: Elasticity | CannotBeTold | NotEnoughData | None = None
    if slots.product is not None:
        told = analytics.whatif.elasticity(clientele.sales(turn.shop, turn.today), name, turn.today)
    shop = turn.shop
    blocks: list[Block] = [
        Words(
            f"{name} at {shop.round(new)} instead of {shop.round(price)} ({supposed.change(new / price - 1, turn)})",
            Style.HEADLINE,
        )
        if slots.product is not None
        else Words(f"Prices of {name} {supposed.change(new / price - 1, turn)}", Style.HEADLINE)
    ]
    if isinstance(told, analytics.whatif.Elasticity):
        blocks += _told(turn, told, whole, (price, new, cost))
    else:
        blocks += _untold(turn, told, name, whole, (price, new, cost))
    return blocks


def _told(
    turn: Turn, told: Elasticity, pieces: float, prices: tuple[float, float, float | None]
) -> list[Block]:
    """Give now and then side by side, with what the elasticity's range leaves open."""
    shop = turn.shop
    price, new, cost = prices
    then = pieces * told.factor(told.middle, price, new)
    ends = [pieces * told.factor(one, price, new) for one in (told.low, told.high)]
    rows = [
        ("Pieces", shop.number(pieces), shop.number(then)),
        ("Revenue", shop.round(pieces * price), shop.round(then * new)),
    ]
    worth = [end * new - pieces * price for end in ends]
    what = "Revenue"
    if cost is not None:
        rows.append(("Profit", shop.round(pieces * (price - cost)), shop.round(then * (new - cost))))
        worth = [end * (new - cost) - pieces * (price - cost) for end in ends]
        what = "Profit"
    low, high = min(worth), max(worth)
    return [
        Table(
            (Column(f"in {DAYS} days"), Column("now", figures=True), Column("then", figures=True)),
            tuple(rows),
        ),
        Words(f"{what} would change by {shop.round(low)} to {shop.round(high)}."),
        Words(
            f"From {told.weeks} weeks at prices from {shop.round(told.lowest_minor)} to {shop.round(told.highest_minor)}:"
            f" 1 % dearer sold {shop.number(-told.middle, 1)} % less"
            f" ({shop.number(-told.high, 1)} to {shop.number(-told.low, 1)}, four times of five)",
            Style.FOOTING,
        ),
    ]


def _untold(
    turn: Turn,
    told: CannotBeTold | NotEnoughData | None,
    name: str,
    pieces: float,
    prices: tuple[float, float, float | None],
) -> list[Block]:
    """Say why it cannot be told, and what it takes for the change to pay."""
    price, new, cost = prices
    if told is None:
        why = "over many products at once there is no telling"
    elif isinstance(told, NotEnoughData):
        why = (
            "its price has not changed"
            if told.what == "prices"
            else f"I need {told.need} weeks at each of two prices and have {told.have}"
        )
    else:
        why = f"in {told.weeks} weeks the changes of price left no clear mark"
    blocks: list[Block] = [Words(f"What buyers would do cannot be told from your sales: {why}.")]
    if cost is None:
        return [
            *blocks,
            Words("With the cost written down I could say how many pieces you may lose: /loose_ends."),
        ]
    share = analytics.whatif.break_even(price, cost, new)
    if share is None:
        when = "Now" if price <= cost else "At that price"
        return [*blocks, Words(f"{when} {name} earns nothing: it costs {turn.shop.round(cost)} a piece.")]
    return [
        *blocks,
        Words(_break_even(turn, pieces, share)),
        Words(f"Reckoned over {DAYS} days.", Style.FOOTING),
    ]


def _break_even(turn: Turn, pieces: float, share: float) -> str:
    shop = turn.shop
    now, then = shop.number(pieces), shop.number(pieces * (1 + share))
    if share < 0:
        return f"It pays as long as you lose less than {shop.percent(-share)} of the pieces: {then} instead of {now}."
    return f"It pays only if you sell {shop.percent(share)} more: {then} pieces instead of {now}."


def campaign(turn: Turn, slots: Slots, found: Scenario) -> list[Block]:
    """Say what a campaign must bring to pay for itself; what earlier ones brought is the best guide."""
    del slots
    shop = turn.shop
    last = Period(turn.today - timedelta(days=DAYS), turn.today - timedelta(days=1))
    usual = takings(shop, last)
    if usual.rate is None or usual.rate <= 0:
        return [Words("To say what a campaign must bring I need the cost of what you sell: /loose_ends.")]
    if found.amount_minor is None:
        return [Words("What would it cost? Say for instance:"), Words("/whatif campaign 1500", Style.QUOTE)]
    needed = found.amount_minor / usual.rate
    hundred = 100 * 10**shop.money.places
    lines = [f"Of every {shop.write(hundred)} sold {shop.round(hundred * usual.rate)} is margin."]
    week = usual.revenue_minor * 7 / DAYS
    if week > 0:
        more = supposed.change(needed / week, turn)
        lines.append(f"A usual week brings {shop.round(week)}: over one week that is {more}.")
    lines.append("What earlier ones brought: /campaigns")
    headline = f"A campaign for {shop.write(found.amount_minor)} must bring {shop.round(needed)} more sales"
    return [
        Words(headline, Style.HEADLINE),
        Words("\n".join(lines)),
        Words(f"From the last {DAYS} days; sales that would have come anyway do not count.", Style.FOOTING),
    ]
