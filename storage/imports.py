"""Files: staged in chunks so that a typed sale gets in between, then brought into force at once.

A staged entry counts nowhere. A crash leaves it staged, and the next start drops it: the file is in the book
as announced, or not at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage import entries, moving, posting, sales
from storage.records import Posted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date, datetime

    from storage.file import BookFile
    from storage.names import Named
    from storage.records import EntryHead, SaleLine, State

# sold_on, sold_at, product, quantity, total, customer, reference, as the book writes them
RowKey = tuple[str, str | None, int, int, int, int | None, str | None]
_DROPPED_AT_ONCE = 20_000
_LINES_OF_DAY = """
SELECT e.state, l.sold_at, coalesce(p.merged_into, p.id), l.quantity_milli, l.total_minor,
    coalesce(c.merged_into, c.id), l.reference, count(*)
FROM sale_lines AS l
JOIN entries AS e ON e.id = l.entry_id
JOIN products AS p ON p.id = l.product_id
LEFT JOIN customers AS c ON c.id = l.customer_id
WHERE l.sold_on = :day AND e.state <> 'staged' AND (:any OR e.file_name IS NOT NULL)
GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
# What makes two lines of other files the same: its day (or name), whom or what it is about, how much.
_PRODUCT, _CUSTOMER = "coalesce(p.merged_into, p.id)", "coalesce(c.merged_into, c.id)"
_OF_PRODUCT = "JOIN products AS p ON p.id = l.product_id"
_OF_CUSTOMER = "JOIN customers AS c ON c.id = l.customer_id"
_OTHERS: dict[str, tuple[tuple[str, ...], str]] = {
    "receipts": (("l.received_on", _PRODUCT, "l.quantity_milli", "l.total_minor"), f"restock_lines AS l {_OF_PRODUCT}"),
    "expenses": (("l.spent_on", "l.note", "l.amount_minor"), "expenses AS l"),
    "campaigns": (("l.starts_on", "l.name", "l.ends_on", "l.budget_minor"), "campaigns AS l"),
    "interactions": (("l.happened_on", _CUSTOMER, "l.kind"), f"interactions AS l {_OF_CUSTOMER}"),
    "payments": (("l.paid_on", _CUSTOMER, "l.amount_minor"), f"payments AS l {_OF_CUSTOMER}"),
}  # fmt: skip
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
class KnownLine:
    """How often a line of one day is in the book; `state` is that of its entries."""

    state: State
    sold_at: str | None
    product_id: int
    quantity_milli: int
    total_minor: int
    customer_id: int | None
    reference: str | None
    times: int


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
    entries.require_staged(connection, entry_id)
    moving.forget(connection, entry_id)
    sales.insert(connection, entry_id, lines, numbers)


def enforce(connection: sqlite3.Connection, entry_id: int, *, at: datetime) -> Posted:
    """Let a staged entry count; one that counts already changes nothing."""
    state, _ = entries.state_and_root(connection, entry_id)
    if state == "in force":
        return Posted(entry_id, new=False)
    entries.require_staged(connection, entry_id)
    entries.enforce(connection, entry_id)
    posting.count(connection, entry_id, 1)
    entries.adopt(connection, entry_id)
    entries.note_import(connection, entry_id, at)
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


def lines_of_day(book: BookFile, on: str, *, any_entry: bool = False) -> list[KnownLine]:
    """Give the sale lines that files brought for a day, withdrawn ones too; `any_entry`: typed ones as well."""
    return [KnownLine(*row) for row in book.rows(_LINES_OF_DAY, {"day": on, "any": any_entry})]


def known_others(book: BookFile, kind: str, *, any_entry: bool = False) -> Counter[tuple[Any, ...]]:
    """Count the lines in force of receipts, expenses, campaigns, interactions or payments that files brought.

    Their keys hold the day first, then what `_OTHERS` names. Other kinds have none: the same fact twice is one fact.
    """
    if kind not in _OTHERS:
        return Counter()
    columns, table = _OTHERS[kind]
    key = ", ".join(columns)
    sql = (
        f"SELECT {key}, count(*) FROM {table} JOIN entries AS e ON e.id = l.entry_id "  # noqa: S608 - of constants only
        f"WHERE e.state = 'in force' AND (:any OR e.file_name IS NOT NULL) GROUP BY {key}"
    )
    return Counter({tuple(said): times for *said, times in book.rows(sql, {"any": any_entry})})


def every_name(book: BookFile, subject: Named) -> dict[str, int]:
    """Give the id of every folded name ever met, those of withdrawn files too."""
    table = "products" if subject == "product" else "customers"
    return dict(book.rows(f"SELECT folded, coalesce(merged_into, id) FROM {table}"))  # noqa: S608 - of constants only


def has_files(book: BookFile) -> bool:
    """Say whether any file was ever taken in."""
    return (
        book.row("SELECT 1 FROM entries WHERE file_name IS NOT NULL AND state <> 'staged' LIMIT 1")
        is not None
    )


def version(book: BookFile) -> int:
    """Give a number that changes whenever a file is taken in, withdrawn or put back."""
    found = book.value(
        "SELECT max(a.id) FROM entries AS e JOIN audit AS a ON a.entry_id = e.id WHERE e.file_name IS NOT NULL"
    )
    return int(found or 0)


def _drop(connection: sqlite3.Connection, entry_id: int) -> None:
    moving.forget(connection, entry_id)  # the next entry may have its number
    connection.execute("DELETE FROM sale_lines WHERE entry_id = ?", [entry_id])
    for table in ("products", "customers"):
        connection.execute(f"UPDATE {table} SET first_entry_id = 0 WHERE first_entry_id = ?", [entry_id])  # noqa: S608 - of constants only
    connection.execute("DELETE FROM entries WHERE id = ?", [entry_id])
