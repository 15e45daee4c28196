"""What the shop knows, and what it hears of for the first time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date


Payment: TypeAlias = Literal["cash", "card", "eft", "credit", "other"]


@dataclass(frozen=True, slots=True)
class Locale:
    """How this shop writes money and dates."""

    symbol: str = "R"
    codes: tuple[str, ...] = ("ZAR", "rand", "rands")
    decimals: int = 2
    day_first: bool = True
    thousands: str = " "
    point: str = "."
    week_starts: int = 0  # Monday is 0


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the catalogue; price and cost of one piece in minor units, None where nobody said."""

    id: int
    name: str
    category: str | None = None
    price_minor: int | None = None
    cost_minor: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer in the book."""

    id: int
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product that nobody has sold here before, as a person would write its name."""

    name: str


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """A customer who is not in the book yet."""

    name: str


AnyProduct: TypeAlias = Product | NewProduct
AnyCustomer: TypeAlias = Customer | NewCustomer


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, as the owner speaks ("from 1 to 15 November")."""

    first: date
    last: date
    label: str = ""
    week: bool = field(default=False, compare=False)  # a calendar week, whole or to date
