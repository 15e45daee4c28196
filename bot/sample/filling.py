"""The made-up year written into a book, and the settings of the shop that it belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from bot import config
from bot.money import MILLI
from bot.sample.catalogue import REGIONS, WARES
from storage import records as row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from bot.config import Settings
    from bot.sample.year import SoldLine, Year
    from bot.shop import Shop
    from storage.book import Book

NAME = "Pilusa Electronics"
ON_ORDER = {"TV wall bracket": 6, "Solar lamp": 10}  # pieces
NO_CATEGORY = "TV remote"
TAUGHT = {"memory stick": "Flash drive 32GB"}


def sample_settings(settings: Settings, folder: Path) -> Settings:
    """Give the demo shop's settings: its own book, no pushes, nobody else's token."""
    shop = replace(settings.shop, name=NAME)
    return replace(
        settings,
        folder=folder,
        shop=shop,
        storage=replace(settings.storage, path="demo.db", backups="backups"),
        push=config.PushSettings(weekly="off", daily="off"),
        telegram=config.TelegramSettings(),
    )


def fill(shop: Shop, year: Year, moment: datetime) -> None:
    """Write a year into an empty book: prices, sales day by day, what came back, payments, expenses, orders, counts."""
    book = shop.book
    with book.writing():
        products = book.ensure_products(ware.name for ware in WARES)
        book.post(_head("price", "demo:prices", moment, "price list"), *_prices(year, products))
        names = sorted({line.customer for line in year.sales() if line.customer})
        customers = book.ensure_customers(names)
        regions = (
            row.FactChange(
                "customer", customers[name], "region", None, REGIONS[at % len(REGIONS)], year.days[0]
            )
            for at, name in enumerate(names)
        )
        book.post(_head("fact", "demo:regions", moment, "where they live"), *regions)
        _trade(book, year, products, customers)
        for number, (day, name, amount) in enumerate(year.payments()):
            head = _head("payment", f"demo:payment:{number}", moment, f"{name} paid")
            book.post(head, row.DebtPayment(day, customers[name], amount, "cash"))
        for number, (day, note, amount) in enumerate(year.expenses()):
            head = _head("expense", f"demo:expense:{number}", moment, note)
            book.post(head, row.Expense(day, note, amount, "eft"))
        first, last = year.campaign
        book.post(
            _head("campaign", "demo:campaign", moment, year.truth.campaign),
            row.Campaign(year.truth.campaign, first, last, 1_500_00, "leaflets"),
        )
        book.post(_head("order", "demo:order", moment, "ordered"), *_orders(year, products))
        book.post(_head("stocktake", "demo:count", moment, "stock count"), *_counts(year, products))
        for word, product in TAUGHT.items():
            book.add_alias("product", word, products[product])


def _trade(book: Book, year: Year, products: dict[str, int], customers: dict[str, int]) -> None:
    """Write the sales, an entry a day, and what came back, each by itself."""

    def line(one: SoldLine, pieces: int) -> row.SaleLine:
        return row.SaleLine(
            sold_on=one.day,
            product_id=products[one.ware.name],
            quantity_milli=pieces * MILLI,
            total_minor=one.total_minor,
            cost_minor=pieces * one.ware.cost_minor,
            customer_id=customers[one.customer] if one.customer else None,
            payment=one.payment,
            sold_at=one.at,
            sale=one.sale,
        )

    for day, lines in groupby(year.sales(), key=attrgetter("day")):
        head = _head("sale", f"demo:{day}", _evening(day), "a day of the demo")
        book.post(head, *(line(one, one.pieces) for one in lines))
    for number, back in enumerate(year.returns()):
        paid = replace(
            line(back.line, -1),
            sold_on=back.day,
            total_minor=-back.paid_minor,
            sold_at=_evening(back.day),
            note=back.reason,
        )
        said = f"return 1 {back.line.ware.name}"
        book.post(_head("return", f"demo:return:{number}", _evening(back.day), said), paid)


def _evening(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)


def _head(kind: str, source: str, at: datetime, text: str) -> row.EntryHead:
    return row.EntryHead(kind=kind, source=source, made_at=at, who="demo", raw_text=text)


def _prices(year: Year, products: dict[str, int]) -> Iterator[row.FactChange]:
    for ware in WARES:
        facts = {
            "category": None if ware.name == NO_CATEGORY else ware.category,
            "price_minor": year.price_minor(ware, year.days[0]),
            "cost_minor": ware.cost_minor,
            "lead_time_days": ware.lead_time_days,
        }
        for name, value in facts.items():
            if value is not None:
                yield row.FactChange("product", products[ware.name], name, None, str(value), year.days[0])
    dearer = next(ware for ware in WARES if ware.name == year.truth.dearer)
    changed = year.today - timedelta(days=year.truth.dearer_from_end_days)
    prices = (str(year.truth.price_before_minor), str(dearer.price_minor))
    yield row.FactChange("product", products[dearer.name], "price_minor", *prices, changed)


def _orders(year: Year, products: dict[str, int]) -> Iterator[row.OrderLine]:
    """Give what is on its way: ordered a week ago, not yet here."""
    for ware in WARES:
        if ware.name in ON_ORDER:
            ordered = year.today - timedelta(days=7)
            due = ordered + timedelta(days=ware.lead_time_days)
            yield row.OrderLine(ordered, products[ware.name], ON_ORDER[ware.name] * MILLI, due)


def _counts(year: Year, products: dict[str, int]) -> Iterator[row.CountLine]:
    """Give a count of yesterday evening: some shelves full, some nearly empty, one that only gathers dust."""
    counted_on = year.today - timedelta(days=1)
    for place, ware in enumerate(WARES):
        weeks = (0.3, 1.2, 2.5, 0.8, 3.5)[place % 5]
        pieces = 14 if ware.name == year.truth.dying_product else max(1, round(ware.a_day * 7 * weeks))
        yield row.CountLine(counted_on, products[ware.name], pieces * MILLI)
