"""Entries for /history, undo and replies: which there are, whether they stand, and what they say.

Entries that were reversed are given too where a function does not say otherwise.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.moments import instant, moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from storage.file import BookFile, Values
    from storage.records import State

_COLUMNS = (
    "e.id, e.root_id, e.kind, e.state, e.source, e.made_at, e.member_id, e.who, e.chat_id, e.message_id, "
    "e.raw_text, e.understood, e.replaces, e.reversed_at, e.reversed_by, e.file_name"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands; `root_id` is the first of its chain of edits."""

    id: int
    root_id: int
    kind: str
    state: State
    source: str
    made_at: datetime
    member_id: int | None
    who: str
    chat_id: int | None
    message_id: int | None
    raw_text: str
    understood: Mapping[str, Any]
    replaces: int | None
    reversed_at: datetime | None
    reversed_by: int | None
    file_name: str | None


def by_id(book: BookFile, entry_id: int) -> Entry | None:
    """Give an entry by its number."""
    return _first(book, "FROM entries AS e WHERE e.id = ?", [entry_id])


def by_source(book: BookFile, source: str) -> Entry | None:
    """Give the entry that a message or file made; an edit may stand in its place (`standing`)."""
    return _first(book, "FROM entries AS e WHERE e.source = ?", [source])


def by_confirmation(book: BookFile, chat_id: int, message_id: int) -> list[Entry]:
    """Give the entries that one of our messages confirmed: what a reply to it speaks of."""
    return _all(
        book,
        "FROM confirmations AS c JOIN entries AS e ON e.id = c.entry_id "
        "WHERE c.chat_id = ? AND c.message_id = ? ORDER BY e.id",
        [chat_id, message_id],
    )


def last_undone(book: BookFile, *, chat_id: int | None = None, member_id: int | None = None) -> Entry | None:
    """Give the entry that was undone last and has no edit standing in its place: what a redo brings back."""
    return _first(
        book,
        "FROM entries AS e WHERE e.state <> 'in force' AND e.state = 'reversed' AND (:chat IS NULL OR e.chat_id = :chat) "
        "AND (:member IS NULL OR e.member_id = :member) "
        "AND NOT EXISTS (SELECT 1 FROM entries AS o WHERE o.root_id = e.root_id AND o.state = 'in force') "
        "ORDER BY (SELECT max(a.id) FROM audit AS a WHERE a.entry_id = e.id) DESC LIMIT 1",
        {"chat": chat_id, "member": member_id},
    )


def standing(book: BookFile, root_id: int) -> Entry | None:
    """Give the version in force of a chain of edits; None when it was undone."""
    return _first(book, "FROM entries AS e WHERE e.root_id = ? AND e.state = 'in force'", [root_id])


def first_said(book: BookFile, entry_id: int) -> datetime | None:
    """Give the moment at which the first version of an entry's chain of edits was made."""
    made = book.row(
        "SELECT f.made_at FROM entries AS e JOIN entries AS f ON f.id = e.root_id WHERE e.id = ?", [entry_id]
    )
    return None if made is None else moment(made[0])


def products_priced(book: BookFile, entry_id: int) -> frozenset[int]:
    """Give the products for which an entry says what they cost the buyer."""
    asked = "SELECT subject_id FROM fact_changes WHERE entry_id = ? AND subject = 'product' AND field = 'price_minor'"
    return frozenset(one for (one,) in book.rows(asked, [entry_id]))


def versions(book: BookFile, root_id: int) -> list[Entry]:
    """Give all versions of a chain of edits, the first one first."""
    return _all(book, "FROM entries AS e WHERE e.root_id = ? ORDER BY e.id", [root_id])


def history(
    book: BookFile,
    *,
    before_id: int | None = None,
    limit: int = 20,
    kind: str | None = None,
    chat_id: int | None = None,
    member_id: int | None = None,
    state: State | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Entry]:
    """Give entries, the newest first: made from `since` to before `until`, older than `before_id` for the next page."""
    asked = {
        "before": before_id,
        "limit": limit,
        "kind": kind,
        "chat": chat_id,
        "member": member_id,
        "state": state,
        "since": None if since is None else instant(since),
        "until": None if until is None else instant(until),
    }
    return _all(
        book,
        "FROM entries AS e WHERE e.state <> 'staged' AND (:before IS NULL OR e.id < :before) "
        "AND (:kind IS NULL OR e.kind = :kind) AND (:chat IS NULL OR e.chat_id = :chat) "
        "AND (:member IS NULL OR e.member_id = :member) AND (:state IS NULL OR e.state = :state) "
        "AND (:since IS NULL OR e.made_at >= :since) AND (:until IS NULL OR e.made_at < :until) "
        "ORDER BY e.id DESC LIMIT :limit",
        asked,
    )


def of_sales(
    book: BookFile,
    first: date,
    last: date,
    *,
    product_id: int | None = None,
    customer_id: int | None = None,
    limit: int = 20,
) -> list[Entry]:
    """Give the entries in force with sales of these days, product and customer, the newest first."""
    asked = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "product": product_id,
        "customer": customer_id,
        "limit": limit,
    }
    return _all(
        book,
        "FROM entries AS e WHERE e.state = 'in force' AND e.id IN ("
        "SELECT l.entry_id FROM sale_lines AS l JOIN products AS p ON p.id = l.product_id "
        "LEFT JOIN customers AS c ON c.id = l.customer_id WHERE l.sold_on BETWEEN :first AND :last "
        "AND (:product IS NULL OR coalesce(p.merged_into, p.id) = :product) "
        "AND (:customer IS NULL OR coalesce(c.merged_into, c.id) = :customer)) ORDER BY e.id DESC LIMIT :limit",
        asked,
    )


def _first(book: BookFile, rest: str, values: Values) -> Entry | None:
    found = _all(book, rest, values)
    return found[0] if found else None


def _all(book: BookFile, rest: str, values: Values) -> list[Entry]:
    return [_entry(row) for row in book.rows(f"SELECT {_COLUMNS} {rest}", values)]


def _entry(row: tuple[Any, ...]) -> Entry:
    named = dict(zip(Entry.__slots__, row, strict=True))
    named["made_at"] = moment(named["made_at"])
    named["understood"] = json.loads(named["understood"])
    if named["reversed_at"] is not None:
        named["reversed_at"] = moment(named["reversed_at"])
    return Entry(**named)
