"""Entries: what changes the book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.language.statements.doubts import Statement
    from bot.language.statements.known import (
        AnyCustomer,
        AnyProduct,
        Payment,
        Product,
    )


@dataclass(frozen=True, slots=True)
class Item:
    """One line: a product, how many (thousandths), and what the whole line comes to after discount.

    `total_minor` is None only where the kind has none (a count, a delivery without its cost).
    `price_said` tells a price from the message apart from the catalogue's; `note` is for the echo ("10% off").
    """

    product: AnyProduct
    quantity_milli: int
    total_minor: int | None
    price_said: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """Goods that left the shop. `unused` are words that changed nothing: the echo says so.

    `deposit_minor` is what was paid at once of a sale on credit (payment is then "credit").
    """

    items: tuple[Item, ...]
    on: date
    customer: AnyCustomer | None = None
    payment: Payment | None = None
    deposit_minor: int | None = None
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Return:
    """Goods that came back; quantities and totals are positive: what came in, what was paid out."""

    items: tuple[Item, ...]
    on: date
    customer: AnyCustomer | None = None
    payment: Payment | None = None
    reason: str = ""
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restock:
    """Goods that the shop received; an item's total is what they cost together, None where it was not said."""

    items: tuple[Item, ...]
    on: date
    supplier: str | None = None
    payment: Payment | None = None
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stocktake:
    """What was counted on the shelf; items without totals."""

    items: tuple[Item, ...]
    on: date
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceLine:
    """The new price (or cost) of one piece, resolved: "up by R20" is already added up."""

    product: AnyProduct
    amount_minor: int
    of: Literal["price", "cost"] = "price"


@dataclass(frozen=True, slots=True)
class PriceChange:
    """New prices or costs; with a `NewProduct` it puts a product into the catalogue."""

    lines: tuple[PriceLine, ...]
    on: date


@dataclass(frozen=True, slots=True)
class DebtPayment:
    """A customer paid (part of) what he owes."""

    customer: AnyCustomer
    amount_minor: int
    on: date
    payment: Payment | None = None


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent on the shop other than on goods."""

    note: str
    amount_minor: int
    on: date
    payment: Payment | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A special or an advertisement over some days, both included."""

    name: str
    starts_on: date
    ends_on: date
    budget_minor: int | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class ProductFact:
    """A fact about a product: days are whole days, quantities are thousandths, the rest is text."""

    product: Product
    field: Literal["category", "lead_time_days", "reorder_quantity", "pack_size", "supplier"]
    value: int | str


@dataclass(frozen=True, slots=True)
class CustomerFact:
    """A fact about a customer."""

    customer: AnyCustomer
    field: Literal["phone", "region"]
    value: str


@dataclass(frozen=True, slots=True)
class SumCheck:
    """A total written on a page against the sum of its lines."""

    label: str
    said_minor: int
    summed_minor: int

    @property
    def agrees(self) -> bool:
        """Whether the page adds up."""
        return self.said_minor == self.summed_minor


@dataclass(frozen=True, slots=True)
class Page:
    """Several entries in one message, written and withdrawn together: a page of the paper book."""

    entries: tuple[PageEntry, ...]
    checks: tuple[SumCheck, ...] = ()

    @property
    def sales(self) -> tuple[Sale, ...]:
        """The sales among the entries, in the page's order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Sale))


PageEntry: TypeAlias = (
    Sale
    | Return
    | Restock
    | Stocktake
    | PriceChange
    | DebtPayment
    | Expense
    | Campaign
    | ProductFact
    | CustomerFact
)
Entry: TypeAlias = PageEntry | Page


def entries_of(statement: Statement) -> Iterator[PageEntry]:
    """Give the single entries that a statement would write: a page's lines, an entry itself, or none."""
    if isinstance(statement, Page):
        yield from statement.entries
    elif isinstance(statement, PageEntry):
        yield statement
