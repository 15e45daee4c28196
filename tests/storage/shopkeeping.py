"""A small shop for the tests of storage: heads, lines, and the whole of a book as plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

from storage.records import EntryHead, SaleLine

NOW = datetime(2026, 11, 21, 9, 37, 5, tzinfo=UTC)
TODAY = date(2026, 11, 21)
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
_numbers = count(1)


def day(before: int = 0) -> date:
    return TODAY - timedelta(days=before)


def head(source: str | None = None, kind: str = "sale", **more) -> EntryHead:
    named = {"who": "Pilusa", "member_id": 7, "chat_id": 1, "message_id": 1, "raw_text": "2 hdmi 240"} | more
    return EntryHead(kind=kind, source=source or f"tg:1:{next(_numbers)}", made_at=NOW, **named)


def line(product_id: int, quantity: int = 1, total: int = 100, *, on: date = TODAY, **more) -> SaleLine:
    return SaleLine(on, product_id, quantity * 1000, total, **more)


def act(source: str | None = None) -> dict:
    return {"who": "Pilusa", "at": NOW, "source": source or f"act:{next(_numbers)}", "member_id": 7}


def everything(book) -> dict[str, list]:
    """All rows of all tables, for "nothing changed"."""
    tables = book.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {name: book.rows(f"SELECT * FROM {name}") for (name,) in tables}


def post_and_fail(book, *lines):
    """Write an entry down, then break before the transaction's end."""
    with book.writing():
        book.post(head(), *lines)
        raise ZeroDivisionError
