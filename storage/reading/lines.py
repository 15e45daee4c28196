"""The lines of one entry, with names: what /history and a confirmation show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day, moment

if TYPE_CHECKING:
    from datetime import date, datetime

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line of a sale or return."""

    sale_id: int
    sold_on: date
    sold_at: datetime | None
    product_id: int
    product: str
    quantity_milli: int
    total_minor: int
    cost_minor: int | None
    customer_id: int | None
    customer: str | None
    payment: str | None
    region: str | None
    reference: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A line of goods received (`kind` restock), counted (count) or ordered (order)."""

    kind: str
    on: date
    product_id: int
    product: str
    quantity_milli: int
    total_minor: int | None
    supplier: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of a payment (`what` is the customer) or an expense (`what` is its note)."""

    kind: str
    on: date
    what: str
    amount_minor: int
    payment: str | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that changed; `name` is the product's or customer's."""

    subject: str
    subject_id: int
    name: str | None
    field: str
    before: str | None
    after: str | None


_SOLD = """
SELECT l.sale_id, l.sold_on, l.sold_at, coalesce(pm.id, p.id), coalesce(pm.name, p.name), l.quantity_milli,
    l.total_minor, l.cost_minor, coalesce(cm.id, c.id), coalesce(cm.name, c.name), l.payment,
    coalesce(l.region, cm.region, c.region), l.reference, l.note
FROM sale_lines AS l
JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS pm ON pm.id = p.merged_into
LEFT JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS cm ON cm.id = c.merged_into
WHERE l.entry_id = ? ORDER BY l.id LIMIT ?
"""
_GOODS = """
SELECT l.kind, l.moved_on, coalesce(m.id, p.id), coalesce(m.name, p.name), l.quantity_milli, l.total_minor, l.supplier, l.due_on
FROM (
    SELECT 'restock' AS kind, id, received_on AS moved_on, product_id, quantity_milli, total_minor, supplier, NULL AS due_on
    FROM restock_lines WHERE entry_id = :entry
    UNION ALL SELECT 'count', id, counted_on, product_id, quantity_milli, NULL, NULL, NULL
    FROM count_lines WHERE entry_id = :entry
    UNION ALL SELECT 'order', id, ordered_on, product_id, quantity_milli, NULL, NULL, due_on
    FROM order_lines WHERE entry_id = :entry) AS l
JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS m ON m.id = p.merged_into
ORDER BY l.kind, l.id
"""
_MONEY = """
SELECT 'payment', l.paid_on, coalesce(m.name, c.name), l.amount_minor, l.payment
FROM payments AS l JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS m ON m.id = c.merged_into
WHERE l.entry_id = :entry
UNION ALL SELECT 'expense', spent_on, note, amount_minor, payment FROM expenses WHERE entry_id = :entry
"""
_FACTS = """
SELECT f.subject, f.subject_id, coalesce(p.name, c.name), f.field, f.before, f.after
FROM fact_changes AS f
LEFT JOIN products AS p ON f.subject = 'product' AND p.id = f.subject_id
LEFT JOIN customers AS c ON f.subject = 'customer' AND c.id = f.subject_id
WHERE f.entry_id = ? ORDER BY f.id
"""


def sold(book: BookFile, entry_id: int, *, limit: int = 200) -> list[SoldLine]:
    """Give an entry's sale lines in their order, as many as a page holds (a file has too many to show)."""
    return [
        SoldLine(row[0], day(row[1]), None if row[2] is None else moment(row[2]), *row[3:])
        for row in book.rows(_SOLD, [entry_id, limit])
    ]


def goods(book: BookFile, entry_id: int) -> list[GoodsLine]:
    """Give an entry's lines of goods received, counted and ordered."""
    return [
        GoodsLine(*(row[0], day(row[1]), *row[2:7], row[7] and day(row[7])))
        for row in book.rows(_GOODS, {"entry": entry_id})
    ]


def money(book: BookFile, entry_id: int) -> list[MoneyLine]:
    """Give an entry's payments and expenses."""
    return [MoneyLine(row[0], day(row[1]), *row[2:]) for row in book.rows(_MONEY, {"entry": entry_id})]


def facts(book: BookFile, entry_id: int) -> list[FactLine]:
    """Give the facts that an entry changed."""
    return [FactLine(*row) for row in book.rows(_FACTS, [entry_id])]
