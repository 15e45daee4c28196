"""Expenses and campaigns of a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """Money spent on anything but goods for sale."""

    entry_id: int
    on: date
    note: str
    amount_minor: int
    payment: str | None


@dataclass(frozen=True, slots=True)
class CampaignRun:
    """A promotion, both days included; budget None: not said."""

    entry_id: int
    name: str
    first: date
    last: date
    budget_minor: int | None
    channel: str | None


def expenses(book: BookFile, first: date, last: date) -> list[ExpenseLine]:
    """Give what was spent in a period, the newest first."""
    rows = book.rows(
        "SELECT entry_id, spent_on, note, amount_minor, payment FROM expenses_book "
        "WHERE spent_on BETWEEN ? AND ? ORDER BY spent_on DESC, entry_id DESC",
        [first.isoformat(), last.isoformat()],
    )
    return [ExpenseLine(row[0], day(row[1]), *row[2:]) for row in rows]


def spent(book: BookFile, first: date, last: date) -> int:
    """Give the sum of a period's expenses."""
    asked = "SELECT coalesce(sum(amount_minor), 0) FROM expenses_book WHERE spent_on BETWEEN ? AND ?"
    return int(book.value(asked, [first.isoformat(), last.isoformat()]))


def campaigns(book: BookFile, first: date, last: date) -> list[CampaignRun]:
    """Give the promotions that ran on any day of a period, the newest first."""
    rows = book.rows(
        "SELECT l.entry_id, l.name, l.starts_on, l.ends_on, l.budget_minor, l.channel "
        "FROM campaigns AS l JOIN entries AS e ON e.id = l.entry_id "
        "WHERE e.state = 'in force' AND l.starts_on <= ? AND l.ends_on >= ? ORDER BY l.starts_on DESC, l.id DESC",
        [last.isoformat(), first.isoformat()],
    )
    return [CampaignRun(row[0], row[1], day(row[2]), day(row[3]), *row[4:]) for row in rows]
