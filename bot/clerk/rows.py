"""From a statement to the rows of the book: sale lines, receipts, counts, payments, facts.

Names heard for the first time become products and customers here, in the same breath.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.language import statements as say
from bot.money import MILLI
from storage import records as row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from storage.book import Book

_RECENT = timedelta(days=14)
_Amount = Literal["price_minor", "cost_minor"]
_FACT_FIELDS = {
    "category": "category",
    "lead_time_days": "lead_time_days",
    "reorder_quantity": "reorder_milli",
    "pack_size": "pack_milli",
    "supplier": "supplier",
}


def rows_of(
    statement: say.Statement,
    book: Book,
    today: date,
    said: tuple[date, datetime],
    priced: frozenset[int] = frozenset(),
) -> tuple[row.Line, ...]:
    """Give all rows that a statement writes, in the order it was said.

    Facts without a day count from `today`. `said` is the day and the moment at which it was first said: the moment of
    the sales of that day; of other days only the day is known. `priced` are products that have their price from the
    entry for which this one stands: they have it from this one now.
    """
    writer = _Rows(book, today, said, priced)
    return tuple(
        one for number, entry in enumerate(say.entries_of(statement)) for one in writer.of(entry, number)
    )


@dataclass(slots=True)
class _Rows:
    book: Book
    today: date
    said: tuple[date, datetime]
    priced: frozenset[int]

    def of(self, entry: say.PageEntry, number: int) -> Iterator[row.Line]:
        match entry:
            case say.Sale():
                yield from self._sale(entry, number, sign=1)
            case say.Return():
                yield from self._sale(entry, number, sign=-1)
            case say.Restock():
                yield from self._restock(entry)
            case say.Stocktake():
                for item in entry.items:
                    yield row.CountLine(entry.on, self._product(item.product), item.quantity_milli)
            case say.PriceChange():
                for line in entry.lines:
                    field: _Amount = "price_minor" if line.of == "price" else "cost_minor"
                    yield self._amount(line.product, field, line.amount_minor, entry.on)
            case say.DebtPayment():
                yield row.DebtPayment(
                    entry.on, self._someone(entry.customer), entry.amount_minor, entry.payment
                )
            case say.Expense():
                yield row.Expense(entry.on, entry.note, entry.amount_minor, entry.payment)
            case say.Campaign():
                yield row.Campaign(
                    entry.name, entry.starts_on, entry.ends_on, entry.budget_minor, entry.channel
                )
            case say.ProductFact():
                fact = _FACT_FIELDS[entry.field]
                yield row.FactChange("product", entry.product.id, fact, None, str(entry.value), self.today)
            case say.CustomerFact():
                someone = self._someone(entry.customer)
                yield row.FactChange("customer", someone, entry.field, None, entry.value, self.today)

    def _sale(self, entry: say.Sale | say.Return, number: int, sign: int) -> Iterator[row.Line]:
        customer = None if entry.customer is None else self._someone(entry.customer)
        for item in entry.items:
            total = item.total_minor or 0
            yield row.SaleLine(
                sold_on=entry.on,
                product_id=self._product(item.product),
                quantity_milli=sign * item.quantity_milli,
                total_minor=sign * total,
                cost_minor=_cost(item, sign),
                customer_id=customer,
                payment=entry.payment,
                sale=number,
                sold_at=self.said[1] if entry.on == self.said[0] else None,
                note=item.note or (entry.reason if isinstance(entry, say.Return) else "") or None,
            )
            if self._names_price(item.product) and sign > 0 and total and item.quantity_milli:
                price = str(round(total * MILLI / item.quantity_milli))
                product = self._product(item.product)
                yield row.FactChange("product", product, "price_minor", None, price, entry.on)
        if isinstance(entry, say.Sale) and entry.deposit_minor and customer is not None:
            yield row.DebtPayment(entry.on, customer, entry.deposit_minor, None)

    def _restock(self, entry: say.Restock) -> Iterator[row.Line]:
        for item in entry.items:
            product = self._product(item.product)
            yield row.RestockLine(
                entry.on, product, item.quantity_milli, item.total_minor, entry.supplier, entry.payment
            )
            # A delivery copied from long ago says nothing of today's cost, where one is known.
            recent = self.today - entry.on <= _RECENT or getattr(item.product, "cost_minor", None) is None
            if recent and item.total_minor and item.quantity_milli:
                cost = round(item.total_minor * MILLI / item.quantity_milli)
                yield self._amount(item.product, "cost_minor", cost, entry.on)

    def _names_price(self, product: say.AnyProduct) -> bool:
        """Whether the price of a product is the one of this sale, as long as nobody says another."""
        return isinstance(product, say.NewProduct) or product.id in self.priced

    def _amount(self, product: say.AnyProduct, field: _Amount, minor: int, on: date) -> row.FactChange:
        before = None if isinstance(product, say.NewProduct) else getattr(product, field)
        was = None if before is None else str(before)
        return row.FactChange("product", self._product(product), field, was, str(minor), on)

    def _product(self, product: say.AnyProduct) -> int:
        if isinstance(product, say.Product):
            return product.id
        return self.book.ensure_products([product.name])[product.name]

    def _someone(self, customer: say.AnyCustomer) -> int:
        if isinstance(customer, say.Customer):
            return customer.id
        return self.book.ensure_customers([customer.name])[customer.name]


def _cost(item: say.Item, sign: int) -> int | None:
    """Cost of the whole line, as the product's cost stood when it was sold; None: unknown."""
    if isinstance(item.product, say.NewProduct) or item.product.cost_minor is None:
        return None
    return sign * round(item.product.cost_minor * item.quantity_milli / MILLI)
