"""From a file's rows to the book's lines: names become products and customers, wall clock becomes UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language.sheets import sheet
from bot.money import MILLI
from storage import records as row
from storage.moments import instant
from storage.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from bot.shop import Shop
    from storage.imports import RowKey

_PAYMENTS: dict[str, row.Payment] = {"cash": "cash", "card": "card", "eft": "eft", "credit": "credit"}


@dataclass(slots=True)
class Names:
    """The ids of names, found once each; `make` gives ids to new ones, without it they get negative ones."""

    known: dict[str, int]
    make: Callable[[list[str]], dict[str, int]] | None
    seen: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many different ones were met, spellings folded."""
        return len(set(self.seen.values()))

    def learn(self, names: Iterable[str]) -> None:
        """Look up the names that were not met before, all at once."""
        fresh = [name for name in dict.fromkeys(names) if name not in self.seen]
        unknown = []
        for name in fresh:
            folded = fold(name)
            found = self.known.get(folded)
            if found is None:
                unknown.append(name)
                found = self.new.setdefault(folded, -1 - len(self.new))
            self.seen[name] = found
        if unknown and self.make is not None:
            self.seen |= self.make(unknown)


@dataclass(slots=True)
class Converter:
    """Turns rows of one file into lines. With `entry_id` it makes new products and customers for that import."""

    shop: Shop
    today: date
    products: Names
    customers: Names
    costs: dict[int, int]
    _references: dict[tuple[date, str], int] = field(default_factory=dict)
    _sale: int = 0

    @classmethod
    def of(cls, shop: Shop, today: date, entry_id: int | None = None, *, make: bool = True) -> Converter:
        """Begin a file; without `make` nothing is written."""
        known, book = shop.known(), shop.book

        def products(names: list[str]) -> dict[str, int]:
            return book.ensure_products(names, entry_id)

        def customers(names: list[str]) -> dict[str, int]:
            return book.ensure_customers(names, entry_id)

        return cls(
            shop,
            today,
            Names(
                {fold(word): one.id for one in known.products for word in (one.name, *one.aliases)},
                products if make else None,
            ),
            Names(
                {fold(word): one.id for one in known.customers for word in (one.name, *one.aliases)},
                customers if make else None,
            ),
            {one.id: one.cost_minor for one in known.products if one.cost_minor is not None},
        )

    def sales(self, rows: Iterable[sheet.SaleRow]) -> Iterator[row.SaleLine]:
        """Give a line for each row; rows of one order number on one day are one sale."""
        rows = list(rows)
        self.products.learn(one.product for one in rows)
        self.customers.learn(one.customer for one in rows if one.customer)
        for one in rows:
            product = self.products.seen[one.product]
            cost = one.cost_minor
            if cost is None and product in self.costs:
                cost = round(self.costs[product] * one.quantity_milli / MILLI)
            yield row.SaleLine(
                sold_on=one.sold_on,
                product_id=product,
                quantity_milli=one.quantity_milli,
                total_minor=one.total_minor,
                cost_minor=cost,
                customer_id=self.customers.seen[one.customer] if one.customer else None,
                payment=payment(one.payment),
                sold_at=self._instant(one.sold_at),
                region=one.region,
                reference=one.reference,
                note=one.note,
                sale=self._number(one),
            )

    def _number(self, one: sheet.SaleRow) -> int:
        self._sale += 1
        if one.reference is None:
            return self._sale
        return self._references.setdefault((one.sold_on, one.reference), self._sale)

    def _instant(self, local: datetime | None) -> datetime | None:
        return None if local is None else local.replace(tzinfo=self.shop.settings.zone)

    def others(self, rows: Iterable[sheet.Row]) -> Iterator[row.Line]:
        """Give the lines of rows that are no sales: prices, counts, receipts, expenses and the rest."""
        for one in rows:
            match one:
                case sheet.ProductRow():
                    yield from self._product(one)
                case sheet.CustomerRow():
                    yield from self._customer(one)
                case sheet.CountRow():
                    product = self._named(self.products, one.product)
                    yield row.CountLine(one.counted_on or self.today, product, one.quantity_milli)
                    if one.cost_minor is not None:
                        yield self._fact("product", product, "cost_minor", one.cost_minor)
                case sheet.ReceiptRow():
                    product = self._named(self.products, one.product)
                    day = one.received_on or self.today
                    yield row.RestockLine(day, product, one.quantity_milli, one.total_minor, one.supplier)
                    if one.total_minor and one.quantity_milli:
                        cost = round(one.total_minor * MILLI / one.quantity_milli)
                        yield row.FactChange("product", product, "cost_minor", None, str(cost), day)
                case sheet.ExpenseRow():
                    yield row.Expense(one.spent_on, one.note, one.amount_minor, payment(one.payment))
                case sheet.CampaignRow():
                    ends = one.ends_on or one.starts_on
                    yield row.Campaign(one.campaign, one.starts_on, ends, one.budget_minor, one.channel)
                case sheet.InteractionRow():
                    someone = self._named(self.customers, one.customer)
                    yield row.Interaction(someone, one.happened_on, one.what)

    def _product(self, one: sheet.ProductRow) -> Iterator[row.Line]:
        product = self._named(self.products, one.product)
        facts = {
            "category": one.category,
            "price_minor": one.price_minor,
            "cost_minor": one.cost_minor,
            "lead_time_days": one.lead_time_days,
            "reorder_milli": one.reorder_milli,
            "supplier": one.supplier,
        }
        told = {name: value for name, value in facts.items() if value is not None}
        for name, value in (told or {"name": one.product}).items():
            yield self._fact("product", product, name, value)
        if one.stock_milli is not None:
            yield row.CountLine(self.today, product, one.stock_milli)

    def _customer(self, one: sheet.CustomerRow) -> Iterator[row.Line]:
        someone = self._named(self.customers, one.customer)
        told = {
            name: value
            for name, value in {"phone": one.phone, "region": one.region}.items()
            if value is not None
        }
        # A customer known by his name alone belongs to this file too: withdrawn with it, he is gone.
        for name, value in (told or {"name": one.customer}).items():
            yield self._fact("customer", someone, name, value)

    def _fact(self, subject: row.Subject, subject_id: int, name: str, value: str | int) -> row.FactChange:
        return row.FactChange(subject, subject_id, name, None, str(value), self.today)

    @staticmethod
    def _named(names: Names, name: str) -> int:
        names.learn([name])
        return names.seen[name]


def payment(said: str | None) -> row.Payment | None:
    """Give the book's word for a way of paying."""
    return None if said is None else _PAYMENTS.get(said, "other")


def key(line: row.SaleLine) -> RowKey:
    """Give what makes a line the same one in two files, as `storage.imports.KnownRows` counts it."""
    return (
        line.sold_on.isoformat(),
        None if line.sold_at is None else instant(line.sold_at),
        line.product_id,
        line.quantity_milli,
        line.total_minor,
        line.customer_id,
        line.reference,
    )
