"""Proving the book: every running figure worked out again from its rows, and every page read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from storage import debts, facts, goods, totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from storage.file import BookFile

_ALL_PRODUCTS = "SELECT id FROM products WHERE merged_into IS NULL"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what its rows say: None where there is no row on one of the sides."""

    table: str
    key: tuple[Any, ...]
    booked: tuple[Any, ...] | None
    counted: tuple[Any, ...] | None

    def __str__(self) -> str:
        return f"{self.table} {self.key}: the book says {self.booked}, its rows say {self.counted}"


@dataclass(frozen=True, slots=True)
class _Proof:
    """A kept table and the query that works it out."""

    table: str
    columns: str
    keys: int
    query: str


def recount(book: BookFile) -> list[Difference]:
    """Compare every running total, shelf, balance and fact with its rows; empty means that all is right."""
    with book.snapshot():
        found = [difference for proof in _PROOFS for difference in _differences(book, proof)]
        return found + _wrong_facts(book)


def check(book: BookFile) -> list[str]:
    """Give in sentences what is wrong with the file or its figures; empty means nothing."""
    wrong = [f"the file: {line}" for (line,) in book.rows("PRAGMA integrity_check(5)") if line != "ok"]
    wrong += [
        f"{table} row {row} points at a row of {other} that is not there"
        for table, row, other, _ in book.rows("PRAGMA foreign_key_check")
    ]
    if not wrong:  # figures of damaged pages mean nothing
        wrong += [str(difference) for difference in recount(book)]
    return wrong


def repair(book: BookFile) -> list[Difference]:
    """Write the figures anew where they differ from their rows; gives what was mended."""
    with book.writing() as connection:
        found = recount(book)
        for proof in _PROOFS:
            if any(difference.table == proof.table for difference in found):
                connection.execute(f"DELETE FROM {proof.table}")  # noqa: S608 - of constants only
                connection.execute(
                    f"INSERT INTO {proof.table} ({proof.columns}) {proof.query}", _all_products(book)
                )
        facts.repair(connection)
    return found


_PROOFS: tuple[_Proof, ...] = (
    *(_Proof(one.table, one.columns, len(one.keys), one.recount()) for one in totals.RUNNING),
    _Proof("balances", "customer_id, credit_minor, paid_minor", 1, debts.RECOUNT),
    _Proof("stock", "product_id, counted_on, count_root, on_hand_milli", 1, goods.ON_HAND),
)


def _differences(book: BookFile, proof: _Proof) -> Iterator[Difference]:
    # Both sides come in the order of their keys, so one walk along them is enough.
    order = ", ".join(str(place + 1) for place in range(proof.keys))
    booked = book.connection.execute(f"SELECT {proof.columns} FROM {proof.table} ORDER BY {order}")  # noqa: S608 - of constants only
    counted = book.connection.execute(f"{proof.query} ORDER BY {order}", _all_products(book))
    sides = (_keyed(rows, proof.keys, side) for side, rows in enumerate((booked, counted)))
    for key, both in groupby(merge(*sides), key=itemgetter(0)):
        found = {side: figures for _, side, figures in both}
        if found.get(0) != found.get(1):
            yield Difference(proof.table, key, found.get(0), found.get(1))


def _keyed(
    rows: Iterable[tuple[Any, ...]], keys: int, side: int
) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
    return ((row[:keys], side, row[keys:]) for row in rows)


def _all_products(book: BookFile) -> dict[str, str]:
    return {"products": json.dumps([product for (product,) in book.rows(_ALL_PRODUCTS)])}


def _wrong_facts(book: BookFile) -> list[Difference]:
    return [
        Difference(f"{subject} facts", (subject_id, field), (kept,), (value,))
        for subject, subject_id, field, kept, value in facts.wrong(book.connection)
    ]
