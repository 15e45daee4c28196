"""What is known of customers by name: telephones, and contacts other than sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile


def phones(book: BookFile) -> dict[str, str]:
    """Give the telephone of each customer whose number was written down, by his name."""
    rows = book.rows("SELECT name, phone FROM customers_known WHERE phone IS NOT NULL ORDER BY name")
    return dict(rows)


def contacts(book: BookFile) -> dict[str, int]:
    """Give how many calls, visits and messages there were with each customer, by his name."""
    rows = book.rows(
        "SELECT coalesce(m.name, c.name), count(*) FROM interactions AS l JOIN entries AS e ON e.id = l.entry_id "
        "JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS m ON m.id = c.merged_into "
        "WHERE e.state = 'in force' GROUP BY 1 ORDER BY 1"
    )
    return dict(rows)


def variety(book: BookFile, first: date, last: date) -> dict[str, int]:
    """Give how many different products each named customer bought in a period, by his name."""
    rows = book.rows(
        "SELECT coalesce(m.name, c.name), count(DISTINCT coalesce(p.merged_into, p.id)) FROM sale_lines AS l "
        "JOIN products AS p ON p.id = l.product_id "
        "JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS m ON m.id = c.merged_into "
        "WHERE l.customer_id IS NOT NULL AND l.quantity_milli > 0 AND l.sold_on BETWEEN ? AND ? "
        "AND l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force') GROUP BY coalesce(m.id, c.id)",
        [first.isoformat(), last.isoformat()],
    )
    return dict(rows)
