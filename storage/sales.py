"""Sale lines: how they are written, and how an entry's lines become sales with a number that edits keep."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from storage.moments import instant

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from storage.records import SaleLine

_MOST_SALES = 50_000_000
_INSERT = (
    "INSERT INTO sale_lines (id, entry_id, sale_id, sold_on, sold_at, product_id, customer_id, payment, "
    "quantity_milli, total_minor, cost_minor, region, reference, note) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


class SaleNumbers:
    """Which sale_id the sales of one entry have, over all its chunks: 16 bytes a sale.

    A sale is known by its number, day, customer and region, so that sales can be counted by any of them.
    """

    def __init__(self, kept: Iterable[int] = ()) -> None:
        self._kept = iter(kept)
        self._ids = array("q")
        self._marks = array("q")
        self._split: dict[tuple[int, int], int] = {}

    def of(self, line: SaleLine, line_id: int) -> int:
        """Give the line's sale_id: as before, the next one kept from a replaced entry, or the line's own id."""
        number, mark = line.sale, hash((line.sold_on, line.customer_id, line.region))
        if not 0 <= number < len(self._ids):
            self._make_room(number)
        if self._ids[number] == 0:
            self._ids[number], self._marks[number] = next(self._kept, line_id), mark
        elif self._marks[number] != mark:
            if (number, mark) not in self._split:
                self._split[number, mark] = next(self._kept, line_id)
            return self._split[number, mark]
        return self._ids[number]

    def _make_room(self, number: int) -> None:
        if not 0 <= number <= _MOST_SALES:
            raise ValueError(f"number the sales of an entry 0, 1, 2 …: {number} is out of reach")
        more = bytes(8 * (number + 1 - len(self._ids)))
        self._ids.frombytes(more)
        self._marks.frombytes(more)


def insert(
    connection: sqlite3.Connection, entry_id: int, lines: Iterable[SaleLine], numbers: SaleNumbers
) -> None:
    """Write the lines of an entry, or of one chunk of it."""
    (first_id,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM sale_lines").fetchone()
    connection.executemany(_INSERT, _rows(entry_id, first_id, lines, numbers))


def sale_ids(connection: sqlite3.Connection, entry_id: int) -> list[int]:
    """Give the sales of an entry in the order of their first lines."""
    rows = connection.execute(
        "SELECT sale_id FROM sale_lines WHERE entry_id = ? GROUP BY sale_id ORDER BY min(id)", [entry_id]
    )
    return [sale_id for (sale_id,) in rows]


def _rows(
    entry_id: int, first_id: int, lines: Iterable[SaleLine], numbers: SaleNumbers
) -> Iterator[tuple[object, ...]]:
    # The lines of a file come day by day and sale by sale: what was just written out is not written out again.
    day, on = None, ""
    moment, at = None, None
    for line_id, line in enumerate(lines, first_id):
        if line.sold_on is not day:
            day, on = line.sold_on, line.sold_on.isoformat()
        if line.sold_at is not moment:
            moment, at = line.sold_at, None if line.sold_at is None else instant(line.sold_at)
        yield (
            line_id,
            entry_id,
            numbers.of(line, line_id),
            on,
            at,
            line.product_id,
            line.customer_id,
            line.payment,
            line.quantity_milli,
            line.total_minor,
            line.cost_minor,
            line.region,
            line.reference,
            line.note,
        )
