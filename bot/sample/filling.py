"""The made-up year written into a book, and the settings of the shop that it belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
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

NAME = "Pilusa Electronics"


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
    """Write a year into an empty book: the price list, the sales day by day, deliveries, counts, expenses."""
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
        for day, lines in _by_day(year):
            at = datetime(day.year, day.month, day.day, 16, tzinfo=UTC)
            sold = [
                row.SaleLine(
                    sold_on=day,
                    product_id=products[line.ware.name],
                    quantity_milli=line.pieces * MILLI,
                    total_minor=line.total_minor,
                    cost_minor=line.pieces * line.ware.cost_minor,
                    customer_id=customers[line.customer] if line.customer else None,
                    payment=line.payment,
                    sold_at=line.at,
                    sale=line.sale,
                )
                for line in lines
            ]
            book.post(_head("sale", f"demo:{day}", at, "a day of the demo"), *sold)
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
        book.post(_head("stocktake", "demo:count", moment, "stock count"), *_counts(year, products))


def _head(kind: str, source: str, at: datetime, text: str) -> row.EntryHead:
    return row.EntryHead(kind=kind, source=source, made_at=at, who="demo", raw_text=text)


def _prices(year: Year, products: dict[str, int]) -> Iterator[row.FactChange]:
    for ware in WARES:
        facts = {
            "category": ware.category,
            "price_minor": ware.price_minor,
            "cost_minor": ware.cost_minor,
            "lead_time_days": ware.lead_time_days,
        }
        for name, value in facts.items():
            yield row.FactChange("product", products[ware.name], name, None, str(value), year.days[0])


def _by_day(year: Year) -> Iterator[tuple[date, list[SoldLine]]]:
    for day, lines in groupby(year.sales(), key=lambda line: line.day):
        yield day, list(lines)


def _counts(year: Year, products: dict[str, int]) -> Iterator[row.CountLine]:
    """Give a count of yesterday evening: some shelves full, some nearly empty, one that only gathers dust."""
    counted_on = year.today - timedelta(days=1)
    for place, ware in enumerate(WARES):
        weeks = (0.3, 1.2, 2.5, 0.8, 3.5)[place % 5]
        pieces = 14 if ware.name == year.truth.dying_product else max(1, round(ware.a_day * 7 * weeks))
        yield row.CountLine(counted_on, products[ware.name], pieces * MILLI)
