"""What an import would bring, summed up before anything is written; and the natural key of a row."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.language.sheets.folding import fold
from bot.language.sheets.sheet import (
    CampaignRow,
    ExpenseRow,
    InteractionRow,
    Preview,
    Problem,
    ReceiptRow,
    Row,
    SaleRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_MOST_PROBLEMS = 1000
_FIRST_ROWS = 5
_TOLERANCE = 1000  # of a minor unit times a thousandth: one cent


def preview(rows: Iterable[Row | Problem]) -> Preview:
    """Run through a reading once and sum it up. Totals are what sales, receipts and expenses come to, in minor units."""
    summary = _Summary()
    for row in rows:
        if isinstance(row, Problem):
            summary.take_problem(row)
        else:
            summary.take(row)
    return summary.finish(dict(getattr(rows, "skipped", {})))


def row_key(row: Row) -> str:
    """Give the natural key of a row: equal for equal rows of any file, whatever their line and order of columns.

    Sales are known by day, time, product, quantity, total, customer and reference. The same key twice in a file is two
    sales: compare how often a key occurs, not whether.
    """
    parts = "\x1f".join("" if part is None else str(part) for part in _key_parts(row))
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _key_parts(row: Row) -> tuple[object, ...]:
    if isinstance(row, SaleRow):
        return (
            "sale", row.sold_on, row.sold_at, fold(row.product), row.quantity_milli, row.total_minor,
            fold(row.customer or ""), fold(row.reference or ""),
        )  # fmt: skip
    parts = astuple(row)[1:]
    return (type(row).__name__, *(fold(part) if isinstance(part, str) else part for part in parts))


class _Summary:
    def __init__(self) -> None:
        self.rows = self.problems_seen = self.total = self.quantity = self.returns = self.repeats = (
            self.disagreeing
        ) = 0
        self.problems: list[Problem] = []
        self.reasons: Counter[str] = Counter()
        self.first: list[Row] = []
        self.first_date: date | None = None
        self.last_date: date | None = None
        self.names: dict[str, dict[str, None]] = {"product": {}, "customer": {}}
        self.seen: set[int] = set()

    def take_problem(self, problem: Problem) -> None:
        self.problems_seen += 1
        self.reasons[problem.reason] += 1
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)

    def take(self, row: Row) -> None:
        self.rows += 1
        if len(self.first) < _FIRST_ROWS:
            self.first.append(row)
        if isinstance(row, SaleRow):
            self._take_sale(row)
            return
        self._take_day(_day_of(row))
        self.names["product"].setdefault(getattr(row, "product", None) or "")
        self.names["customer"].setdefault(getattr(row, "customer", None) or "")
        self.quantity += getattr(row, "quantity_milli", 0)
        if isinstance(row, ReceiptRow):
            self.total += row.total_minor or 0
        elif isinstance(row, ExpenseRow):
            self.total += row.amount_minor
        elif isinstance(row, CampaignRow):
            self.total += row.budget_minor or 0
        self._take_key(hash(_key_parts(row)))

    def _take_sale(self, row: SaleRow) -> None:
        self._take_day(row.sold_on)
        self.names["product"].setdefault(row.product)
        if row.customer:
            self.names["customer"].setdefault(row.customer)
        quantity, total, price = row.quantity_milli, row.total_minor, row.unit_price_minor
        self.quantity += quantity
        self.total += total
        self.returns += quantity < 0 or total < 0
        if price is not None and abs(abs(quantity * price) - abs(total) * 1000) > _TOLERANCE:
            self.disagreeing += 1
        self._take_key(hash((
            row.sold_on, row.sold_at, row.product, row.category, quantity, total, row.cost_minor, row.customer, row.region,
            row.payment, row.reference, row.note, row.code,
        )))  # fmt: skip

    def _take_key(self, key: int) -> None:
        if key in self.seen:
            self.repeats += 1
        else:
            self.seen.add(key)

    def _take_day(self, day: date | None) -> None:
        if day is None:
            return
        if self.first_date is None or day < self.first_date:
            self.first_date = day
        if self.last_date is None or day > self.last_date:
            self.last_date = day

    def finish(self, skipped: dict[str, int]) -> Preview:
        return Preview(
            rows=self.rows,
            problem_count=self.problems_seen,
            problems=tuple(self.problems),
            problem_reasons=dict(self.reasons),
            skipped=skipped,
            first_date=self.first_date,
            last_date=self.last_date,
            total_minor=self.total,
            quantity_milli=self.quantity,
            returns=self.returns,
            products=_distinct(self.names["product"]),
            customers=_distinct(self.names["customer"]),
            repeats=self.repeats,
            first_rows=tuple(self.first),
            disagreeing=self.disagreeing,
        )


def _day_of(row: Row) -> date | None:
    if isinstance(row, ExpenseRow):
        return row.spent_on
    if isinstance(row, CampaignRow):
        return row.starts_on
    if isinstance(row, InteractionRow):
        return row.happened_on
    return getattr(row, "received_on", None) or getattr(row, "counted_on", None)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Give names that differ once folded, in their first spelling."""
    first: dict[str, str] = {}
    for name in names:
        if name:
            first.setdefault(fold(name), name)
    return tuple(first.values())
