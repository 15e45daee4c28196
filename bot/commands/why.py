"""/why: the reckoning behind the order list, line by line or for one product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.commands import reorder, snooze
from bot.findings import outlook
from bot.findings.choosing import which_product

if TYPE_CHECKING:
    from analytics.reorder import OrderLine, Plan
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 12


def answer(turn: Turn, slots: Slots) -> Answer:
    """Explain the whole list, or one product wherever it stands."""
    if len(slots.products) > 1 and isinstance(which := which_product(turn, slots, "why"), Answer):
        return which
    plan = reorder.plan_of(turn)
    back = (Button("What to order", "/reorder"), Button("Stock", "/stock"))
    if isinstance(plan, str):
        return Answer("why", (Words(plan),), (back,))
    if slots.product is not None:
        return _one(turn, plan, slots.product.name)
    if not plan.lines:
        words = Words(
            "Nothing needs ordering, so there is nothing to explain. Name a product to see its figures."
        )
        return Answer("why", (words,), (back,))
    lines = [f"• {reorder.reason(turn, line)}" for line in plan.lines[:_SHOWN]]
    if len(plan.lines) > _SHOWN:
        lines.append(f"and {len(plan.lines) - _SHOWN} more: /why with a product's name")
    taps = tuple(Button(f"Why {line.product}", f"/why {line.product}") for line in plan.lines[:2])
    return Answer(
        "why",
        (Words("Why these, the most urgent first", Style.HEADLINE), Words("\n".join(lines))),
        (taps, back),
        in_place=bool(turn.incoming.pressed),
    )


def _one(turn: Turn, plan: Plan, name: str) -> Answer:
    everything = (*plan.lines, *plan.enough, *plan.uncounted)
    line = next((one for one in everything if one.product == name), None)
    back = (Button("What to order", "/reorder"), Button("Forecast", f"/forecast {name}"))
    if line is None:
        return Answer("why", (Words(_unknown(turn, plan, name)),), (back,))
    rest = Button("Not for a week", f"/snooze {name}")
    return Answer(
        "why",
        (
            Words(_headline(turn, line), Style.HEADLINE),
            Words("\n".join(_reckoning(turn, line))),
            Words(outlook.sure(line.forecast, turn.shop), Style.FOOTING),
        ),
        ((rest, *back),) if line.order else (back,),
        in_place=bool(turn.incoming.pressed),
    )


def _unknown(turn: Turn, plan: Plan, name: str) -> str:
    resting = snooze.asleep(turn.shop, turn.today)
    if name in resting:
        return f"{name} is left out until {turn.shop.day(resting[name], turn.today)}: you snoozed it."
    early = dict(plan.too_early)
    if name in early:
        return f"{name}: {outlook.too_early(early[name])}"
    return f"{name} has not been sold yet, so there is nothing to reckon with."


def _headline(turn: Turn, line: OrderLine) -> str:
    cause = analytics.reorder.Cause
    number = turn.shop.number
    if line.shelf.on_hand is None:
        return f"{line.product} was never counted: {number(line.level)} should be on the shelf"
    if line.cause is cause.LATE:
        return f"Order {number(line.order)} {line.product} now: it runs out before it arrives"
    if line.cause is cause.LOW:
        return f"Order {number(line.order)} {line.product}"
    if line.cause is cause.ASLEEP:
        return f"{line.product} has not sold for eight weeks: nothing to order"
    return f"{line.product}: enough until the delivery after next"


def _reckoning(turn: Turn, line: OrderLine) -> list[str]:
    """Give the reckoning in its order: wanted, to be safe, there, missing, rounded."""
    shop, number = turn.shop, turn.shop.number
    found = analytics.reorder.why(line)
    weekly = f"{line.shelf.lead_days} to arrive and {outlook.REVIEW_DAYS} until the next list"
    steps = [
        f"Wanted in {found.days} days ({weekly}): about {number(found.expected)}",
        f"To be {shop.percent(found.service_level)} sure: {number(found.level)}",
        f"On the shelf {number(found.on_hand)}, on order {number(found.on_order)}",
    ]
    if line.stock_in_doubt:
        steps.append("The book has less than nothing left, so I count none: count the shelf")
    if line.order:
        steps.append(f"Short by {number(found.short)}")
    if found.rounded_up > 0 and (line.shelf.pack > 1 or line.shelf.minimum > 0):
        steps.append(f"Rounded up by {number(found.rounded_up)} to packs of {number(line.shelf.pack)}")
    if line.days_left is not None and line.shelf.on_hand is not None:
        steps.append(f"What is left lasts about {number(line.days_left)} days")
    steps.append(f"Chance to run out before then without an order: {shop.percent(line.risk)}")
    if line.cost_minor:
        steps.append(f"Cost {shop.round(line.cost_minor)}")
    return steps


COMMAND = Command(
    name="why",
    summary="Why the order list says what it says",
    answer=answer,
    group="Stock and orders",
    role=Role.VIEWER,
    examples=("/why", "/why kettle"),
    lane=Lane.THINKING,
)
