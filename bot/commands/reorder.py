"""/reorder: what to order, how many, by when, what it costs, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Button, Tone, Words
from bot.command import Command, Lane, Role
from bot.commands import snooze
from bot.commands.order_list import said
from bot.commands.ordered import KeepOrder, Wanted
from bot.findings import certainty, clientele, goods, outlook
from bot.findings.choosing import unknown_product
from bot.findings.goods import REVIEW_DAYS
from bot.language.slots import parse_arguments
from bot.money import MILLI
from bot.speech import N_, _
from storage.reading import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reorder import OrderLine, Plan
    from bot.command import Turn
    from bot.language.statements import Slots

_LONG = 24


def parse(rest: str, turn: Turn) -> Slots:
    """Read what is asked about; a bare number is the money there is, never a year."""
    sum_of_money = rest.replace(" ", "").isdecimal()
    said = f"{turn.shop.money.symbol}{rest}" if sum_of_money else rest
    return parse_arguments(said, turn.shop.known(), turn.today)


def answer(turn: Turn, slots: Slots) -> Answer:
    """Work the order list out, within a budget if one is said, for one product or category if one is named."""
    if (which := unknown_product(turn, slots, "reorder", COMMAND.phrases)) is not None:
        return which
    resting = snooze.asleep(turn.shop, turn.today)
    if slots.product is not None:
        resting = {name: until for name, until in resting.items() if name != slots.product.name}
    plan = plan_of(turn, frozenset(resting))
    taps = (Button(_("Stock"), "/stock"), Button(_("Forecast"), "/forecast"))
    if isinstance(plan, str):
        return Answer(
            "reorder", (Words(plan),), ((Button(_("Stock"), "/stock"), Button(_("Sales"), "/sales")),)
        )
    if slots.products or slots.category is not None:
        plan = _only(turn, plan, slots)
    budget = slots.amount_minor
    if budget is not None:
        plan = analytics.budget.within(plan, budget)
    ordered = tuple(line for line in plan.lines if line.order > 0)
    left_out = [line.product for line in plan.lines if line.order == 0]
    blocks = said(turn, replace(plan, lines=ordered), shown=_LONG)
    if budget is not None and (cut := _cut(turn, plan, budget, left_out)) is not None:
        blocks.insert(1, cut)
    if resting:
        blocks.append(Words(_("💤 Left out for now: {names}.", names=", ".join(sorted(resting)))))
    rows = (_taps(turn, ordered, slots), taps, (Button(_("Snoozed"), "/snooze"),) if resting else ())
    keeps = (KeepOrder(_wanted(turn, ordered)),) if ordered else ()
    return Answer(
        "reorder",
        tuple(blocks),
        tuple(row for row in rows if row),
        keeps=keeps,
        in_place=bool(turn.incoming.pressed),
    )


def _taps(turn: Turn, ordered: Sequence[OrderLine], slots: Slots) -> tuple[Button, ...]:
    if not ordered:
        return ()
    cost = turn.shop.round(sum(line.cost_minor or 0 for line in ordered))
    why = f"/why {slots.product.name}" if slots.product else "/why"
    return (
        Button(_("Ordered · {cost}", cost=cost), "/ordered {draft}", Tone.GOOD),
        Button(_("Change"), "/adjust {draft}"),
        Button(_("Why"), why),
    )


def _wanted(turn: Turn, ordered: Sequence[OrderLine]) -> tuple[Wanted, ...]:
    ids = {one.product: one.product_id for one in shelf.shelves(turn.shop.book)}
    return tuple(
        Wanted(ids[line.product], round(line.order * MILLI), line.shelf.lead_days) for line in ordered
    )


def _only(turn: Turn, plan: Plan, slots: Slots) -> Plan:
    """Keep what was asked about."""
    names = {one.name for one in slots.products} or {
        one.product for one in shelf.shelves(turn.shop.book) if one.category == slots.category
    }
    return replace(
        plan,
        lines=tuple(one for one in plan.lines if one.product in names),
        enough=tuple(one for one in plan.enough if one.product in names),
        uncounted=tuple(one for one in plan.uncounted if one.product in names),
        dead=tuple(one for one in plan.dead if one.product in names),
        too_early=tuple(one for one in plan.too_early if one[0] in names),
    )


def _cut(turn: Turn, plan: Plan, budget: int, left_out: list[str]) -> Words | None:
    """Say what the budget took away."""
    wanted = sum(round(line.wanted * (line.shelf.cost_minor or 0)) for line in plan.lines)
    if wanted <= budget and not left_out:
        return None
    shop = turn.shop
    words = _(
        "The whole list would cost {amount}; {amount2} goes where it is likely to earn most.",
        amount=shop.round(wanted),
        amount2=shop.write(budget),
    )
    if left_out:
        words += _(" Left out: {some}.", some=clientele.some(left_out))
    return Words(words)


def plan_of(turn: Turn, resting: frozenset[str] | None = None) -> Plan | str:
    """Give the order list without what rests (what was snoozed, unless given), or the sentence why there is none yet."""
    shop = turn.shop
    shelves = goods.shelves(shop)
    panel = outlook.outlook(shop, turn.today)
    if isinstance(panel, NotEnoughData):
        return certainty.too_early(panel, shop, turn.today)
    plan: Plan = analytics.reorder.order_plan(
        panel, shelves, service_level=shop.settings.stock.service_level, review_days=REVIEW_DAYS
    )
    if resting is None:
        resting = frozenset(snooze.asleep(shop, turn.today))
    return replace(plan, lines=tuple(line for line in plan.lines if line.product not in resting))


COMMAND = Command(
    name="reorder",
    summary=N_("What to order, how many, by when"),
    answer=answer,
    group=N_("Stock and orders"),
    about=frozenset({"product", "category", "words"}),
    role=Role.VIEWER,
    examples=("/reorder", "/reorder 5000", "what must i order"),
    phrases=(
        "reorder",
        "what do i need to order",
        "what must i order",
        "what should i order",
        "what should i buy",
        "what do i need to buy",
        "what should i restock",
        "what do i need to restock",
        "order list",
        "shopping list",
        "what is running low",
        "what is running out",
        "what will run out",
        "what is low",
        "low stock",
        "how many {product} should i order",
        "should i order {product}",
        "do i need to order {product}",
        "purchase list",
        "what must i get from the supplier",
        "what should i get at the wholesaler",
        "what to order",
        "what do i have to buy",
        "which products are almost finished",
        "what is nearly finished",
        "what must i stock up on",
        "when must i reorder {product}",
        "what can i buy with {n}",
    ),
    parse=parse,
    lane=Lane.THINKING,
    ahead=True,
    menu=True,
)
