"""One line of a table as a sale."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.sheets.cells import MILLI, Fault, Lookup, figures, milli_of, minor_of, moments, names
from bot.language.sheets.dates import time_of
from bot.language.sheets.folding import fold, heading_words
from bot.language.sheets.line_kinds import is_total_word
from bot.language.sheets.numbers import scaled
from bot.language.sheets.sheet import Cell, Kind, SaleRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.language.sheets.dates import Moment
    from bot.language.sheets.layout import Layout

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_THOUSAND = 1000
_REFUNDS = frozenset(
    [
        "refund",
        "refunded",
        "return",
        "returned",
        "credit",
        "creditnote",
        "chargeback",
        "retoure",
        "ruckgabe",
        "erstattung",
        "gutschrift",
        "retour",
        "remboursement",
        "devolucion",
        "reembolso",
        "devolucao",
        "reso",
        "rimborso",
        "возврат",
        "terugbetaling",
        "teruggawe",
        "storno",
    ]
)
_CANCELLED = frozenset(
    [
        "cancelled",
        "canceled",
        "void",
        "voided",
        "annulled",
        "deleted",
        "storniert",
        "annule",
        "annulee",
        "cancelado",
        "cancelada",
        "anulado",
        "anulada",
        "annullato",
        "annullata",
        "geannuleerd",
        "отменен",
        "отменено",
        "gekanselleer",
    ]
)


class SaleLines:
    """Turns lines into sales under one layout. `day` is the day of the block, where days stand above blocks."""

    def __init__(self, layout: Layout, today: date, decimals: int, prices: Mapping[str, int]) -> None:
        at = layout.column
        self.day: Moment | Fault | None = (layout.fixed_date, None) if layout.fixed_date else None
        self.decimals, self.known_prices = decimals, prices
        self.returns = layout.kind is Kind.RETURNS
        self.moments = moments(layout.date_order, today)
        self.carried = layout.date_from == "carried"
        self.at_date = at("date") if layout.date_from in {"column", "carried"} else None
        self.at_time, self.at_product, self.at_code = at("time"), at("product"), at("code")
        self.at_quantity, self.at_price = at("quantity"), at("price")
        self.at_total = None if layout.total_is_of_order else at("total")
        self.at_discount = at("discount") if self.at_total is None else None
        self.discount_is_share = (
            "%" in layout.title("discount") or "percent" in layout.title("discount").lower()
        )
        self.at_cost, self.at_unit_cost, self.at_profit = at("cost"), at("unit_cost"), at("profit")
        self.at_type, self.at_status = at("sale_type"), at("status")
        texts = ("category", "customer", "region", "payment", "reference", "note", "phone")
        self.texts = [
            (each, place, names(whole=each in layout.whole_names))
            for each in texts
            if (place := at(each)) is not None
        ]
        self.at_customer_code = at("customer_code")
        self.customer_codes = names(whole="customer_code" in layout.whole_names)
        self.products: Lookup[Cell, str | Fault] = Lookup(self._product)
        self.product_names, self.codes = (
            names(whole="product" in layout.whole_names),
            names(whole="code" in layout.whole_names),
        )
        self.clocks: Lookup[Cell, object] = Lookup(time_of)
        self.quantities = figures(layout.sign("quantity"), "bad_quantity")
        self.prices = figures(layout.sign("price"), "bad_price")
        self.totals = figures(layout.sign("total"), "bad_total")
        self.costs = figures(layout.sign("cost" if at("cost") is not None else "unit_cost"), "bad_number")
        self.profits = figures(layout.sign("profit"), "bad_number")
        self.discounts = figures(layout.sign("discount"), "bad_number")
        self.milli: Lookup[Decimal, int | Fault] = Lookup(milli_of)
        self.minor: Lookup[Decimal, int | Fault] = Lookup(lambda value: minor_of(value, decimals))
        self.width = 1 + max((place for _, place in layout.columns), default=0)

    def _product(self, cell: Cell) -> str | Fault:
        return Fault("no_product") if is_total_word(cell) else self.product_names[cell]

    def row(self, number: int, cells: Sequence[Cell]) -> SaleRow | Fault:
        """Give the sale of a line, or why it is none."""
        if len(cells) < self.width:
            cells = [*cells, *([""] * (self.width - len(cells)))]
        moment = self._moment(cells)
        if isinstance(moment, Fault):
            return moment
        product = self.products[cells[self.at_product]] if self.at_product is not None else ""
        code = self.codes[cells[self.at_code]] if self.at_code is not None else ""
        if isinstance(product, Fault) or not (product or code):
            return Fault("no_product")
        amounts = self._amounts(cells, product or code)
        if isinstance(amounts, Fault):
            return amounts
        quantity, total, unit_price = amounts
        milli, minor = self.milli[quantity], self.minor[total]
        if isinstance(milli, Fault):
            return milli
        if isinstance(minor, Fault):
            return minor
        if not milli:
            return Fault("zero_quantity")
        if self.at_status is not None and _says(cells[self.at_status], _CANCELLED):
            return Fault("cancelled")
        if self.returns or (self.at_type is not None and _says(cells[self.at_type], _REFUNDS)):
            milli, minor = -abs(milli), -abs(minor)
        elif milli < 0 < minor:
            minor = -minor
        words = {each: lookup[cells[place]] or None for each, place, lookup in self.texts}
        if self.at_customer_code is not None and not words.get("customer"):
            words["customer"] = self.customer_codes[cells[self.at_customer_code]] or None
        clock = self.clocks[cells[self.at_time]] if self.at_time is not None else moment[1]
        return SaleRow(
            number,
            moment[0],
            datetime.combine(moment[0], clock) if clock is not None else None,  # type: ignore[arg-type]  # clocks hold times
            product or code,
            words.get("category"),
            milli,
            minor,
            self._cost(cells, milli, minor),
            words.get("customer"),
            words.get("region"),
            words.get("payment"),
            words.get("reference"),
            words.get("note"),
            unit_price,
            code or None,
            words.get("phone"),
        )

    def _moment(self, cells: Sequence[Cell]) -> Moment | Fault:
        """Give the day of a line, its own or that of its block."""
        if self.at_date is None or (self.carried and cells[self.at_date] == ""):
            return self.day if self.day is not None else Fault("no_date")
        cell = cells[self.at_date]
        moment = self.moments[cell]
        if self.carried:
            self.day = moment
        return moment

    def _amounts(self, cells: Sequence[Cell], product: str) -> tuple[Decimal, Decimal, int | None] | Fault:
        """Give quantity, total and the unit price in minor units; a missing one comes from the other two."""
        quantity = self.quantities[cells[self.at_quantity]] if self.at_quantity is not None else None
        price = self.prices[cells[self.at_price]] if self.at_price is not None else None
        total = self.totals[cells[self.at_total]] if self.at_total is not None else None
        if isinstance(quantity, Fault):
            return quantity
        if isinstance(price, Fault):
            return price
        if isinstance(total, Fault):
            return total
        if quantity is None:
            quantity = self._rebuilt_quantity(price, total)
            if quantity is None and self.at_quantity is not None:
                return Fault("no_quantity")
            quantity = quantity or _ONE
        if total is None:
            if price is None:
                price = self._known_price(product)
            if price is None:
                return Fault("no_price")
            total = quantity * price - self._discount(cells, quantity * price)
        unit = None if price is None else self.minor[price]
        return quantity, total, unit if isinstance(unit, int) else None

    def _known_price(self, product: str) -> Decimal | None:
        """Give a product's price from the shop's own list, if the caller handed it in."""
        minor = self.known_prices.get(fold(product)) if self.known_prices else None
        return None if minor is None else Decimal(minor).scaleb(-self.decimals)

    @staticmethod
    def _rebuilt_quantity(price: object, total: object) -> Decimal | None:
        """Give the quantity that makes the price the total, if it comes out even."""
        if not isinstance(price, Decimal) or not isinstance(total, Decimal) or not price:
            return None
        quantity = Decimal(scaled(total / price, MILLI)) / _THOUSAND
        return quantity if quantity and quantity * price == total else None

    def _discount(self, cells: Sequence[Cell], amount: Decimal) -> Decimal:
        """Give what a line's discount takes off, where no total says it already."""
        if self.at_discount is None:
            return Decimal(0)
        cell = cells[self.at_discount]
        is_share = self.discount_is_share
        if isinstance(cell, str) and cell.strip().endswith("%"):
            cell, is_share = cell.strip()[:-1], True
        off = self.discounts[cell]
        if not isinstance(off, Decimal):
            return Decimal(0)
        return amount * abs(off) / _HUNDRED if is_share else abs(off)

    def _cost(self, cells: Sequence[Cell], milli: int, total: int) -> int | None:
        """Give the cost of the whole line, from the line's or the piece's cost or from the profit."""
        if self.at_cost is not None:
            cost = self.costs[cells[self.at_cost]]
            if not isinstance(cost, Decimal):
                return None
            minor = abs(scaled(cost, self.decimals))
            return minor if milli > 0 else -minor
        if self.at_unit_cost is not None:
            cost = self.costs[cells[self.at_unit_cost]]
            return scaled(cost * milli / _THOUSAND, self.decimals) if isinstance(cost, Decimal) else None
        if self.at_profit is not None:
            profit = self.profits[cells[self.at_profit]]
            return total - scaled(profit, self.decimals) if isinstance(profit, Decimal) else None
        return None


def _says(cell: Cell, words: frozenset[str]) -> bool:
    """Whether a cell has one of some words."""
    return isinstance(cell, str) and bool(words & set(heading_words(cell).split()))
