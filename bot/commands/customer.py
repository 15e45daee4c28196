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
from bot.speech import N_, _, ngettext
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
            blocks.append(Words(_("and {number} more products", number=len(taken) - _SHOWN)))
    if (chart := _chart(turn, bought, customer.name)) is not None:
        blocks.append(chart)
    blocks.append(
        Words(
            _("{period} · before: {label}", period=periods.call(period, shop, turn.today), label=label),
            Style.FOOTING,
        )
    )
    said = f"{customer.name} {periods.speak(period)}"
    taps = [Button(_("His sales"), f"/history {said}"), Button(_("Account"), f"/statement {customer.name}")]
    return Answer(
        "customer",
        tuple(blocks),
        (
            periods.tabs(f"customer {customer.name}")[2:],
            tuple(taps),
            (Button(_("Best customers"), "/top_customers"),),
        ),
        in_place=bool(turn.incoming.pressed),
    )


def _headline(turn: Turn, name: str, period: Period, now: Sequence[Visit], bought: Sequence[Visit]) -> str:
    shop = turn.shop
    if not bought:
        return _("{name} has not bought anything yet", name=name)
    last = written(bought[-1].on, shop)
    if not now:
        return _(
            "{name} bought nothing in {period}; the last time was {last}",
            name=name,
            period=periods.call(period, shop, turn.today),
            last=last,
        )
    visits = sum(bool(one.sales) for one in now)
    times = ngettext("1 visit", "{visits} visits", visits, visits=visits)
    return _(
        "{name}: {amount} on {times}, {rhythm}",
        name=name,
        amount=shop.round(sum(one.revenue_minor for one in now)),
        times=times,
        rhythm=_rhythm(turn, bought),
    )


def _rhythm(turn: Turn, bought: Sequence[Visit]) -> str:
    """Say how often he comes, and whether he is late by his own rhythm."""
    days = (turn.today - bought[-1].on).days
    ago = (
        _("here today")
        if days == 0
        else ngettext("here yesterday", "last here {days} days ago", days, days=days)
    )
    if len(bought) < _LEAST_VISITS:
        return ago
    gap = median((later.on - sooner.on).days for sooner, later in pairwise(bought))
    if days > max(_LATE * gap, 7):
        return _("{ago}, though he used to come every {number} days", ago=ago, number=turn.shop.number(gap))
    return _("{ago}, usually every {number} days", ago=ago, number=turn.shop.number(gap)) if gap > 1 else ago


def _facts(turn: Turn, customer_id: int, bought: Sequence[Visit]) -> list[Words]:
    shop, facts = turn.shop, cards.customer_facts(turn.shop.book, customer_id)
    lines = []
    if bought:
        ever = sum(one.revenue_minor for one in bought)
        average = shop.round(ever / sum(one.sales for one in bought))
        lines.append(
            _(
                "Customer since {day}, {amount} in all, {average} a sale",
                day=written(bought[0].on, shop),
                amount=shop.round(ever),
                average=average,
            )
        )
    owed = debts.balance(shop.book, customer_id)
    if owed:
        lines.append(
            _("Owes {amount}", amount=shop.write(owed))
            if owed > 0
            else _("You owe him {amount}", amount=shop.write(-owed))
        )
    known = [part for part in (facts.region, facts.phone) if part]
    if known:
        lines.append(" · ".join(known))
    return [Words("\n".join(lines))] if lines else []


def _table(turn: Turn, taken: Sequence[cards.Taken]) -> Table:
    rows = tuple(
        (one.product, turn.shop.quantity(one.quantity_milli), turn.shop.round(one.revenue_minor))
        for one in taken[:_SHOWN]
    )
    return Table((Column(_("Takes most")), Column("", figures=True), Column("", figures=True)), rows)


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
    title = _(
        "{name}: {amount} in an average month", name=name, amount=turn.shop.round(sum(values) / len(values))
    )
    if not values[-1] and bought[-1].on < max(months):
        title = _("{name}: nothing since {day}", name=name, day=written(bought[-1].on, turn.shop))
    unit = money_unit(turn.shop)
    return Lines(title, tuple(months), (Series("", values),), unit, subtitle=_("What he bought, by month"))


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


COMMAND = Command(
    name="customer",
    summary=N_("One customer: history, rhythm, account"),
    answer=answer,
    group=N_("Customers"),
    about=frozenset({"customer", "words"}),
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
