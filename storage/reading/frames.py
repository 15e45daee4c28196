"""Tables for analysis, as lists by column name: analysis makes frames of them, and pandas stays out of this room.

Quantities are plain units here, days are YYYY-MM-DD and instants ISO 8601 in UTC, as text.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from storage.file import BookFile

Columns = dict[str, list[Any]]

_SALES = """
SELECT l.sale_id, l.sold_on, l.sold_at, coalesce(pm.name, p.name), coalesce(pm.category, p.category),
    l.quantity_milli / 1000.0, l.total_minor, l.cost_minor, coalesce(cm.name, c.name),
    coalesce(l.region, cm.region, c.region), l.payment
FROM sale_lines AS l
JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS pm ON pm.id = p.merged_into
LEFT JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS cm ON cm.id = c.merged_into
WHERE l.sold_on BETWEEN :first AND :last
    AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force')
    AND (:product IS NULL OR coalesce(p.merged_into, p.id) = :product)
ORDER BY l.sold_on, l.id
"""
_BOUGHT = {
    "sale_id": "l.sale_id",
    "sold_on": "l.sold_on",
    "product": "coalesce(pm.name, p.name)",
    "customer": "coalesce(cm.name, c.name)",
    "quantity": "l.quantity_milli / 1000.0",
    "total_minor": "l.total_minor",
}
# The day's totals have what was brought back taken off; the few lines that came back put it on again.
_VISITS = """
WITH back AS (
    SELECT l.sold_on, l.customer_id, coalesce(l.region, '') AS region, sum(l.total_minor) AS total_minor
    FROM sale_lines AS l
    WHERE l.quantity_milli < 0 AND l.customer_id IS NOT NULL AND l.sold_on BETWEEN :first AND :last
        AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force')
    GROUP BY 1, 2, 3),
came AS (
    SELECT customer_id, sold_on, 1 AS quantity, total_minor FROM day_customer_totals
    WHERE sold_on BETWEEN :first AND :last AND customer_id > 0 AND sales > 0
    UNION ALL SELECT b.customer_id, b.sold_on, 1, -b.total_minor FROM back AS b
    JOIN day_customer_totals AS t ON (t.sold_on, t.customer_id, t.region) = (b.sold_on, b.customer_id, b.region)
    WHERE t.sales > 0
    UNION ALL SELECT customer_id, sold_on, -1, total_minor FROM back)
SELECT coalesce(m.name, c.name), v.sold_on, v.quantity, v.total_minor
FROM came AS v JOIN customers AS c ON c.id = v.customer_id LEFT JOIN customers AS m ON m.id = c.merged_into
"""
_PRICES = """
SELECT l.sold_on, p.name, l.quantity_milli / 1000.0, l.total_minor
FROM products AS p CROSS JOIN products AS one ON coalesce(one.merged_into, one.id) = p.id
CROSS JOIN day_product_totals AS d ON d.product_id = one.id AND d.sold_on BETWEEN :first AND :last
CROSS JOIN sale_lines AS l ON l.sold_on = d.sold_on AND l.product_id = d.product_id
WHERE p.id = :product AND l.quantity_milli > 0
    AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force')
UNION ALL
SELECT t.sold_on, 'others' || char(10), sum(t.quantity_milli + t.returned_milli) / 1000.0, 0
FROM day_product_totals AS t
WHERE t.sold_on BETWEEN :first AND :last
    AND t.product_id NOT IN (SELECT id FROM products WHERE coalesce(merged_into, id) = :product)
GROUP BY t.sold_on HAVING sum(t.quantity_milli + t.returned_milli) > 0
"""
_WEEKS = """
WITH RECURSIVE weeks(week, first, last) AS (
    SELECT 1, date(:until, '-7 days'), date(:until, '-1 day')
    UNION ALL SELECT week + 1, date(first, '-7 days'), date(last, '-7 days') FROM weeks WHERE week < :weeks),
begun AS (
    SELECT coalesce(p.merged_into, p.id) AS id, min((
        SELECT t.sold_on FROM day_product_totals AS t
        WHERE t.product_id = p.id AND t.quantity_milli + t.returned_milli > 0 ORDER BY t.sold_on LIMIT 1)) AS first_on
    FROM products AS p GROUP BY 1)
SELECT p.name, t.week, sum(t.taken_milli) / 1000.0, (julianday(:until) - julianday(b.first_on) + 6) / 7
FROM (
    SELECT w.week, t.product_id, sum(t.quantity_milli + t.returned_milli) AS taken_milli
    FROM weeks AS w CROSS JOIN day_product_totals AS t ON t.sold_on BETWEEN w.first AND w.last
    GROUP BY w.week, +t.product_id) AS t
JOIN products AS one ON one.id = t.product_id
JOIN begun AS b ON b.id = coalesce(one.merged_into, one.id)
JOIN products AS p ON p.id = b.id
WHERE t.taken_milli <> 0 GROUP BY t.week, p.id ORDER BY t.week, p.id
"""


def sales_frame(book: BookFile, first: date, last: date, *, product_id: int | None = None) -> Columns:
    """Give the sale lines in force of a period, of all products or one, by day."""
    names = "sale_id sold_on sold_at product category quantity total_minor cost_minor customer region payment"
    asked = {"first": first.isoformat(), "last": last.isoformat(), "product": product_id}
    return as_columns(names, book.rows(_SALES, asked))


def bought_frame(
    book: BookFile, first: date, last: date, columns: Sequence[str], *, named: bool = False
) -> Columns:
    """Give what was bought, a line a row in no order, with the `columns` asked for only: half the time and less.

    Columns: sale_id, sold_on, product, customer, quantity, total_minor. `named`: only the lines that name a customer. What came back is no row.
    """
    joins = (
        "JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS pm ON pm.id = p.merged_into "
        if "product" in columns
        else ""
    )
    if "customer" in columns:
        joins += "LEFT JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS cm ON cm.id = c.merged_into "
    rows = book.rows(
        f"SELECT {', '.join(_BOUGHT[name] for name in columns)} FROM sale_lines AS l {joins}"  # noqa: S608 - of constants only
        "WHERE l.sold_on BETWEEN ? AND ? AND l.quantity_milli > 0"
        f"{' AND l.customer_id IS NOT NULL' if named else ''} "
        "AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force')",
        [first.isoformat(), last.isoformat()],
    )
    return as_columns(" ".join(columns), rows)


def prices_frame(book: BookFile, first: date, last: date, product_id: int) -> Columns:
    """Give what was bought of a product, a line a row, and of all others together, a day a row.

    In no order. The others have a name that no product can have (it ends a line), and no amount (0); what came back is no row.
    """
    asked = {"first": first.isoformat(), "last": last.isoformat(), "product": product_id}
    return as_columns("sold_on product quantity total_minor", book.rows(_PRICES, asked))


def visits_frame(book: BookFile, first: date, last: date) -> Columns:
    """Give what each named customer spent on each day (quantity 1), and was paid back (quantity -1), in no order.

    The figures of a customer's day are to be added up. They come from the running totals: the lines of a day are one.
    """
    asked = {"first": first.isoformat(), "last": last.isoformat()}
    return as_columns("customer sold_on quantity total_minor", book.rows(_VISITS, asked))


def weeks_frame(book: BookFile, until: date, weeks: int) -> Columns:
    """Give what customers took of each product in each of the weeks before `until`, the last is week 1.

    `began` is the week, so counted, of the product's first sale ever.
    """
    found = as_columns(
        "product week quantity began", book.rows(_WEEKS, {"until": until.isoformat(), "weeks": weeks})
    )
    return found | {"began": [int(began) for began in found["began"]]}


def as_columns(names: str, rows: list[tuple[Any, ...]]) -> Columns:
    """Give the rows as lists by column name."""
    # Column by column: a zip over all rows at once makes an iterator for each of a million.
    return {name: list(map(itemgetter(place), rows)) for place, name in enumerate(names.split())}
