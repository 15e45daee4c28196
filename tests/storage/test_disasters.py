"""Everything that can be wrong with the file: refused with a sentence that says what to do, the file untouched."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from shopkeeping import FIRST, LAST, head, line

from storage import upkeep
from storage.book import Book
from storage.errors import BookDamaged, BookInUse, BookMissing, BookReadOnly, BookUnusable, DiskFull, NotABook
from storage.reading import periods
from tests.killing import exit_zero_only_if_raised, in_child, without_rights


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.db"


def begin(path, sales=1):
    with Book.open(path) as book:
        (cable,) = book.ensure_products(["Cable"]).values()
        with book.writing():
            for _ in range(sales):
                book.post(head(), line(cable))
    return path


def zero_length(path):
    path.touch()


def garbage(path):
    path.write_bytes(b"Dear diary, today I sold two cables.\n" * 500)


def garbage_after_the_header(path):
    path.write_bytes(b"SQLite format 3\x00" + os.urandom(8192))


def cut_short(path):
    begin(path, 50)
    path.write_bytes(path.read_bytes()[:-6000])


def a_bad_page(path):
    begin(path, 200)
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sale_lines'").fetchone()[
            0
        ]
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


def somebody_elses(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (id)")
    connection.close()


def a_folder(path):
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "error", "sentence"),
    [
        (zero_length, BookDamaged, r"0 bytes.*restore"),
        (garbage, BookDamaged, r"damaged.*restore"),
        (garbage_after_the_header, BookDamaged, r"damaged.*restore"),
        (cut_short, BookDamaged, r"damaged.*restore"),
        (a_bad_page, BookDamaged, r"damaged.*restore"),
        (somebody_elses, NotABook, r"not a shop's book.*\[storage\] path"),
        (a_folder, BookDamaged, r"not a file"),
    ],
)
def test_what_cannot_be_a_book_is_refused_and_untouched(path, spoil, error, sentence):
    spoil(path)
    before = path.is_file() and hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(error, match=sentence):
        Book.open(path)
    assert (path.is_file() and hashlib.sha256(path.read_bytes()).digest()) == before


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(BookMissing, match=r"folder .* does not exist"):
        Book.open(tmp_path / "nowhere" / "shop.db")


def test_a_book_that_was_there_is_missed(path):
    begin(path).unlink()
    with pytest.raises(BookMissing, match=r"missing, though there was a book.*restore"):
        Book.open(path)
    assert not path.exists()
    path.with_name("shop.db.lock").unlink()  # what the sentence in the lock file says one may do
    Book.open(path).close()


def test_a_book_with_backups_is_missed(path, tmp_path):
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "shop-20260101T000000Z.db").touch()
    with pytest.raises(BookMissing, match="holds its backups"):
        Book.open(path, backups_folder=tmp_path / "backups")


def test_a_book_whose_log_lies_there_is_missed(path):
    path.with_name("shop.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(BookMissing):
        Book.open(path)


def test_a_too_old_sqlite_is_told(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    with pytest.raises(BookUnusable, match=r"needs 3\.37 or newer"):
        Book.open(path)


def test_no_book_is_begun_unless_asked(path):
    for opening in (Book.open_reading, lambda where: Book.open(where, create=False)):
        with pytest.raises(BookMissing, match="There is no book"):
            opening(path)
    assert list(path.parent.iterdir()) == []


def test_a_second_writer_is_told_and_the_first_goes_on(path):
    with Book.open(path) as book:
        with pytest.raises(BookInUse, match="two must not write one book"):
            Book.open(path)
        book.ensure_products(["Cable"])
    Book.open(path).close()


def test_the_lock_goes_with_its_process(path):
    assert in_child(lambda: Book.open(path)) == 0
    Book.open(path).close()


@pytest.fixture
def shared():
    """A folder that nobody may enter (pytest's own are closed to others)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_without_rights_on_file_or_folder_it_is_refused(shared):
    path = begin(shared / "shop.db")
    path.chmod(0o444)
    path.with_name("shop.db.lock").chmod(0o444)
    before = path.read_bytes()

    def refused():
        with exit_zero_only_if_raised(BookReadOnly):
            Book.open(path)

    def refused_new():
        with exit_zero_only_if_raised(BookReadOnly):
            Book.open(shared / "other.db")

    assert in_child(without_rights(refused)) == 0
    assert in_child(without_rights(refused_new)) == 0
    path.chmod(0o666)
    assert in_child(without_rights(refused)) == 0  # the file may be written, its folder not
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_read_is_refused_to_readers(shared):
    path = begin(shared / "shop.db")
    path.chmod(0o000)

    def refused():
        with exit_zero_only_if_raised(BookReadOnly):
            Book.open_reading(path)

    assert in_child(without_rights(refused)) == 0


def test_a_full_disk_refuses_this_sale_only(path):
    begin(path, 3)
    with Book.open(path) as book:
        pages = book.value("PRAGMA page_count")
        book.value(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiskFull, match=r"Not saved: .* is full"):
            book.post(head(raw_text="x" * 100_000), line(1))
        assert periods.of_period(book, FIRST, LAST).lines == 3
        book.value("PRAGMA max_page_count = 1000000")
        book.post(head(raw_text="x" * 100_000), line(1))
        assert periods.of_period(book, FIRST, LAST).lines == 4
        assert upkeep.check(book) == []


def test_a_page_that_goes_bad_while_open_is_told(path):
    begin(path, 400)
    with Book.open_reading(path) as book:
        page = book.value("SELECT rootpage FROM sqlite_master WHERE name = 'sale_lines'")
        with path.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xa5" * 4096)
    with Book.open_reading(path) as book:
        assert book.value("SELECT count(*) FROM entries") == 400
        with pytest.raises(BookDamaged, match="restore"):
            book.rows("SELECT sum(total_minor) FROM sales_book")


def test_every_refusal_is_a_sentence_for_who_runs_the_machine(path):
    zero_length(path)
    with pytest.raises(BookUnusable) as refusal:
        Book.open(path)
    assert refusal.value.sentence.endswith(".")
    assert str(path) in refusal.value.sentence
