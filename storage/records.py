"""What a caller hands to the book: the head of an entry and its lines.

Money is int minor units, quantities are int thousandths, days are the shop's, moments are aware.
Nothing here knows SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

Payment = Literal["cash", "card", "eft", "credit", "other"]
Subject = Literal["product", "customer", "shop"]
State = Literal["staged", "in force", "reversed"]


@dataclass(frozen=True, slots=True)
class EntryHead:
    """Who changed the book, when, by which words, and what was understood of them.

    `source` is unique for ever (tg:<chat>:<message>, file:<sha256>): the same source is the same entry.
    `understood` must be enough to show the entry and to edit it.
    """

    kind: str
    source: str
    made_at: datetime
    who: str
    member_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None
    raw_text: str = ""
    understood: Mapping[str, Any] = field(default_factory=dict)
    replaces: int | None = None
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line of a sale, or of a return (negative quantity and total).

    `sale` groups the lines of an entry into sales; number them 0, 1, 2 … One sale has one day, one
    customer and one region: lines of a number that differ in these are kept as different sales.
    `cost_minor` is of the whole line, None when it is not known.
    """

    sold_on: date
    product_id: int
    quantity_milli: int
    total_minor: int
    cost_minor: int | None = None
    customer_id: int | None = None
    payment: Payment | None = None
    sold_at: datetime | None = None
    region: str | None = None
    reference: str | None = None
    note: str | None = None
    sale: int = 0


@dataclass(frozen=True, slots=True)
class RestockLine:
    """Goods that came in; `total_minor` is what was paid for the line, None when not said."""

    received_on: date
    product_id: int
    quantity_milli: int
    total_minor: int | None = None
    supplier: str | None = None
    payment: str | None = None


@dataclass(frozen=True, slots=True)
class CountLine:
    """What was on the shelf on that day."""

    counted_on: date
    product_id: int
    quantity_milli: int


@dataclass(frozen=True, slots=True)
class OrderLine:
    """What was ordered from a supplier; it stays on order until as much has come in."""

    ordered_on: date
    product_id: int
    quantity_milli: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DebtPayment:
    """What a customer paid off."""

    paid_on: date
    customer_id: int
    amount_minor: int
    payment: str | None = None


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent on anything but goods for sale."""

    spent_on: date
    note: str
    amount_minor: int
    payment: str | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A promotion from `starts_on` to `ends_on`, both included."""

    name: str
    starts_on: date
    ends_on: date
    budget_minor: int | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Interaction:
    """A call, a visit, a message with a customer."""

    customer_id: int
    happened_on: date
    kind: str
    minutes: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of a product, a customer or the shop (subject_id 0), such as price, category or phone.

    Values are text, numbers in their stored unit; None: nothing is known. Where `before` is None, the book
    fills in what it has.
    """

    subject: Subject
    subject_id: int
    field: str
    before: str | None
    after: str | None
    changed_on: date


Line = (
    SaleLine
    | RestockLine
    | CountLine
    | OrderLine
    | DebtPayment
    | Expense
    | Campaign
    | Interaction
    | FactChange
)


@dataclass(frozen=True, slots=True)
class Posted:
    """The entry that stands for a source. `new` is False when the book had it already and nothing changed."""

    entry_id: int
    new: bool
    state: State = "in force"
