"""Looking at a file, in a worker: every row read once, counted, and made ready for the book on disk.

Nothing is written into the book. What is found is small; the lines themselves lie in a harvest.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.files import harvest, own, refused
from bot.files.alike import Alike, alike
from bot.files.names import Names, ids_of
from bot.files.others import amount_of, day_of, frozen, key_of
from bot.files.prepare import Preparing
from bot.language.sheets.columnwise import SaleColumns, gathered
from bot.language.sheets.recognise import recognise
from bot.language.sheets.rows import read_rows, read_sales
from bot.language.sheets.sheet import Problem
from bot.language.sheets.writing import settle_writing
from storage import imports, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from bot.files.harvest import Writing
    from bot.language.sheets.layout import Ambiguous, Layout
    from bot.language.sheets.sheet import RawTable
    from bot.shop import Shop

_FIRST = 3
_PROBLEMS = 5
_SELDOM = 20_000  # new objects


@dataclass(slots=True)
class Look:
    """What a file would bring, looked at on the day `today`."""

    layout: Layout
    today: date
    rows: int = 0
    known: int = 0  # in the book already, from an earlier file
    withdrawn: int = 0  # of the others: taken in once, and withdrawn
    first: date | None = None
    last: date | None = None
    total_minor: int = 0
    returns: int = 0
    repeated: int = 0  # exactly like an earlier row of the same file
    samples: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)  # the first of each reason
    reasons: Counter[str] = field(default_factory=Counter)
    products: int = 0
    new_products: int = 0
    customers: int = 0
    new_customers: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    alike: list[Alike] = field(default_factory=list)
    harvest: Path | None = None
    refused_file: Path | None = None

    @property
    def fresh(self) -> int:
        """How many rows an import would write."""
        return self.rows - self.known


@dataclass(frozen=True, slots=True)
class Reading:
    """A table and how it is read: `open` are the questions that its first look left, settled or not."""

    raw: RawTable
    layout: Layout
    open: tuple[Ambiguous, ...] = ()


@contextmanager
def _reading_much() -> Iterator[None]:
    """Let Python seldom look for rings of objects: the cells of a file come and go by the million, and make none."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@_reading_much()
def recognised(shop: Shop, raw: RawTable, today: date) -> Reading:
    """Say how a table is read: as an export of the book, as files with its headings were read before, or guessed."""
    view = own.view_of(raw)
    if view is not None:
        return Reading(raw, own.layout_of(view))
    if refused.are_refused(raw):
        raw = own.without_guard(raw)
    found = recognise(raw, today=today, decimals=shop.money.places)
    kept = settings.layout(shop.book, found.signature) if found.signature else None
    layout = found if kept is None else found.like(type(found).from_dict(kept))
    return Reading(raw, layout, found.ambiguous)


def settled(shop: Shop, reading: Reading, today: date) -> Reading:
    """Look at days and decimals again after columns changed their meaning."""
    layout = settle_writing(reading.raw, reading.layout, today=today, decimals=shop.money.places)
    return Reading(reading.raw, layout, layout.ambiguous)


@_reading_much()
def look(shop: Shop, reading: Reading, today: date, same: Mapping[str, Mapping[str, int]]) -> Look:
    """Read every row once. `same` says by subject which new names (folded) are ones that the book has."""
    layout = reading.layout
    found = Look(layout, today)
    rows, skipped = _read(shop, reading, today)
    folder = shop.settings.files_folder
    found.harvest = folder / f"{uuid4().hex}.harvest"
    away = refused.Refused(folder / f"{uuid4().hex}.csv", layout)
    sound = _sound(rows, found, away)
    try:
        with harvest.Writing(found.harvest) as into:
            if layout.kind.value in ("sales", "returns"):
                _look_at_sales(shop, sound, found, into, same)
            else:
                _look_at_others(shop, sound, found, into, same)
    except BaseException:
        found.harvest.unlink(missing_ok=True)
        away.path.unlink(missing_ok=True)
        raise
    found.refused_file = away.close()
    found.skipped = dict(skipped)
    return found


def _read(shop: Shop, reading: Reading, today: date) -> tuple[Iterable[Any], Mapping[str, int]]:
    """Give what a table holds, sales many at a time as columns, and the count of the lines that hold no data."""
    raw, layout = reading.raw, reading.layout
    sells = layout.kind.value in ("sales", "returns")
    if layout.source == own.SOURCE:
        return gathered(own.rows(raw, layout)) if sells else own.rows(raw, layout), {}
    read = (read_sales if sells else read_rows)(raw, layout, today=today, decimals=shop.money.places)
    return read, read.skipped


def _sound(rows: Iterable[Any], found: Look, away: refused.Refused) -> Iterator[Any]:
    for one in rows:
        if isinstance(one, Problem):
            if one.reason not in found.reasons and len(found.problems) < _PROBLEMS:
                found.problems.append(one)
            found.reasons[one.reason] += 1
            away.take(one)
        else:
            yield one


def _look_at_sales(
    shop: Shop, rows: Iterator[Any], found: Look, into: Writing, same: Mapping[str, Mapping[str, int]]
) -> None:
    preparing = Preparing(shop, into, same, whole=found.layout.source == own.SOURCE)
    for some in rows:
        if not isinstance(some, SaleColumns):
            raise TypeError(f"a file of sales gave a {type(some).__name__}")
        found.samples += some.rows(_FIRST - len(found.samples))
        days = set(some.sold_on)
        found.first = min(days) if found.first is None else min(found.first, *days)
        found.last = max(days) if found.last is None else max(found.last, *days)
        found.rows += len(some.sold_on)
        found.total_minor += sum(some.total_minor)
        if min(some.total_minor) < 0 or min(some.quantity_milli) < 0:
            signs = zip(some.total_minor, some.quantity_milli, strict=True)
            found.returns += sum(minor < 0 or milli < 0 for minor, milli in signs)
        preparing.take(some)
    preparing.end()
    found.known, found.withdrawn, found.repeated = preparing.known, preparing.withdrawn, preparing.repeated
    into.end(
        {
            "kind": found.layout.kind.value,
            **_names(shop, found, preparing.products, preparing.customers),
            "categories": preparing.categories,
            "phones": preparing.phones,
            "lines": preparing.written,
        }
    )


def _look_at_others(
    shop: Shop, rows: Iterator[Any], found: Look, into: Writing, same: Mapping[str, Mapping[str, int]]
) -> None:
    known = shop.known()
    products = Names(ids_of(known.products), same=same.get("product", {}))
    customers = Names(ids_of(known.customers), same=same.get("customer", {}))
    kind, exported = found.layout.kind.value, found.layout.source == own.SOURCE
    before = imports.known_others(shop.book, kind, any_entry=exported)
    seen: Counter[Any] = Counter()
    kept = []
    for row in rows:
        found.rows += 1
        if found.rows <= _FIRST:
            found.samples.append(row)
        ids: tuple[dict[str, int | None], dict[str, int | None]] = ({}, {})
        for each, names, of in (("product", products, ids[0]), ("customer", customers, ids[1])):
            if name := getattr(row, each, None):
                of[name] = names.ids[names.places[name]]
        if (day := day_of(row)) is not None:
            found.first = day if found.first is None else min(found.first, day)
            found.last = day if found.last is None else max(found.last, day)
        found.total_minor += amount_of(row)
        plain = frozen(row)
        seen[(plain[0], *plain[2:])] += 1
        key = key_of(row, *ids, found.today)
        if key and before[key] > 0:
            before[key] -= 1
            found.known += 1
        else:
            kept.append(plain)
    found.repeated = seen.total() - len(seen)
    for at in range(0, len(kept), harvest.PORTION):
        into.part("others", kept[at : at + harvest.PORTION])
    into.end({"kind": kind, **_names(shop, found, products, customers), "lines": len(kept)})


def _names(shop: Shop, found: Look, products: Names, customers: Names) -> dict[str, Any]:
    found.products, found.new_products = len(products.spelt), len(products.new)
    found.customers, found.new_customers = len(customers.spelt), len(customers.new)
    known = shop.known()
    found.alike = alike("product", products.new, known.products) + alike(
        "customer", customers.new, known.customers
    )
    return {
        "products": [products.spelt, products.ids],
        "customers": [customers.spelt, customers.ids],
        "version": imports.version(shop.book),
    }
