"""When something last went well: the last poll, the last message dealt with, the last backup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import instant, moment

if TYPE_CHECKING:
    from datetime import datetime

    from storage.book import Book

POLLED = "polled"
HANDLED = "handled"
BACKED_UP = "backed up"
RECOUNTED = "recounted"
LOOKED_AHEAD = "looked ahead"  # a person asked for what stands on the forecast


@dataclass(frozen=True, slots=True)
class Beat:
    """The moment, and a word about it."""

    at: datetime
    detail: str | None


def beat(book: Book, name: str, at: datetime, detail: str | None = None) -> None:
    """Note that it went well just now."""
    book.connection.execute(
        "INSERT INTO heartbeats (name, at, detail) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET at = excluded.at, detail = excluded.detail",
        (name, instant(at), detail),
    )


def last(book: Book, name: str) -> Beat | None:
    """Give the last time, None for never."""
    row = book.connection.execute("SELECT at, detail FROM heartbeats WHERE name = ?", (name,)).fetchone()
    return None if row is None else Beat(moment(row[0]), row[1])
