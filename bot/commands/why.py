"""/why: the reckoning behind the order list, line by line or for one product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.commands import order_list, reorder, snooze
from bot.findings import certainty, goods
from bot.findings.choosing import which_product
from bot.speech import N_, _

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
    back = (Button(_("What to order"), "/reorder"), Button(_("Stock"), "/stock"))
    if isinstance(plan, str):
        return Answer("why", (Words(plan),), (back,))
    if slots.product is not None:
        return _one(turn, plan, slots.product.name)
    if not plan.lines:
        words = Words(
            _("Nothing needs ordering, so there is nothing to explain. Name a product to see its figures.")
        )
        return Answer("why", (words,), (back,))
    lines = [f"• {order_list.reason(turn, line)}" for line in plan.lines[:_SHOWN]]
    if len(plan.lines) > _SHOWN:
        lines.append(_("and {number} more: /why with a product's name", number=len(plan.lines) - _SHOWN))
    taps = tuple(
        Button(_("Why {product}", product=line.product), f"/why {line.product}") for line in plan.lines[:2]
    )
    return Answer(
        "why",
        (Words(_("Why these, the most urgent first"), Style.HEADLINE), Words("\n".join(lines))),
        (taps, back),
        in_place=bool(turn.incoming.pressed),
    )


def _one(turn: Turn, plan: Plan, name: str) -> Answer:
    everything = (*plan.lines, *plan.enough, *plan.uncounted)
    line = next((one for one in everything if one.product == name), None)
    back = (Button(_("What to order"), "/reorder"), Button(_("Forecast"), f"/forecast {name}"))
    if line is None:
        return Answer("why", (Words(_unknown(turn, plan, name)),), (back,))
    rest = Button(_("Not for a week"), f"/snooze {name}")
    return Answer(
        "why",
        (
            Words(_headline(turn, line), Style.HEADLINE),
            Words("\n".join(_reckoning(turn, line))),
            Words(certainty.sure(line.forecast, turn.shop), Style.FOOTING),
        ),
        ((rest, *back),) if line.order else (back,),
        in_place=bool(turn.incoming.pressed),
    )


def _unknown(turn: Turn, plan: Plan, name: str) -> str:
    resting = snooze.asleep(turn.shop, turn.today)
    if name in resting:
        return _(
            "{name} is left out until {day}: you snoozed it.",
            name=name,
            day=turn.shop.day(resting[name], turn.today),
        )
    early = dict(plan.too_early)
    if name in early:
        return f"{name}: {certainty.too_early(early[name])}"
    return _("{name} has not been sold yet, so there is nothing to reckon with.", name=name)


def _headline(turn: Turn, line: OrderLine) -> str:
    cause = analytics.reorder.Cause
    number = turn.shop.number
    if line.shelf.on_hand is None:
        return _(
            "{product} was never counted: {number} should be on the shelf",
            product=line.product,
            number=number(line.level),
        )
    if line.cause is cause.LATE:
        return _(
            "Order {number} {product} now: it runs out before it arrives",
            number=number(line.order),
            product=line.product,
        )
    if line.cause is cause.LOW:
        return _("Order {number} {product}", number=number(line.order), product=line.product)
    if line.cause is cause.ASLEEP:
        return _("{product} has not sold for eight weeks: nothing to order", product=line.product)
    return _("{product}: enough until the delivery after next", product=line.product)


def _reckoning(turn: Turn, line: OrderLine) -> list[str]:
    """Give the reckoning in its order: wanted, to be safe, there, missing, rounded."""
    shop, number = turn.shop, turn.shop.number
    found = analytics.reorder.why(line)
    weekly = _(
        "{lead_days} to arrive and {review_days} until the next list",
        lead_days=line.shelf.lead_days,
        review_days=goods.REVIEW_DAYS,
    )
    steps = [
        _(
            "Wanted in {days} days ({weekly}): about {number}",
            days=found.days,
            weekly=weekly,
            number=number(found.expected),
        ),
        _(
            "To be {share} sure: {number}",
            share=shop.sureness(found.service_level),
            number=number(found.level),
        ),
        _(
            "On the shelf {number}, on order {number2}",
            number=number(found.on_hand),
            number2=number(found.on_order),
        ),
    ]
    if line.stock_in_doubt:
        steps.append(_("The book has less than nothing left, so I count none: count the shelf"))
    if line.order:
        steps.append(_("Short by {number}", number=number(found.short)))
    if found.rounded_up > 0 and (line.shelf.pack > 1 or line.shelf.minimum > 0):
        steps.append(
            _(
                "Rounded up by {number} to packs of {number2}",
                number=number(found.rounded_up),
                number2=number(line.shelf.pack),
            )
        )
    if line.days_left is not None and line.shelf.on_hand is not None:
        steps.append(_("What is left lasts about {number} days", number=number(line.days_left)))
    steps.append(_("Chance to run out before then without an order: {share}", share=shop.percent(line.risk)))
    if line.cost_minor:
        steps.append(_("Cost {amount}", amount=shop.round(line.cost_minor)))
    return steps


COMMAND = Command(
    name="why",
    summary=N_("Why the order list says what it says"),
    answer=answer,
    group=N_("Stock and orders"),
    about=frozenset({"product", "words"}),
    role=Role.VIEWER,
    examples=("/why", "/why kettle"),
    lane=Lane.THINKING,
    ahead=True,
)
