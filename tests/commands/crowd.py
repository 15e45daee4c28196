"""A book with many customers in groups that differ: regulars, monthly buyers, people who came once, and lost ones."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.demo.talk import NOW, TODAY, Talk, settings_in
from bot.shop import open_shop
from storage import records as row

if TYPE_CHECKING:
    from pathlib import Path

DAYS = 400
LOST = "Regular 01"
LOST_DAYS = 60
_WARES = {"Bread": 20_00, "Milk": 25_00, "Sugar": 40_00, "Tea": 60_00}


def fill(folder: Path) -> Talk:
    """Write the book: 40 regulars every few days, 60 monthly, 60 who soon stayed away; the same every time."""
    chance = random.Random(7)
    talk = Talk(open_shop(settings_in(folder)))
    book = talk.shop.book
    names = {f"Regular {n:02}": (4, 400) for n in range(40)}
    names |= {f"Monthly {n:02}": (32, 400) for n in range(60)}
    names |= {f"Passing {n:02}": (9, 0) for n in range(60)}
    products = book.ensure_products(_WARES)
    customers = book.ensure_customers(names)
    lines: list[row.SaleLine] = []
    for name, (gap, stay) in names.items():
        day = chance.uniform(0, 3 * gap)
        last = stay or chance.uniform(30, DAYS)  # passing ones drop out at some time
        if name == LOST:
            last = DAYS - LOST_DAYS
        while day < min(last, DAYS):
            wares = chance.sample(list(_WARES), 3 if gap < 10 and stay else 1)
            for ware in wares:
                lines.append(
                    row.SaleLine(
                        sold_on=TODAY - timedelta(days=DAYS - int(day)),
                        product_id=products[ware],
                        quantity_milli=1000,
                        total_minor=_WARES[ware],
                        customer_id=customers[name],
                        sale=len(lines) // 3,
                    )
                )
            day += gap * chance.uniform(0.5, 1.5)
    head = row.EntryHead(kind="sale", source="crowd", made_at=NOW, who="test", raw_text="a year")
    book.post(head, *lines)
    phone = row.FactChange("customer", customers[LOST], "phone", None, "082 555 0101", TODAY)
    at = datetime(2025, 11, 1, tzinfo=UTC)
    book.post(row.EntryHead(kind="fact", source="phone", made_at=at, who="test", raw_text="phone"), phone)
    return talk
