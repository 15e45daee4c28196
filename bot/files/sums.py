"""The running totals of a file, added up while it is read: what `storage.prepared` merges into the book's.

They must be what `storage.totals` says of the same lines; a test holds them against its recount.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storage.prepared import Line

# As many sums as a row has, 8 bytes each: a list of as many numbers would take twice the room.
_PRODUCT, _CUSTOMER = array("q", bytes(7 * 8)), array("q", bytes(4 * 8))
_PAYMENT, _SLOT = 2, 3


class _Day:
    __slots__ = ("customers", "payments", "products", "sales", "slots")

    def __init__(self) -> None:
        self.products: dict[int, array[int]] = {}
        self.customers: dict[Any, array[int]] = {}
        self.payments: dict[str, list[int]] = {}
        self.slots: dict[str, list[int]] = {}
        self.sales = 0


class Sums:
    """Adds lines up by day and product, customer and region, way of paying, quarter of an hour."""

    def __init__(self) -> None:
        self._days: dict[str, _Day] = {}
        self._on = ""
        self._day = _Day()
        self._sold: dict[int, str] = {}  # sales of several lines, and the quarter of the first one sold
        self._elsewhere: set[tuple[int, str]] = set()  # the same sale in another quarter

    @property
    def on_credit(self) -> bool:
        """Whether any line was sold on credit."""
        return any("credit" in day.payments for day in self._days.values())

    def add(self, line: Line, slot: str, *, alone: bool) -> None:
        """Add a line; `slot` is its quarter of an hour in UTC or '', `alone`: the only line of its sale."""
        sale, on, _, product, customer, payment, milli, minor, cost, region, _, _ = line
        day = self._day if on == self._on else self._turn_to(on)
        of_product = day.products.get(product)
        if of_product is None:
            of_product = day.products[product] = _PRODUCT[:]
        of_product[0] += milli
        of_product[1] += minor
        if cost is not None:
            of_product[2] += cost
            of_product[3] += minor
        if milli < 0:
            of_product[4] -= milli
            of_product[5] -= minor
        of_product[6] += 1
        who = customer if region is None else (customer, region)
        of_customer = day.customers.get(who)
        if of_customer is None:
            of_customer = day.customers[who] = _CUSTOMER[:]
        of_customer[0] += milli
        of_customer[1] += minor
        of_customer[3] += 1
        paid = payment or ""
        of_payment = day.payments.get(paid)
        if of_payment is None:
            of_payment = day.payments[paid] = [0] * _PAYMENT
        of_payment[0] += minor
        of_payment[1] += 1
        of_slot = day.slots.get(slot)
        if of_slot is None:
            of_slot = day.slots[slot] = [0] * _SLOT
        of_slot[0] += minor
        of_slot[2] += 1
        if milli < 0:
            return
        before = None if alone else self._sold.get(sale)
        if before is None:
            if not alone:
                self._sold[sale] = slot
            day.sales += 1
            of_customer[2] += 1
            of_slot[1] += 1
        elif before != slot and (sale, slot) not in self._elsewhere:
            self._elsewhere.add((sale, slot))
            of_slot[1] += 1

    def _turn_to(self, on: str) -> _Day:
        self._on = on
        self._day = self._days.get(on) or self._days.setdefault(on, _Day())
        return self._day

    def rows(self, table: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of one running table in the order of its keys; names stand as places in the file's lists.

        Nobody named is customer None.
        """
        for on in sorted(self._days):
            day = self._days[on]
            match table:
                case "day_totals":
                    *sums, lines = (sum(column) for column in zip(*day.products.values(), strict=True))
                    yield (on, *sums, day.sales, lines)
                case "day_product_totals":
                    for product, figures in sorted(day.products.items()):
                        yield (on, product, *figures)
                case "day_customer_totals":
                    for who, figures in day.customers.items():
                        customer, region = who if isinstance(who, tuple) else (who, "")
                        yield (on, customer, region, *figures)
                case "day_payment_totals":
                    for payment, paid in sorted(day.payments.items()):
                        yield (on, payment, *paid)
                case "day_slot_totals":
                    for slot, sold in sorted(day.slots.items()):
                        yield (on, slot, *sold)


def with_ids(
    table: str, rows: list[tuple[Any, ...]], products: Sequence[int], customers: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Put the book's ids for the file's places, as the book's tables want them (customer 0: nobody named)."""
    if table == "day_product_totals":
        return sorted((on, products[place], *sums) for on, place, *sums in rows)
    if table == "day_customer_totals":
        return sorted((on, 0 if place is None else customers[place], *more) for on, place, *more in rows)
    return rows
