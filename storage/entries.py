"""Entries and their audit: who changed the book, when, by which words, and whether it still stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage.errors import NoSuchEntry, NotInForce
from storage.moments import instant
from storage.names import catalogue_changed
from storage.records import Posted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from storage.records import EntryHead, State

_SPOKEN_OF = {
    "products": (
        "SELECT product_id FROM sale_lines WHERE entry_id = :entry "
        "UNION SELECT product_id FROM restock_lines WHERE entry_id = :entry "
        "UNION SELECT product_id FROM count_lines WHERE entry_id = :entry "
        "UNION SELECT product_id FROM order_lines WHERE entry_id = :entry "
        "UNION SELECT subject_id FROM fact_changes WHERE entry_id = :entry AND subject = 'product'"
    ),
    "customers": (
        "SELECT customer_id FROM sale_lines WHERE entry_id = :entry "
        "UNION SELECT customer_id FROM payments WHERE entry_id = :entry "
        "UNION SELECT customer_id FROM interactions WHERE entry_id = :entry "
        "UNION SELECT subject_id FROM fact_changes WHERE entry_id = :entry AND subject = 'customer'"
    ),
}


def insert(connection: sqlite3.Connection, head: EntryHead, state: State, root_id: int | None = None) -> int:
    """Write the head of an entry and give its number; `root_id` is that of the entry it stands for."""
    (entry_id,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM entries").fetchone()
    connection.execute(
        "INSERT INTO entries (id, root_id, kind, state, source, made_at, member_id, who, chat_id, message_id, "
        "raw_text, understood, replaces, file_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            entry_id,
            root_id or entry_id,
            head.kind,
            state,
            head.source,
            instant(head.made_at),
            head.member_id,
            head.who,
            head.chat_id,
            head.message_id,
            head.raw_text,
            json.dumps(head.understood, ensure_ascii=False, sort_keys=True),
            head.replaces,
            head.file_name,
        ],
    )
    return int(entry_id)


def known(connection: sqlite3.Connection, source: str) -> Posted | None:
    """Give the entry that this source made or acted upon, as it stands now; None when the source is new."""
    row = connection.execute(
        "SELECT id, state FROM entries WHERE source = :source "
        "UNION ALL SELECT e.id, e.state FROM audit AS a JOIN entries AS e ON e.id = a.entry_id WHERE a.source = :source",
        {"source": source},
    ).fetchone()
    return None if row is None else Posted(row[0], new=False, state=row[1])


def state_and_root(connection: sqlite3.Connection, entry_id: int) -> tuple[State, int]:
    """Give whether an entry stands, and the first entry of its chain of edits."""
    row = connection.execute("SELECT state, root_id FROM entries WHERE id = ?", [entry_id]).fetchone()
    if row is None:
        raise NoSuchEntry("There is no entry {entry}. Say /history to see what there is.", entry=entry_id)
    return row[0], row[1]


def require_staged(connection: sqlite3.Connection, entry_id: int) -> None:
    """Raise NotInForce for an entry that is not being imported (any more)."""
    state, _ = state_and_root(connection, entry_id)
    if state != "staged":
        raise NotInForce(f"Entry {entry_id} is not being imported. Send the file again.")


def standing(connection: sqlite3.Connection, root_id: int) -> int | None:
    """Give the entry in force of a chain of edits; there is one at most."""
    row = connection.execute(
        "SELECT id FROM entries WHERE root_id = ? AND state = 'in force'", [root_id]
    ).fetchone()
    return None if row is None else int(row[0])


def enforce(connection: sqlite3.Connection, entry_id: int) -> None:
    """Mark an entry as in force; names that only it speaks of are shown again."""
    connection.execute(
        "UPDATE entries SET state = 'in force', reversed_at = NULL, reversed_by = NULL WHERE id = ?",
        [entry_id],
    )
    catalogue_changed(connection)


def withdraw(connection: sqlite3.Connection, entry_id: int, at: datetime, member_id: int | None) -> None:
    """Mark an entry as reversed; names that only it speaks of are no longer shown."""
    connection.execute(
        "UPDATE entries SET state = 'reversed', reversed_at = ?, reversed_by = ? WHERE id = ?",
        [instant(at), member_id, entry_id],
    )
    catalogue_changed(connection)


def adopt(connection: sqlite3.Connection, entry_id: int) -> None:
    """Let new products and customers belong to the first entry that speaks of them."""
    for table, spoken_of in _SPOKEN_OF.items():
        connection.execute(
            f"UPDATE {table} SET first_entry_id = :entry "  # noqa: S608 - of constants only
            # The plus keeps the lines of a large import unread as long as nobody is without a first entry.
            f"WHERE coalesce(first_entry_id, 0) = 0 AND +id IN ({spoken_of})",
            {"entry": entry_id},
        )


def note(
    connection: sqlite3.Connection,
    what: str,
    entry_id: int,
    *,
    who: str,
    member_id: int | None,
    at: datetime,
    source: str | None,
    detail: str,
) -> None:
    """Write the audit row of a change; its source never acts again."""
    connection.execute(
        "INSERT INTO audit (at, member_id, who, what, entry_id, detail, source) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [instant(at), member_id, who, what, entry_id, detail, source],
    )


def note_import(connection: sqlite3.Connection, entry_id: int, at: datetime) -> None:
    """Write the audit row of a file that came into force, in the name of who sent it."""
    who, member_id, source, name = connection.execute(
        "SELECT who, member_id, source, coalesce(file_name, raw_text) FROM entries WHERE id = ?", [entry_id]
    ).fetchone()
    note(connection, "import", entry_id, who=who, member_id=member_id, at=at, source=source, detail=name)


def confirm(connection: sqlite3.Connection, chat_id: int, message_id: int, entry_ids: Iterable[int]) -> None:
    """Remember which entries one of our messages confirmed, so that a reply to it is understood."""
    connection.executemany(
        "INSERT OR IGNORE INTO confirmations (chat_id, message_id, entry_id) VALUES (?, ?, ?)",
        ((chat_id, message_id, entry_id) for entry_id in entry_ids),
    )
