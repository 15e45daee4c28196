"""/reorder: what to order, how many, by when, what it costs, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot import outlook
from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane

if TYPE_CHECKING:
    from analytics.reorder import OrderLine, Plan
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 12
_REASONS = 3
REVIEW_DAYS = 7  # the list comes every week


def answer(turn: Turn, slots: Slots) -> Answer:
    """Work the order list out; without counts it says what should be on the shelf."""
    del slots
    plan = plan_of(turn)
    if isinstance(plan, str):
        return Answer("reorder", (Words(plan),), ((Button("Stock", "/stock"), Button("Sales", "/sales")),))
    blocks = said(turn, plan)
    return Answer("reorder", tuple(blocks), ((Button("Stock", "/stock"), Button("Forecast", "/forecast")),))


def plan_of(turn: Turn) -> Plan | str:
    """Give the order list, or the sentence that says why there is none yet."""
    shop = turn.shop
    shelves = outlook.shelves(shop)
    longest = (
        max((one.lead_days for one in shelves), default=shop.settings.stock.lead_time_days) + REVIEW_DAYS
    )
    panel = outlook.outlook(shop, turn.today, tuple(sorted({7, 14, 28, longest})))
    if isinstance(panel, NotEnoughData):
        return outlook.too_early(panel)
    return analytics.reorder.order_plan(
        panel, shelves, service_level=shop.settings.stock.service_level, review_days=REVIEW_DAYS
    )


def said(turn: Turn, plan: Plan) -> list[Block]:
    """Give the list in words and a table."""
    shop = turn.shop
    blocks: list[Block] = []
    if plan.lines:
        cost = shop.round(plan.cost_minor)
        late = sum(line.cause is analytics.reorder.Cause.LATE for line in plan.lines)
        headline = f"Order {_many(len(plan.lines), 'product')}: {cost}"
        if late:
            headline += f", {late} will run out before it arrives"
        blocks += [Words(headline, Style.HEADLINE), _table(turn, plan.lines)]
        blocks.append(Words("\n".join(_why(turn, line) for line in plan.lines[:_REASONS])))
    elif plan.enough:
        blocks.append(
            Words("Nothing to order: everything counted lasts until the delivery after next.", Style.HEADLINE)
        )
    if plan.uncounted:
        blocks += _uncounted(turn, plan)
    if plan.dead:
        names = ", ".join(one.product for one in plan.dead[:_REASONS])
        blocks.append(Words(f"Asleep on the shelf, not sold for eight weeks: {names}"))
    if plan.cost_unknown:
        blocks.append(Words(f"Cost not known of {_many(len(plan.cost_unknown), 'product')}: not in the sum."))
    if not blocks:
        blocks.append(
            Words("There is nothing to say about orders yet: no product has been sold often enough.")
        )
    level = shop.percent(shop.settings.stock.service_level)
    blocks.append(
        Words(f"So that nothing runs out before the next delivery, with {level} certainty.", Style.FOOTING)
    )
    return blocks


def _table(turn: Turn, lines: tuple[OrderLine, ...]) -> Table:
    shop = turn.shop
    rows = tuple(
        (line.product, shop.number(line.order), shop.number(line.on_hand), _by(turn, line))
        for line in lines[:_SHOWN]
    )
    columns = (
        Column("Product"),
        Column("order", figures=True),
        Column("left", figures=True),
        Column("by", figures=True),
    )
    return Table(columns, rows)


def _by(turn: Turn, line: OrderLine) -> str:
    if line.order_by is None:
        return "–"
    return "now" if line.order_by <= turn.today else turn.shop.day(line.order_by, turn.today)


def _why(turn: Turn, line: OrderLine) -> str:
    shop, why = turn.shop, analytics.reorder.why(line)
    on_order = f" and {shop.number(why.on_order)} on order" if why.on_order else ""
    return (
        f"{line.product}: about {shop.number(why.expected)} will be wanted in {why.days} days,"
        f" up to {shop.number(why.level)} to be safe; {shop.number(why.on_hand)} left{on_order}."
    )


def _uncounted(turn: Turn, plan: Plan) -> list[Block]:
    shop = turn.shop
    rows = tuple(
        (line.product, shop.number(line.level), shop.number(line.expected))
        for line in plan.uncounted[:_SHOWN]
    )
    more = len(plan.uncounted) - len(rows)
    columns = (Column("Product"), Column("have", figures=True), Column("will sell", figures=True))
    blocks: list[Block] = [
        Words(
            f"{_many(len(plan.uncounted), 'product')} never counted. This much should be on the shelf;"
            " count them, and I say what to order:",
        ),
        Table(columns, rows),
    ]
    if more > 0:
        blocks.append(Words(f"and {more} more"))
    blocks.append(Words(f"stock count: 14 {plan.uncounted[0].product}", Style.QUOTE))
    return blocks


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


COMMAND = Command(
    name="reorder",
    summary="What to order, how many, by when",
    answer=answer,
    group="Stock and orders",
    examples=("/reorder", "what must i order"),
    lane=Lane.THINKING,
    menu=True,
)
