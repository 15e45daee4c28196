"""One customer and one product over time: visits, what was taken, who takes it, when it last sold.

Who took what is in the sale lines only; they are found by their indexes, never by reading all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What is known of a customer besides his purchases."""

    name: str
    region: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """A day on which a customer bought or brought back; sales 0: he only brought something back."""

    on: date
    revenue_minor: int
    sales: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What one customer took of one product; what came back is taken off."""

    product: str
    quantity_milli: int
    revenue_minor: int
    last_on: date


@dataclass(frozen=True, slots=True)
class Buyer:
    """What one customer took of the product in question."""

    customer: str
    quantity_milli: int
    revenue_minor: int


@dataclass(frozen=True, slots=True)
class ProductDay:
    """A day's figures of some products; `sold_milli` leaves returns out, the others take them off."""

    on: date
    revenue_minor: int
    quantity_milli: int
    sold_milli: int
    cost_minor: int
    costed_minor: int


@dataclass(frozen=True, slots=True)
class Sold:
    """First and last day on which a product was sold; a return is no sale."""

    first: date
    last: date


_TAKEN = """
SELECT coalesce(pm.name, p.name), sum(l.quantity_milli), sum(l.total_minor), max(l.sold_on)
FROM sale_lines AS l JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS pm ON pm.id = p.merged_into
WHERE l.customer_id IN (SELECT id FROM customers WHERE id = :customer OR merged_into = :customer)
    AND l.sold_on BETWEEN :first AND :last
    AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force')
GROUP BY coalesce(pm.id, p.id) HAVING sum(l.quantity_milli) > 0 ORDER BY 3 DESC, 1
"""
_BUYERS = """
SELECT coalesce(cm.name, c.name), sum(l.quantity_milli), sum(l.total_minor)
FROM sale_lines AS l JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS cm ON cm.id = c.merged_into
WHERE l.product_id IN (SELECT id FROM products WHERE id = :product OR merged_into = :product)
    AND l.sold_on BETWEEN :first AND :last
    AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force')
GROUP BY coalesce(cm.id, c.id) HAVING sum(l.quantity_milli) > 0 ORDER BY 3 DESC, 1 LIMIT :limit
"""


def customer_facts(book: BookFile, customer_id: int) -> CustomerFacts:
    """Give a customer's name, region and phone. KeyError where the book has no such customer."""
    row = book.row("SELECT name, region, phone FROM customers WHERE id = ?", [customer_id])
    if row is None:
        raise KeyError(customer_id)
    return CustomerFacts(*row)


def visits(book: BookFile, customer_id: int, first: date, last: date) -> list[Visit]:
    """Give the days on which a customer came, in order, merged names included."""
    rows = book.rows(
        "SELECT sold_on, sum(total_minor), sum(sales) FROM day_customer_totals WHERE customer_id IN "
        "(SELECT id FROM customers WHERE id = ? OR merged_into = ?) AND sold_on BETWEEN ? AND ? "
        "GROUP BY 1 ORDER BY 1",
        [customer_id, customer_id, first.isoformat(), last.isoformat()],
    )
    return [Visit(day(on), *rest) for on, *rest in rows]


def taken(book: BookFile, customer_id: int, first: date, last: date) -> list[Taken]:
    """Give what a customer took and kept, highest revenue first."""
    asked = {"customer": customer_id, "first": first.isoformat(), "last": last.isoformat()}
    rows = book.rows(_TAKEN, asked)
    return [Taken(product, quantity, revenue, day(on)) for product, quantity, revenue, on in rows]


def buyers(book: BookFile, product_id: int, first: date, last: date, *, limit: int = 5) -> list[Buyer]:
    """Give who took most of a product in a period, among those who were named."""
    asked = {"product": product_id, "first": first.isoformat(), "last": last.isoformat(), "limit": limit}
    return [Buyer(*row) for row in book.rows(_BUYERS, asked)]


def product_days(
    book: BookFile, first: date, last: date, product_ids: Sequence[int] | None = None
) -> list[ProductDay]:
    """Give the figures of some products together (None: of all) on each day with any, in order."""
    whose, values = "", [first.isoformat(), last.isoformat()]
    if product_ids is not None:
        marks = ", ".join("?" * len(product_ids))
        whose = (
            f" AND product_id IN (SELECT id FROM products WHERE id IN ({marks}) OR merged_into IN ({marks}))"  # noqa: S608 - question marks only
        )
        values += [*map(str, product_ids), *map(str, product_ids)]
    rows = book.rows(
        "SELECT sold_on, sum(total_minor), sum(quantity_milli), sum(quantity_milli + returned_milli), "  # noqa: S608 - of constants and question marks only
        "sum(cost_minor), sum(costed_minor) FROM day_product_totals "
        f"WHERE sold_on BETWEEN ? AND ?{whose} GROUP BY 1 ORDER BY 1",
        values,
    )
    return [ProductDay(day(on), *rest) for on, *rest in rows]


# The first and last day of each product are looked up in the index, not gathered from all of its days.
_SOLD = """
SELECT coalesce(p.merged_into, p.id), min(p.first_on), max(p.last_on) FROM (
    SELECT one.id, one.merged_into,
        (SELECT t.sold_on FROM day_product_totals AS t
         WHERE t.product_id = one.id AND t.quantity_milli + t.returned_milli > 0
         ORDER BY t.sold_on LIMIT 1) AS first_on,
        (SELECT t.sold_on FROM day_product_totals AS t
         WHERE t.product_id = one.id AND t.quantity_milli + t.returned_milli > 0
         ORDER BY t.sold_on DESC LIMIT 1) AS last_on
    FROM products AS one) AS p
WHERE p.first_on IS NOT NULL GROUP BY 1
"""


def sold(book: BookFile) -> dict[int, Sold]:
    """Give when each product was first and last sold, by its id; products never sold are not in it."""
    return {one: Sold(day(first), day(last)) for one, first, last in book.rows(_SOLD)}
