"""The inbox: everything that arrived, kept before Telegram is told so, until it is dealt with.

Bodies are stored as they came (JSON); what they mean is not known here. Every function runs in the
caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from storage.moments import instant

if TYPE_CHECKING:
    from datetime import datetime

    from storage.book import Book

# Telegram hands an update out again for a day at most, and may begin anew with any number after a quiet week.
REPEATED_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Received:
    """One row: an update, or what the clock handed in (`update_id` None)."""

    id: int
    update_id: int | None
    chat_id: int | None
    message_id: int | None
    body: str
    received_at: str
    attempts: int


_COLUMNS = "id, update_id, chat_id, message_id, body, received_at, attempts"


def keep(
    book: Book,
    *,
    update_id: int | None,
    chat_id: int | None,
    message_id: int | None,
    body: str,
    at: datetime,
) -> Received | None:
    """Put one update into the inbox; None when it is there already."""
    if update_id is not None:
        book.connection.execute(
            "UPDATE inbox SET update_id = NULL WHERE update_id = ? AND received_at < ? AND state <> 'waiting'",
            (update_id, instant(at - REPEATED_FOR)),
        )
    row = book.connection.execute(
        "INSERT INTO inbox (update_id, chat_id, message_id, body, received_at) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - own columns
        f" ON CONFLICT (update_id) DO NOTHING RETURNING {_COLUMNS}",
        (update_id, chat_id, message_id, body, instant(at)),
    ).fetchone()
    return None if row is None else Received(*row)


def waiting(book: Book) -> list[Received]:
    """Give what is not dealt with, in the order of arrival."""
    rows = book.connection.execute(f"SELECT {_COLUMNS} FROM inbox WHERE state = 'waiting' ORDER BY id")  # noqa: S608 - own columns
    return [Received(*row) for row in rows]


def count_attempt(book: Book, row: int) -> int:
    """Note that somebody begins to deal with a row; gives how often that was."""
    found = book.connection.execute(
        "UPDATE inbox SET attempts = attempts + 1 WHERE id = ? RETURNING attempts", (row,)
    ).fetchone()
    return int(found[0])


def attempts_of(book: Book, row: int) -> int:
    """Give how often somebody began to deal with a row."""
    found = book.connection.execute("SELECT attempts FROM inbox WHERE id = ?", (row,)).fetchone()
    return int(found[0])


def finish(book: Book, row: int, at: datetime) -> None:
    """Mark a row as dealt with."""
    _close(book, row, "done", at)


def set_aside(book: Book, row: int, at: datetime) -> None:
    """Keep a row that cannot be dealt with, out of the way of the others."""
    _close(book, row, "set aside", at)


def _close(book: Book, row: int, state: str, at: datetime) -> None:
    book.connection.execute(
        "UPDATE inbox SET state = ?, finished_at = ? WHERE id = ? AND state = 'waiting'",
        (state, instant(at), row),
    )


def prune(book: Book, before: datetime) -> int:
    """Remove what was dealt with before that moment and has nothing left to send; gives how many rows.

    The book keeps the words of every entry; the inbox need not.
    """
    gone = book.connection.execute(
        "DELETE FROM inbox WHERE state = 'done' AND finished_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.inbox_id = inbox.id)",
        (instant(before),),
    )
    return gone.rowcount
