"""A small made-up book, and the same sales as plain rows that no code of the book has touched.

Eight months of a shop with returns, credit, unnamed customers, unknown costs and categories, a merged product and
customer, a region said in the sale, an undone entry and an edited one. `rows` holds what is in force.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from storage import records as row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.book import Book

FIRST, TODAY = date(2026, 1, 3), date(2026, 8, 21)
NOW = datetime(2026, 8, 21, 16, tzinfo=UTC)
_WARES = (  # name, category, price, cost
    ("Kettle", "Kitchen", 299_00, 180_00),
    ("Toaster", "Kitchen", 349_00, 250_00),
    ("HDMI cable", "Cables", 120_00, 62_00),
    ("USB cable", "Cables", 60_00, None),
    ("Phone case", "Phones", 90_00, 35_00),
    ("Charger", "Phones", 150_00, 70_00),
    ("Repair", None, 200_00, None),
    ("kettle 2l", "Kitchen", 299_00, 180_00),  # merged into the first
)
_PEOPLE = tuple(
    f"{name} {letter}" for name in ("Thabo", "Lerato", "Sipho", "Anna") for letter in "ABCDEFGHIJ"
)
_REGIONS = ("North", "South", None)
_MERGED_WARE, _MERGED_PERSON = ("kettle 2l", "Kettle"), ("Anna J", "Thabo A")
_PAYMENTS = ("cash", "cash", "card", "eft", "credit", None)


@dataclass(frozen=True, slots=True)
class _Said:
    """One line as somebody would say it; `gone`: the entry was undone, or edited away."""

    sale: int
    on: date
    at: datetime | None
    ware: str
    pieces: int
    total_minor: int
    cost_minor: int | None
    person: str | None
    region: str | None
    payment: str | None
    gone: bool = False


def fill(book: Book) -> pd.DataFrame:
    """Write the book; gives the lines in force as a frame of plain columns, a line a row."""
    said = list(_said(random.Random(7)))
    products = book.ensure_products(name for name, *_ in _WARES)
    customers = book.ensure_customers(_PEOPLE)
    with book.writing():
        book.post(_head("facts", FIRST), *_facts(products, customers))
        for number, lines in groupby(said, key=lambda one: one.sale):
            _write(book, number, list(lines), products, customers)
        for number, month in enumerate(range(1, 9)):
            book.post(
                _head(f"rent:{number}", FIRST), row.Expense(date(2026, month, 5), "rent", 150_000, "eft")
            )
        merges = (("product", products, _MERGED_WARE), ("customer", customers, _MERGED_PERSON))
        for subject, ids, (old, new) in merges:
            book.merge(_head(f"merge:{subject}", TODAY), subject, ids[old], ids[new], on=TODAY)  # type: ignore[arg-type] # one of the two above
    return _frame(said)


def _said(pick: random.Random) -> Iterator[_Said]:
    on, sale = FIRST, 0
    while on <= TODAY:
        for _ in range(pick.randrange(1, 6)):
            person = pick.choice(_PEOPLE[: 6 + (on - FIRST).days // 7]) if pick.random() < 0.7 else None
            at = datetime(on.year, on.month, on.day, pick.randrange(5, 15), pick.randrange(60), tzinfo=UTC)
            one = _Said(
                sale,
                on,
                at if pick.random() < 0.9 else None,
                "",
                0,
                0,
                None,
                person,
                "West" if pick.random() < 0.05 else None,
                pick.choice(_PAYMENTS if person else _PAYMENTS[:4]),
                gone=pick.random() < 0.03,
            )
            back = pick.random() < 0.06
            for name, _, price, cost in pick.sample(_WARES, 1 if back else pick.randrange(1, 4)):
                pieces = -1 if back else pick.randrange(1, 4)
                total = pieces * price - (0 if back else pick.choice((0, 0, 0, 500, 333)))
                costs = None if cost is None else pieces * cost
                yield replace(one, ware=name, pieces=pieces, total_minor=total, cost_minor=costs)
            sale += 1
        on += timedelta(days=1 if on.weekday() != 5 else 2)  # closed on Sundays


def _write(
    book: Book, number: int, lines: list[_Said], products: dict[str, int], customers: dict[str, int]
) -> None:
    written = [
        row.SaleLine(
            one.on,
            products[one.ware],
            one.pieces * 1000,
            one.total_minor,
            one.cost_minor,
            customers[one.person] if one.person else None,
            one.payment,  # type: ignore[arg-type] # one of _PAYMENTS
            one.at,
            one.region,
        )
        for one in lines
    ]
    entry = book.post(_head(f"sale:{number}", lines[0].on), *written).entry_id
    if lines[0].gone:
        book.reverse(entry, who="test", at=NOW, source=f"undo:{number}")
    elif number % 25 == 0:  # first said wrongly, then edited to what it is
        wrong = _head(f"wrong:{number}", lines[0].on)
        slip = book.replace(
            entry, wrong, *(replace(line, total_minor=line.total_minor + 1) for line in written)
        )
        book.replace(slip.entry_id, _head(f"right:{number}", lines[0].on), *written)


def _facts(products: dict[str, int], customers: dict[str, int]) -> Iterator[row.FactChange]:
    for name, category, *_ in _WARES:
        if category is not None:
            yield row.FactChange("product", products[name], "category", None, category, FIRST)
    for name in _PEOPLE:
        if (region := region_of(name)) is not None:
            yield row.FactChange("customer", customers[name], "region", None, region, FIRST)


def region_of(person: str) -> str | None:
    """Give where a customer lives."""
    return _REGIONS[_PEOPLE.index(person) % len(_REGIONS)]


def _head(source: str, on: date) -> row.EntryHead:
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC)
    return row.EntryHead("sale", source, at, "test", raw_text=source)


def _frame(said: list[_Said]) -> pd.DataFrame:
    categories = {name: category for name, category, *_ in _WARES}
    rows: list[dict[str, Any]] = []
    for one in said:
        if one.gone:
            continue
        ware = _MERGED_WARE[1] if one.ware == _MERGED_WARE[0] else one.ware
        person = _MERGED_PERSON[1] if one.person == _MERGED_PERSON[0] else one.person
        home = region_of(person) if person else None
        rows.append(
            {
                "sale": one.sale,
                "day": pd.Timestamp(one.on),
                "local": None if one.at is None else pd.Timestamp(one.at).tz_convert("Africa/Johannesburg"),
                "product": ware,
                "category": categories[ware],
                "pieces": one.pieces,
                "minor": one.total_minor,
                "cost": one.cost_minor,
                "customer": person,
                "region": one.region or home,
                "payment": one.payment,
            }
        )
    return pd.DataFrame(rows)
