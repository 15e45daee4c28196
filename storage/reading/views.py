"""The public views, whole: for exports and scripts. Their names and columns stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from storage.file import BookFile

COLUMNS: dict[str, dict[str, str]] = {
    "sales_book": {
        "sale_id": "the sale: its lines have the same number, and keep it when the sale is edited",
        "entry_id": "the entry that wrote the line: a message, a tap or a file",
        "sold_on": "the shop's day",
        "sold_at": "the moment in UTC (2026-11-21T09:30:00Z); null where only the day is known",
        "product": "its name",
        "category": "the product's; null where nobody said",
        "quantity": "how many or how much; negative: came back",
        "unit_price_minor": "what one piece came to, rounded; null where the quantity is 0",
        "total_minor": "what was paid for the line, after discount; negative: paid back",
        "cost_minor": "what the whole line cost the shop; null where not known",
        "customer": "his name; null where nobody was named",
        "region": "of the sale, else of the customer; null where nobody said",
        "payment": "cash, card, eft, credit, other; null where nobody said",
        "recorded_by": "who wrote it down",
        "source": "what made the entry: tg:<chat>:<message>, file:<sha256>, cli:…",
    },
    "stock_book": {
        "product": "its name",
        "category": "null where nobody said",
        "on_hand": "the last count, and what came in and went out since; null: never counted",
        "on_order": "ordered and not yet come in",
        "price_minor": "the price of one piece; null where nobody said",
        "cost_minor": "the cost of one piece; null where nobody said",
    },
    "restocks_book": {
        "entry_id": "the entry that wrote it down",
        "received_on": "the shop's day",
        "product": "its name",
        "quantity": "how many came in",
        "total_minor": "what was paid for the line; null where nobody said",
    },
    "debts_book": {
        "customer": "his name",
        "balance_minor": "what he owes; negative: paid ahead",
        "since": "the day of the oldest sale on credit not yet settled",
    },
    "payments_book": {
        "entry_id": "the entry that wrote it down",
        "paid_on": "the shop's day",
        "customer": "who paid off",
        "amount_minor": "how much",
        "payment": "cash, card, eft, other; null where nobody said",
    },
    "expenses_book": {
        "entry_id": "the entry that wrote it down",
        "spent_on": "the shop's day",
        "note": "what for",
        "amount_minor": "how much",
        "payment": "cash, card, eft, other; null where nobody said",
    },
    "campaigns_book": {
        "campaign": "its name",
        "starts_on": "its first day",
        "ends_on": "its last day",
        "budget_minor": "what it costs; null where nobody said",
        "channel": "flyer, radio, …; null where nobody said",
    },
    "audit_book": {
        "at": "the moment in UTC",
        "who": "who did it",
        "what": "the kind of entry, or edit, undo, restore, import, joined, removed, …",
        "entry_id": "the entry it was done to; null where there is none",
        "detail": "his words, or the file's name",
    },
}
"""Every view with its columns in order, and what each holds: the public interface of the book."""
VIEWS = tuple(COLUMNS)
# What happened on days, and the column that says on which.
DATED = {
    "sales_book": "sold_on",
    "restocks_book": "received_on",
    "payments_book": "paid_on",
    "expenses_book": "spent_on",
}
_AT_ONCE = 5_000


def columns(book: BookFile, view: str) -> tuple[str, ...]:
    """Give the columns of a view, in order. KeyError for anything but a view."""
    return tuple(name for (name,) in book.rows("SELECT name FROM pragma_table_info(?)", [_known(view)]))


def rows(
    book: BookFile, view: str, first: date | None = None, last: date | None = None
) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a view, a portion in memory at a time. Hold a snapshot around it.

    With days, both included, only the rows of a view in DATED that fall on them.
    """
    sql, values = f"SELECT * FROM {_known(view)}", []  # noqa: S608 - one of VIEWS
    if first is not None and last is not None:
        sql += f" WHERE {DATED[view]} BETWEEN ? AND ?"
        values = [first.isoformat(), last.isoformat()]
    cursor = book.connection.execute(sql, values)
    while portion := cursor.fetchmany(_AT_ONCE):
        yield from portion


def _known(view: str) -> str:
    if view not in VIEWS:
        raise KeyError(view)
    return view
