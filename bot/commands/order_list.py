"""The order list as it is said: what to order and by when, why, what was never counted, and what sleeps on the shelf.

Belongs here: the words and tables. What goes onto the list is decided in `reorder`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from bot.answer import Block, Column, Style, Table, Words
from bot.findings import clientele
from bot.findings.goods import REVIEW_DAYS
from bot.findings.wording import many
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reorder import OrderLine, Plan
    from bot.command import Turn

SHORT = 8  # lines in the Monday message
_REASONS = 3


def said(turn: Turn, plan: Plan, shown: int = SHORT) -> list[Block]:
    """Give the list in words and a table of at most `shown` lines."""
    shop = turn.shop
    blocks: list[Block] = []
    if plan.lines:
        cost = shop.round(plan.cost_minor)
        late = sum(line.cause is analytics.reorder.Cause.LATE for line in plan.lines)
        headline = _("Order {many}: {cost}", many=many(len(plan.lines), "product"), cost=cost)
        if late:
            headline += _(", {late} will run out before it arrives", late=late)
        blocks += [Words(headline, Style.HEADLINE), _table(turn, plan.lines[:shown])]
        if len(plan.lines) > shown:
            blocks.append(Words(_("and {number} more", number=len(plan.lines) - shown)))
        blocks.append(Words("\n".join(reason(turn, line) for line in plan.lines[:_REASONS])))
    elif plan.enough:
        blocks.append(
            Words(
                _("Nothing to order: everything counted lasts until the delivery after next."), Style.HEADLINE
            )
        )
    if plan.uncounted:
        blocks += _uncounted(turn, plan, shown)
    if plan.dead:
        blocks.append(_dead(turn, plan))
    if plan.cost_unknown:
        blocks.append(
            Words(
                _(
                    "Cost not known of {some}: not in the sum. /loose_ends lists them.",
                    some=clientele.some(list(plan.cost_unknown), _REASONS),
                )
            )
        )
    if not blocks:
        blocks.append(
            Words(_("There is nothing to say about orders yet: no product has been sold often enough."))
        )
    level = shop.sureness(shop.settings.stock.service_level)
    blocks.append(
        Words(
            _("So that nothing runs out before the next delivery, with {level} certainty.", level=level),
            Style.FOOTING,
        )
    )
    return blocks


def reason(turn: Turn, line: OrderLine) -> str:
    """Say in one sentence why a line asks for what it asks."""
    shop, why = turn.shop, analytics.reorder.why(line)
    on_order = _(" and {number} on order", number=shop.number(why.on_order)) if why.on_order else ""
    packs = _(" In packs of {number}.", number=shop.number(line.shelf.pack)) if line.shelf.pack > 1 else ""
    doubt = _(" The book has less than nothing left: count the shelf.") if line.stock_in_doubt else ""
    return _(
        "{product}: about {number} will be wanted in {days} days, up to {number2} to be safe; {number3} left{on_order}.{packs}{doubt}",
        product=line.product,
        number=shop.number(why.expected),
        days=why.days,
        number2=shop.number(why.level),
        number3=shop.number(why.on_hand),
        on_order=on_order,
        packs=packs,
        doubt=doubt,
    )


def _table(turn: Turn, lines: Sequence[OrderLine]) -> Table:
    shop = turn.shop
    rows = tuple(
        (line.product, shop.number(line.order), shop.number(line.on_hand), _by(turn, line)) for line in lines
    )
    columns = (
        Column(_("Product")),
        Column(_("order"), figures=True),
        Column(_("left"), figures=True),
        Column(_("by"), figures=True),
    )
    return Table(columns, rows)


def _by(turn: Turn, line: OrderLine) -> str:
    if line.order_by is None:
        return "–"
    if line.order_by <= turn.today:
        return _("now")
    near = line.order_by - turn.today < timedelta(days=REVIEW_DAYS)
    return turn.shop.dated(line.order_by, "EEE" if near else "d MMM")


def _dead(turn: Turn, plan: Plan) -> Words:
    """Name what sleeps on the shelf and the money in it."""
    shop = turn.shop
    tied = sum(one.tied_minor or 0 for one in plan.dead)
    money = _(" ({amount} tied up)", amount=shop.round(tied)) if tied else ""
    ones = [
        _("{product}, {number} left, ", product=one.product, number=shop.number(one.on_hand))
        + (
            _("never sold")
            if one.last_sold is None
            else _("last sold {day}", day=shop.day(one.last_sold, turn.today))
        )
        for one in plan.dead[:_REASONS]
    ]
    more = (
        _("; and {number} more: /slow", number=len(plan.dead) - _REASONS) if len(plan.dead) > _REASONS else ""
    )
    return Words(
        _("Asleep on the shelf{money}: {names}{more}.", money=money, names="; ".join(ones), more=more)
    )


def _uncounted(turn: Turn, plan: Plan, shown: int) -> list[Block]:
    shop = turn.shop
    rows = tuple(
        (line.product, shop.number(line.level), shop.number(line.expected)) for line in plan.uncounted[:shown]
    )
    more = len(plan.uncounted) - len(rows)
    columns = (Column(_("Product")), Column(_("have"), figures=True), Column(_("will sell"), figures=True))
    blocks: list[Block] = [
        Words(
            _(
                "{many} never counted. This much should be on the shelf; count them, and I say what to order:",
                many=many(len(plan.uncounted), "product"),
            ),
        ),
        Table(columns, rows),
    ]
    if more > 0:
        blocks.append(Words(_("and {more} more", more=more)))
    blocks.append(
        Words(_("stock count: {number} {name}", number=14, name=plan.uncounted[0].product), Style.QUOTE)
    )
    return blocks
