"""The stock list: what is on hand and on order, with what an order needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile

_SHELF = """
SELECT p.id, p.name, p.category, s.on_hand_milli, coalesce(o.on_order_milli, 0), p.price_minor, p.cost_minor,
    p.lead_time_days, p.reorder_milli, p.pack_milli, p.minimum_milli, p.supplier, s.counted_on
FROM products_known AS p
LEFT JOIN stock AS s ON s.product_id = p.id
LEFT JOIN on_order_known AS o ON o.product_id = p.id
ORDER BY p.name
"""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One product's place on the shelf; `on_hand_milli` None: never counted. Facts None: not known."""

    product_id: int
    product: str
    category: str | None
    on_hand_milli: int | None
    on_order_milli: int
    price_minor: int | None
    cost_minor: int | None
    lead_time_days: int | None
    reorder_milli: int | None
    pack_milli: int | None
    minimum_milli: int | None
    supplier: str | None
    counted_on: date | None


def shelves(book: BookFile) -> list[Shelf]:
    """Give every product known, by name."""
    return [Shelf(*(*row[:-1], row[-1] and day(row[-1]))) for row in book.rows(_SHELF)]


def on_hand(book: BookFile, product_id: int) -> int | None:
    """Give what is left of one product, in thousandths; None: never counted."""
    found = book.value("SELECT on_hand_milli FROM stock WHERE product_id = ?", [product_id])
    return None if found is None else int(found)
