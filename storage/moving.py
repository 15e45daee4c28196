"""What a large entry adds to the book's figures, worked out beforehand some thousand sales at a time.

Half a million lines take seconds to add up, and a typed sale must not wait for that. So the sums are gathered in
temporary tables, where they count nowhere, with other work in between; then one short transaction moves them into
the running totals, or out of them: whoever reads sees all of the entry or nothing. The lines of an entry never
change, so what was gathered stays true whatever is written meanwhile. Killed midway, the temporary tables are gone
and nothing has happened.

A sale is never parted, so that the sales of the steps add up as their lines do: a step takes those whose numbers lie
in a row, on however few or many days they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import debts, goods
from storage.totals import RUNNING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from storage.file import BookFile

LARGE = 5_000
"""From so many sale lines on, an entry is worth gathering beforehand."""
_STRETCH = 15_000  # numbers of sales of a step; a sale has the id of its first line
_COLUMNS = "id, sale_id, sold_on, sold_at, product_id, customer_id, region, payment, quantity_milli, total_minor, cost_minor"
_SPAN = (
    "SELECT min(id), max(id), min(sale_id), max(id - sale_id), count(*) FROM sale_lines WHERE entry_id = ?"
)
# In the order of their ids, which lie together, other than what the indexes would give.
_LINES = (
    f"SELECT {_COLUMNS} FROM sale_lines NOT INDEXED "  # noqa: S608 - of constants only
    "WHERE id BETWEEN :first AND :last + :reach AND entry_id = :entry"
)
_OF_SALES = "AND sale_id BETWEEN :first AND :last"


def is_large(book: BookFile, entry_id: int) -> bool:
    """Say whether an entry has so many sale lines that moving it at once would keep others waiting."""
    asked = "SELECT count(*) FROM (SELECT 1 FROM sale_lines WHERE entry_id = ? LIMIT ?)"
    return bool(book.value(asked, [entry_id, LARGE]) == LARGE)


def gather(book: BookFile, entry_id: int) -> Iterator[tuple[int, int]]:
    """Work out what an entry adds, each step a short transaction; gives (lines done, lines in all) after each.

    Whoever brings the entry into force next, or takes it out (`posting.count`), moves what was gathered.
    """
    with book.writing() as connection:
        forget(connection, entry_id)
        _begin(connection, entry_id)
        first, last, first_sale, reach, many = connection.execute(_SPAN, [entry_id]).fetchone()
    asked = {"entry": entry_id, "reach": reach}
    source = f"({_LINES} {_OF_SALES})"
    if many and reach > _STRETCH:  # the lines of a sale lie far apart: they are brought together first
        for stretch in _stretches(first, last):
            with book.writing() as connection:
                _copy(connection, entry_id, stretch)
            yield 0, many
        source = f"(SELECT * FROM {_name(entry_id, 'lines')} WHERE true {_OF_SALES})"  # noqa: S608 - of constants only
    for stretch in _stretches(first_sale, last):
        with book.writing() as connection:
            _gather(connection, entry_id, source, asked | stretch)
        yield many * (stretch["last"] - first_sale + 1) // (last - first_sale + 1), many
    with book.writing() as connection:
        connection.execute(f"CREATE TEMP TABLE {_name(entry_id, 'whole')} (done)")


def is_gathered(connection: sqlite3.Connection, entry_id: int) -> bool:
    """Say whether all that an entry adds was worked out."""
    asked = "SELECT 1 FROM sqlite_temp_master WHERE name = ?"
    return connection.execute(asked, [_name(entry_id, "whole")]).fetchone() is not None


def move(connection: sqlite3.Connection, entry_id: int, sign: int) -> None:
    """Put what was gathered into the running totals, balances and shelves (1), or take it out of them (-1)."""
    for running in RUNNING:
        gathered = _name(entry_id, running.table)
        for statement in (running.merge(gathered),) if sign > 0 else running.part(gathered):
            connection.execute(statement)
    debts.add(connection, entry_id, sign, credit=_name(entry_id, "credit"))
    goods.refresh_entry(connection, entry_id, sold=_name(entry_id, "day_product_totals"))
    forget(connection, entry_id)


def forget(connection: sqlite3.Connection, entry_id: int) -> None:
    """Drop what was gathered of an entry."""
    for what in (*(running.table for running in RUNNING), "credit", "lines", "whole"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{_name(entry_id, what)}")


def _stretches(first: int | None, last: int | None) -> Iterator[dict[str, int]]:
    """Give first and last of each stretch of numbers."""
    if first is None or last is None:
        return
    for at in range(first, last + 1, _STRETCH):
        yield {"first": at, "last": min(at + _STRETCH - 1, last)}


def _begin(connection: sqlite3.Connection, entry_id: int) -> None:
    for running in RUNNING:
        connection.execute(
            f"CREATE TEMP TABLE {_name(entry_id, running.table)} "
            f"({running.columns}, PRIMARY KEY ({', '.join(running.keys)})) WITHOUT ROWID"
        )
    connection.execute(f"CREATE TEMP TABLE {_name(entry_id, 'credit')} (customer_id, total_minor)")
    connection.execute(
        f"CREATE TEMP TABLE {_name(entry_id, 'lines')} ({_COLUMNS}, PRIMARY KEY (sale_id, id)) WITHOUT ROWID"
    )


def _copy(connection: sqlite3.Connection, entry_id: int, stretch: dict[str, int]) -> None:
    """Put some lines with the others of their sales."""
    copied = f"INSERT INTO {_name(entry_id, 'lines')} {_LINES}"
    connection.execute(copied, {"entry": entry_id, "reach": 0, **stretch})


def _gather(connection: sqlite3.Connection, entry_id: int, source: str, asked: dict[str, int]) -> None:
    """Add up the lines of some sales."""
    for running in RUNNING:
        connection.execute(running.gather(source, _name(entry_id, running.table)), asked)
    credit = debts.CREDIT.format(lines=source)
    connection.execute(f"INSERT INTO {_name(entry_id, 'credit')} {credit}", asked)


def _name(entry_id: int, what: str) -> str:
    return f"moving_{int(entry_id)}_{what}"
