"""What a large entry adds to the book's figures, worked out beforehand a stretch of days at a time.

Half a million lines take seconds to add up, and a typed sale must not wait for that. So the sums are gathered in
temporary tables, where they count nowhere, with other work in between; then one short transaction moves them into
the running totals, or out of them: whoever reads sees all of the entry or nothing. The lines of an entry never
change, so what was gathered stays true whatever is written meanwhile. Killed midway, the temporary tables are gone
and nothing has happened.
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
_STRETCH = 15_000  # lines of a step, if no single day has more
_DAYS = "SELECT sold_on, count(*) FROM sale_lines WHERE entry_id = ? GROUP BY sold_on ORDER BY sold_on"
_COLUMNS = "id, sale_id, sold_on, sold_at, product_id, customer_id, region, payment, quantity_milli, total_minor, cost_minor"
# By the day's index: the days of one entry lie scattered under its own.
_LINES = (
    f"SELECT {_COLUMNS} FROM sale_lines INDEXED BY sale_lines_day "  # noqa: S608 - of constants only
    "WHERE sold_on BETWEEN :first AND :last AND entry_id = :entry"
)


def is_large(book: BookFile, entry_id: int) -> bool:
    """Say whether an entry has so many sale lines that moving it at once would keep others waiting."""
    asked = "SELECT count(*) FROM (SELECT 1 FROM sale_lines WHERE entry_id = ? LIMIT ?)"
    return bool(book.value(asked, [entry_id, LARGE]) == LARGE)


def gather(book: BookFile, entry_id: int) -> Iterator[tuple[int, int]]:
    """Work out what an entry adds, each step a short transaction; gives (days done, days in all) after each.

    Whoever brings the entry into force next, or takes it out (`posting.count`), moves what was gathered.
    """
    with book.writing() as connection:
        forget(connection, entry_id)
        _begin(connection, entry_id)
        days = connection.execute(_DAYS, [entry_id]).fetchall()
    done = 0
    for first, last, many in _stretches(days):
        with book.writing() as connection:
            _gather(connection, entry_id, first, last)
        done += many
        yield done, len(days)
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


def _stretches(days: list[tuple[str, int]]) -> Iterator[tuple[str, str, int]]:
    """Give first day, last day and number of days of stretches of about as many lines."""
    first, lines, many = "", 0, 0
    for place, (day, count) in enumerate(days, 1):
        first, lines, many = first or day, lines + count, many + 1
        if lines >= _STRETCH or place == len(days):
            yield first, day, many
            first, lines, many = "", 0, 0


def _begin(connection: sqlite3.Connection, entry_id: int) -> None:
    for running in RUNNING:
        connection.execute(
            f"CREATE TEMP TABLE {_name(entry_id, running.table)} "
            f"({running.columns}, PRIMARY KEY ({', '.join(running.keys)})) WITHOUT ROWID"
        )
    connection.execute(f"CREATE TEMP TABLE {_name(entry_id, 'credit')} (customer_id, total_minor)")
    connection.execute(
        f"CREATE TEMP TABLE {_name(entry_id, 'lines')} ({_COLUMNS}, PRIMARY KEY (sold_on, product_id, id)) WITHOUT ROWID"
    )


def _gather(connection: sqlite3.Connection, entry_id: int, first: str, last: str) -> None:
    """Add up the lines of some days; a sale has one day, so none is in two stretches."""
    lines = _name(entry_id, "lines")
    connection.execute(f"INSERT INTO {lines} {_LINES}", {"first": first, "last": last, "entry": entry_id})
    for running in RUNNING:
        gathered = _name(entry_id, running.table)
        connection.execute(f"INSERT INTO {gathered} ({running.columns}) {running.gather(lines)}")
    connection.execute(f"INSERT INTO {_name(entry_id, 'credit')} {debts.CREDIT.format(lines=lines)}")
    connection.execute(f"DELETE FROM {lines}")  # noqa: S608 - of constants only


def _name(entry_id: int, what: str) -> str:
    return f"moving_{int(entry_id)}_{what}"
