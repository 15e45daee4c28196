"""A large made-up book with a fixed seed, written through the book's own insert paths.

Three years end at `TODAY`: three files bring the sales up to the last month, the last month was typed. There are
regulars and strangers, weekends, returns, credit that is paid off, costs that nobody knows, and rare products.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING

from storage import records as row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.book import Book

PRODUCTS, CUSTOMERS = 2_000, 3_000
TODAY = date(2026, 11, 20)
FIRST = TODAY - timedelta(3 * 365)
TYPED_FROM = TODAY - timedelta(30)
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)

_FILES = 3
_CHUNK = 5_000
_TYPED_SALES = 3_000
_CATEGORIES = 24
_REGIONS = ("North", "South", "East", "West", "Centre", "Township")
_PAYMENTS: tuple[row.Payment, ...] = ("cash", "cash", "cash", "card", "card", "eft")
_WEEKDAYS = (0.9, 0.8, 0.9, 1.0, 1.3, 1.5, 0.6)


@dataclass(frozen=True, slots=True)
class _Ware:
    price_minor: int
    cost_minor: int | None


def product_name(number: int) -> str:
    """Give the name of a product; 1 sells best."""
    return f"Ware {number} of {('Cape Town', 'Soweto', 'Durban', 'Pretoria')[number % 4]}"


def customer_name(number: int) -> str:
    """Give the name of a customer; 1 comes most often."""
    return f"{('Thabo', 'Lerato', 'Sipho', 'Anna', 'Pieter')[number % 5]} Number{number}"


def fill(book: Book, count: int, seed: int = 1) -> None:
    """Write the whole book: `count` sale lines, and what a shop has besides."""
    pick = random.Random(seed)
    book.ensure_products(product_name(number) for number in range(1, PRODUCTS + 1))
    book.ensure_customers(customer_name(number) for number in range(1, CUSTOMERS + 1))
    wares = [_Ware(price := pick.randrange(5, 900) * 100, _cost(price, pick)) for _ in range(PRODUCTS)]
    book.post(_head("fact", "facts", FIRST), *_facts(wares))
    sold = _sales(count, wares, pick)
    typed = min(_TYPED_SALES, count // 20)
    for number in range(_FILES):
        _take_in(book, f"file:{number}", islice(sold, (count - typed) // _FILES))
    with book.writing():
        for sale, lines in groupby(sold, key=lambda line: line.sale):
            together = [replace(line, sale=0) for line in lines]
            book.post(_head("sale", f"typed:{sale}", together[0].sold_on), *together)
        for number, month in enumerate(range(36)):
            on = FIRST + timedelta(month * 30)
            book.post(_head("restock", f"restock:{number}", on), *_restocks(on, month))
            for note, amount in (("Rent", 8_000_00), ("Wages", 20_000_00), ("Electricity", 1_900_00)):
                book.post(_head("expense", f"{note}:{number}", on), row.Expense(on, note, amount, "eft"))
        first = TODAY - timedelta(60)
        campaign = row.Campaign("Spring", first, first + timedelta(13), 5_000_00, "leaflets")
        book.post(_head("campaign", "campaign", first), campaign)
        book.post(_head("stocktake", "count", TYPED_FROM), *_counts(pick))
        book.post(_head("payment", "payments", TODAY), *_paid_off(book))


def _cost(price: int, pick: random.Random) -> int | None:
    return None if pick.random() < 0.1 else round(price * pick.uniform(0.5, 0.8))


def _head(kind: str, source: str, on: date, name: str | None = None) -> row.EntryHead:
    at = datetime(on.year, on.month, on.day, 14, tzinfo=UTC)
    return row.EntryHead(kind, source, at, "bench", raw_text=source, file_name=name)


def _take_in(book: Book, source: str, lines: Iterator[row.SaleLine]) -> None:
    staged = book.stage(_head("import", source, TODAY, f"{source}.csv")).entry_id
    first: int | None = None
    while portion := list(islice(lines, _CHUNK)):
        first = portion[0].sale if first is None else first
        book.stage_sales(staged, [replace(line, sale=line.sale - first) for line in portion])
    book.enforce(staged, at=NOW)


def _sales(count: int, wares: list[_Ware], pick: random.Random) -> Iterator[row.SaleLine]:
    """Give the lines day by day; sales of one to four lines, numbered through."""
    days = [FIRST + timedelta(n) for n in range((TODAY - FIRST).days + 1)]
    weights = [_WEEKDAYS[day.weekday()] * (1 + n / len(days) / 3) for n, day in enumerate(days)]
    per_weight = count / sum(weights)
    made = sale = 0
    due = 0.0
    for day, weight in zip(days, weights, strict=True):
        due += weight * per_weight
        while made < round(due):
            at = datetime(day.year, day.month, day.day, pick.randrange(6, 17), pick.randrange(60), tzinfo=UTC)
            customer = 1 + int(CUSTOMERS * pick.random() ** 2) if pick.random() < 0.6 else None
            payment = "credit" if customer and pick.random() < 0.1 else _PAYMENTS[int(6 * pick.random())]
            buyer = _Buyer(day, at, customer, payment, sale, back=pick.random() < 0.01)
            size = min(1 if buyer.back else 1 + int(4 * pick.random()), count - made)
            for _ in range(size):
                yield _line(buyer, wares, pick)
            made += size
            sale += 1


@dataclass(frozen=True, slots=True)
class _Buyer:
    """Who buys, when and how: the same for all lines of a sale."""

    day: date
    at: datetime
    customer: int | None
    payment: row.Payment
    sale: int
    back: bool


def _line(buyer: _Buyer, wares: list[_Ware], pick: random.Random) -> row.SaleLine:
    product = 1 + int(PRODUCTS * pick.random() ** 3)
    pieces = -1 if buyer.back else 1 + int(3 * pick.random() ** 2)
    ware = wares[product - 1]
    return row.SaleLine(
        buyer.day,
        product,
        pieces * 1000,
        pieces * ware.price_minor,
        None if ware.cost_minor is None else pieces * ware.cost_minor,
        buyer.customer,
        buyer.payment,
        buyer.at,
        sale=buyer.sale,
    )


def _facts(wares: list[_Ware]) -> Iterator[row.FactChange]:
    for product, ware in enumerate(wares, 1):
        yield row.FactChange("product", product, "category", None, f"Category {product % _CATEGORIES}", FIRST)
        yield row.FactChange("product", product, "price_minor", None, str(ware.price_minor), FIRST)
        if ware.cost_minor is not None:
            yield row.FactChange("product", product, "cost_minor", None, str(ware.cost_minor), FIRST)
    for customer in range(1, CUSTOMERS + 1):
        yield row.FactChange("customer", customer, "region", None, _REGIONS[customer % len(_REGIONS)], FIRST)


def _restocks(on: date, month: int) -> Iterator[row.RestockLine]:
    for product in range(1 + month % 3, PRODUCTS + 1, 3):
        yield row.RestockLine(on, product, 200_000)


def _counts(pick: random.Random) -> Iterator[row.CountLine]:
    for product in range(1, PRODUCTS + 1):
        yield row.CountLine(TYPED_FROM, product, pick.randrange(5, 400) * 1000)


def _paid_off(book: Book) -> Iterator[row.DebtPayment]:
    """Nine in ten have paid all that they owe; the others owe the last part of it."""
    owed = book.rows(
        "SELECT customer_id, sum(total_minor) FROM sale_lines "
        "WHERE payment = 'credit' AND customer_id IS NOT NULL GROUP BY 1 HAVING sum(total_minor) > 0"
    )
    for customer, minor in owed:
        yield row.DebtPayment(TODAY, customer, minor if customer % 10 else minor * 9 // 10, "eft")
