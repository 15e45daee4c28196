"""Posting, undo, redo and edit: the one mechanism by which the book changes.

Every change is an entry with rows; an entry in force counts, one that was reversed does not, and nothing is ever
deleted. Callers hold the transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage import debts, entries, facts, goods, moving, outgoings, sales, totals
from storage.errors import NotInForce
from storage.records import (
    Campaign,
    CountLine,
    DebtPayment,
    EntryHead,
    Expense,
    FactChange,
    Interaction,
    Line,
    OrderLine,
    Posted,
    RestockLine,
    SaleLine,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

_PLAIN: dict[type, Callable[[sqlite3.Connection, int, Iterable[Any]], None]] = {
    RestockLine: goods.insert_restocks,
    CountLine: goods.insert_counts,
    OrderLine: goods.insert_orders,
    DebtPayment: debts.insert,
    Expense: outgoings.insert_expenses,
    Campaign: outgoings.insert_campaigns,
    Interaction: outgoings.insert_interactions,
    FactChange: facts.insert,
}


def post(connection: sqlite3.Connection, head: EntryHead, lines: Sequence[Line]) -> Posted:
    """Write an entry with its lines; a source that the book knows changes nothing."""
    known = entries.known(connection, head.source)
    if known is not None:
        return known
    entry_id = entries.insert(connection, head, "in force")
    _write_lines(connection, entry_id, lines, kept=())
    count(connection, entry_id, 1)
    entries.adopt(connection, entry_id)
    _audit(connection, head.kind, entry_id, head, head.raw_text)
    return Posted(entry_id, new=True)


def replace(connection: sqlite3.Connection, entry_id: int, head: EntryHead, lines: Sequence[Line]) -> Posted:
    """Let a new entry stand for one in force: same chain, same sale numbers in their order."""
    known = entries.known(connection, head.source)
    if known is not None:
        return known
    state, root_id = entries.state_and_root(connection, entry_id)
    if state != "in force":
        raise NotInForce(
            "Entry {entry} no longer counts, so it cannot be edited. Restore it first.", entry=entry_id
        )
    _take_back(connection, entry_id, head.made_at, head.member_id)
    new_id = entries.insert(connection, head, "in force", root_id)
    connection.execute("UPDATE entries SET replaces = ? WHERE id = ?", [entry_id, new_id])
    _write_lines(connection, new_id, lines, kept=sales.sale_ids(connection, entry_id))
    count(connection, new_id, 1)
    entries.adopt(connection, new_id)
    (before,) = connection.execute("SELECT raw_text FROM entries WHERE id = ?", [entry_id]).fetchone()
    _audit(connection, "edit", new_id, head, f"{before} → {head.raw_text}")
    return Posted(new_id, new=True)


def reverse(
    connection: sqlite3.Connection,
    entry_id: int,
    *,
    who: str,
    at: datetime,
    source: str,
    member_id: int | None,
) -> Posted:
    """Undo an entry; one that was undone already, or a source that acted before, changes nothing."""
    known = entries.known(connection, source)
    if known is not None:
        return known
    state, _ = entries.state_and_root(connection, entry_id)
    if state == "staged":
        raise NotInForce("Entry {entry} is still being imported. Cancel the import instead.", entry=entry_id)
    if state == "reversed":
        return Posted(entry_id, new=False, state="reversed")
    _take_back(connection, entry_id, at, member_id)
    entries.note(
        connection,
        "undo",
        entry_id,
        who=who,
        member_id=member_id,
        at=at,
        source=source,
        detail=_words(connection, entry_id),
    )
    return Posted(entry_id, new=True, state="reversed")


def restore(
    connection: sqlite3.Connection,
    entry_id: int,
    *,
    who: str,
    at: datetime,
    source: str,
    member_id: int | None,
) -> Posted:
    """Bring an undone entry back; an edit that stands in its place goes, for one of a chain counts at most."""
    known = entries.known(connection, source)
    if known is not None:
        return known
    state, root_id = entries.state_and_root(connection, entry_id)
    if state == "staged":
        raise NotInForce("Entry {entry} is still being imported.", entry=entry_id)
    if state == "in force":
        return Posted(entry_id, new=False)
    other = entries.standing(connection, root_id)
    if other is not None:
        _take_back(connection, other, at, member_id)
    entries.enforce(connection, entry_id)
    count(connection, entry_id, 1)
    entries.note(
        connection,
        "restore",
        entry_id,
        who=who,
        member_id=member_id,
        at=at,
        source=source,
        detail=_words(connection, entry_id),
    )
    return Posted(entry_id, new=True)


def count(connection: sqlite3.Connection, entry_id: int, sign: int) -> None:
    """Let an entry whose state was just set count (1) or no longer count (-1) in everything worked out."""
    if moving.is_gathered(connection, entry_id):
        moving.move(connection, entry_id, sign)
    else:
        totals.add(connection, entry_id, sign)
        debts.add(connection, entry_id, sign)
        goods.refresh_entry(connection, entry_id)
    facts.refresh_entry(connection, entry_id)


def _take_back(connection: sqlite3.Connection, entry_id: int, at: datetime, member_id: int | None) -> None:
    entries.withdraw(connection, entry_id, at, member_id)
    count(connection, entry_id, -1)


def _write_lines(
    connection: sqlite3.Connection, entry_id: int, lines: Sequence[Line], kept: Iterable[int]
) -> None:
    sold = [line for line in lines if isinstance(line, SaleLine)]
    if sold:
        sales.insert(connection, entry_id, sold, sales.SaleNumbers(kept))
    for kind, insert in _PLAIN.items():
        of_kind = [line for line in lines if isinstance(line, kind)]
        if of_kind:
            insert(connection, entry_id, of_kind)


def _audit(connection: sqlite3.Connection, what: str, entry_id: int, head: EntryHead, detail: str) -> None:
    entries.note(
        connection,
        what,
        entry_id,
        who=head.who,
        member_id=head.member_id,
        at=head.made_at,
        source=head.source,
        detail=detail,
    )


def _words(connection: sqlite3.Connection, entry_id: int) -> str:
    raw_text, file_name = connection.execute(
        "SELECT raw_text, file_name FROM entries WHERE id = ?", [entry_id]
    ).fetchone()
    return str(raw_text or file_name or "")
