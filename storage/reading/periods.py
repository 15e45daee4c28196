"""Figures of a period, from the running totals: no sale line is read, however many there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import day, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of some sale lines; returns are taken off revenue, quantity and cost."""

    revenue_minor: int
    quantity_milli: int
    cost_minor: int  # of the lines whose cost is known
    costed_minor: int  # revenue of the lines whose cost is known
    returned_milli: int  # positive
    returned_minor: int  # positive
    lines: int
    sales: int  # sales, not lines, and not those that are returns only


@dataclass(frozen=True, slots=True)
class DayTotals:
    """One day with its figures."""

    on: date
    totals: Totals


@dataclass(frozen=True, slots=True)
class ProductTotals:
    """One product's figures."""

    product_id: int
    product: str
    category: str | None
    revenue_minor: int
    quantity_milli: int
    cost_minor: int
    costed_minor: int
    returned_milli: int
    returned_minor: int
    lines: int


@dataclass(frozen=True, slots=True)
class CategoryTotals:
    """The figures of one category; None: products without one."""

    category: str | None
    revenue_minor: int
    quantity_milli: int
    cost_minor: int
    costed_minor: int
    returned_milli: int
    returned_minor: int
    lines: int


@dataclass(frozen=True, slots=True)
class CustomerTotals:
    """One customer's figures; None: nobody was named."""

    customer_id: int | None
    customer: str | None
    revenue_minor: int
    quantity_milli: int
    sales: int
    lines: int
    last_on: date


@dataclass(frozen=True, slots=True)
class RegionTotals:
    """One region's figures; None: not known."""

    region: str | None
    revenue_minor: int
    quantity_milli: int
    sales: int
    lines: int


@dataclass(frozen=True, slots=True)
class PaymentTotals:
    """What was paid in one way; None: not said."""

    payment: str | None
    revenue_minor: int
    lines: int


@dataclass(frozen=True, slots=True)
class HourTotals:
    """One hour of one weekday (Monday is 0); hour None: only the day is known."""

    weekday: int
    hour: int | None
    revenue_minor: int
    sales: int
    lines: int


@dataclass(frozen=True, slots=True)
class Named:
    """How much of the sales names a customer, since when (None: never)."""

    sales: int  # not those that are returns only
    lines: int
    all_lines: int
    since: date | None


_SUMMED = (
    "total_minor",
    "quantity_milli",
    "cost_minor",
    "costed_minor",
    "returned_milli",
    "returned_minor",
    "lines",
)
_SUMS = ", ".join(f"sum(t.{name})" for name in _SUMMED)
# Summed before they are joined: a product has a row for every day on which it was sold. A few days are found by the
# day (the + keeps SQLite from walking along all days of a product for the sake of the order); over longer periods each
# product's days are read in one stretch of its index, with nothing to sort: half the time over a year.
_FEW_DAYS = 14
_SUMMED_ALONE = ", ".join(f"sum(t.{name}) AS {name}" for name in _SUMMED)
_OF_FEW_DAYS = (
    f"(SELECT t.product_id, {_SUMMED_ALONE} FROM day_product_totals AS t "  # noqa: S608 - of constants only
    "WHERE t.sold_on BETWEEN ? AND ? GROUP BY +t.product_id)"
)
_OF_MANY_DAYS = (
    f"(SELECT t.product_id, {_SUMMED_ALONE} FROM products AS one "  # noqa: S608 - of constants only
    "CROSS JOIN day_product_totals AS t ON t.product_id = one.id WHERE t.sold_on BETWEEN ? AND ? GROUP BY one.id)"
)
_NAMED = "AS t JOIN products AS p ON p.id = t.product_id LEFT JOIN products AS m ON m.id = p.merged_into"
_CUSTOMERS = (
    "(SELECT customer_id, region, sum(total_minor) AS total_minor, sum(quantity_milli) AS quantity_milli, "
    "sum(sales) AS sales, sum(lines) AS lines, max(sold_on) AS last_on FROM day_customer_totals "
    "WHERE sold_on BETWEEN ? AND ? GROUP BY +customer_id, region) AS t "
    "LEFT JOIN customers AS c ON c.id = t.customer_id LEFT JOIN customers AS m ON m.id = c.merged_into"
)


def named(book: BookFile, first: date, last: date) -> Named:
    """Give how much of a period's sales names a customer."""
    row = book.row(
        "SELECT sum(sales) FILTER (WHERE customer_id > 0), sum(lines) FILTER (WHERE customer_id > 0), sum(lines), "
        "min(sold_on) FILTER (WHERE customer_id > 0) FROM day_customer_totals WHERE sold_on BETWEEN ? AND ?",
        _days(first, last),
    )
    sales, lines, all_lines, since = row or (None,) * 4
    return Named(sales or 0, lines or 0, all_lines or 0, None if since is None else day(since))


def span(book: BookFile) -> tuple[date, date] | None:
    """Give the first and the last day with a sale; None for an empty book."""
    row = book.row("SELECT min(sold_on), max(sold_on) FROM day_totals")
    return None if row is None or row[0] is None else (day(row[0]), day(row[1]))


def latest(book: BookFile, first: date, last: date, lines: int) -> date:
    """Give the day from which on, up to `last`, there are at most so many lines (but a day at least); not before `first`."""
    row = book.row(
        "SELECT min(sold_on) FROM (SELECT sold_on, lines, sum(lines) OVER (ORDER BY sold_on DESC) AS so_far "
        "FROM day_totals WHERE sold_on BETWEEN ? AND ?) WHERE so_far <= ? OR so_far = lines",
        [*_days(first, last), lines],
    )
    return first if row is None or row[0] is None else day(row[0])


def of_period(book: BookFile, first: date, last: date) -> Totals:
    """Give the shop's figures of a period; all noughts when nothing was sold."""
    asked = f"SELECT {_SUMS}, sum(t.sales) FROM day_totals AS t WHERE t.sold_on BETWEEN ? AND ?"  # noqa: S608 - of constants only
    row = book.row(asked, _days(first, last))
    return Totals(*(value or 0 for value in row or ()))


def by_day(book: BookFile, first: date, last: date) -> list[DayTotals]:
    """Give the figures of each day on which something was sold, in order."""
    rows = book.rows(
        f"SELECT t.sold_on, {_SUMS}, sum(t.sales) FROM day_totals AS t WHERE t.sold_on BETWEEN ? AND ? GROUP BY 1 ORDER BY 1",  # noqa: S608 - of constants only
        _days(first, last),
    )
    return [DayTotals(day(row[0]), Totals(*row[1:])) for row in rows]


def by_product(book: BookFile, first: date, last: date) -> list[ProductTotals]:
    """Give each product's figures, highest revenue first; merged ones as one."""
    rows = book.rows(
        f"SELECT coalesce(m.id, p.id), coalesce(m.name, p.name), coalesce(m.category, p.category), {_SUMS} "  # noqa: S608 - of constants only
        f"FROM {_of_products(first, last)} GROUP BY 1 ORDER BY 4 DESC, 1",
        _days(first, last),
    )
    return [ProductTotals(*row) for row in rows]


def by_category(book: BookFile, first: date, last: date) -> list[CategoryTotals]:
    """Give each category's figures, highest revenue first."""
    rows = book.rows(
        f"SELECT coalesce(m.category, p.category), {_SUMS} "  # noqa: S608 - of constants only
        f"FROM {_of_products(first, last)} GROUP BY 1 ORDER BY 2 DESC, 1",
        _days(first, last),
    )
    return [CategoryTotals(*row) for row in rows]


def by_customer(book: BookFile, first: date, last: date) -> list[CustomerTotals]:
    """Give each customer's figures, highest revenue first; merged ones as one, the unnamed as None."""
    rows = book.rows(
        "SELECT coalesce(c.merged_into, c.id), coalesce(m.name, c.name), sum(t.total_minor), sum(t.quantity_milli), "  # noqa: S608 - of constants only
        f"sum(t.sales), sum(t.lines), max(t.last_on) FROM {_CUSTOMERS} GROUP BY 1 ORDER BY 3 DESC, 1",
        _days(first, last),
    )
    return [CustomerTotals(*(*row[:-1], day(row[-1]))) for row in rows]


def by_region(book: BookFile, first: date, last: date) -> list[RegionTotals]:
    """Give each region's figures, highest revenue first: the line's region, else its customer's."""
    rows = book.rows(
        "SELECT coalesce(nullif(t.region, ''), m.region, c.region), sum(t.total_minor), sum(t.quantity_milli), "  # noqa: S608 - of constants only
        f"sum(t.sales), sum(t.lines) FROM {_CUSTOMERS} GROUP BY 1 ORDER BY 2 DESC, 1",
        _days(first, last),
    )
    return [RegionTotals(*row) for row in rows]


def by_payment(book: BookFile, first: date, last: date) -> list[PaymentTotals]:
    """Give what was paid in which way, the most first."""
    rows = book.rows(
        "SELECT nullif(payment, ''), sum(total_minor), sum(lines) FROM day_payment_totals "
        "WHERE sold_on BETWEEN ? AND ? GROUP BY 1 ORDER BY 2 DESC, 1",
        _days(first, last),
    )
    return [PaymentTotals(*row) for row in rows]


def by_weekday_and_hour(
    book: BookFile, first: date, last: date, local: Callable[[datetime], datetime]
) -> list[HourTotals]:
    """Give the figures by weekday and hour of the shop; `local` turns an instant into the shop's time."""
    rows = book.rows(
        "SELECT sold_on, slot, total_minor, sales, lines FROM day_slot_totals WHERE sold_on BETWEEN ? AND ?",
        _days(first, last),
    )
    summed: dict[tuple[int, int | None], list[int]] = defaultdict(lambda: [0, 0, 0])
    for sold_on, slot, *figures in rows:
        hour = local(moment(f"{slot}:00Z")).hour if slot else None
        at = summed[day(sold_on).weekday(), hour]
        for place, figure in enumerate(figures):
            at[place] += figure
    order = sorted(summed, key=lambda key: (key[0], -1 if key[1] is None else key[1]))
    return [HourTotals(*key, *summed[key]) for key in order]


def _of_products(first: date, last: date) -> str:
    return f"{_OF_FEW_DAYS if (last - first).days < _FEW_DAYS else _OF_MANY_DAYS} {_NAMED}"


def _days(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()
