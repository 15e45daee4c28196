"""Suppositions about money: another price, and a campaign.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Block, Column, Style, Table, Words
from bot.findings import certainty, clientele, goods, supposed
from bot.findings.supposed import DAYS
from bot.findings.takings import takings
from bot.language.statements import Period
from bot.speech import _
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
        return [Words(certainty.too_early(panel, turn.shop, turn.today))]
    name, names = supposed.names_of(turn, slots, panel)
    known = goods.prices(turn.shop, turn.today)
    costs = {one.product: one.cost_minor for one in shelf.shelves(turn.shop.book)}
    names = [one for one in names if one in known]
    pieces = panel.expected(names, DAYS)
    whole = sum(pieces.values())
    if not names or whole <= 0:
        return [Words(_("{name} has no sales to look on from.", name=name))]
    price = sum(pieces[one] * known[one] for one in names) / whole
    cost = None
    if all(costs.get(one) is not None for one in names):
        cost = sum(pieces[one] * (costs[one] or 0) for one in names) / whole
    if found.amount_minor is not None and slots.product is not None:
        new = float(found.amount_minor) + (price if found.more else 0.0)
    else:
        new = price * (1 + (_RISE if found.share is None else found.share))
    if new <= 0:
        return [Words(_("A price must be more than nothing."))]
    told: Elasticity | CannotBeTold | NotEnoughData | None = None
    if slots.product is not None:
        told = analytics.whatif.elasticity(
            clientele.prices(turn.shop, turn.today, slots.product.id), name, turn.today
        )
    shop = turn.shop
    blocks: list[Block] = [
        Words(
            _(
                "{name} at {amount} instead of {amount2} ({change})",
                name=name,
                amount=shop.round(new),
                amount2=shop.round(price),
                change=supposed.change(new / price - 1, turn),
            ),
            Style.HEADLINE,
        )
        if slots.product is not None
        else Words(
            _("Prices of {name} {change}", name=name, change=supposed.change(new / price - 1, turn)),
            Style.HEADLINE,
        )
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
        (_("Pieces"), shop.number(pieces), shop.number(then)),
        (_("Revenue"), shop.round(pieces * price), shop.round(then * new)),
    ]
    worth = [end * new - pieces * price for end in ends]
    what = _("Revenue")
    if cost is not None:
        rows.append((_("Profit"), shop.round(pieces * (price - cost)), shop.round(then * (new - cost))))
        worth = [end * (new - cost) - pieces * (price - cost) for end in ends]
        what = _("Profit")
    low, high = min(worth), max(worth)
    return [
        Table(
            (
                Column(_("in {days} days", days=DAYS)),
                Column(_("now"), figures=True),
                Column(_("then"), figures=True),
            ),
            tuple(rows),
        ),
        Words(
            _(
                "{what} would change by {amount} to {amount2}.",
                what=what,
                amount=shop.round(low),
                amount2=shop.round(high),
            )
        ),
        Words(
            _(
                "From {weeks} weeks at prices from {amount} to {amount2}: 1 % dearer sold {number} % less ({number2} to {number3}, four times of five)",
                weeks=told.weeks,
                amount=shop.round(told.lowest_minor),
                amount2=shop.round(told.highest_minor),
                number=shop.number(-told.middle, 1),
                number2=shop.number(-told.high, 1),
                number3=shop.number(-told.low, 1),
            ),
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
        why = _("over many products at once there is no telling")
    elif isinstance(told, NotEnoughData):
        why = (
            _("its price has not changed")
            if told.what == "prices"
            else _(
                "I need {need} weeks at each of two prices and have {have}", need=told.need, have=told.have
            )
        )
    else:
        why = _("in {weeks} weeks the changes of price left no clear mark", weeks=told.weeks)
    blocks: list[Block] = [Words(_("What buyers would do cannot be told from your sales: {why}.", why=why))]
    if cost is None:
        return [
            *blocks,
            Words(_("With the cost written down I could say how many pieces you may lose: /loose_ends.")),
        ]
    share = analytics.whatif.break_even(price, cost, new)
    if share is None:
        when = _("Now") if price <= cost else _("At that price")
        return [
            *blocks,
            Words(
                _(
                    "{when} {name} earns nothing: it costs {amount} a piece.",
                    when=when,
                    name=name,
                    amount=turn.shop.round(cost),
                )
            ),
        ]
    return [
        *blocks,
        Words(_break_even(turn, pieces, share)),
        Words(_("Reckoned over {days} days.", days=DAYS), Style.FOOTING),
    ]


def _break_even(turn: Turn, pieces: float, share: float) -> str:
    shop = turn.shop
    now, then = shop.number(pieces), shop.number(pieces * (1 + share))
    if share < 0:
        return _(
            "It pays as long as you lose less than {share} of the pieces: {then} instead of {now}.",
            share=shop.percent(-share),
            then=then,
            now=now,
        )
    return _(
        "It pays only if you sell {share} more: {then} pieces instead of {now}.",
        share=shop.percent(share),
        then=then,
        now=now,
    )


def campaign(turn: Turn, slots: Slots, found: Scenario) -> list[Block]:
    """Say what a campaign must bring to pay for itself; what earlier ones brought is the best guide."""
    del slots
    shop = turn.shop
    last = Period(turn.today - timedelta(days=DAYS), turn.today - timedelta(days=1))
    usual = takings(shop, last)
    if usual.rate is None or usual.rate <= 0:
        return [Words(_("To say what a campaign must bring I need the cost of what you sell: /loose_ends."))]
    if found.amount_minor is None:
        return [
            Words(_("What would it cost? Say for instance:")),
            Words("/whatif campaign 1500", Style.QUOTE),
        ]
    needed = found.amount_minor / usual.rate
    hundred = 100 * 10**shop.money.places
    lines = [
        _(
            "Of every {amount} sold {amount2} is margin.",
            amount=shop.write(hundred),
            amount2=shop.round(hundred * usual.rate),
        )
    ]
    week = usual.revenue_minor * 7 / DAYS
    if week > 0:
        more = supposed.change(needed / week, turn)
        lines.append(
            _(
                "A usual week brings {amount}: over one week that is {more}.",
                amount=shop.round(week),
                more=more,
            )
        )
    lines.append(_("What earlier ones brought: /campaigns"))
    headline = _(
        "A campaign for {amount} must bring {amount2} more sales",
        amount=shop.write(found.amount_minor),
        amount2=shop.round(needed),
    )
    return [
        Words(headline, Style.HEADLINE),
        Words("\n".join(lines)),
        Words(
            _("From the last {days} days; sales that would have come anyway do not count.", days=DAYS),
            Style.FOOTING,
        ),
    ]
