"""The outbox: calls that wait to be sent, written in the transaction that made them true.

What a call means is the sender's business. Every function runs in the caller's transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.moments import instant, moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from storage.book import Book


@dataclass(frozen=True, slots=True)
class Waiting:
    """One call that waits. `scheduled` ones answer the clock; `begun` ones may have arrived already."""

    id: int
    chat_id: int
    call: str
    body: dict[str, Any]
    file: Path | None
    keep_file: bool
    entries: tuple[int, ...]
    attempts: int
    not_before: datetime | None
    scheduled: bool
    begun: bool


_WAITING = """
SELECT o.id, o.chat_id, o.call, o.body, o.file_path, o.keep_file, o.entries, o.attempts, o.not_before,
       i.id IS NOT NULL AND i.update_id IS NULL AND i.body LIKE '{"job"%', o.state = 'sending'
FROM outbox AS o LEFT JOIN inbox AS i ON i.id = o.inbox_id
WHERE o.state IN ('waiting', 'sending') AND o.id > ?
ORDER BY o.id
"""


def put(
    book: Book,
    *,
    chat_id: int,
    call: str,
    body: Mapping[str, Any],
    at: datetime,
    inbox_id: int | None = None,
    file: Path | None = None,
    keep_file: bool = False,
    entries: Sequence[int] = (),
) -> int:
    """Write a call that is to be made once the transaction is committed; gives its number."""
    row = book.connection.execute(
        "INSERT INTO outbox (inbox_id, chat_id, call, body, file_path, keep_file, entries, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            inbox_id,
            chat_id,
            call,
            json.dumps(body, ensure_ascii=False),
            None if file is None else str(file),
            int(keep_file),
            json.dumps(list(entries)),
            instant(at),
        ),
    ).fetchone()
    return int(row[0])


def waiting(book: Book, after: int = 0) -> list[Waiting]:
    """Give the calls numbered above `after` that are still to be made, in order."""
    return [
        Waiting(
            id=number,
            chat_id=chat,
            call=call,
            body=json.loads(body),
            file=None if file is None else Path(file),
            keep_file=bool(keep_file),
            entries=tuple(json.loads(entries)),
            attempts=attempts,
            not_before=None if not_before is None else moment(not_before),
            scheduled=bool(scheduled),
            begun=bool(begun),
        )
        for number, chat, call, body, file, keep_file, entries, attempts, not_before, scheduled, begun in (
            book.connection.execute(_WAITING, (after,))
        )
    ]


def begin(book: Book, row: int) -> None:
    """Note that a call is being made: should the process end now, it may have arrived."""
    book.connection.execute("UPDATE outbox SET state = 'sending' WHERE id = ?", (row,))


def postpone(book: Book, row: int, until: datetime, why: str) -> None:
    """Note that a call failed for the moment, and when to try again."""
    book.connection.execute(
        "UPDATE outbox SET attempts = attempts + 1, not_before = ?, error = ? WHERE id = ?",
        (instant(until), why, row),
    )


def move(book: Book, chat: int, to: int) -> None:
    """Send what waits for a chat to its new number instead (a group that became a supergroup)."""
    book.connection.execute(
        "UPDATE outbox SET chat_id = ?, body = json_set(body, '$.chat_id', ?)"
        " WHERE chat_id = ? AND state IN ('waiting', 'sending')",
        (to, to, chat),
    )


def sent(book: Book, row: Waiting, at: datetime, message_id: int | None) -> None:
    """Note that a call was made, and which entries its message confirms."""
    book.connection.execute(
        "UPDATE outbox SET state = 'sent', sent_at = ?, message_id = ?, error = NULL WHERE id = ?",
        (instant(at), message_id, row.id),
    )
    if message_id is not None:
        book.connection.executemany(
            "INSERT INTO confirmations (chat_id, message_id, entry_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(row.chat_id, message_id, entry) for entry in row.entries],
        )


def failed(book: Book, row: int, at: datetime, why: str) -> None:
    """Note that a call can never be made."""
    book.connection.execute(
        "UPDATE outbox SET state = 'failed', attempts = attempts + 1, sent_at = ?, error = ? WHERE id = ?",
        (instant(at), why, row),
    )


def needs_file(book: Book, file: Path) -> bool:
    """Tell whether a call that is still to be made carries this file."""
    found = book.connection.execute(
        "SELECT 1 FROM outbox WHERE file_path = ? AND state IN ('waiting', 'sending') LIMIT 1", (str(file),)
    ).fetchone()
    return found is not None


def prune(book: Book, before: datetime) -> int:
    """Remove what was sent or given up before that moment; gives how many rows."""
    gone = book.connection.execute(
        "DELETE FROM outbox WHERE state IN ('sent', 'failed') AND sent_at < ?", (instant(before),)
    )
    return gone.rowcount
