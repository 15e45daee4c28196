"""The public views, whole: for exports and scripts. Their names and columns stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.file import BookFile

VIEWS = (
    "sales_book",
    "stock_book",
    "restocks_book",
    "debts_book",
    "payments_book",
    "expenses_book",
    "campaigns_book",
    "audit_book",
)
_AT_ONCE = 5_000


def columns(book: BookFile, view: str) -> tuple[str, ...]:
    """Give the columns of a view, in order. KeyError for anything but a view."""
    return tuple(name for (name,) in book.rows("SELECT name FROM pragma_table_info(?)", [_known(view)]))


def rows(book: BookFile, view: str) -> Iterator[tuple[Any, ...]]:
    """Give all rows of a view, a portion in memory at a time. Hold a snapshot around it."""
    cursor = book.connection.execute(f"SELECT * FROM {_known(view)}")  # noqa: S608 - one of VIEWS
    while portion := cursor.fetchmany(_AT_ONCE):
        yield from portion


def _known(view: str) -> str:
    if view not in VIEWS:
        raise KeyError(view)
    return view
