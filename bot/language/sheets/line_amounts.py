"""Quantity, total and unit price of a sale line: any one of them from the other two."""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from bot.language.sheets.cells import MILLI, Fault, Lookup, figures, milli_of, minor_of
from bot.language.sheets.folding import fold
from bot.language.sheets.numbers import scaled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.language.sheets.layout import Layout
    from bot.language.sheets.sheet import Cell

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_THOUSAND = 1000


class Amounts(NamedTuple):
    """What a line comes to; `unit_price_minor` is None where the file says none."""

    quantity_milli: int
    total_minor: int
    unit_price_minor: int | None


class LineAmounts:
    """Turns the figures of a line into amounts; equal figures are worked out once.

    `prices` are the shop's own, by folded name, for files without any.
    """

    def __init__(self, layout: Layout, decimals: int, prices: Mapping[str, int]) -> None:
        self.decimals, self.prices_known = decimals, prices
        total = None if layout.total_is_of_order else layout.column("total")
        places = {
            "quantity": layout.column("quantity"),
            "price": layout.column("price"),
            "total": total,
            "discount": layout.column("discount") if total is None else None,
        }
        self.fields = [field for field, at in places.items() if at is not None]
        self.counts = "quantity" in self.fields
        heading = layout.title("discount").lower()
        self.discount_is_share = "%" in heading or "percent" in heading
        faults = {
            "quantity": "bad_quantity",
            "price": "bad_price",
            "total": "bad_total",
            "discount": "bad_number",
        }
        self.figures = {field: figures(layout.sign(field), fault) for field, fault in faults.items()}
        self._places = [at for at in places.values() if at is not None]
        self._pick = _picker(self._places)
        self._known: Lookup[tuple[Cell, ...], Amounts | Fault] = Lookup(self._work_out)

    def of(self, cells: Sequence[Cell], product: str) -> Amounts | Fault:
        """Give the amounts of a line, or why there are none."""
        key = self._pick(cells)
        found = self._known[key]
        if self.prices_known and found == "no_price":
            minor = self.prices_known.get(fold(product))
            return found if minor is None else self._work_out(key, Decimal(minor).scaleb(-self.decimals))
        return found

    def of_all(self, columns: Sequence[Sequence[Cell]]) -> list[Amounts | Fault]:
        """Give the amounts of many lines, handed in as columns."""
        if not self._places:
            return [self._known[()]] * len(columns[0])
        return list(map(self._known.__getitem__, zip(*(columns[at] for at in self._places), strict=True)))

    def _work_out(self, key: tuple[Cell, ...], known_price: Decimal | None = None) -> Amounts | Fault:
        cells = dict(zip(self.fields, key, strict=True))
        values: dict[str, Decimal | None] = {}
        for field in ("quantity", "price", "total"):
            value = self.figures[field][cells[field]] if field in cells else None
            if isinstance(value, Fault):
                return value
            values[field] = value
        quantity, price, total = values["quantity"], values["price"], values["total"]
        written_price = price
        price = known_price if price is None else price
        if quantity is None:
            quantity = _rebuilt_quantity(price, total)
            if quantity is None and self.counts:
                return Fault("no_quantity")
        quantity = _ONE if quantity is None else quantity
        if total is None:
            if price is None:
                return Fault("no_price")
            total = quantity * price - self._discount(cells.get("discount", ""), quantity * price)
        return self._sound(quantity, total, written_price)

    def _sound(self, quantity: Decimal, total: Decimal, price: Decimal | None) -> Amounts | Fault:
        """Give the amounts in whole parts, or why they cannot be: none sold, or too much to be true."""
        milli, minor = milli_of(quantity), minor_of(total, self.decimals)
        if isinstance(milli, Fault):
            return milli
        if isinstance(minor, Fault):
            return minor
        if not milli:
            return Fault("zero_quantity")
        unit = None if price is None else minor_of(price, self.decimals)
        return Amounts(milli, minor, None if isinstance(unit, Fault) else unit)

    def _discount(self, cell: Cell, amount: Decimal) -> Decimal:
        """Give what a discount takes off, where no total says it already."""
        is_share = self.discount_is_share
        if isinstance(cell, str) and cell.strip().endswith("%"):
            cell, is_share = cell.strip()[:-1], True
        off = self.figures["discount"][cell]
        if not isinstance(off, Decimal):
            return Decimal(0)
        return amount * abs(off) / _HUNDRED if is_share else abs(off)


def _rebuilt_quantity(price: Decimal | None, total: Decimal | None) -> Decimal | None:
    """Give the quantity that makes the price the total, if it comes out even."""
    if not price or total is None:
        return None
    quantity = Decimal(scaled(total / price, MILLI)) / _THOUSAND
    return quantity if quantity and quantity * price == total else None


def _picker(places: list[int]) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    """Give what takes the cells at some places out of a line."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: tuple(cells[at] for at in places)
