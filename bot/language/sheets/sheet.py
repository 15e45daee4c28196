"""What a file is read into: the table as it lies there, and the typed lines that it holds.

Only values live here, no reading: `opening` makes a `RawTable`, `recognise` a `Layout` (see `layout`),
`read_rows` the rows below, `preview` a `Preview`. Money is whole minor units (cents), quantities are whole
thousandths, days are `datetime.date`, moments are the shop's own wall clock without a zone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.language.sheets.blocks import Block

Cell = str | int | float | bool | date | datetime | time | timedelta
"""One cell: text from text files, a typed value from workbooks. An empty cell is ''."""
Numbered = tuple[int, list[Cell]]
"""A line: its number as an editor or Excel shows it, and its cells."""


class SheetRefused(Exception):  # noqa: N818 - named after what happens to the file, as the owner is told
    """The file cannot be read. `reason` is a key for the owner's sentence, `detail` the fact behind it.

    Reasons: empty, too_large, too_wide, line_too_long, unpacks_too_large, too_many_sheets, nested_archive,
    several_files, password, broken, looks_like_image, looks_like_pdf, looks_like_document,
    looks_like_archive, looks_like_program, looks_like_web_page, looks_like_database, looks_like_json,
    binary, no_table, unknown_kind.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused; sizes in bytes."""

    file_size: int = 21_000_000
    unpacked_size: int = 160_000_000
    workbook_unpacked_size: int = 160_000_000
    unpack_ratio: int = 200  # honest sheets stay below 60; bombs begin near 400
    columns: int = 2_000
    rows: int = 2_000_000
    line_length: int = 1_000_000
    sheets: int = 200


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file opened: how it is written, and a way to run through its lines as often as needed, many at a time.

    A line whose quotes never close is a `TornLine`. `width` is the usual number of cells.
    """

    name: str
    form: str  # text, workbook
    width: int
    blocks: Callable[[], Iterator[Block]] = field(repr=False, compare=False)
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()  # double_encoded, nul_bytes

    def lines(self) -> Iterator[Numbered]:
        """Run through the lines one by one."""
        for block in self.blocks():
            yield from block.lines()


class TornLine(list[Cell]):
    """A line with a quote that never closes: shown to the owner, never read as data."""


class Kind(StrEnum):
    """What a file is about."""

    SALES = "sales"
    RETURNS = "returns"
    PRODUCTS = "products"
    CUSTOMERS = "customers"
    COUNTS = "counts"
    RECEIPTS = "receipts"
    EXPENSES = "expenses"
    CAMPAIGNS = "campaigns"
    INTERACTIONS = "interactions"
    PAYMENTS = "payments"  # debts paid off: only from an export of a book, never guessed
    ORDERS = "orders"  # order headings without lines: recognised, not readable alone
    BASKETS = "baskets"  # one basket a line, no date and no price: recognised, not readable
    UNKNOWN = "unknown"


class SaleRow(NamedTuple):  # a file has half a million: a tuple is made in a third of a dataclass's time
    """One sale line. Returns have a negative quantity or total. `cost_minor` is of the whole line."""

    line_number: int
    sold_on: date
    sold_at: datetime | None
    product: str
    category: str | None
    quantity_milli: int
    total_minor: int
    cost_minor: int | None = None
    customer: str | None = None
    region: str | None = None
    payment: str | None = None
    reference: str | None = None
    note: str | None = None
    unit_price_minor: int | None = None  # as written; the total is what counts
    code: str | None = None
    phone: str | None = None

    @property
    def is_return(self) -> bool:
        """Whether goods or money went back."""
        return self.quantity_milli < 0 or self.total_minor < 0


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product of a price list; prices and costs are for one piece."""

    line_number: int
    product: str
    category: str | None = None
    price_minor: int | None = None
    cost_minor: int | None = None
    stock_milli: int | None = None
    lead_time_days: int | None = None
    reorder_milli: int | None = None
    supplier: str | None = None
    code: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer and how to reach him."""

    line_number: int
    customer: str
    phone: str | None = None
    region: str | None = None
    email: str | None = None
    code: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CountRow:
    """What was counted on the shelf; `counted_on` is None where the file names no day. Cost is for one piece."""

    line_number: int
    product: str
    quantity_milli: int
    counted_on: date | None = None
    category: str | None = None
    cost_minor: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """Goods that came in; `total_minor` is what the whole line cost."""

    line_number: int
    product: str
    quantity_milli: int
    total_minor: int | None = None
    received_on: date | None = None
    category: str | None = None
    supplier: str | None = None
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ExpenseRow:
    """Money that the shop spent."""

    line_number: int
    spent_on: date
    note: str
    amount_minor: int
    payment: str | None = None
    category: str | None = None
    supplier: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign; `ends_on` is its last day."""

    line_number: int
    campaign: str
    starts_on: date
    ends_on: date | None = None
    budget_minor: int | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class InteractionRow:
    """A call, visit or message with a customer."""

    line_number: int
    customer: str
    happened_on: date
    what: str
    channel: str | None = None


Row = SaleRow | ProductRow | CustomerRow | CountRow | ReceiptRow | ExpenseRow | CampaignRow | InteractionRow


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that is not read. `reason` is a key, `detail` the cell at fault, `cells` the line as it stands.

    Reasons: torn_line, no_date, bad_date, unclear_date, date_too_early, date_in_future, no_product,
    no_customer, no_name, no_quantity, bad_quantity, zero_quantity, quantity_too_large, no_price, bad_price,
    bad_total, amount_too_large, no_amount, bad_number, cancelled.
    """

    line_number: int
    reason: str
    detail: str
    cells: tuple[str, ...]


Item = TypeVar("Item")


class Reading(Generic[Item]):
    """The rows and problems of a file, one after the other; `skipped` counts the lines that are no data.

    Its keys: blank, title, header, total, heading (a date above a block), empty_day (a blank or zero in a
    wide table). It is complete once the reading is exhausted.
    """

    __slots__ = ("_items", "skipped")

    def __init__(self, items: Iterator[Item], skipped: Mapping[str, int]) -> None:
        self._items = items
        self.skipped = skipped

    def __iter__(self) -> Iterator[Item]:
        return self._items

    def __next__(self) -> Item:
        return next(self._items)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring. Names are listed once each, folded, in their first spelling."""

    rows: int
    problem_count: int
    problems: tuple[Problem, ...]  # the first thousand, in the order of the file
    problem_reasons: Mapping[str, int]
    skipped: Mapping[str, int]
    first_date: date | None
    last_date: date | None
    total_minor: int
    quantity_milli: int
    returns: int
    products: tuple[str, ...]
    customers: tuple[str, ...]
    repeats: int  # lines that equal an earlier line in every field
    first_rows: tuple[Row, ...]
    disagreeing: int  # sale lines whose quantity times price is not their total
