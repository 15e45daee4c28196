"""Goods that come in, are counted and are ordered; and what is on the shelf."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from storage.records import CountLine, OrderLine, RestockLine

# The last count in force decides: latest day, then latest entry, an edit standing in its first version's place.
# To it is added what came in, and from it taken what went out, on later days, and on the day of the count
# in later entries. Merged products are one shelf.
ON_HAND = """
WITH asked(product_id) AS (SELECT value FROM json_each(:products)),
counts AS (
    SELECT coalesce(p.merged_into, p.id) AS product_id, l.counted_on, e.root_id, l.quantity_milli,
        row_number() OVER (
            PARTITION BY coalesce(p.merged_into, p.id)
            ORDER BY l.counted_on DESC, e.root_id DESC, l.id DESC) AS place
    FROM products AS p
    JOIN count_lines AS l ON l.product_id = p.id
    JOIN entries AS e ON e.id = l.entry_id AND e.state = 'in force'
    WHERE coalesce(p.merged_into, p.id) IN (SELECT product_id FROM asked)
)
SELECT c.product_id, c.counted_on, c.root_id, c.quantity_milli
    + (SELECT coalesce(sum(l.quantity_milli), 0)
       FROM products AS p
       JOIN restock_lines AS l ON l.product_id = p.id AND l.received_on >= c.counted_on
       JOIN entries AS e ON e.id = l.entry_id AND e.state = 'in force'
       WHERE (p.id = c.product_id OR p.merged_into = c.product_id)
           AND (l.received_on > c.counted_on OR e.root_id > c.root_id))
    - (SELECT coalesce(sum(t.quantity_milli), 0)
       FROM products AS p
       JOIN day_product_totals AS t ON t.product_id = p.id AND t.sold_on > c.counted_on
       WHERE p.id = c.product_id OR p.merged_into = c.product_id)
    - (SELECT coalesce(sum(l.quantity_milli), 0)
       FROM products AS p
       JOIN sale_lines AS l ON l.product_id = p.id AND l.sold_on = c.counted_on
       JOIN entries AS e ON e.id = l.entry_id AND e.state = 'in force'
       WHERE (p.id = c.product_id OR p.merged_into = c.product_id) AND e.root_id > c.root_id)
FROM counts AS c
WHERE c.place = 1
"""
_TOUCHED = """
SELECT DISTINCT coalesce(p.merged_into, p.id) FROM (
    SELECT product_id FROM restock_lines WHERE entry_id = :entry
    UNION SELECT product_id FROM count_lines WHERE entry_id = :entry
    UNION SELECT product_id FROM {sold}) AS l
JOIN products AS p ON p.id = l.product_id
"""
_OF_ENTRY = "sale_lines WHERE entry_id = :entry"


def insert_restocks(connection: sqlite3.Connection, entry_id: int, lines: Iterable[RestockLine]) -> None:
    """Write goods received."""
    connection.executemany(
        "INSERT INTO restock_lines (entry_id, received_on, product_id, quantity_milli, total_minor, supplier, payment) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                entry_id,
                o.received_on.isoformat(),
                o.product_id,
                o.quantity_milli,
                o.total_minor,
                o.supplier,
                o.payment,
            )
            for o in lines
        ),
    )


def insert_counts(connection: sqlite3.Connection, entry_id: int, lines: Iterable[CountLine]) -> None:
    """Write a stock count."""
    connection.executemany(
        "INSERT INTO count_lines (entry_id, counted_on, product_id, quantity_milli) VALUES (?, ?, ?, ?)",
        ((entry_id, o.counted_on.isoformat(), o.product_id, o.quantity_milli) for o in lines),
    )


def insert_orders(connection: sqlite3.Connection, entry_id: int, lines: Iterable[OrderLine]) -> None:
    """Write what was ordered from a supplier."""
    connection.executemany(
        "INSERT INTO order_lines (entry_id, ordered_on, due_on, product_id, quantity_milli) VALUES (?, ?, ?, ?, ?)",
        (
            (
                entry_id,
                o.ordered_on.isoformat(),
                o.due_on and o.due_on.isoformat(),
                o.product_id,
                o.quantity_milli,
            )
            for o in lines
        ),
    )


def refresh_entry(connection: sqlite3.Connection, entry_id: int, *, sold: str = _OF_ENTRY) -> None:
    """Work the shelves out again that an entry touched, after it came into force or went out of it.

    `sold` is a table that holds the products of its sale lines already.
    """
    asked = _TOUCHED.format(sold=sold)
    touched = [product for (product,) in connection.execute(asked, {"entry": entry_id})]
    if touched:
        refresh(connection, touched)


def refresh(connection: sqlite3.Connection, products: list[int]) -> None:
    """Work these shelves out again."""
    asked = {"products": json.dumps(products)}
    connection.execute(
        "DELETE FROM stock WHERE product_id IN (SELECT value FROM json_each(:products))", asked
    )
    connection.execute(
        f"INSERT INTO stock (product_id, counted_on, count_root, on_hand_milli) {ON_HAND}", asked
    )
