from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from shopkeeping import FIRST, LAST, NOW, head, line

from storage.book import Book
from storage.errors import BookReadOnly
from storage.reading import periods


def revenue(book):
    return periods.of_period(book, FIRST, LAST).revenue_minor


def test_a_reader_cannot_write(book):
    with Book.open_reading(book.path) as reader:
        assert not reader.may_write
        with pytest.raises(BookReadOnly, match="one writer"):
            reader.post(head())
        with pytest.raises(BookReadOnly):
            reader.rows("DELETE FROM products")


def test_a_snapshot_stays_as_it_was(book, known):
    with Book.open_reading(book.path) as reader:
        with reader.snapshot(), reader.snapshot():
            assert revenue(reader) == 0
            book.post(head(), line(known.cable, 1, 100))
            assert revenue(reader) == 0
        assert revenue(reader) == 100


def test_a_reader_sees_whole_entries_only(book, known):
    """Totals and rows agree in every snapshot, while sales and a file come in."""
    stop = Event()

    def read():
        seen = set()
        with Book.open_reading(book.path) as reader:
            while not stop.is_set():
                with reader.snapshot():
                    rows = reader.value("SELECT coalesce(sum(total_minor), 0) FROM sales_book")
                    assert revenue(reader) == rows
                    seen.add(rows)
        return seen

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        try:
            for _ in range(100):
                book.post(head(), line(known.cable, 1, 1), line(known.charger, 1, 1))
            staged = book.stage(head(kind="import", file_name="march.csv")).entry_id
            for _ in range(10):
                book.stage_sales(staged, [line(known.cable, 1, 1000)] * 10)
                book.post(head(), line(known.cable, 1, 1))
            book.enforce(staged, at=NOW)
        finally:
            stop.set()
        seen = reading.result()
    assert revenue(book) == 100_210
    assert len(seen) > 2
    assert not {total for total in seen if total % 1000 > 210}


def test_a_book_belongs_to_the_thread_that_opened_it(book):
    with ThreadPoolExecutor(1) as pool, pytest.raises(Exception, match="thread"):
        pool.submit(book.post, head()).result()
