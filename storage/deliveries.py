"""What the clock handed in: one row for each kind and period, so that nothing comes twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.moments import instant

if TYPE_CHECKING:
    from datetime import datetime

    from storage.book import Book


def made(book: Book, kind: str) -> frozenset[str]:
    """Give the periods of a kind that were handed in (2026-W47, 2026-11-21)."""
    rows = book.connection.execute("SELECT period FROM deliveries WHERE kind = ?", (kind,))
    return frozenset(period for (period,) in rows)


def record(book: Book, kind: str, period: str, *, due_at: datetime, made_at: datetime) -> bool:
    """Take a period; False when it was taken before."""
    found = book.connection.execute(
        "INSERT INTO deliveries (kind, period, due_at, made_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (kind, period, instant(due_at), instant(made_at)),
    )
    return found.rowcount == 1
