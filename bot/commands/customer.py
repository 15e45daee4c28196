"""/customer: one card: what he brought, how often he comes, what he takes, what he owes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Lines, Series, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.choosing import which_customer
from bot.findings.windows import looked_back, seen_from
from bot.findings.wording import change, money_unit, written
from storage.reading import cards, debts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Turn
    from bot.language.statements import Period, Slots
    from storage.reading.cards import Visit

_HALF_YEAR = 182
_CHARTED = timedelta(days=365)
_MONTH_DONE = 28  # day from which a month is drawn as whole
_SHOWN = 6
_LEAST_VISITS = 4  # fewer make no rhythm
_LATE = 2.0  # times the usual gap
_LEAST_MONTHS = 4


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show a customer's card over the period, the last half year where none was said."""
    customer = which_customer(turn, slots, "customer")
    if isinstance(customer, Answer):
        return customer
    shop, book = turn.shop, turn.shop.book
    period = looked_back(turn, slots, _HALF_YEAR)
    earlier = periods.before(period)
    ever = cards.visits(book, customer.id, date.min, turn.today)
    bought = [one for one in ever if one.sales]
    now = [one for one in ever if period.first <= one.on <= period.last]
    then = [one for one in ever if earlier.first <= one.on <= earlier.last]
    label = periods.call(earlier, shop, turn.today)
    headline = _headline(turn, customer.name, period, now, bought)
    blocks: list[Block] = [Words(headline, Style.HEADLINE)]
    if bought and bought[0].on <= earlier.first:
        came, was = sum(one.revenue_minor for one in now), sum(one.revenue_minor for one in then)
        moved = change(came, was, shop, label)
        blocks.append(Words(f"{moved[0].upper()}{moved[1:]}"))
    blocks += _facts(turn, customer.id, bought)
    if taken := cards.taken(book, customer.id, period.first, period.last):
        blocks.append(_table(turn, taken))
        if len(taken) > _SHOWN:
            blocks.append(Words(f"and {len(taken) - _SHOWN} more products"))
    if (chart := _chart(turn, bought, customer.name)) is not None:
        blocks.append(chart)
    blocks.append(Words(f"{periods.call(period, shop, turn.today)} · before: {label}", Style.FOOTING))
    said = f"{customer.name} {periods.speak(period)}"
    taps = [Button("His sales", f"/history {said}"), Button("Account", f"/statement {customer.name}")]
    return Answer(
        "customer",
        tuple(blocks),
        (
            periods.tabs(f"customer {customer.name}")[2:],
            tuple(taps),
            (Button("Best customers", "/top_customers"),),
        ),
        in_place=bool(turn.incoming.pressed),
    )


def _headline(turn: Turn, name: str, period: Period, now: Sequence[Visit], bought: Sequence[Visit]) -> str:
    shop = turn.shop
    if not bought:
        return f"{name} has not bought anything yet"
    last = written(bought[-1].on, shop)
    if not now:
        return f"{name} bought nothing in {periods.call(period, shop, turn.today)}; the last time was {last}"
    visits = sum(bool(one.sales) for one in now)
    times = "1 visit" if visits == 1 else f"{visits} visits"
    return f"{name}: {shop.round(sum(one.revenue_minor for one in now))} on {times}, {_rhythm(turn, bought)}"


def _rhythm(turn: Turn, bought: Sequence[Visit]) -> str:
    """Say how often he comes, and whether he is late by his own rhythm."""
    days = (turn.today - bought[-1].on).days
    ago = "here today" if days == 0 else "here yesterday" if days == 1 else f"last here {days} days ago"
    if len(bought) < _LEAST_VISITS:
        return ago
    gap = median((later.on - sooner.on).days for sooner, later in pairwise(bought))
    if days > max(_LATE * gap, 7):
        return f"{ago}, though he used to come every {turn.shop.number(gap)} days"
    return f"{ago}, usually every {turn.shop.number(gap)} days" if gap > 1 else ago


def _facts(turn: Turn, customer_id: int, bought: Sequence[Visit]) -> list[Words]:
    shop, facts = turn.shop, cards.customer_facts(turn.shop.book, customer_id)
    lines = []
    if bought:
        ever = sum(one.revenue_minor for one in bought)
        average = shop.round(ever / sum(one.sales for one in bought))
        lines.append(
            f"Customer since {written(bought[0].on, shop)}, {shop.round(ever)} in all, {average} a sale"
        )
    owed = debts.balance(shop.book, customer_id)
    if owed:
        lines.append(f"Owes {shop.write(owed)}" if owed > 0 else f"You owe him {shop.write(-owed)}")
    known = [part for part in (facts.region, facts.phone) if part]
    if known:
        lines.append(" · ".join(known))
    return [Words("\n".join(lines))] if lines else []


def _table(turn: Turn, taken: Sequence[cards.Taken]) -> Table:
    rows = tuple(
        (one.product, turn.shop.quantity(one.quantity_milli), turn.shop.round(one.revenue_minor))
        for one in taken[:_SHOWN]
    )
    return Table((Column("Takes most"), Column("", figures=True), Column("", figures=True)), rows)


def _chart(turn: Turn, bought: Sequence[Visit], name: str) -> Lines | None:
    """Draw his whole months of the last year; a month without a visit is a nought once he has come."""
    if not bought:
        return None
    today = seen_from(turn)
    first = max(today - _CHARTED, bought[0].on)
    start = _next_month(first) if first.day > 1 else first
    end = _next_month(today) if today.day >= _MONTH_DONE else today.replace(day=1)
    months: dict[date, int] = {}
    while start < end:
        months[start] = 0
        start = _next_month(start)
    if len(months) < _LEAST_MONTHS:
        return None
    for one in bought:
        if (month := one.on.replace(day=1)) in months:
            months[month] += one.revenue_minor
    values = tuple(map(float, months.values()))
    title = f"{name}: {turn.shop.round(sum(values) / len(values))} in an average month"
    if not values[-1] and bought[-1].on < max(months):
        title = f"{name}: nothing since {written(bought[-1].on, turn.shop)}"
    unit = money_unit(turn.shop)
    return Lines(title, tuple(months), (Series("", values),), unit, subtitle="What he bought, by month")


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


COMMAND = Command(
    name="customer",
    summary="One customer: history, rhythm, account",
    answer=answer,
    group="Customers",
    role=Role.VIEWER,
    examples=("/customer", "/customer Thabo Mokoena", "what did Lerato Dlamini buy"),
    phrases=(
        "customer",
        "customer {customer}",
        "tell me about {customer}",
        "show me everything {customer} has bought",
        "what did {customer} buy",
        "what has {customer} bought",
        "what does {customer} usually buy",
        "how much has {customer} spent",
        "how much did {customer} spend",
        "when was {customer} last here",
        "when did {customer} last buy",
        "when last did {customer} come",
        "history of {customer}",
        "{customer}",
        "show me {customer}",
        "how often does {customer} come",
        "how good a customer is {customer}",
        "everything {customer} took",
        "purchases by {customer}",
        "what do we know about {customer}",
    ),
    lane=Lane.THINKING,
)
