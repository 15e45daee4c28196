"""Imports that a worker prepared: their lines are written as they are, a portion at a time, column by column.

Half a million lines must not keep a typed sale waiting. Callers hold the transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from storage import facts, names

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from storage.records import FactChange


NOBODY = -1
"""The place of a customer who is not named."""


class Lines(NamedTuple):
    """The columns of some sale lines as the book writes them, all of one length.

    `sale` holds the place in the file (from 0) of the first line of each line's sale: lines of one sale have one day,
    one customer and one region. Product and customer are places in the file's lists of names, NOBODY for a line without one.
    """

    sale: Sequence[int]
    sold_on: Sequence[str]
    sold_at: Sequence[str | None]
    product: Sequence[int]
    customer: Sequence[int]
    payment: Sequence[str | None]
    quantity_milli: Sequence[int]
    total_minor: Sequence[int]
    cost_minor: Sequence[int | None]
    region: Sequence[str | None]
    reference: Sequence[str | None]
    note: Sequence[str | None]


_AS_THEY_ARE = tuple(name for name in Lines._fields if name not in {"sale", "product", "customer"})
# What the table's CHECKs say of each row, said here of whole columns: SQLite takes half as long again to ask each row.
_PAYMENTS = frozenset({None, "cash", "card", "eft", "credit", "other"})
_MOST = 10**13
_LINES_A_STATEMENT = 250  # SQLite takes 32,766 values at most
_LARGE_KIB, _USUAL_KIB = 48_000, 2_000


@dataclass(slots=True)
class Portions:
    """Writes the lines of one staged import; all portions but the last hold `size` lines.

    `products` and `customers` give the book's ids for the file's places.
    """

    entry_id: int
    size: int
    products: Sequence[int]
    customers: Sequence[int | None]
    _starts: list[int]

    @classmethod
    def of(cls, entry_id: int, size: int, products: Sequence[int], customers: Sequence[int]) -> Portions:
        """Begin; nothing is written yet."""
        return cls(entry_id, size, products, (*customers, None), [])  # NOBODY is the last place

    def write(self, connection: sqlite3.Connection, lines: Lines) -> None:
        """Write the next portion; ValueError for one that the book's table would not take."""
        _require_sound(lines)
        before = _last_id(connection)
        self._starts.append(before + 1)
        connection.execute("PRAGMA ignore_check_constraints = ON")
        try:
            _insert(connection, self._columns(lines))
        finally:
            connection.execute("PRAGMA ignore_check_constraints = OFF")
        if _last_id(connection) != before + len(lines.sale):  # SQLite numbers them, which is quicker
            raise ValueError("the lines of a portion are not numbered one after the other")

    def _columns(self, lines: Lines) -> dict[str, Sequence[object]]:
        """Give what is written, by column: those that say nothing in this portion are left out, which is quicker."""
        size, starts, products, customers = self.size, self._starts, self.products, self.customers
        many = len(lines.sale)
        columns: dict[str, Sequence[object]] = {
            "entry_id": [self.entry_id] * many,
            "sale_id": [starts[place // size] + place % size for place in lines.sale],
            "product_id": [products[place] for place in lines.product],
            "customer_id": [customers[place] for place in lines.customer],
        }
        columns |= {name: getattr(lines, name) for name in _AS_THEY_ARE}
        return {
            name: column
            for name, column in columns.items()
            if many and (column[0] is not None or column.count(None) < many)
        }


def _last_id(connection: sqlite3.Connection) -> int:
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM sale_lines").fetchone()
    return int(last)


def _insert(connection: sqlite3.Connection, columns: dict[str, Sequence[object]]) -> None:
    """Write columns, many lines with one statement: that takes three quarters of the time of a statement each."""
    width, many = len(columns), len(next(iter(columns.values()), ()))
    values: list[object] = [None] * (width * many)
    for place, column in enumerate(columns.values()):
        values[place::width] = column
    line = f"({', '.join('?' * width)})"
    for at in range(0, len(values), width * _LINES_A_STATEMENT):
        some = values[at : at + width * _LINES_A_STATEMENT]
        lines = ", ".join([line] * (len(some) // width))
        connection.execute(f"INSERT INTO sale_lines ({', '.join(columns)}) VALUES {lines}", some)  # noqa: S608 - of constants only


def _require_sound(lines: Lines) -> None:
    figures = (lines.quantity_milli, lines.total_minor)
    if not _PAYMENTS.issuperset(lines.payment) or any(
        max(column) > _MOST or min(column) < -_MOST for column in figures
    ):
        raise ValueError("a prepared line says what no sale line can")


def make_room(connection: sqlite3.Connection, *, large: bool) -> None:
    """Keep more of the book's pages in memory while a large import is written (48 MB), and give them back after."""
    connection.execute(f"PRAGMA cache_size = -{_LARGE_KIB if large else _USUAL_KIB}")


def add_facts(connection: sqlite3.Connection, entry_id: int, changes: Iterable[FactChange]) -> None:
    """Let a staged import tell facts too, such as the categories of its products."""
    facts.insert(connection, entry_id, changes)


def add_alias(
    connection: sqlite3.Connection, entry_id: int, subject: names.Named, name: str, subject_id: int
) -> None:
    """Let a staged import teach a spelling: it is forgotten while the import is withdrawn."""
    names.add_alias(connection, subject, name, subject_id, entry_id)
