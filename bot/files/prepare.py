"""Sale rows of a file as the lines that the book writes, known ones left out, all of it while the file is read once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import compress, groupby
from typing import TYPE_CHECKING, Any

from bot.files import harvest
from bot.files.clock import Clock
from bot.files.names import Names, ids_of
from bot.language.sheets.cells import Lookup
from bot.money import MILLI
from storage import imports
from storage.prepared import NOBODY, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.files.harvest import Writing
    from bot.language.sheets.columnwise import SaleColumns
    from bot.shop import Shop
    from storage.imports import KnownLine
    from storage.names import Named

PAYMENTS = {"cash": "cash", "card": "card", "eft": "eft", "credit": "credit"}


def payment(said: str | None) -> str | None:
    """Give the book's word for a way of paying."""
    return None if said is None else PAYMENTS.get(said, "other")


@dataclass(slots=True)
class _Known:
    """How often lines of one day are in the book, by the hash of what they say."""

    in_force: dict[int, int] = field(default_factory=dict)
    withdrawn: dict[int, int] = field(default_factory=dict)


class Preparing:
    """Takes sale rows one after the other, and puts their lines into a harvest.

    `whole` compares with everything in the book, typed sales too, and without receipt numbers: for the book's own
    exports, which have none.
    """

    def __init__(
        self, shop: Shop, into: Writing, same: Mapping[str, Mapping[str, int]], *, whole: bool = False
    ) -> None:
        known = shop.known()
        self._compares = whole or imports.has_files(shop.book)
        self.products = Names(ids_of(known.products), self._hidden(shop, "product"), same.get("product", {}))
        self.customers = Names(
            ids_of(known.customers), self._hidden(shop, "customer"), same.get("customer", {})
        )
        self.categories: dict[int, str] = {}
        self.phones: dict[int, str] = {}
        self.written = self.known = self.withdrawn = self.repeated = self._taken = 0
        self._book, self._into, self._whole = shop.book, into, whole
        self._costs = {one.id: one.cost_minor for one in known.products if one.cost_minor is not None}
        self._clock = Clock(shop.settings.zone)
        self._payments = Lookup(payment)
        # By day: a day's lines stand together, and small tables stay in the processor's cache.
        self._seen: dict[str, set[int]] = defaultdict(set)
        self._days: dict[str, _Known] = {}
        self._sales: dict[str, dict[int, int]] = defaultdict(dict)
        self._portion: list[list[Any]] = [[] for _ in Lines._fields]

    def _hidden(self, shop: Shop, subject: Named) -> dict[str, int]:
        return imports.every_name(shop.book, subject) if self._compares else {}

    def take(self, rows: SaleColumns) -> None:
        """Take the next rows."""
        on, at = self._clock.write(rows.sold_on, rows.sold_at)
        product = list(map(self.products.places.__getitem__, rows.product))
        customer = list(map(self.customers.places.__getitem__, rows.customer))
        milli, minor, reference = rows.quantity_milli, rows.total_minor, rows.reference
        marks = list(map(hash, zip(at, product, milli, minor, customer, reference, strict=True)))
        for day, here in _by_day(on):
            self._seen[day].update(marks[here])
        self._taken += len(on)
        self._note(rows, product, customer)
        payments = list(map(self._payments.__getitem__, rows.payment))
        lines = Lines(
            range(len(on)), on, at, product, customer, payments, milli, minor, self._priced(rows, product),
            rows.region, reference, rows.note,
        )  # fmt: skip
        if self._compares:
            fresh = [not known for known in self._are_known(lines)]
            if not all(fresh):
                kept: list[Any] = [list(compress(column, fresh)) for column in lines]
                lines = Lines(*kept)
        if lines.sold_on:
            self._keep(lines)

    def _note(self, rows: SaleColumns, product: Sequence[int], customer: Sequence[int]) -> None:
        """Keep the first category of each product and the first phone of each customer."""
        if any(rows.category):
            for place, category in zip(product, rows.category, strict=True):
                if category and place not in self.categories:
                    self.categories[place] = category
        if any(rows.phone):
            for one, phone in zip(customer, rows.phone, strict=True):
                if phone and one != NOBODY:
                    self.phones.setdefault(one, phone)

    def _priced(self, rows: SaleColumns, product: Sequence[int]) -> Sequence[int | None]:
        """Give the costs of the lines: those of the file, else what the product costs."""
        if not self._costs:
            return rows.cost_minor
        each = [self._costs.get(one or 0) for one in self.products.ids]
        return [
            cost if cost is not None or not (known := each[place]) else round(known * milli / MILLI)
            for cost, place, milli in zip(rows.cost_minor, product, rows.quantity_milli, strict=True)
        ]

    def _keep(self, lines: Lines) -> None:
        """Put new lines into the harvest, told to which sale each belongs."""
        sale = self._sales_of(lines)
        if self._whole:  # it grouped the lines of a sale, and is no receipt number
            lines = lines._replace(reference=[None] * len(sale))
        for kept, column in zip(self._portion, lines._replace(sale=sale), strict=True):
            kept.extend(column)
        self.written += len(sale)
        while len(self._portion[0]) >= harvest.PORTION:
            self._hand_on()

    def _sales_of(self, lines: Lines) -> list[int]:
        """Give the place of the first line of each line's sale: of those with its day, receipt, customer and region."""
        places = range(self.written, self.written + len(lines.sold_on))
        if not any(lines.reference):
            return list(places)
        receipts = list(map(hash, zip(lines.reference, lines.customer, lines.region, strict=True)))
        sale: list[int] = []
        for day, here in _by_day(lines.sold_on):
            sale += map(self._sales[day].setdefault, receipts[here], places[here])
        if all(lines.reference):
            return sale
        return [
            one if receipt else place
            for one, receipt, place in zip(sale, lines.reference, places, strict=True)
        ]

    def end(self) -> None:
        """Put the rest into the harvest, and count the rows exactly like an earlier one."""
        self.repeated = self._taken - sum(map(len, self._seen.values()))
        if self._portion[0]:
            self._hand_on()

    def _hand_on(self) -> None:
        self._into.columns("lines", [column[: harvest.PORTION] for column in self._portion])
        self._portion = [column[harvest.PORTION :] for column in self._portion]

    def _are_known(self, lines: Lines) -> Iterator[bool]:
        """Tell for each line, in the order of the file, whether the book has it already."""
        products, customers = self.products.met, self.customers.met
        columns = (
            lines.sold_on, lines.sold_at, lines.product, lines.quantity_milli, lines.total_minor, lines.customer,
            lines.reference,
        )  # fmt: skip
        for on, at, product, milli, minor, customer, reference in zip(*columns, strict=True):
            product_id = products[product]
            customer_id = None if customer == NOBODY else customers[customer]
            is_met = product_id is not None and (customer == NOBODY or customer_id is not None)
            known = is_met and self._is_known(on, (at, product_id, milli, minor, customer_id), reference)
            self.known += known
            yield known

    def _is_known(self, on: str, said: tuple[Any, ...], reference: str | None) -> bool:
        """Whether the book has this line already: each of its lines answers for one row of the file."""
        day = self._days.get(on)
        if day is None:
            day = self._days[on] = self._look_up(on)
        if not day.in_force and not day.withdrawn:
            return False
        marks = (hash((*said, None)),) if self._whole else (hash((*said, reference)), hash((*said, None)))
        for mark in marks:
            if day.in_force.get(mark, 0) > 0:
                day.in_force[mark] -= 1
                return True
        for mark in marks:
            if day.withdrawn.get(mark, 0) > 0:
                day.withdrawn[mark] -= 1
                self.withdrawn += 1
                break
        return False

    def _look_up(self, on: str) -> _Known:
        found = _Known()
        for line in imports.lines_of_day(self._book, on, any_entry=self._whole):
            side = found.in_force if line.state == "in force" else found.withdrawn
            mark = self._mark(line)
            side[mark] = side.get(mark, 0) + line.times
        return found

    def _mark(self, line: KnownLine) -> int:
        reference = None if self._whole else line.reference
        return hash(
            (
                line.sold_at,
                line.product_id,
                line.quantity_milli,
                line.total_minor,
                line.customer_id,
                reference,
            )
        )


def _by_day(on: Sequence[str]) -> Iterator[tuple[str, slice]]:
    """Give the days of some lines, each with where its lines stand in a row."""
    start = 0
    for day, lines in groupby(on):
        stop = start + len(list(lines))
        yield day, slice(start, stop)
        start = stop
