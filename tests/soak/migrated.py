"""A migration that dies: at each of its statements, from every schema that was ever published to one step further."""

from __future__ import annotations

import contextlib
import sqlite3
from itertools import count
from typing import TYPE_CHECKING
from unittest.mock import patch

from storage import migrations, upkeep
from storage.book import Book
from storage.records import EntryHead, SaleLine
from tests.killing import KILLED, dying_at, in_child
from tests.soak.seller import BEGIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FURTHER = "9999 one step further"


def migrated(folder: Path, size: int, seed: int) -> str:
    """Sell `size` times in a book of each published schema, and let its migration die at every statement."""
    del seed
    deaths, untouched = 0, 0
    for published in range(1, len(migrations.STEPS) + 1):
        home = folder / str(published)
        home.mkdir(parents=True)
        died, old = _died_everywhere(home, published, size)
        deaths, untouched = deaths + died, untouched + old
    return (
        f"{len(migrations.STEPS)} published schemas, {deaths} deaths: the old book whole after {untouched}, the new one"
        f" after {deaths - untouched}; {size} sales there after each, a backup from before, every figure agrees"
    )


def _died_everywhere(home: Path, published: int, sales: int) -> tuple[int, int]:
    book, backups = home / "shopbook.db", home / "backups"
    with patch.object(migrations, "STEPS", migrations.STEPS[:published]):
        _sold(book, sales)
    old, untouched = _schema(book), 0
    with patch.object(migrations, "STEPS", (*migrations.STEPS, (FURTHER, _further))):
        for statement in count():
            code = in_child(dying_at(statement, lambda: Book.open(book, backups_folder=backups).close()))
            assert code in (0, KILLED), f"it ended with {code}"
            assert _sales(book) == sales, f"sales are missing after a death at statement {statement}"
            untouched += code == KILLED and _schema(book) == old
            if code == 0:
                break
        assert _schema(book) != old, "nothing was migrated"
        with Book.open(book) as opened:
            assert upkeep.check(opened) == []
    kept = [file for file in backups.iterdir() if file.suffix == ".db"]
    assert kept, "no backup was made"
    assert all(_schema(file) == old and _sales(file) == sales for file in kept), (
        "a backup is not the old book"
    )
    return statement, untouched


def _sold(book: Path, sales: int) -> None:
    """Begin a book and sell in it, below everything that may ask for what a later schema has."""
    with Book.open(book) as opened:
        (candle,) = opened.ensure_products(["Candle"]).values()
        for number in range(sales):
            head = EntryHead("sale", f"tg:1:{number}", BEGIN, "owner", raw_text="1 candle 5")
            opened.post(head, SaleLine(BEGIN.date(), candle, 1000, 500))


def _further(connection: sqlite3.Connection) -> None:
    """Change a table, fill what is new, add an index: what a step does."""
    connection.execute("ALTER TABLE products ADD COLUMN shelf TEXT")
    connection.execute("UPDATE products SET shelf = 'A' || id")
    connection.execute("CREATE INDEX products_shelf ON products(shelf)")


def _asked(book: Path, work: Callable[[sqlite3.Connection], object]) -> object:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        return work(connection)


def _schema(book: Path) -> object:
    return _asked(
        book, lambda one: one.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    )


def _sales(book: Path) -> object:
    return _asked(book, lambda one: one.execute("SELECT count(*) FROM sale_lines").fetchone()[0])
