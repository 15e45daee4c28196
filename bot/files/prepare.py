"""Sale rows of a file as the lines that the book writes, known ones left out, all of it while the file is read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.files import harvest
from bot.files.names import Names, ids_of
from bot.files.sums import Sums
from bot.money import MILLI
from storage import imports
from storage.totals import RUNNING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.files.harvest import Writing
    from bot.language.sheets.sheet import SaleRow
    from bot.shop import Shop
    from storage.imports import KnownLine
    from storage.names import Named
    from storage.prepared import Line

PAYMENTS = {"cash": "cash", "card": "card", "eft": "eft", "credit": "credit"}
_QUARTER = 15


def payment(said: str | None) -> str | None:
    """Give the book's word for a way of paying."""
    return None if said is None else PAYMENTS.get(said, "other")


class Clock:
    """Writes the shop's wall clock as UTC, and the quarter of an hour that it lies in."""

    def __init__(self, shop: Shop) -> None:
        self._zone = shop.settings.zone
        self._offsets: dict[tuple[date, int, int], timedelta] = {}

    def write(self, local: datetime) -> tuple[str, str]:
        """Give 2026-11-21T09:37:05Z and 2026-11-21T09:30 for half past eleven in Johannesburg and a bit."""
        if local.tzinfo is not None:
            utc = local.astimezone(UTC).replace(tzinfo=None)  # an export of the book says it in UTC
        else:
            mark = (local.date(), local.hour, local.minute // _QUARTER)
            offset = self._offsets.get(mark)
            if offset is None:
                offset = self._offsets[mark] = local.replace(tzinfo=self._zone).utcoffset() or timedelta()
            utc = local - offset
        text = utc.isoformat(timespec="seconds")
        minute = utc.minute
        return text + "Z", f"{text[:14]}{minute - minute % _QUARTER:02d}"


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
        self.sums = Sums()
        self.categories: dict[int, str] = {}
        self.phones: dict[int, str] = {}
        self.written = self.known = self.withdrawn = self.repeated = 0
        self._book, self._into, self._whole = shop.book, into, whole
        self._costs = {one.id: one.cost_minor for one in known.products if one.cost_minor is not None}
        self._clock = Clock(shop)
        self._seen: set[int] = set()
        self._days: dict[str, _Known] = {}
        self._sales: dict[int, int] = {}
        self._portion: list[Line] = []
        self._day: date | None = None
        self._on = ""
        self._sold_at: datetime | None = None
        self._written_at: tuple[str | None, str] = (None, "")

    def _hidden(self, shop: Shop, subject: Named) -> dict[str, int]:
        return imports.every_name(shop.book, subject) if self._compares else {}

    def take(self, row: SaleRow) -> None:
        """Take the next row."""
        if row.sold_on is not self._day:
            self._day, self._on = row.sold_on, row.sold_on.isoformat()
        on = self._on
        if row.sold_at != self._sold_at:  # the lines of a receipt have one moment
            self._sold_at = row.sold_at
            self._written_at = (None, "") if row.sold_at is None else self._clock.write(row.sold_at)
        at, slot = self._written_at
        product = self.products.place(row.product)
        customer = self.customers.place(row.customer) if row.customer else None
        milli, minor, reference = row.quantity_milli, row.total_minor, row.reference
        mark = hash((on, at, product, milli, minor, customer, reference))
        if mark in self._seen:
            self.repeated += 1
        else:
            self._seen.add(mark)
        if row.category and product not in self.categories:
            self.categories[product] = row.category
        if row.phone and customer is not None:
            self.phones.setdefault(customer, row.phone)
        if self._compares:
            product_id = self.products.met[product]
            customer_id = None if customer is None else self.customers.met[customer]
            known = product_id is not None and (customer is None or customer_id is not None)
            if known and self._is_known(on, (at, product_id, milli, minor, customer_id), reference):
                self.known += 1
                return
        cost = row.cost_minor
        if cost is None and self._costs and (found := self._costs.get(self.products.ids[product] or 0)):
            cost = round(found * milli / MILLI)
        here, region = self.written, row.region
        sale = (
            here
            if reference is None
            else self._sales.setdefault(hash((on, reference, customer, region)), here)
        )
        if self._whole:
            reference = None  # it grouped the lines of a sale, and is no receipt number
        line: Line = (
            sale, on, at, product, customer, payment(row.payment), milli, minor, cost, region, reference, row.note
        )  # fmt: skip
        self.sums.add(line, slot, alone=row.reference is None)
        self._portion.append(line)
        self.written += 1
        if len(self._portion) == harvest.PORTION:
            self._hand_on()

    def end(self) -> None:
        """Put the rest and the sums into the harvest."""
        self._hand_on()
        for running in RUNNING:
            rows = self.sums.rows(running.table)
            while portion := list(islice(rows, harvest.PORTION)):
                self._into.part(running.table, portion)

    def _hand_on(self) -> None:
        if self._portion:
            self._into.part("lines", self._portion)
            self._portion = []

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
