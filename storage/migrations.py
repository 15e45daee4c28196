"""How the schema came to be, step by step, and how a book is brought up to date.

A step is never changed once published; the next one is appended. All steps that a book lacks, and the
views, are written in one transaction: killed at any statement, the book is the old one or the new one.
sqlite_utils keeps the record of applied steps. It is imported only when there is a step to apply, and without
pandas, which it loads where that is installed: 50 MB that the resident process has no use for.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from storage import statements
from storage.errors import BookNewer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

SET = "shopbook"
APPLICATION_ID = 0x53484F50  # "SHOP" in the file's header: this SQLite file is ours


def _first(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in statements.of_file("schema.sql"):
        connection.execute(statement)


def _visits(connection: sqlite3.Connection) -> None:
    for statement in statements.of_file("visits.sql"):
        connection.execute(statement)


STEPS: tuple[tuple[str, Callable[[sqlite3.Connection], None]], ...] = (
    ("0001 the first schema", _first),
    ("0002 visits to the demo", _visits),
)


def applied(connection: sqlite3.Connection) -> list[str]:
    """Give the names of the steps that this book has, oldest first; none for a file that is no book."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", [SET]
    )
    return [name for (name,) in rows]


def pending(connection: sqlite3.Connection, path: Path) -> list[str]:
    """Give the names of the steps that this book lacks; BookNewer when it has one that nobody here knows."""
    known = [name for name, _ in STEPS]
    has = applied(connection)
    if set(has) - set(known):
        raise BookNewer(
            f"{path} was written by a newer version of the program. Install that version again, "
            "or bring back a backup from before with: python -m bot restore FILE."
        )
    return [name for name in known if name not in has]


def stale_views(connection: sqlite3.Connection) -> bool:
    """Tell whether a view of the book differs from views.sql."""
    kept = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    return any(kept.get(name) != text for name, text in _views())


def bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    """Apply what is pending and renew the views when their text changed, all or nothing."""
    lacking = pending(connection, path)
    if not lacking and not stale_views(connection):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if lacking:
            _drop_views(connection)  # a step may change what they stand on
            _apply(connection)
        if stale_views(connection):
            _drop_views(connection)
            for _, text in _views():
                connection.execute(text)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _apply(connection: sqlite3.Connection) -> None:
    with _unloaded("pandas", "numpy"):
        from sqlite_utils import Database, Migrations  # noqa: PLC0415 - see the module's first lines

    steps = Migrations(SET)
    for name, step in STEPS:
        steps(name=name)(lambda db, step=step: step(db.conn))
    # Inside our own transaction, sqlite_utils puts each step into a savepoint.
    steps.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


@contextmanager
def _unloaded(*libraries: str) -> Iterator[None]:
    """Keep libraries that are merely an option of another from being loaded with it."""
    barred = [name for name in libraries if name not in sys.modules]
    for name in barred:
        sys.modules[name] = None  # type: ignore[assignment]  # what Python takes for "not installed"
    try:
        yield
    finally:
        for name in barred:
            del sys.modules[name]


def _views() -> list[tuple[str, str]]:
    return [(text.split()[2], text) for text in statements.of_file("views.sql")]


def _drop_views(connection: sqlite3.Connection) -> None:
    for name, _ in _views():
        connection.execute(f"DROP VIEW IF EXISTS {name}")
