"""One line of a table as a product, customer, count, receipt, expense, campaign or interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.sheets.cells import (
    MILLI,
    Fault,
    Lookup,
    Moments,
    figures,
    is_missing,
    milli_of,
    minor_of,
    names,
)
from bot.language.sheets.line_kinds import is_total_word
from bot.language.sheets.numbers import scaled
from bot.language.sheets.sheet import (
    CampaignRow,
    Cell,
    CountRow,
    CustomerRow,
    ExpenseRow,
    InteractionRow,
    Kind,
    ProductRow,
    ReceiptRow,
    Row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal

    from bot.language.sheets.dates import Moment
    from bot.language.sheets.layout import Layout


class _FaultFound(Exception):  # noqa: N818 - carries a fault out of a row half built
    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class OtherLines:
    """Turns lines into the rows of one kind. `day` is the day of the block, where days stand above blocks."""

    def __init__(self, layout: Layout, today: date, decimals: int) -> None:
        self.layout, self.decimals = layout, decimals
        self.day: Moment | Fault | None = (layout.fixed_date, None) if layout.fixed_date else None
        self.columns = dict(layout.columns)
        self.names: Lookup[str, Lookup[Cell, str]] = Lookup(
            lambda field: names(whole=field in layout.whole_names)
        )
        self.figures: Lookup[str, Lookup[Cell, Decimal | Fault | None]] = Lookup(
            lambda field: figures(layout.sign(field), _FAULTS.get(field, "bad_number"))
        )
        self.moments = Moments(layout.date_order, today, future=layout.kind is Kind.CAMPAIGNS)
        self.width = 1 + max(self.columns.values(), default=0)
        self.build: Callable[[int, Sequence[Cell]], Row] = getattr(self, f"_{layout.kind.value}")

    def row(self, number: int, cells: Sequence[Cell]) -> Row | Fault:
        """Give what a line holds, or why it holds nothing."""
        if len(cells) < self.width:
            cells = [*cells, *([""] * (self.width - len(cells)))]
        try:
            return self.build(number, cells)
        except _FaultFound as found:
            return found.fault

    def _text(self, cells: Sequence[Cell], *fields: str) -> str | None:
        """Give the first of some fields that says something."""
        for field in fields:
            at = self.columns.get(field)
            text = self.names[field][cells[at]] if at is not None else ""
            if text:
                return text
        return None

    def _name(self, cells: Sequence[Cell], reason: str, *fields: str) -> str:
        name = self._text(cells, *fields)
        if name is None or is_total_word(name):
            raise _FaultFound(Fault(reason))
        return name

    def _figure(self, cells: Sequence[Cell], *fields: str) -> Decimal | None:
        for field in fields:
            at = self.columns.get(field)
            value = self.figures[field][cells[at]] if at is not None else None
            if isinstance(value, Fault):
                raise _FaultFound(value)
            if value is not None:
                return value
        return None

    def _milli(self, cells: Sequence[Cell], *fields: str) -> int | None:
        value = self._figure(cells, *fields)
        return None if value is None else _sound(milli_of(value))

    def _minor(self, cells: Sequence[Cell], *fields: str) -> int | None:
        value = self._figure(cells, *fields)
        return None if value is None else _sound(minor_of(value, self.decimals))

    def _price(self, cells: Sequence[Cell], *fields: str) -> int | None:
        minor = self._minor(cells, *fields)
        if minor is not None and minor < 0:
            raise _FaultFound(Fault("bad_price"))
        return minor

    def _quantity(self, cells: Sequence[Cell], *fields: str) -> int:
        milli = self._milli(cells, *fields)
        if milli is None:
            raise _FaultFound(Fault("no_quantity"))
        return milli

    def _day(self, cells: Sequence[Cell], field: str = "date") -> date | None:
        """Give the day of a field; None where the file or the cell has none."""
        at = self.columns.get(field)
        if at is None or (self.layout.date_from == "carried" and cells[at] == ""):
            return self.day[0] if isinstance(self.day, tuple) and field == "date" else None
        if is_missing(cells[at]):
            return None
        moment = self.moments[cells[at]]
        if isinstance(moment, Fault):
            raise _FaultFound(moment)
        if field == "date" and self.layout.date_from == "carried":
            self.day = moment
        return moment[0]

    def _needed_day(self, cells: Sequence[Cell]) -> date:
        day = self._day(cells)
        if day is None:
            raise _FaultFound(Fault("no_date"))
        return day

    def _products(self, number: int, cells: Sequence[Cell]) -> ProductRow:
        lead_time = self._figure(cells, "lead_time")
        return ProductRow(
            number,
            self._name(cells, "no_product", "product", "code"),
            self._text(cells, "category"),
            self._price(cells, "price", "total"),
            self._price(cells, "unit_cost", "cost"),
            self._milli(cells, "stock", "quantity"),
            None if lead_time is None else scaled(lead_time, 0),
            self._milli(cells, "reorder"),
            self._text(cells, "supplier"),
            self._text(cells, "code"),
            self._text(cells, "note"),
        )

    def _customers(self, number: int, cells: Sequence[Cell]) -> CustomerRow:
        return CustomerRow(
            number,
            self._name(cells, "no_name", "customer", "customer_code"),
            self._text(cells, "phone"),
            self._text(cells, "region"),
            self._text(cells, "email"),
            self._text(cells, "customer_code", "code"),
            self._text(cells, "note"),
        )

    def _counts(self, number: int, cells: Sequence[Cell]) -> CountRow:
        product = self._name(cells, "no_product", "product", "code")
        quantity = self._quantity(cells, "quantity", "stock")
        if quantity < 0:
            raise _FaultFound(Fault("bad_quantity"))
        cost = self._price(cells, "unit_cost", "cost")
        return CountRow(
            number,
            product,
            quantity,
            self._day(cells),
            self._text(cells, "category"),
            cost,
            self._text(cells, "code"),
        )

    def _receipts(self, number: int, cells: Sequence[Cell]) -> ReceiptRow:
        product = self._name(cells, "no_product", "product", "code")
        quantity = self._quantity(cells, "quantity", "stock")
        if not quantity:
            raise _FaultFound(Fault("zero_quantity"))
        each = self._figure(cells, "unit_cost", "price")
        total = self._minor(cells, "total", "cost")
        if total is None and each is not None:
            total = _sound(minor_of(each * quantity / 10**MILLI, self.decimals))
        return ReceiptRow(
            number,
            product,
            quantity,
            total,
            self._day(cells),
            self._text(cells, "category"),
            self._text(cells, "supplier"),
            self._text(cells, "reference"),
            self._text(cells, "note"),
        )

    def _expenses(self, number: int, cells: Sequence[Cell]) -> ExpenseRow:
        day = self._needed_day(cells)
        amount = self._minor(cells, "total", "price", "cost", "unit_cost")
        note = self._text(cells, "note", "product", "category", "supplier", "customer") or ""
        if amount is None or is_total_word(note):
            raise _FaultFound(Fault("no_amount"))
        return ExpenseRow(
            number,
            day,
            note,
            amount,
            self._text(cells, "payment"),
            self._text(cells, "category"),
            self._text(cells, "supplier"),
            self._text(cells, "reference"),
        )

    def _campaigns(self, number: int, cells: Sequence[Cell]) -> CampaignRow:
        name = self._name(cells, "no_name", "campaign", "product", "note")
        starts = self._needed_day(cells)
        ends = self._day(cells, "ends_on")
        if ends is not None and ends < starts:
            raise _FaultFound(Fault("bad_date"))
        return CampaignRow(
            number,
            name,
            starts,
            ends,
            self._price(cells, "budget", "cost", "total", "price"),
            self._text(cells, "channel"),
        )

    def _interactions(self, number: int, cells: Sequence[Cell]) -> InteractionRow:
        customer = self._name(cells, "no_customer", "customer", "customer_code")
        what = self._text(cells, "note", "channel", "product", "category") or ""
        return InteractionRow(number, customer, self._needed_day(cells), what, self._text(cells, "channel"))


_FAULTS = {"quantity": "bad_quantity", "stock": "bad_quantity", "price": "bad_price", "total": "bad_total"}


def _sound(value: int | Fault) -> int:
    """Give a figure that is none of the faults."""
    if isinstance(value, Fault):
        raise _FaultFound(value)
    return value
