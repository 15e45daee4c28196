"""/debts: who owes what, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.speech import N_, _, ngettext
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
    taps = (Button(_("How people pay"), "/payments"), Button(_("Best customers"), "/top_customers"))
    if not owing and not owed:
        words = Words(_("Nobody owes you anything."), Style.HEADLINE)
        example = Words(_("Sold on credit? Say so:\n1 kettle to Thabo 299 on credit"))
        return Answer("debts", (words, example), (taps,), in_place=bool(turn.incoming.pressed))
    blocks: list[Block] = [Words(_headline(turn, owing), Style.HEADLINE)]
    if owing:
        blocks.append(_table(turn, owing))
        if len(owing) > _SHOWN:
            rest = sum(one.balance_minor for one in owing[_SHOWN:])
            blocks.append(
                Words(
                    _("and {number} more with {amount}", number=len(owing) - _SHOWN, amount=shop.write(rest))
                )
            )
    if owed:
        names = ", ".join(f"{one.customer} {shop.write(-one.balance_minor)}" for one in owed[:5])
        blocks.append(Words(_("You owe: {names}.", names=names)))
    blocks.append(Words(_("A payment is one sentence:")))
    blocks.append(Words(_("{name} paid 100", name=(owing or owed)[0].customer), Style.QUOTE))
    accounts = tuple(
        (Button(_("Account of {customer}", customer=one.customer), f"/statement {one.customer}"),)
        for one in (owing or owed)[:3]
    )
    return Answer("debts", tuple(blocks), (*accounts, taps), in_place=bool(turn.incoming.pressed))


def _headline(turn: Turn, owing: list[Debt]) -> str:
    if not owing:
        return _("Nobody owes you anything.")
    shop = turn.shop
    whole = sum(one.balance_minor for one in owing)
    old = [one for one in owing if _days(turn, one) >= _OLD]
    who = ngettext("1 customer owes", "{count} customers owe", len(owing), count=len(owing))
    aged = ""
    if old:
        aged = _(", {number} of them for {old} days or more", number=shop.number(len(old)), old=_OLD)
    return _("{who} you {amount}{aged}", who=who, amount=shop.write(whole), aged=aged)


def _days(turn: Turn, one: Debt) -> int:
    return 0 if one.since is None else (turn.today - one.since).days


def _table(turn: Turn, owing: list[Debt]) -> Table:
    rows = tuple(
        (one.customer, turn.shop.write(one.balance_minor), f"{_days(turn, one)} d") for one in owing[:_SHOWN]
    )
    return Table(
        (Column(_("Customer")), Column(_("owes"), figures=True), Column(_("since"), figures=True)), rows
    )


def _one(turn: Turn, customer_id: int, name: str, found: list[Debt]) -> Answer:
    shop = turn.shop
    debt = next((one for one in found if one.customer_id == customer_id), None)
    if debt is None:
        words = _("{name} owes nothing.", name=name)
    elif debt.balance_minor < 0:
        words = _(
            "{name} owes nothing; you owe him {amount}.", name=name, amount=shop.write(-debt.balance_minor)
        )
    else:
        since = "" if debt.since is None else _(", since {day}", day=shop.day(debt.since, turn.today))
        words = _(
            "{name} owes {amount}{since}.", name=name, amount=shop.write(debt.balance_minor), since=since
        )
    taps = (
        Button(_("Account"), f"/statement {name}"),
        Button(_("Card of {name}", name=name), f"/customer {name}"),
    )
    return Answer("debts", (Words(words, Style.HEADLINE),), (taps, (Button(_("Everybody"), "/debts"),)))


COMMAND = Command(
    name="debts",
    summary=N_("Who owes what, since when"),
    answer=answer,
    group=N_("Money"),
    about=frozenset({"customer"}),
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
