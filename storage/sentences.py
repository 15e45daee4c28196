"""Sentences too long for a button: the button carries their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.book import Book


def number_of(book: Book, says: str) -> int:
    """Give the number of a sentence, the same one for the same sentence."""
    book.connection.execute("INSERT INTO sentences (says) VALUES (?) ON CONFLICT DO NOTHING", (says,))
    row = book.connection.execute("SELECT id FROM sentences WHERE says = ?", (says,)).fetchone()
    return int(row[0])


def sentence(book: Book, number: int) -> str | None:
    """Give the sentence of a number; None when there is none."""
    row = book.connection.execute("SELECT says FROM sentences WHERE id = ?", (number,)).fetchone()
    return None if row is None else str(row[0])
