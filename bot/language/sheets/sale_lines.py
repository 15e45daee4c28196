"""One line of a table as a sale."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.sheets.cells import Fault, Lookup, Moments, figures, names
from bot.language.sheets.dates import time_of
from bot.language.sheets.folding import heading_words
from bot.language.sheets.line_amounts import LineAmounts
from bot.language.sheets.line_kinds import is_total_word
from bot.language.sheets.numbers import scaled
from bot.language.sheets.sheet import Cell, Kind, SaleRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.language.sheets.dates import Moment
    from bot.language.sheets.layout import Layout

_THOUSAND = 1000
TEXTS = ("category", "customer", "region", "payment", "reference", "note", "phone")
# What a line's type or status says; `credit` alone is a way to pay.
REFUNDS = frozenset({
    "refund", "refunded", "return", "returned", "creditnote", "chargeback", "retoure", "ruckgabe", "erstattung", "gutschrift", "retour",
    "remboursement", "devolucion", "reembolso", "devolucao", "reso", "rimborso", "возврат", "terugbetaling", "teruggawe", "storno",
})  # fmt: skip
CANCELLED = frozenset({
    "cancelled", "canceled", "void", "voided", "annulled", "deleted", "storniert", "annule", "annulee", "cancelado", "cancelada", "anulado",
    "anulada", "annullato", "annullata", "geannuleerd", "отменен", "отменено", "gekanselleer",
})  # fmt: skip


class SaleLines:
    """Turns lines into sales under one layout. `day` is the day of the block, where days stand above blocks."""

    def __init__(self, layout: Layout, today: date, decimals: int, prices: Mapping[str, int]) -> None:
        at = layout.column
        self.day: Moment | Fault | None = (layout.fixed_date, None) if layout.fixed_date else None
        self.decimals = decimals
        self.returns = layout.kind is Kind.RETURNS
        self.moments = Moments(layout.date_order, today)
        self.carried = layout.date_from == "carried"
        self.at_date = at("date") if layout.date_from in {"column", "carried"} else None
        self.at_time, self.at_product, self.at_code = at("time"), at("product"), at("code")
        self.amounts = LineAmounts(layout, decimals, prices)
        self.at_cost, self.at_unit_cost, self.at_profit = at("cost"), at("unit_cost"), at("profit")
        self.has_costs = any(place is not None for place in (self.at_cost, self.at_unit_cost, self.at_profit))
        self.at_type, self.at_status = at("sale_type"), at("status")
        self.texts = [
            (slot, place, names(whole=each in layout.whole_names))
            for slot, each in enumerate(TEXTS)
            if (place := at(each)) is not None
        ]
        self.at_customer_code = at("customer_code")
        self.customer_codes = names(whole="customer_code" in layout.whole_names)
        self.products: Lookup[Cell, str | Fault] = Lookup(self._product)
        self.product_names = names(whole="product" in layout.whole_names)
        self.codes = names(whole="code" in layout.whole_names)
        self.clocks: Lookup[Cell, object] = Lookup(time_of)
        self.costs = figures(layout.sign("cost" if at("cost") is not None else "unit_cost"), "bad_number")
        self.profits = figures(layout.sign("profit"), "bad_number")
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
        amounts = self.amounts.of(cells, product or code)
        if isinstance(amounts, Fault):
            return amounts
        milli, minor, unit_price = amounts
        if self.at_status is not None and says(cells[self.at_status], CANCELLED):
            return Fault("cancelled")
        refund = self.at_type is not None and says(cells[self.at_type], REFUNDS)
        milli, minor = self.signed(milli, minor, refund)
        words: list[str | None] = [None, None, None, None, None, None, None]
        for slot, place, lookup in self.texts:
            words[slot] = lookup[cells[place]] or None
        category, customer, region, payment, reference, note, phone = words
        if self.at_customer_code is not None and not customer:
            customer = self.customer_codes[cells[self.at_customer_code]] or None
        clock = self.clocks[cells[self.at_time]] if self.at_time is not None else moment[1]
        return SaleRow(
            number,
            moment[0],
            datetime.combine(moment[0], clock) if clock is not None else None,  # type: ignore[arg-type]  # clocks hold times
            product or code,
            category,
            milli,
            minor,
            self.cost(cells, milli, minor) if self.has_costs else None,
            customer,
            region,
            payment,
            reference,
            note,
            unit_price,
            code or None,
            phone,
        )

    def signed(self, milli: int, minor: int, refund: bool) -> tuple[int, int]:
        """Give quantity and total with the signs that they have in the book."""
        if self.returns or refund:
            return -abs(milli), -abs(minor)
        return milli, -minor if milli < 0 < minor else minor

    def _moment(self, cells: Sequence[Cell]) -> Moment | Fault:
        """Give the day of a line, its own or that of its block."""
        if self.at_date is None or (self.carried and cells[self.at_date] == ""):
            return self.day if self.day is not None else Fault("no_date")
        cell = cells[self.at_date]
        moment = self.moments[cell]
        if self.carried:
            self.day = moment
        return moment

    def cost(self, cells: Sequence[Cell], milli: int, total: int) -> int | None:
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


def says(cell: Cell, words: frozenset[str]) -> bool:
    """Whether a cell has one of some words."""
    return isinstance(cell, str) and bool(
        words & set(heading_words(cell).replace("credit note", "creditnote").split())
    )
