"""From rows that are no sales to the book's lines: prices, customers, counts, deliveries, expenses and the rest."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.files.own import PaymentRow
from bot.files.prepare import payment
from bot.language.sheets import sheet
from bot.money import MILLI
from storage import records as row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OtherRow = sheet.Row | PaymentRow
_CLASSES: dict[str, type] = {
    one.__name__: one
    for one in (
        sheet.ProductRow,
        sheet.CustomerRow,
        sheet.CountRow,
        sheet.ReceiptRow,
        sheet.ExpenseRow,
        sheet.CampaignRow,
        sheet.InteractionRow,
        PaymentRow,
    )
}
_DAY = "\0day"


def frozen(one: OtherRow) -> tuple[Any, ...]:
    """Give a row as plain values for a harvest."""
    if isinstance(one, sheet.SaleRow):
        raise TypeError("a sale row is no other row")
    values = (getattr(one, each.name) for each in fields(one))
    return (
        type(one).__name__,
        *((_DAY, value.isoformat()) if isinstance(value, date) else value for value in values),
    )


def thawed(plain: Sequence[Any]) -> Any:
    """Give the row that `frozen` wrote down."""
    name, *values = plain
    return _CLASSES[name](
        *(date.fromisoformat(value[1]) if isinstance(value, tuple) else value for value in values)
    )


def day_of(one: OtherRow) -> date | None:
    """Give the day that a row is about; None for facts that hold from now on."""
    for name in ("counted_on", "received_on", "spent_on", "starts_on", "happened_on", "paid_on"):
        day = getattr(one, name, None)
        if isinstance(day, date):
            return day
    return None


def amount_of(one: OtherRow) -> int:
    """Give the money that a row moved, in minor units."""
    match one:
        case sheet.ReceiptRow(total_minor=minor) | sheet.CampaignRow(budget_minor=minor):
            return minor or 0
        case sheet.ExpenseRow(amount_minor=minor) | PaymentRow(amount_minor=minor):
            return minor
    return 0


def key_of(
    one: OtherRow, products: dict[str, int | None], customers: dict[str, int | None], today: date
) -> tuple[Any, ...]:
    """Give what makes a row the same one in two files, as `storage.imports.known_others` counts it; () for facts."""
    match one:
        case sheet.ReceiptRow():
            day = one.received_on or today
            return (day.isoformat(), products.get(one.product), one.quantity_milli, one.total_minor)
        case sheet.ExpenseRow():
            return (one.spent_on.isoformat(), one.note, one.amount_minor)
        case sheet.CampaignRow():
            ends = one.ends_on or one.starts_on
            return (one.starts_on.isoformat(), one.campaign, ends.isoformat(), one.budget_minor)
        case sheet.InteractionRow():
            return (one.happened_on.isoformat(), customers.get(one.customer), one.channel or one.what)
        case PaymentRow():
            return (one.paid_on.isoformat(), customers.get(one.customer), one.amount_minor)
    return ()


@dataclass(frozen=True, slots=True)
class Converter:
    """Turns rows into lines; the names have their ids by now."""

    today: date
    products: dict[str, int]
    customers: dict[str, int]
    new: frozenset[str]  # names that the book did not know

    def lines(self, rows: Iterable[OtherRow]) -> Iterator[row.Line]:
        """Give the lines of rows in their order."""
        for one in rows:
            match one:
                case sheet.ProductRow():
                    yield from self._product(one)
                case sheet.CustomerRow():
                    yield from self._customer(one)
                case sheet.CountRow():
                    product = self.products[one.product]
                    yield row.CountLine(one.counted_on or self.today, product, one.quantity_milli)
                    if one.cost_minor is not None:
                        yield self._fact("product", product, "cost_minor", one.cost_minor)
                    if one.category:
                        yield self._fact("product", product, "category", one.category)
                case sheet.ReceiptRow():
                    yield from self._receipt(one)
                case sheet.ExpenseRow():
                    yield row.Expense(one.spent_on, one.note, one.amount_minor, payment(one.payment))
                case sheet.CampaignRow():
                    ends = one.ends_on or one.starts_on
                    yield row.Campaign(one.campaign, one.starts_on, ends, one.budget_minor, one.channel)
                case sheet.InteractionRow():
                    note = one.what if one.channel and one.what != one.channel else None
                    someone = self.customers[one.customer]
                    yield row.Interaction(someone, one.happened_on, one.channel or one.what, note=note)
                case PaymentRow():
                    someone = self.customers[one.customer]
                    yield row.DebtPayment(one.paid_on, someone, one.amount_minor, payment(one.payment))

    def _receipt(self, one: sheet.ReceiptRow) -> Iterator[row.Line]:
        product, day = self.products[one.product], one.received_on or self.today
        yield row.RestockLine(day, product, one.quantity_milli, one.total_minor, one.supplier)
        if one.total_minor and one.quantity_milli:
            cost = round(one.total_minor * MILLI / one.quantity_milli)
            yield row.FactChange("product", product, "cost_minor", None, str(cost), day)

    def _product(self, one: sheet.ProductRow) -> Iterator[row.Line]:
        product = self.products[one.product]
        facts = {
            "category": one.category,
            "price_minor": one.price_minor,
            "cost_minor": one.cost_minor,
            "lead_time_days": one.lead_time_days,
            "reorder_milli": one.reorder_milli,
            "supplier": one.supplier,
        }
        told = {name: value for name, value in facts.items() if value is not None}
        for name, value in told.items():
            yield self._fact("product", product, name, value)
        if one.stock_milli is not None:
            yield row.CountLine(self.today, product, one.stock_milli)
        elif not told and one.product in self.new:
            # A product known by its name alone belongs to this file: withdrawn with it, it is gone.
            yield self._fact("product", product, "name", one.product)

    def _customer(self, one: sheet.CustomerRow) -> Iterator[row.Line]:
        someone = self.customers[one.customer]
        told = {
            name: value
            for name, value in {"phone": one.phone, "region": one.region}.items()
            if value is not None
        }
        if not told and one.customer in self.new:
            told = {"name": one.customer}
        for name, value in told.items():
            yield self._fact("customer", someone, name, value)

    def _fact(self, subject: row.Subject, subject_id: int, name: str, value: str | int) -> row.FactChange:
        return row.FactChange(subject, subject_id, name, None, str(value), self.today)
