from __future__ import annotations

import sqlite3
import subprocess
import sys
from itertools import count

import pytest
from shopkeeping import head, line

from storage import migrations, statements, upkeep
from storage.book import Book
from storage.errors import BookNewer
from tests.killing import KILLED, dying_at, in_child


def schema(path):
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return rows


def second(connection):
    connection.execute("ALTER TABLE products ADD COLUMN shelf TEXT")
    connection.execute("UPDATE products SET shelf = 'A' || id")
    connection.execute("CREATE INDEX products_shelf ON products(shelf)")


@pytest.fixture
def newer(monkeypatch):
    """The program one step further on."""

    def further():
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("9998 shelves", second)))

    return further


def test_a_new_book_has_every_step_and_is_marked_as_ours(tmp_path):
    with Book.open(tmp_path / "shop.db") as book:
        assert migrations.applied(book.connection) == [name for name, _ in migrations.STEPS]
        assert book.value("PRAGMA application_id") == migrations.APPLICATION_ID
        assert book.value("PRAGMA journal_mode") == "wal"
        assert book.value("PRAGMA synchronous") == 2
        assert book.value("PRAGMA foreign_keys") == 1


def test_every_table_is_strict(book):
    tables = book.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    assert {
        name for name, strict in tables if not strict and not name.startswith(("sqlite_", "_sqlite_"))
    } == set()


def test_a_book_killed_at_any_statement_of_its_beginning_is_not_there_or_whole(memory):
    whole = memory / "whole.db"
    Book.open(whole).close()
    path = memory / "shop.db"
    for statement in count():
        code = in_child(dying_at(statement, lambda: Book.open(path).close()))
        if code == 0:
            break
        assert code == KILLED
        if path.exists():
            assert schema(path) == schema(whole)
        for leftover in memory.glob("shop.db*"):
            if leftover.name != "shop.db.new":  # a half-made one is what the next start must cope with
                leftover.unlink()
    assert statement > 60
    assert schema(path) == schema(whole)


def test_a_migration_killed_at_any_statement_leaves_the_old_book_or_the_new(memory, newer):
    path = memory / "shop.db"
    with Book.open(path) as book:
        (cable,) = book.ensure_products(["Cable"]).values()
        book.post(head(), line(cable))
        old, products = schema(path), book.rows("SELECT * FROM products")
    newer()
    seen = set()
    for statement in count():
        code = in_child(dying_at(statement, lambda: Book.open(path).close()))
        if code == 0:
            break
        assert code == KILLED
        seen.add(schema(path) == old)
    assert statement > 20
    assert True in seen
    assert schema(path) != old
    with Book.open(path) as book:
        assert [row[: len(products[0])] for row in book.rows("SELECT * FROM products")] == products
        assert book.rows("SELECT shelf FROM products") == [("A1",)]
        assert upkeep.check(book) == []


def test_a_backup_is_made_before_a_migration(tmp_path, newer):
    path, backups = tmp_path / "shop.db", tmp_path / "backups"
    Book.open(path).close()
    old = schema(path)
    newer()
    Book.open(path, backups_folder=backups).close()
    (backup,) = backups.iterdir()
    assert schema(backup) == old
    assert backup.name == f"shop-before-schema-{len(migrations.STEPS)}.db"


def test_an_up_to_date_book_is_opened_without_a_backup_and_without_a_write(tmp_path):
    path = tmp_path / "shop.db"
    Book.open(path).close()
    before = path.read_bytes()
    Book.open(path).close()
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == {"shop.db", "shop.db.lock"}


def test_a_migration_that_fails_leaves_the_old_book(tmp_path, monkeypatch):
    path = tmp_path / "shop.db"
    Book.open(path).close()
    before = schema(path)

    def broken(connection):
        second(connection)
        raise ZeroDivisionError

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("9998 broken", broken)))
    with pytest.raises(ZeroDivisionError):
        Book.open(path)
    assert schema(path) == before


def test_a_newer_book_is_refused(tmp_path, newer, monkeypatch):
    path = tmp_path / "shop.db"
    known = migrations.STEPS
    newer()
    Book.open(path).close()
    monkeypatch.setattr(migrations, "STEPS", known)
    for opening in (Book.open, Book.open_reading):
        with pytest.raises(BookNewer, match="newer version"):
            opening(path)


def test_views_are_renewed_when_their_text_changed_and_others_are_left_alone(tmp_path):
    path = tmp_path / "shop.db"
    Book.open(path).close()
    before = schema(path)
    with sqlite3.connect(path) as outside:
        outside.execute("DROP VIEW expenses_book")
        outside.execute("CREATE VIEW expenses_book AS SELECT 1 AS old")
        outside.execute("DROP VIEW debts_book")
        outside.execute("CREATE VIEW my_own AS SELECT 1")
    outside.close()
    Book.open(path).close()
    assert [row for row in schema(path) if row[0] != "my_own"] == before
    assert "my_own" in dict(schema(path))


def test_a_script_is_split_at_its_statements_only():
    script = (
        "-- why\nCREATE TABLE a (  -- ; no end\n  b TEXT DEFAULT ';'\n);\n\nCREATE INDEX c ON a(b); -- last\n"
    )
    assert [one.split()[:2] for one in statements.split(script)] == [["CREATE", "TABLE"], ["CREATE", "INDEX"]]
    with pytest.raises(ValueError, match="inside a statement"):
        statements.split("CREATE TABLE a (")


def test_an_up_to_date_book_is_opened_without_loading_pandas(tmp_path):
    """Which sqlite_utils would bring: 50 MB that the process that stays has no use for."""
    path = tmp_path / "shop.db"
    Book.open(path).close()
    program = (
        "import sys; from storage.book import Book; Book.open(sys.argv[1]).close(); Book.open_reading(sys.argv[1]).close();"
        "print(sorted({'pandas', 'numpy', 'sqlite_utils'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", program, path], check=True, capture_output=True, text=True)
    assert said.stdout == "[]\n"
