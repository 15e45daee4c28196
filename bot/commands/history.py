"""/history: the last entries as they stand, each with the tap that takes it out or puts it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Words
from bot.clerk import memory
from bot.clerk.echo import echo
from bot.command import Command, Role
from bot.language.slots import parse_arguments
from bot.speech import N_, _
from storage.reading import entries, lines

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.entries import Entry

_SHOWN = 8
_SHORT = 24


def parse(rest: str, turn: Turn) -> int | Slots | None:
    """Read where the page begins, or the period, product and customer that are meant."""
    if rest.startswith("before ") and rest[7:].isdecimal():
        return int(rest[7:])
    return parse_arguments(rest, turn.shop.known(), turn.today) if rest else None


def answer(turn: Turn, ask: int | Slots | None) -> Answer:
    """List entries, the newest first; staff see their own."""
    book = turn.shop.book
    mine = None if turn.role is Role.OWNER else turn.incoming.sender
    if ask is None or isinstance(ask, int):
        found = entries.history(book, before_id=ask, limit=_SHOWN + 1, member_id=mine)
    else:
        first, last = (
            (ask.period.first, ask.period.last) if ask.period else (turn.today.replace(day=1), turn.today)
        )
        product = ask.product.id if ask.product else None
        customer = ask.customer.id if ask.customer else None
        found = entries.of_sales(
            book, first, last, product_id=product, customer_id=customer, limit=_SHOWN + 1
        )
    if not found:
        return Answer(
            "history", (Words(_("There is nothing here yet.")),), ((Button(_("Today"), "/today"),),)
        )
    page = found[:_SHOWN]
    blocks: list[Block] = [Words(_("What was written down, the newest first"), Style.HEADLINE)]
    blocks += [Words(f"{number}. {_line(turn, one)}") for number, one in enumerate(page, 1)]
    taps = [_tap(number, one) for number, one in enumerate(page, 1)]
    rows = [tuple(taps[at : at + 4]) for at in range(0, len(taps), 4)]
    if len(found) > _SHOWN and (ask is None or isinstance(ask, int)):
        rows.append((Button(_("Older »"), f"/history before {page[-1].id}"),))
    return Answer("history", tuple(blocks), tuple(rows), in_place=bool(turn.incoming.pressed))


def _tap(number: int, entry: Entry) -> Button:
    if entry.state == "reversed":
        return Button(_("Put back {number}", number=number), f"/restore {entry.id}")
    return Button(_("Undo {number}", number=number), f"/undo {entry.id}")


def _line(turn: Turn, entry: Entry) -> str:
    statement = memory.statement_of(turn, entry.id)
    if statement is not None:
        words = " ".join(echo(statement, turn.shop, turn.today)[:1])
    elif entry.file_name:
        count = len(lines.sold(turn.shop.book, entry.id, limit=_SHORT))
        words = _("file {file_name}", file_name=entry.file_name) + (
            _(" ({count} lines or more)", count=count) if count == _SHORT else ""
        )
    else:
        words = entry.raw_text
    gone = _(" (taken out)") if entry.state == "reversed" else ""
    return f"{words}{gone} · {entry.who}"


COMMAND = Command(
    name="history",
    summary=N_("What was written down, to undo or put back"),
    answer=answer,
    group=N_("Write down"),
    examples=("/history",),
    phrases=(
        "history",
        "what did i write down",
        "last entries",
        "show me the last sales",
        "show the last {n} sales",
        "what have i entered",
        "list of sales",
        "list all sales",
        "show all entries",
        "what did i record",
        "latest sales",
        "recent sales",
        "show me what i entered",
        "what was the last sale",
        "last sale",
        "recent entries",
        "did you save my last sale",
        "list my sales one by one",
        "did i already write down {product}",
    ),
    parse=parse,
    about=frozenset({"product", "customer", "words"}),
)
