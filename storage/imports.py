"""Files: staged in chunks so that a typed sale gets in between, then brought into force at once.

A staged entry counts nowhere. A crash leaves it staged, and the next start drops it: the file is in the book
as announced, or not at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage import entries, posting, sales
from storage.errors import NotInForce
from storage.records import Posted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date, datetime

    from storage.file import BookFile
    from storage.records import EntryHead, SaleLine

# sold_on, sold_at, product, quantity, total, customer, reference, as the book writes them
RowKey = tuple[str, str | None, int, int, int, int | None, str | None]
_DROPPED_AT_ONCE = 20_000
_KNOWN_ROWS = """
SELECT e.state, l.sold_on, l.sold_at, coalesce(p.merged_into, p.id), l.quantity_milli, l.total_minor,
    coalesce(c.merged_into, c.id), l.reference, count(*)
FROM sale_lines AS l
JOIN entries AS e ON e.id = l.entry_id
JOIN products AS p ON p.id = l.product_id
LEFT JOIN customers AS c ON c.id = l.customer_id
WHERE l.sold_on BETWEEN ? AND ? AND e.file_name IS NOT NULL AND e.state <> 'staged'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""


@dataclass(frozen=True, slots=True)
class KnownRows:
    """How often each line came in from files: lines that count, and lines of withdrawn files."""

    in_force: Counter[RowKey]
    withdrawn: Counter[RowKey]


def stage(connection: sqlite3.Connection, head: EntryHead) -> Posted:
    """Begin an import; a file that the book knows is not begun again, unless it was left half staged."""
    known = entries.known(connection, head.source)
    if known is not None and known.state != "staged":
        return known
    if known is not None:
        _drop(connection, known.entry_id)
    return Posted(entries.insert(connection, head, "staged"), new=True, state="staged")


def stage_sales(
    connection: sqlite3.Connection, entry_id: int, lines: Iterable[SaleLine], numbers: sales.SaleNumbers
) -> None:
    """Write one chunk of a staged entry."""
    _require_staged(connection, entry_id)
    sales.insert(connection, entry_id, lines, numbers)


def enforce(connection: sqlite3.Connection, entry_id: int, *, at: datetime) -> Posted:
    """Let a staged entry count; one that counts already changes nothing."""
    state, _ = entries.state_and_root(connection, entry_id)
    if state == "in force":
        return Posted(entry_id, new=False)
    _require_staged(connection, entry_id)
    entries.enforce(connection, entry_id)
    posting.count(connection, entry_id, 1)
    entries.adopt(connection, entry_id)
    who, member_id, source, name = connection.execute(
        "SELECT who, member_id, source, coalesce(file_name, raw_text) FROM entries WHERE id = ?", [entry_id]
    ).fetchone()
    entries.note(
        connection, "import", entry_id, who=who, member_id=member_id, at=at, source=source, detail=name
    )
    return Posted(entry_id, new=True)


def drop_staged(book: BookFile, entry_id: int | None = None) -> int:
    """Remove what unfinished imports left, or one cancelled import; give how many imports were dropped.

    Lines go in portions, the entry last: killed midway, the next start goes on.
    """
    asked = "SELECT id FROM entries WHERE state = 'staged' AND id = coalesce(?, id)"
    dropped = [staged for (staged,) in book.rows(asked, [entry_id])]
    for staged in dropped:
        while True:
            with book.writing() as connection:
                gone = connection.execute(
                    "DELETE FROM sale_lines WHERE id IN (SELECT id FROM sale_lines WHERE entry_id = ? LIMIT ?)",
                    [staged, _DROPPED_AT_ONCE],
                ).rowcount
                if gone < _DROPPED_AT_ONCE:
                    _drop(connection, staged)
                    break
    return len(dropped)


def known_rows(book: BookFile, first: date, last: date) -> KnownRows:
    """Give the lines that files brought for these days, both included, with how often each occurs."""
    found = KnownRows(Counter(), Counter())
    for state, *key, times in book.rows(_KNOWN_ROWS, [first.isoformat(), last.isoformat()]):
        (found.in_force if state == "in force" else found.withdrawn)[tuple(key)] += times
    return found


def _require_staged(connection: sqlite3.Connection, entry_id: int) -> None:
    state, _ = entries.state_and_root(connection, entry_id)
    if state != "staged":
        raise NotInForce(f"Entry {entry_id} is not being imported. Send the file again.")


def _drop(connection: sqlite3.Connection, entry_id: int) -> None:
    connection.execute("DELETE FROM sale_lines WHERE entry_id = ?", [entry_id])
    for table in ("products", "customers"):
        connection.execute(f"UPDATE {table} SET first_entry_id = 0 WHERE first_entry_id = ?", [entry_id])  # noqa: S608 - of constants only
    connection.execute("DELETE FROM entries WHERE id = ?", [entry_id])
