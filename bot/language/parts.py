"""The parts of an entry as they stand in the text: items with their numbers, who, when, how paid.

Belongs here: the shapes that `draft` fills and the readers of each kind take from. What an amount means in money is
`pricing`'s affair.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from bot.language.names import Match
    from bot.language.statements import Customer, Payment, Product

How = Literal["bare", "for", "unit", "total"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in the text: a bare one, one behind "for", the price of one piece, or a total said to be one."""

    value: Decimal
    how: How
    money: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number in the text: a quantity or a sum, and how it was written ("099" goes on a number before it)."""

    value: Decimal
    text: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Discount:
    """What was taken off: per cent, or an amount, once or of `each` piece."""

    value: Decimal
    percent: bool
    each: bool = False

    @property
    def note(self) -> str:
        """Name it for the echo."""
        value = f"{self.value.normalize():f}"
        return f"{value}% off" if self.percent else f"less {value} each" if self.each else f"less {value}"

    def of(self, milli: int) -> Discount:
        """Give what it takes off so many pieces (thousandths)."""
        return replace(self, value=self.value * milli / 1000, each=False) if self.each else self


@dataclass(slots=True)
class ItemDraft:
    """A product in the text, with the words around it that belong to no name, and its numbers in order.

    `each` are two plain numbers with that word between them ("3 each 80"): either may be how many.
    """

    text: str
    products: Match[Product] | None = None
    extra: tuple[str, ...] = ()
    quantity: Decimal | None = None
    numbers: list[Number] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    discounts: list[Discount] = field(default_factory=list)
    each: tuple[Decimal, Decimal] | None = None

    @property
    def has_amount(self) -> bool:
        """Whether an amount stands with it: said to be one, or a number besides its quantity."""
        return bool(self.amounts) or len(self.numbers) > (0 if self.quantity is not None else 1)


@dataclass(frozen=True, slots=True)
class Person:
    """A customer in the text: somebody known, or a name nobody knows (`sure` where its place says it is one)."""

    text: str
    customers: Match[Customer] | None = None
    sure: bool = True


@dataclass(slots=True)
class Draft:
    """Everything a line says about an entry.

    `whole` are amounts that follow all items, `stray` numbers without a use, `vague` goods without a name ("some stuff").
    """

    items: list[ItemDraft] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    days: list[tuple[date, bool]] = field(default_factory=list)
    whole: list[Amount] = field(default_factory=list)
    discounts: list[Discount] = field(default_factory=list)
    stray: list[Number] = field(default_factory=list)
    owed: list[Decimal] = field(default_factory=list)
    paid: list[Decimal] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)
    supplier: str | None = None
    walk_in: bool = False
    ditto: bool = False
    marks: set[str] = field(default_factory=set)
