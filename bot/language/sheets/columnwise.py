"""Sale lines many at a time, column by column: half a million lines are too many to go through one by one in Python."""

from __future__ import annotations

from datetime import datetime, time
from itertools import islice
from operator import itemgetter, not_
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.language.sheets.blocks import AT_ONCE
from bot.language.sheets.cells import Fault, Lookup
from bot.language.sheets.sale_lines import CANCELLED, REFUNDS, TEXTS, says
from bot.language.sheets.sheet import Cell, Problem, SaleRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from bot.language.sheets.blocks import Block
    from bot.language.sheets.dates import Moment
    from bot.language.sheets.sale_lines import SaleLines
    from bot.language.sheets.sheet import Numbered, Row

Table = list["Sequence[Cell]"]


class SaleColumns(NamedTuple):
    """The fields of some sale rows, each as a column; all have one length."""

    line_number: Sequence[int]
    sold_on: Sequence[date]
    sold_at: Sequence[time | datetime | None]
    """The time of that day in the shop, or an instant."""
    product: Sequence[str]
    category: Sequence[str | None]
    quantity_milli: Sequence[int]
    total_minor: Sequence[int]
    cost_minor: Sequence[int | None]
    customer: Sequence[str | None]
    region: Sequence[str | None]
    payment: Sequence[str | None]
    reference: Sequence[str | None]
    note: Sequence[str | None]
    unit_price_minor: Sequence[int | None]
    code: Sequence[str | None]
    phone: Sequence[str | None]

    def rows(self, most: int) -> list[SaleRow]:
        """Give the first of them as rows."""
        rows = (SaleRow(*fields) for fields in zip(*self, strict=True))
        return [
            row._replace(sold_at=datetime.combine(row.sold_on, row.sold_at))
            if isinstance(row.sold_at, time)
            else row
            for row in islice(rows, most)
        ]


def gathered(rows: Iterable[SaleRow | Problem]) -> Iterator[SaleColumns | Problem]:
    """Give rows as columns, many at a time; problems between them come first."""
    kept: list[SaleRow] = []
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        kept.append(row)
        if len(kept) == AT_ONCE:
            yield SaleColumns(*zip(*kept, strict=True))
            kept = []
    if kept:
        yield SaleColumns(*zip(*kept, strict=True))


class _Found(NamedTuple):
    """Some lines as columns, and what was found in those that every sale needs."""

    numbers: Sequence[int]
    table: Table
    moments: Sequence[Any]  # a moment or a fault
    products: Sequence[Any]  # a name or a fault
    amounts: Sequence[Any]  # amounts or a fault


class ColumnReader:
    """Reads lines of sales many at a time; `one` reads those alone that are at fault or hold no data."""

    def __init__(
        self, lines: SaleLines, first: int, one: Callable[[int, list[Cell]], Row | Problem | None]
    ) -> None:
        self._of, self._first, self._one = lines, first, one
        self._cancelled: Lookup[Cell, bool] = Lookup(lambda cell: says(cell, CANCELLED))
        self._refunds: Lookup[Cell, bool] = Lookup(lambda cell: says(cell, REFUNDS))

    def read(self, blocks: Iterable[Block]) -> Iterator[SaleColumns | Problem]:
        """Give the sales of all lines, and of each block the problems first."""
        for block in blocks:
            sales = block
            odd: list[Numbered] = []
            plain = block.are_data(self._first)
            if not all(plain):
                odd += block.chosen(list(map(not_, plain))).lines()
                sales = block.chosen(plain)
            found = self._found(sales)
            sound = self._are_sound(found)
            if not all(sound):
                odd += sales.chosen(list(map(not_, sound))).lines()
                sales = sales.chosen(sound)
                found = self._found(sales)
            if odd:
                yield from gathered(self._odd(sorted(odd, key=itemgetter(0))))
            if sales.numbers:
                yield self._columns(found)

    def _odd(self, lines: list[Numbered]) -> Iterator[SaleRow | Problem]:
        for number, cells in lines:
            found = self._one(number, cells)
            if isinstance(found, SaleRow | Problem):
                yield found

    def _found(self, lines: Block) -> _Found:
        table = lines.columns(self._of.width)
        if not table:
            return _Found(lines.numbers, table, [], [], [])
        amounts = self._of.amounts.of_all(table)
        return _Found(lines.numbers, table, self._moments(table), self._products(table), amounts)

    def _are_sound(self, found: _Found) -> list[bool]:
        """Tell for each line whether it has its day, its product and its amounts, and was not cancelled."""
        sound = [True] * len(found.numbers)
        for column in (found.moments, found.products, found.amounts):
            if Fault in set(map(type, column)):
                sound = [
                    is_sound and type(cell) is not Fault for is_sound, cell in zip(sound, column, strict=True)
                ]
        if self._of.at_status is not None and found.table:
            cancelled = map(self._cancelled.__getitem__, found.table[self._of.at_status])
            sound = [is_sound and not out for is_sound, out in zip(sound, cancelled, strict=True)]
        return sound

    def _moments(self, table: Table) -> list[Moment | Fault]:
        of = self._of
        if of.at_date is None:
            return [of.day if of.day is not None else Fault("no_date")] * len(table[0])
        return of.moments.of_all(table[of.at_date])

    def _products(self, table: Table) -> list[str | Fault]:
        of = self._of
        nothing = [""] * len(table[0])
        products = (
            nothing if of.at_product is None else list(map(of.products.__getitem__, table[of.at_product]))
        )
        if of.at_code is None and all(products):
            return products
        codes = nothing if of.at_code is None else map(of.codes.__getitem__, table[of.at_code])
        return [product or code or Fault("no_product") for product, code in zip(products, codes, strict=True)]

    def _columns(self, found: _Found) -> SaleColumns:
        """Give lines as columns, all of them sound."""
        of, table = self._of, found.table
        days, clocks = zip(*found.moments, strict=True)
        if of.at_time is not None:
            clocks = tuple(map(of.clocks.__getitem__, table[of.at_time]))
        quantities, totals, prices = zip(*found.amounts, strict=True)
        milli, minor = self._signed(table, quantities, totals)
        nothing = (None,) * len(found.numbers)
        words: list[Sequence[str | None]] = [nothing] * len(TEXTS)
        for slot, place, lookup in of.texts:
            words[slot] = _said(lookup, table[place])
        category, customer, region, payment, reference, note, phone = words
        if of.at_customer_code is not None:
            coded = _said(of.customer_codes, table[of.at_customer_code])
            customer = [name or code for name, code in zip(customer, coded, strict=True)]
        costs: Sequence[int | None] = nothing
        if of.has_costs:
            costs = list(map(of.cost, zip(*table, strict=True), milli, minor))
        codes = nothing if of.at_code is None else _said(of.codes, table[of.at_code])
        return SaleColumns(
            found.numbers, days, clocks, found.products, category, milli, minor, costs, customer, region, payment,
            reference, note, prices, codes, phone,
        )  # fmt: skip

    def _signed(
        self, table: Table, milli: Sequence[int], minor: Sequence[int]
    ) -> tuple[Sequence[int], Sequence[int]]:
        """Give quantities and totals with the signs of returns, as `SaleLines.signed` says."""
        of = self._of
        if of.at_type is not None:
            refunds = [self._refunds[cell] for cell in table[of.at_type]]
        elif of.returns or min(milli) < 0:
            refunds = [False] * len(milli)
        else:
            return milli, minor
        pairs = list(map(of.signed, milli, minor, refunds))
        return [quantity for quantity, _ in pairs], [total for _, total in pairs]


def _said(lookup: Lookup[Cell, str], column: Sequence[Cell]) -> Sequence[str | None]:
    """Give a column of names; letters and digits alone, such as receipt numbers, are as they should be."""
    words = column if _are_plain(column) else list(map(lookup.__getitem__, column))
    return words if all(words) else [word or None for word in words]  # type: ignore[return-value, misc]  # all is text


def _are_plain(column: Sequence[Cell]) -> bool:
    try:
        return "".join(column).isalnum()  # type: ignore[arg-type]  # whether it is text is what it tells
    except TypeError:
        return False
