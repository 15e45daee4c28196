"""Changes to what was written before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from bot.language.statements.entries import Item
    from bot.language.statements.known import AnyCustomer, AnyProduct, Payment


@dataclass(frozen=True, slots=True)
class Undo:
    """Take an entry back: the one with `entry_id`, or the last one where the message names none."""

    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Redo:
    """Put back what was last taken out."""


@dataclass(frozen=True, slots=True)
class SetQuantity:
    """How many it was; `product` None means the entry's only item (or the one with `was_milli`)."""

    quantity_milli: int
    product: AnyProduct | None = None
    was_milli: int | None = None


@dataclass(frozen=True, slots=True)
class SetAmount:
    """What it came to: of one piece where `each`, else of the line, or of the entry that has only an amount."""

    amount_minor: int
    each: bool = False
    product: AnyProduct | None = None
    was_minor: int | None = None


@dataclass(frozen=True, slots=True)
class SetProduct:
    """Which product it was instead of `was` (None: the entry's only item)."""

    product: AnyProduct
    was: AnyProduct | None = None


@dataclass(frozen=True, slots=True)
class SetCustomer:
    """Whose entry it was; None for a walk-in."""

    customer: AnyCustomer | None


@dataclass(frozen=True, slots=True)
class SetDate:
    """The day it belongs to."""

    on: date


@dataclass(frozen=True, slots=True)
class SetPayment:
    """How it was paid."""

    payment: Payment | None


@dataclass(frozen=True, slots=True)
class AddItems:
    """Items that were forgotten."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RemoveItem:
    """A product that was not part of it."""

    product: AnyProduct


Change: TypeAlias = (
    SetQuantity | SetAmount | SetProduct | SetCustomer | SetDate | SetPayment | AddItems | RemoveItem
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is different from an earlier entry (`entry_id` None: the last); see `correction.apply`."""

    changes: tuple[Change, ...]
    entry_id: int | None = None
