"""/debts: who owes what, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from storage.reading import debts

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.debts import Debt

_SHOWN = 15
_OLD = 30  # days


def answer(turn: Turn, slots: Slots) -> Answer:
    """List the debts, the highest first; one customer who is named is told alone."""
    shop, book = turn.shop, turn.shop.book
    found = debts.debts(book)
    if slots.customer is not None:
        return _one(turn, slots.customer.id, slots.customer.name, found)
    if slots.customers:
        ids = {one.id for one in slots.customers}
        found = [one for one in found if one.customer_id in ids]
    owing = [one for one in found if one.balance_minor > 0]
    owed = [one for one in found if one.balance_minor < 0]
    taps = (Button("How people pay", "/payments"), Button("Best customers", "/top_customers"))
    if not owing and not owed:
        words = Words("Nobody owes you anything.", Style.HEADLINE)
        example = Words("Sold on credit? Say so:\n1 kettle to Thabo 299 on credit")
        return Answer("debts", (words, example), (taps,), in_place=bool(turn.incoming.pressed))
    blocks: list[Block] = [Words(_headline(turn, owing), Style.HEADLINE)]
    if owing:
        blocks.append(_table(turn, owing))
        if len(owing) > _SHOWN:
            rest = sum(one.balance_minor for one in owing[_SHOWN:])
            blocks.append(Words(f"and {len(owing) - _SHOWN} more with {shop.write(rest)}"))
    if owed:
        names = ", ".join(f"{one.customer} {shop.write(-one.balance_minor)}" for one in owed[:5])
        blocks.append(Words(f"You owe: {names}."))
    blocks.append(Words("A payment is one sentence:"))
    blocks.append(Words(f"{(owing or owed)[0].customer} paid 100", Style.QUOTE))
    accounts = tuple(
        (Button(f"Account of {one.customer}", f"/statement {one.customer}"),) for one in (owing or owed)[:3]
    )
    return Answer("debts", tuple(blocks), (*accounts, taps), in_place=bool(turn.incoming.pressed))


def _headline(turn: Turn, owing: list[Debt]) -> str:
    if not owing:
        return "Nobody owes you anything."
    shop = turn.shop
    whole = sum(one.balance_minor for one in owing)
    old = [one for one in owing if _days(turn, one) >= _OLD]
    who = "1 customer owes" if len(owing) == 1 else f"{len(owing)} customers owe"
    aged = ""
    if old:
        aged = f", {shop.number(len(old))} of them for {_OLD} days or more"
    return f"{who} you {shop.write(whole)}{aged}"


def _days(turn: Turn, one: Debt) -> int:
    return 0 if one.since is None else (turn.today - one.since).days


def _table(turn: Turn, owing: list[Debt]) -> Table:
    rows = tuple(
        (one.customer, turn.shop.write(one.balance_minor), f"{_days(turn, one)} d") for one in owing[:_SHOWN]
    )
    return Table((Column("Customer"), Column("owes", figures=True), Column("since", figures=True)), rows)


def _one(turn: Turn, customer_id: int, name: str, found: list[Debt]) -> Answer:
    shop = turn.shop
    debt = next((one for one in found if one.customer_id == customer_id), None)
    if debt is None:
        words = f"{name} owes nothing."
    elif debt.balance_minor < 0:
        words = f"{name} owes nothing; you owe him {shop.write(-debt.balance_minor)}."
    else:
        since = "" if debt.since is None else f", since {shop.day(debt.since, turn.today)}"
        words = f"{name} owes {shop.write(debt.balance_minor)}{since}."
    taps = (Button("Account", f"/statement {name}"), Button(f"Card of {name}", f"/customer {name}"))
    return Answer("debts", (Words(words, Style.HEADLINE),), (taps, (Button("Everybody", "/debts"),)))


COMMAND = Command(
    name="debts",
    summary="Who owes what, since when",
    answer=answer,
    group="Money",
    role=Role.VIEWER,
    examples=("/debts", "who owes me money"),
    phrases=(
        "debts",
        "who owes me money",
        "who still owes me money",
        "who owes me",
        "who owes",
        "how much does {customer} owe",
        "how much does {customer} owe me",
        "what does {customer} owe",
        "does {customer} owe me anything",
        "has {customer} paid",
        "did {customer} pay",
        "outstanding",
        "outstanding money",
        "outstanding accounts",
        "how much is owed to me",
        "how much money is outstanding",
        "unpaid accounts",
        "debtors",
        "credit list",
        "who has not paid",
        "who hasnt paid",
        "who has not paid me yet",
        "who is on credit",
        "money owed",
        "who must still pay",
        "list of debtors",
        "balance of {customer}",
        "who is behind with payment",
        "who bought on credit",
    ),
    lane=Lane.THINKING,
)
