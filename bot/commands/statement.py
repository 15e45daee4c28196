"""/statement: one customer's account as clean text to forward; a forwarded message carries no buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings.choosing import which_customer
from bot.findings.wording import written
from bot.speech import N_, _
from storage.reading import debts, lines

if TYPE_CHECKING:
    from datetime import date

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.debts import DebtMove

_SHOWN = 20


def answer(turn: Turn, slots: Slots) -> Answer:
    """Write the account since it was last settled."""
    customer = which_customer(turn, slots, "statement")
    if isinstance(customer, Answer):
        return customer
    shop = turn.shop
    moves = debts.statement(shop.book, customer.id)
    taps = (
        Button(_("Card of {name}", name=customer.name), f"/customer {customer.name}"),
        Button(_("All debts"), "/debts"),
    )
    if not moves:
        words = Words(
            _("{name} never bought on credit, so there is no account.", name=customer.name), Style.HEADLINE
        )
        return Answer("statement", (words,), (taps,), in_place=bool(turn.incoming.pressed))
    owed = moves[-1].balance_minor
    shown = _since_settled(moves)[-_SHOWN:]
    carried = shown[0].balance_minor - shown[0].change_minor
    blocks: list[Block] = [
        Words(
            _("{name}\nAccount of {name2}", name=shop.settings.shop.name, name2=customer.name), Style.HEADLINE
        ),
        Words(_("As of {day}", day=written(turn.today, shop))),
    ]
    if carried:
        blocks.append(Words(_("Carried over: {amount}", amount=shop.write(carried))))
    blocks.append(_table(turn, shown))
    if owed > 0:
        blocks.append(Words(_("To pay: {amount}", amount=shop.write(owed)), Style.HEADLINE))
    elif owed < 0:
        blocks.append(Words(_("In your favour: {amount}", amount=shop.write(-owed)), Style.HEADLINE))
    else:
        blocks.append(Words(_("Settled. Thank you."), Style.HEADLINE))
    return Answer("statement", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _since_settled(moves: list[DebtMove]) -> list[DebtMove]:
    """Give the moves after the account was last at nought; all up to there where it is at nought now."""
    settled = [at for at, move in enumerate(moves[:-1]) if move.balance_minor == 0]
    return moves[settled[-1] + 1 :] if settled else moves


def _table(turn: Turn, shown: list[DebtMove]) -> Table:
    shop = turn.shop
    rows = tuple(
        (
            _short(turn, move.on),
            _what(turn, move),
            shop.write(move.change_minor),
        )
        for move in shown
    )
    return Table((Column(_("Date")), Column(""), Column("", figures=True)), rows)


def _short(turn: Turn, on: date) -> str:
    pattern = "d MMM" if on.year == turn.today.year else "d MMM yy"
    return turn.shop.dated(on, pattern)


def _what(turn: Turn, move: DebtMove) -> str:
    """Name what was bought, where the entry is one sale; a page or a file has too much in it."""
    if move.change_minor < 0:
        return _("paid")
    sold = [
        one
        for one in lines.sold(turn.shop.book, move.entry_id, limit=200)
        if one.payment == "credit" and one.sold_on == move.on and one.total_minor == move.change_minor
    ]
    return sold[0].product if len({one.product for one in sold}) == 1 else _("bought")


COMMAND = Command(
    name="statement",
    summary=N_("A customer's account to forward"),
    answer=answer,
    group=N_("Customers"),
    about=frozenset({"customer", "words"}),
    role=Role.VIEWER,
    examples=("/statement", "statement for Thabo Mokoena"),
    phrases=(
        "statement",
        "statement for {customer}",
        "send {customer} a statement",
        "make a statement for {customer}",
        "account statement",
        "statement of account",
        "bill for {customer}",
        "i need a statement for {customer}",
        "print the account of {customer}",
        "invoice for {customer}",
    ),
    lane=Lane.THINKING,
)
