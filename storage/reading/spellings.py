"""Names as they are written in the book, with how often each was sold: what looks like one written twice is found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Spelled:
    """A product or customer in the book; `lines` are the sale lines of it."""

    id: int
    name: str
    lines: int


def products(book: BookFile) -> list[Spelled]:
    """Give every product known, by name."""
    return _read(
        book,
        "SELECT p.id, p.name, coalesce(sum(t.lines), 0) FROM products_known AS p "
        "LEFT JOIN day_product_totals AS t ON t.product_id = p.id GROUP BY p.id ORDER BY p.name",
    )


def customers(book: BookFile) -> list[Spelled]:
    """Give every customer known, by name."""
    return _read(
        book,
        "SELECT c.id, c.name, coalesce(sum(t.lines), 0) FROM customers_known AS c "
        "LEFT JOIN day_customer_totals AS t ON t.customer_id = c.id GROUP BY c.id ORDER BY c.name",
    )


def _read(book: BookFile, sql: str) -> list[Spelled]:
    return [Spelled(*row) for row in book.rows(sql)]
