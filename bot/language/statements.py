"""What a message says, before anything is written: the values that leave this room.

Belongs here: the shapes, and nothing that computes them. Amounts are whole minor units (cents), quantities are
whole thousandths (``2000`` is two pieces), dates are the shop's own days. `bot.language.reading.read` gives one
`Statement`; a `Doubt` is the statement of a clerk who would ask before writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Payment: TypeAlias = Literal["cash", "card", "eft", "credit", "other"]


# Things the shop knows, and things it hears of for the first time.


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


# Entries: what changes the book.


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


# Changes to what was written before.


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


# Questions and talk.


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question is about, as far as it was said.

    `products` and `customers` hold every one that the words fit: exactly one is an answer, several are a choice.
    """

    period: Period | None = None
    products: tuple[Product, ...] = ()
    customers: tuple[Customer, ...] = ()
    category: str | None = None
    n: int | None = None
    horizon_days: int | None = None
    amount_minor: int | None = None
    rest: str = ""

    @property
    def product(self) -> Product | None:
        """The one product meant, None where none or several fit."""
        return self.products[0] if len(self.products) == 1 else None

    @property
    def customer(self) -> Customer | None:
        """The one customer meant, None where none or several fit."""
        return self.customers[0] if len(self.customers) == 1 else None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a command answers."""

    command: str
    slots: Slots = Slots()


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """Several commands fit the question about equally well, best first."""

    options: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Chat:
    """Talk that changes nothing.

    A `wish` lies in the future, `no_sale` says that nothing was sold, `hearsay` is a price or plan told by others,
    `off_topic` is a question that no command answers.
    """

    kind: Literal["greeting", "thanks", "praise", "wish", "no_sale", "hearsay", "off_topic"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not understood; `understood` names the parts that were ("Gogo Martha", "250")."""

    understood: tuple[str, ...] = ()


# Doubt.


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it says, and the value that settles the doubt."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question that a careful clerk asks before anything is written.

    `key` names what is open, as (kind, words): read the same message again with ``settled={key: value}``, the value
    taken from a choice or from `reading.answer` for a typed one. `so_far` is the statement as understood without it.
    Kinds: product, customer, price (none known: type one), amount (makes no sense as it stands), quantity, count (one
    that may be none), number (which of two counts), scope (of one item or of all), goods (named by no name),
    deposit, payment, date, intent (which kind of entry), line (a page's line that cannot be read), total (a page's,
    that does not add up), correction (which item). Some have no choices: the answer is typed, and to `again` it is the
    whole message anew.
    """

    key: tuple[str, str]
    about: str
    phrase: str
    choices: tuple[Choice, ...] = ()
    so_far: Statement | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """An entry already in the book, for `undo`, corrections, `same again` and `2 more`."""

    entry_id: int
    statement: Entry


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
Statement: TypeAlias = Entry | Undo | Redo | Correction | Question | DidYouMean | Chat | Unclear | Doubt


def entries_of(statement: Statement) -> Iterator[PageEntry]:
    """Give the single entries that a statement would write: a page's lines, an entry itself, or none."""
    if isinstance(statement, Page):
        yield from statement.entries
    elif isinstance(
        statement,
        Sale
        | Return
        | Restock
        | Stocktake
        | PriceChange
        | DebtPayment
        | Expense
        | Campaign
        | ProductFact
        | CustomerFact,
    ):
        yield statement
