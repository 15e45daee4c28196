"""Who owes what, since when, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day

if TYPE_CHECKING:
    from datetime import date

    from storage.file import BookFile

_MOVES = """
SELECT l.sold_on, l.entry_id, l.total_minor AS change_minor, 0, l.id
FROM sale_lines AS l JOIN entries AS e ON e.id = l.entry_id JOIN customers AS c ON c.id = l.customer_id
WHERE e.state = 'in force' AND l.payment = 'credit' AND (c.id = :customer OR c.merged_into = :customer)
UNION ALL
SELECT l.paid_on, l.entry_id, -l.amount_minor, 1, l.id
FROM payments AS l JOIN entries AS e ON e.id = l.entry_id JOIN customers AS c ON c.id = l.customer_id
WHERE e.state = 'in force' AND (c.id = :customer OR c.merged_into = :customer)
ORDER BY 1, 2, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Debt:
    """What a customer owes (negative: we owe him), and the day of his oldest unpaid credit sale."""

    customer_id: int
    customer: str
    balance_minor: int
    since: date | None


@dataclass(frozen=True, slots=True)
class DebtMove:
    """A step of a customer's account: a credit sale raises it, a payment lowers it."""

    on: date
    entry_id: int
    change_minor: int
    balance_minor: int


def debts(book: BookFile) -> list[Debt]:
    """Give every balance that is not nought, the highest first."""
    rows = book.rows(
        "SELECT d.customer_id, c.name, d.balance_minor, d.since FROM debts_known AS d "
        "JOIN customers AS c ON c.id = d.customer_id ORDER BY d.balance_minor DESC, c.name"
    )
    return [Debt(*(*row[:3], row[3] and day(row[3]))) for row in rows]


def balance(book: BookFile, customer_id: int) -> int:
    """Give what one customer owes, merged names included."""
    found = book.value(
        "SELECT sum(b.credit_minor - b.paid_minor) FROM balances AS b JOIN customers AS c ON c.id = b.customer_id "
        "WHERE c.id = :customer OR c.merged_into = :customer",
        {"customer": customer_id},
    )
    return int(found or 0)


def statement(book: BookFile, customer_id: int) -> list[DebtMove]:
    """Give a customer's account from its beginning, with the balance after each step."""
    moves: list[DebtMove] = []
    owed = 0
    for on, entry_id, change, *_ in book.rows(_MOVES, {"customer": customer_id}):
        owed += change
        moves.append(DebtMove(day(on), entry_id, change, owed))
    return moves
