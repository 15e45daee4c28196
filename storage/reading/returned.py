"""What came back, and why where it was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One line of a return; quantity and total are positive. `reason` None: nobody said."""

    entry_id: int
    on: date
    product: str
    customer: str | None
    quantity_milli: int
    total_minor: int
    reason: str | None


_RETURNED = """
SELECT l.entry_id, l.sold_on, coalesce(pm.name, p.name), coalesce(cm.name, c.name), -l.quantity_milli, -l.total_minor,
    coalesce(nullif(json_extract(e.understood, '$.reason'), ''), nullif(l.note, ''))
FROM sale_lines AS l JOIN entries AS e ON e.id = l.entry_id
JOIN products AS p ON p.id = l.product_id LEFT JOIN products AS pm ON pm.id = p.merged_into
LEFT JOIN customers AS c ON c.id = l.customer_id LEFT JOIN customers AS cm ON cm.id = c.merged_into
WHERE e.state = 'in force' AND l.quantity_milli < 0 AND l.sold_on BETWEEN ? AND ?
ORDER BY l.sold_on DESC, l.id DESC
"""


def lines(book: BookFile, first: date, last: date) -> list[ReturnedLine]:
    """Give every line that came back in a period, the latest first."""
    rows = book.rows(_RETURNED, [first.isoformat(), last.isoformat()])
    return [ReturnedLine(row[0], day(row[1]), *row[2:]) for row in rows]
