"""Sold on credit and paid off: the payments' rows and each customer's balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from storage.records import DebtPayment

_GROW = (
    "ON CONFLICT (customer_id) DO UPDATE SET "
    "credit_minor = credit_minor + excluded.credit_minor, paid_minor = paid_minor + excluded.paid_minor"
)
CREDIT = "SELECT customer_id, total_minor FROM {lines} WHERE payment = 'credit' AND customer_id IS NOT NULL"
"""The credit sales among `lines`, a table of sale lines."""
_OF_ENTRY = f"({CREDIT.format(lines='sale_lines')} AND entry_id = :entry)"
_ADD_CREDIT = f"""
INSERT INTO balances (customer_id, credit_minor, paid_minor)
SELECT customer_id, :sign * sum(total_minor), 0 FROM {{credit}}
GROUP BY 1 {_GROW}
"""  # noqa: S608 - of constants only
_ADD_PAID = f"""
INSERT INTO balances (customer_id, credit_minor, paid_minor)
SELECT customer_id, 0, :sign * sum(amount_minor) FROM payments WHERE entry_id = :entry
GROUP BY 1 {_GROW}
"""  # noqa: S608 - of constants only
RECOUNT = """
SELECT customer_id, sum(credit_minor), sum(paid_minor) FROM (
    SELECT l.customer_id, l.total_minor AS credit_minor, 0 AS paid_minor
    FROM sale_lines AS l JOIN entries AS e ON e.id = l.entry_id
    WHERE e.state = 'in force' AND l.payment = 'credit' AND l.customer_id IS NOT NULL
    UNION ALL
    SELECT l.customer_id, 0, l.amount_minor
    FROM payments AS l JOIN entries AS e ON e.id = l.entry_id
    WHERE e.state = 'in force')
GROUP BY customer_id
HAVING sum(credit_minor) <> 0 OR sum(paid_minor) <> 0
"""


def insert(connection: sqlite3.Connection, entry_id: int, lines: Iterable[DebtPayment]) -> None:
    """Write what customers paid off."""
    connection.executemany(
        "INSERT INTO payments (entry_id, paid_on, customer_id, amount_minor, payment) VALUES (?, ?, ?, ?, ?)",
        ((entry_id, o.paid_on.isoformat(), o.customer_id, o.amount_minor, o.payment) for o in lines),
    )


def add(connection: sqlite3.Connection, entry_id: int, sign: int, *, credit: str = _OF_ENTRY) -> None:
    """Add the credit sales and payments of an entry to the balances (1), or take them away (-1).

    `credit` is a table that holds its credit sales already.
    """
    for statement in (_ADD_CREDIT.format(credit=credit), _ADD_PAID):
        connection.execute(statement, {"entry": entry_id, "sign": sign})
    connection.execute("DELETE FROM balances WHERE credit_minor = 0 AND paid_minor = 0")
