"""The state of the book itself: how large it is, what waits, and when things last went well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import moment

if TYPE_CHECKING:
    from datetime import datetime

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Condition:
    """Counts of the book, and of what waits to be answered or sent. `beats` holds the last times by name.

    `pushed` is when the clock last handed in a message; `waiting_since` and `to_send_since` are since when the oldest
    message or answer waits.
    """

    beats: dict[str, datetime]
    pushed: datetime | None
    waiting_since: datetime | None
    to_send_since: datetime | None
    bytes: int
    entries: int
    sale_lines: int
    products: int
    customers: int
    waiting: int
    set_aside: int
    to_send: int
    not_sent: int


_COUNTS = """
SELECT (SELECT count(*) FROM entries) - (SELECT count(*) FROM entries WHERE state <> 'in force'),
    (SELECT coalesce(sum(lines), 0) FROM day_totals),
    (SELECT count(*) FROM products_known),
    (SELECT count(*) FROM customers_known),
    (SELECT count(*) FROM inbox WHERE state = 'waiting'),
    (SELECT count(*) FROM inbox WHERE state = 'set aside'),
    (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')),
    (SELECT count(*) FROM outbox WHERE state = 'failed')
"""
_SINCE = """
SELECT (SELECT max(made_at) FROM deliveries),
    (SELECT min(received_at) FROM inbox WHERE state = 'waiting'),
    (SELECT min(made_at) FROM outbox WHERE state IN ('waiting', 'sending'))
"""


def condition(book: BookFile) -> Condition:
    """Give the state of an open book."""
    with book.snapshot():
        pages, size = book.value("PRAGMA page_count"), book.value("PRAGMA page_size")
        counts = book.row(_COUNTS) or ()
        pushed, waiting, to_send = (None if at is None else moment(at) for at in book.row(_SINCE) or ())
        beats = {name: moment(at) for name, at in book.rows("SELECT name, at FROM heartbeats")}
    return Condition(beats, pushed, waiting, to_send, pages * size, *counts)


_WRITTEN = """
SELECT count(*) FROM (SELECT 1 FROM entries AS e WHERE NOT EXISTS
    (SELECT 1 FROM fact_changes AS f WHERE f.entry_id = e.id AND f.subject = 'shop') LIMIT ?)
"""


def written(book: BookFile, most: int) -> int:
    """Count the entries that ever were made, settings apart, but no further than `most`."""
    return int(book.value(_WRITTEN, [most]))
