"""Imports that a worker prepared: lines written as they are, and totals added up beforehand.

Bringing half a million lines into force must not keep a typed sale waiting. So whoever reads the file also adds it
up; here its lines are written in portions, and one short transaction merges the sums. What a worker hands in must
agree with `totals` (the recount proves it). Callers hold the transaction.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage import debts, entries, facts, goods, names
from storage.records import Posted
from storage.totals import RUNNING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from storage.records import FactChange
    from storage.totals import Running

# sale, sold_on, sold_at, product, customer, payment, quantity_milli, total_minor, cost_minor, region, reference, note
Line = tuple[
    int,
    str,
    str | None,
    int,
    int | None,
    str | None,
    int,
    int,
    int | None,
    str | None,
    str | None,
    str | None,
]
"""A sale line as the book writes it. `sale` is the place in the file (from 0) of the first line of its sale: lines of
one sale have one day, one customer and one region. Product and customer are places in the file's lists of names."""

_INSERT = (
    "INSERT INTO sale_lines (id, entry_id, sale_id, sold_on, sold_at, product_id, customer_id, payment, "
    "quantity_milli, total_minor, cost_minor, region, reference, note) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)


def _merging(running: Running) -> str:
    """Give the statement that adds one row of sums to a running table."""
    places = ", ".join("?" * (len(running.keys) + len(running.sums)))
    grown = ", ".join(f"{column} = {column} + excluded.{column}" for column in running.sums)
    return (
        f"INSERT INTO {running.table} ({running.columns}) VALUES ({places}) "  # noqa: S608 - of constants only
        f"ON CONFLICT ({', '.join(running.keys)}) DO UPDATE SET {grown}"
    )


_MERGE = {running.table: _merging(running) for running in RUNNING}
_LARGE_KIB, _USUAL_KIB = 48_000, 2_000
_OF_IMPORT = {
    "products": "UPDATE products SET first_entry_id = :entry WHERE coalesce(first_entry_id, 0) = 0 "
    "AND id IN (SELECT value FROM json_each(:ids))",
    "customers": "UPDATE customers SET first_entry_id = :entry WHERE coalesce(first_entry_id, 0) = 0 "
    "AND id IN (SELECT value FROM json_each(:ids))",
}


@dataclass(slots=True)
class Portions:
    """Writes the lines of one staged import; all portions but the last hold `size` lines.

    `products` and `customers` give the book's ids for the file's places.
    """

    entry_id: int
    size: int
    products: Sequence[int]
    customers: Sequence[int]
    _starts: list[int]

    @classmethod
    def of(cls, entry_id: int, size: int, products: Sequence[int], customers: Sequence[int]) -> Portions:
        """Begin; nothing is written yet."""
        return cls(entry_id, size, products, customers, [])

    def write(self, connection: sqlite3.Connection, lines: Sequence[Line]) -> None:
        """Write the next portion."""
        (first_id,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM sale_lines").fetchone()
        self._starts.append(first_id)
        connection.executemany(_INSERT, self._rows(first_id, lines))

    def _rows(self, first_id: int, lines: Sequence[Line]) -> Iterator[tuple[object, ...]]:
        entry_id, size, starts = self.entry_id, self.size, self._starts
        products, customers = self.products, self.customers
        for line_id, (sale, on, at, product, customer, payment, milli, minor, cost, *more) in enumerate(
            lines, first_id
        ):
            yield (
                line_id,
                entry_id,
                starts[sale // size] + sale % size,
                on,
                at,
                products[product],
                None if customer is None else customers[customer],
                payment,
                milli,
                minor,
                cost,
                *more,
            )


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


def enforce(
    connection: sqlite3.Connection,
    entry_id: int,
    totals: Mapping[str, Iterable[tuple[Any, ...]]],
    *,
    products: Sequence[int],
    customers: Sequence[int],
    on_credit: bool,
    at: datetime,
) -> Posted:
    """Let a staged import count. `totals` holds, for each running table, rows of its keys and sums over the lines.

    `products` and `customers` are those of the lines, by the book's ids; `on_credit` says whether a line was.
    """
    entries.require_staged(connection, entry_id)
    entries.enforce(connection, entry_id)
    for table, statement in _MERGE.items():
        connection.executemany(statement, totals.get(table, ()))
    if on_credit:
        debts.add(connection, entry_id, 1)
    goods.refresh(connection, _counted(connection, products))
    facts.refresh_entry(connection, entry_id)
    for table, ids in (("products", products), ("customers", customers)):
        connection.execute(_OF_IMPORT[table], {"entry": entry_id, "ids": json.dumps(list(ids))})
    entries.note_import(connection, entry_id, at)
    return Posted(entry_id, new=True)


def _counted(connection: sqlite3.Connection, products: Sequence[int]) -> list[int]:
    """Give those products whose shelf was ever counted: sales change no other."""
    asked = (
        "SELECT DISTINCT coalesce(p.merged_into, p.id) FROM products AS p "
        "WHERE p.id IN (SELECT value FROM json_each(?)) AND coalesce(p.merged_into, p.id) IN (SELECT product_id FROM stock)"
    )
    return [one for (one,) in connection.execute(asked, [json.dumps(list(products))])]
