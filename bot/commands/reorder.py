"""/reorder: what to order, how many, by when, what it costs, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Column, Style, Table, Tone, Words
from bot.command import Command, Lane, Role
from bot.commands import snooze
from bot.commands.ordered import KeepOrder, Wanted
from bot.findings import outlook
from bot.findings.choosing import unknown_product
from bot.findings.outlook import REVIEW_DAYS
from bot.findings.wording import many
from bot.language.slots import parse_arguments
from bot.money import MILLI
from bot.speech import N_, _
from storage.reading import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.reorder import OrderLine, Plan
    from bot.command import Turn
    from bot.language.statements import Slots

_SHORT = 8  # lines in the Monday message
_LONG = 24
_REASONS = 3


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
        words += _(" Left out: {some}.", some=_some(left_out))
    return Words(words)


def plan_of(turn: Turn, resting: frozenset[str] | None = None) -> Plan | str:
    """Give the order list without what rests (what was snoozed, unless given), or the sentence why there is none yet."""
    shop = turn.shop
    shelves = outlook.shelves(shop)
    panel = outlook.outlook(shop, turn.today, outlook.standing(shop))
    if isinstance(panel, NotEnoughData):
        return outlook.too_early(panel, shop, turn.today)
    plan: Plan = analytics.reorder.order_plan(
        panel, shelves, service_level=shop.settings.stock.service_level, review_days=REVIEW_DAYS
    )
    if resting is None:
        resting = frozenset(snooze.asleep(shop, turn.today))
    return replace(plan, lines=tuple(line for line in plan.lines if line.product not in resting))


def said(turn: Turn, plan: Plan, shown: int = _SHORT) -> list[Block]:
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
                    some=_some(list(plan.cost_unknown)),
                )
            )
        )
    if not blocks:
        blocks.append(
            Words(_("There is nothing to say about orders yet: no product has been sold often enough."))
        )
    level = shop.percent(shop.settings.stock.service_level)
    blocks.append(
        Words(
            _("So that nothing runs out before the next delivery, with {level} certainty.", level=level),
            Style.FOOTING,
        )
    )
    return blocks


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
    blocks.append(Words(f"stock count: 14 {plan.uncounted[0].product}", Style.QUOTE))
    return blocks


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_REASONS])
    return (
        shown
        if len(names) <= _REASONS
        else _("{shown} and {number} more", shown=shown, number=len(names) - _REASONS)
    )


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
    menu=True,
)
