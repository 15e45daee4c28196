"""What the forecast of demand is made from: what customers took, what came in and was counted; and one name for it all.

Tables as in `frames`: quantities are plain units, days YYYY-MM-DD as text.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from storage.reading.frames import as_columns

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile
    from storage.reading.frames import Columns

_TAKEN = """
SELECT t.sold_on, coalesce(m.name, p.name), sum(t.quantity_milli + t.returned_milli) / 1000.0
FROM day_product_totals AS t
JOIN products AS p ON p.id = t.product_id LEFT JOIN products AS m ON m.id = p.merged_into
WHERE t.sold_on BETWEEN ? AND ?
GROUP BY t.sold_on, coalesce(m.id, p.id)
HAVING sum(t.quantity_milli + t.returned_milli) <> 0
ORDER BY t.sold_on, coalesce(m.id, p.id)
"""
_MOVED = """
SELECT l.moved_on, coalesce(m.name, p.name), l.kind, l.quantity_milli / 1000.0
FROM (
    SELECT received_on AS moved_on, product_id, 'restock' AS kind, quantity_milli, entry_id, id FROM restock_lines
    UNION ALL SELECT counted_on, product_id, 'count', quantity_milli, entry_id, id FROM count_lines) AS l
JOIN entries AS e ON e.id = l.entry_id
JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS m ON m.id = p.merged_into
WHERE e.state = 'in force' AND l.moved_on BETWEEN ? AND ?
ORDER BY l.moved_on, e.root_id, l.id
"""
# What was taken, a text a day: to read half a million figures into Python takes five times as long.
_TEXTS = """
SELECT t.sold_on, group_concat(t.product_id || ' ' || (t.quantity_milli + t.returned_milli))
FROM day_product_totals AS t
WHERE t.sold_on BETWEEN ? AND ? AND t.quantity_milli + t.returned_milli <> 0
GROUP BY t.sold_on ORDER BY t.sold_on
"""
_NAMES = """
SELECT p.id, coalesce(m.name, p.name), CASE WHEN m.id IS NULL THEN p.category ELSE m.category END
FROM products AS p LEFT JOIN products AS m ON m.id = p.merged_into
WHERE EXISTS (
    SELECT 1 FROM day_product_totals AS t WHERE t.product_id = p.id AND t.sold_on BETWEEN ? AND ?
        AND t.quantity_milli + t.returned_milli <> 0)
ORDER BY p.id
"""


def taken(book: BookFile, first: date, last: date) -> Columns:
    """Give what customers took of each product on each day (date, product, quantity); returns are not taken off."""
    return as_columns("date product quantity", book.rows(_TAKEN, [first.isoformat(), last.isoformat()]))


def moved(book: BookFile, first: date, last: date) -> Columns:
    """Give goods received and counted (`kind` restock or count), in order: days out of stock follow from them."""
    return as_columns("date product kind quantity", book.rows(_MOVED, [first.isoformat(), last.isoformat()]))


def fingerprint(book: BookFile, first: date, last: date) -> str:
    """Give a name (SHA-256, hexadecimal) for what was taken and moved in these days, with names and categories.

    Whatever changes one of these changes it; it takes a fifth of the time of reading them.
    """
    days = [first.isoformat(), last.isoformat()]
    digest = sha256()
    with book.snapshot():
        for question in (_TEXTS, _NAMES, _MOVED):
            digest.update(repr(book.rows(question, days)).encode())
    return digest.hexdigest()
