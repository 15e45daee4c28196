"""Writing into the book: a statement becomes an entry, an edit stands in its place, undo takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clerk.rows import rows_of
from bot.clerk.understood import VERSION, to_json
from bot.language import statements as say
from storage.reading import entries
from storage.records import EntryHead

if TYPE_CHECKING:
    from bot.command import Turn
    from storage.records import FactChange, Line, Posted

_PART = "#"  # between a message's source and which of its changes it was
KINDS: dict[type, str] = {
    say.Sale: "sale",
    say.Return: "return",
    say.Restock: "restock",
    say.Stocktake: "stocktake",
    say.PriceChange: "price",
    say.DebtPayment: "payment",
    say.Expense: "expense",
    say.Campaign: "campaign",
    say.ProductFact: "fact",
    say.CustomerFact: "fact",
    say.Page: "page",
}


def write_down(turn: Turn, statement: say.Entry) -> Posted:
    """Post what was said; the message is its source, so the same message again changes nothing."""
    rows = rows_of(statement, turn.shop.book, turn.today, (turn.today, turn.incoming.at))
    return turn.shop.book.post(_head(turn, statement, turn.incoming.source), *rows)


def write_fact(turn: Turn, said: str, line: FactChange) -> Posted:
    """Post one fact that a tap settled; `said` is how the history shows it."""
    return write_lines(turn, "fact", said, line)


def write_lines(turn: Turn, kind: str, said: str, *lines: Line) -> Posted:
    """Post what a tap settled, as an entry of this kind; `said` is how the history shows it."""
    incoming = turn.incoming
    head = EntryHead(
        kind=kind,
        source=incoming.source,
        made_at=incoming.at,
        who=_who(turn),
        member_id=incoming.sender,
        chat_id=incoming.where,
        message_id=incoming.message,
        raw_text=said,
    )
    return turn.shop.book.post(head, *lines)


def rewrite(turn: Turn, entry_id: int, statement: say.Entry) -> Posted:
    """Let what is said now stand for an entry, under the same sale numbers."""
    book, incoming = turn.shop.book, turn.incoming
    source = f"{incoming.source}{_PART}{_version(turn)}" if incoming.edit else incoming.source
    at = entries.first_said(book, entry_id) or incoming.at  # it was sold when it was first said
    priced = entries.products_priced(book, entry_id)
    rows = rows_of(statement, book, turn.today, (turn.shop.today(at), at), priced)
    return book.replace(entry_id, _head(turn, statement, source), *rows)


def overtaken(turn: Turn, entry_id: int) -> bool:
    """Tell whether a later change of the same message was written down before this one arrived."""
    incoming = turn.incoming
    if not incoming.edit:
        return False
    entry = entries.by_id(turn.shop.book, entry_id)
    chain = [] if entry is None else entries.versions(turn.shop.book, entry.root_id)
    now = (incoming.at, _second(_version(turn)))
    return any(
        (one.made_at, _second(one.understood.get(VERSION, ""))) > now
        for one in chain
        if one.source.partition(_PART)[0] == incoming.source
    )


def _version(turn: Turn) -> str:
    return turn.incoming.version or str(int(turn.incoming.at.timestamp()))


def _second(version: str) -> int:
    """Give the second of a change; the message as it was first sent has none."""
    return int(version.partition("-")[0] or 0)


def take_back(turn: Turn, entry_id: int) -> Posted:
    """Undo an entry."""
    incoming = turn.incoming
    return turn.shop.book.reverse(
        entry_id, who=_who(turn), at=incoming.at, source=incoming.source, member_id=incoming.sender
    )


def bring_back(turn: Turn, entry_id: int) -> Posted:
    """Undo the undoing."""
    incoming = turn.incoming
    return turn.shop.book.restore(
        entry_id, who=_who(turn), at=incoming.at, source=incoming.source, member_id=incoming.sender
    )


def _head(turn: Turn, statement: say.Entry, source: str) -> EntryHead:
    incoming = turn.incoming
    return EntryHead(
        kind=KINDS[type(statement)],
        source=source,
        made_at=incoming.at,
        who=_who(turn),
        member_id=incoming.sender,
        chat_id=incoming.where,
        message_id=incoming.message,
        raw_text=incoming.text,
        understood=to_json(statement) | ({VERSION: _version(turn)} if incoming.edit else {}),
    )


def _who(turn: Turn) -> str:
    return turn.incoming.name or turn.role.name.lower()
