"""A made-up year or two of a busy shop's till, as its export would be."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRODUCTS, CUSTOMERS = 400, 3_000
A_DAY = 700  # lines
_OPENS, _OPEN_MINUTES = 8, 600
_NAMED = 0.3  # of the receipts
FIRST_DAY = datetime(2023, 1, 30)  # noqa: DTZ001 - the till's own clock


def write_sales(path: Path, lines: int, a_day: int = A_DAY) -> None:
    """Write a CSV of so many sale lines, `a_day` of them each day: receipts of one to four, in the order of time."""
    chance = random.Random(7)
    weights = [1 / (place + 3) for place in range(PRODUCTS)]
    products = [f"Product {place:03d}" for place in range(PRODUCTS)]
    prices = [100 + 37 * place for place in range(PRODUCTS)]
    sold = chance.choices(range(PRODUCTS), weights, k=lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Date,Receipt,Product,Quantity,Unit price,Total,Customer,Payment\n")
        receipt, left, at, who, paid = 0, 0, FIRST_DAY, "", "Cash"
        for place in range(lines):
            if not left:
                receipt, left = receipt + 1, chance.randint(1, 4)
                day, minute = divmod(place, a_day)
                at = FIRST_DAY + timedelta(days=day, hours=_OPENS, minutes=minute * _OPEN_MINUTES // a_day)
                who = f"Customer {chance.randrange(CUSTOMERS)}" if chance.random() < _NAMED else ""
                paid = chance.choice(("Cash", "Card", "EFT"))
            left -= 1
            product, quantity = sold[place], chance.choice((1, 1, 1, 2, 3))
            price = prices[product]
            file.write(
                f"{at:%d/%m/%Y %H:%M},R{receipt},{products[product]},{quantity},{price / 100:.2f},"
                f"{price * quantity / 100:.2f},{who},{paid}\n"
            )
