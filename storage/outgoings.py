"""Expenses, campaigns and interactions: rows that stand by themselves, without running totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from storage.records import Campaign, Expense, Interaction


def insert_expenses(connection: sqlite3.Connection, entry_id: int, lines: Iterable[Expense]) -> None:
    """Write money spent."""
    connection.executemany(
        "INSERT INTO expenses (entry_id, spent_on, note, amount_minor, payment) VALUES (?, ?, ?, ?, ?)",
        ((entry_id, o.spent_on.isoformat(), o.note, o.amount_minor, o.payment) for o in lines),
    )


def insert_campaigns(connection: sqlite3.Connection, entry_id: int, lines: Iterable[Campaign]) -> None:
    """Write promotions."""
    connection.executemany(
        "INSERT INTO campaigns (entry_id, name, starts_on, ends_on, budget_minor, channel) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (entry_id, o.name, o.starts_on.isoformat(), o.ends_on.isoformat(), o.budget_minor, o.channel)
            for o in lines
        ),
    )


def insert_interactions(connection: sqlite3.Connection, entry_id: int, lines: Iterable[Interaction]) -> None:
    """Write calls and visits."""
    connection.executemany(
        "INSERT INTO interactions (entry_id, customer_id, happened_on, kind, minutes, note) VALUES (?, ?, ?, ?, ?, ?)",
        ((entry_id, o.customer_id, o.happened_on.isoformat(), o.kind, o.minutes, o.note) for o in lines),
    )
