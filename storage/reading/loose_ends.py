"""What is missing in the book, so that the owner can add it when he has a minute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Loose:
    """A product that lacks something, with its revenue of the period: what matters most comes first."""

    product_id: int
    product: str
    revenue_minor: int


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """Products without price, cost, category or a stock count, and credit sales that nobody is named for."""

    no_price: list[Loose]
    no_cost: list[Loose]
    no_category: list[Loose]
    never_counted: list[Loose]
    credit_without_customer: list[int]  # entries


_PRODUCTS = """
SELECT p.id, p.name, (
    SELECT coalesce(sum(t.total_minor), 0) FROM products AS m
    JOIN day_product_totals AS t ON t.product_id = m.id AND t.sold_on BETWEEN :first AND :last
    WHERE m.id = p.id OR m.merged_into = p.id) AS total_minor,
    p.price_minor IS NULL, p.cost_minor IS NULL, p.category IS NULL, s.product_id IS NULL
FROM products_known AS p LEFT JOIN stock AS s ON s.product_id = p.id
ORDER BY 3 DESC, 2
"""
_CREDIT = """
SELECT DISTINCT l.entry_id FROM sale_lines AS l JOIN entries AS e ON e.id = l.entry_id
WHERE l.payment = 'credit' AND l.customer_id IS NULL AND e.state = 'in force' AND l.sold_on BETWEEN :first AND :last
ORDER BY 1 DESC
"""


def loose_ends(book: BookFile, first: date, last: date) -> LooseEnds:
    """Give what is missing; the period weighs the products and bounds the sales."""
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    with book.snapshot():
        rows = book.rows(_PRODUCTS, asked)
        credit = [entry_id for (entry_id,) in book.rows(_CREDIT, asked)]
    no_price, no_cost, no_category, never_counted = (
        [Loose(*row[:3]) for row in rows if row[place]] for place in range(3, 7)
    )
    return LooseEnds(no_price, no_cost, no_category, never_counted, credit)
