from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from shopkeeping import FIRST, LAST, NOW, head, line

from storage import backups, upkeep
from storage.book import Book
from storage.errors import BookDamaged, BookInUse, BookMissing
from storage.reading import periods
from tests.killing import KILLED, dying_at, in_child


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.db"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


def sell(path, times):
    with Book.open(path) as book:
        (cable,) = book.ensure_products(["Cable"]).values()
        with book.writing():
            for _ in range(times):
                book.post(head(), line(cable))


def sales(path):
    with Book.open(path) as book:
        assert upkeep.check(book) == []
        return periods.of_period(book, FIRST, LAST).sales


def test_a_backup_is_one_whole_file(path, folder):
    sell(path, 3)
    made = backups.back_up(path, folder, NOW)
    assert [file.name for file in folder.iterdir()] == ["shop-20261121T093705Z.db"]
    assert sales(made) == 3


def test_a_backup_made_while_sales_come_in_holds_all_that_were_confirmed_before(path, folder):
    sell(path, 1)
    stop, confirmed = Event(), [0]

    def write():
        with Book.open(path) as book:
            while not stop.is_set():
                book.post(head(), line(1))
                confirmed[0] += 1

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            while confirmed[0] < 20:
                pass
            before = confirmed[0]
            made = backups.back_up(path, folder, NOW)
        finally:
            stop.set()
        writing.result()
    assert sales(made) >= before + 1


def test_a_backup_that_does_not_recount_is_no_backup(path, folder):
    sell(path, 3)
    with sqlite3.connect(path) as outside:
        outside.execute("UPDATE day_totals SET total_minor = 1")
    outside.close()
    with pytest.raises(BookDamaged, match="no good backup: day_totals"):
        backups.back_up(path, folder, NOW)
    assert list(folder.iterdir()) == []


def test_restoring_puts_the_backup_in_place_and_keeps_the_present_book(path, folder):
    sell(path, 2)
    made = backups.back_up(path, folder, NOW)
    sell(path, 5)
    aside = backups.restore(made, path, NOW)
    assert sales(path) == 2
    assert sales(aside) == 7
    assert aside.name == "shop-before-restore-20261121T093705Z.db"
    assert made.exists()


def test_a_stale_log_does_not_reach_the_restored_book(path, folder):
    sell(path, 2)
    made = backups.back_up(path, folder, NOW)
    open_book = sqlite3.connect(path)  # whoever keeps the log from being folded in, as a kill does
    open_book.execute("SELECT count(*) FROM entries").fetchone()
    sell(path, 5)
    assert path.with_name("shop.db-wal").stat().st_size > 0
    aside = backups.restore(made, path, NOW)
    open_book.close()
    assert sales(path) == 2
    assert sales(aside) == 7


def test_a_lost_or_damaged_book_is_restored_too(path, folder):
    sell(path, 2)
    made = backups.back_up(path, folder, NOW)
    path.unlink()
    assert backups.restore(made, path, NOW) is None
    assert sales(path) == 2
    path.write_bytes(b"nonsense" * 1000)
    aside = backups.restore(made, path, NOW)
    assert sales(path) == 2
    assert aside.read_bytes() == b"nonsense" * 1000


def test_what_is_no_good_backup_is_not_restored(path):
    sell(path, 2)
    before = path.read_bytes()
    bad = path.with_name("bad.db")
    bad.write_bytes(b"nonsense" * 1000)
    with pytest.raises(BookDamaged):
        backups.restore(bad, path, NOW)
    with pytest.raises(BookMissing, match="no file"):
        backups.restore(path.with_name("none.db"), path, NOW)
    assert path.read_bytes() == before


def test_nobody_may_be_writing_while_it_is_restored(path, folder):
    sell(path, 1)
    made = backups.back_up(path, folder, NOW)
    with Book.open(path), pytest.raises(BookInUse):
        backups.restore(made, path, NOW)


def test_a_restore_killed_anywhere_is_run_again(memory):
    path, folder = memory / "shop.db", memory / "backups"
    sell(path, 2)
    made = backups.back_up(path, folder, NOW)
    sell(path, 3)
    for statement in range(40):
        code = in_child(dying_at(statement, lambda: backups.restore(made, path, NOW)))
        if code == 0:
            break
        assert code == KILLED
        assert sales(path) == 5
    assert statement > 5
    assert sales(path) == 2


def test_rotation_keeps_seven_days_four_weeks_and_twelve_months(folder):
    folder.mkdir()
    last = datetime(2026, 11, 21, 3, tzinfo=UTC)
    for before in range(500):
        for hour in (0, 6):
            moment = last - timedelta(days=before) + timedelta(hours=hour)
            (folder / f"shop-{moment.strftime('%Y%m%dT%H%M%SZ')}.db").touch()
    (folder / "shop-before-schema-2.db").touch()
    (folder / "other-20200101T000000Z.db").touch()
    backups.rotate(folder, "shop")
    kept = sorted(file.name for file in folder.iterdir())
    days = [name[5:13] for name in kept if name.startswith("shop-2")]
    assert days == [
        *("20251231", "20260131", "20260228", "20260331", "20260430", "20260531", "20260630", "20260731"),
        *("20260831", "20260930", "20261031", "20261101", "20261108"),
        *("20261115", "20261116", "20261117", "20261118", "20261119", "20261120", "20261121"),
    ]
    assert all("T09" in name for name in kept if name.startswith("shop-2"))
    assert {"shop-before-schema-2.db", "other-20200101T000000Z.db"} <= set(kept)
    assert backups.rotate(folder, "shop") == []


def test_an_older_schema_is_backed_up_and_restored_as_it_is(path, folder, monkeypatch):
    from storage import migrations  # noqa: PLC0415 - only this test looks at the steps

    sell(path, 2)
    made = backups.back_up(path, folder, NOW)
    later = (
        "9998 later",
        lambda connection: connection.execute("ALTER TABLE products ADD COLUMN shelf TEXT"),
    )
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, later))
    backups.restore(made, path, NOW)
    assert sales(path) == 2
    with Book.open_reading(path) as book:
        assert book.rows("SELECT shelf FROM products") == [(None,)]
