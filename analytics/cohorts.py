"""Retention by month of first purchase: of those who began together, who still came later, and with how much.

What belongs here: counting. The customers of the book's first month may be old customers whose earlier
purchases nobody wrote down; that is for the words beside the table to say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.purchases import purchases
from analytics.sales_table import day_numbers, until
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cohort:
    """The customers whose first purchase fell in the month that begins on ``month``.

    Both tuples run from that month (0) to the month of the day of asking.
    """

    month: dt.date
    customers: tuple[int, ...]
    """Number of them who bought in each month; the first is the size of the cohort."""
    revenue_minor: tuple[int, ...]
    """What they brought in each month, net of returns, minor units."""

    @property
    def retention(self) -> tuple[float, ...]:
        """Part of the cohort (0 to 1) that bought in each month."""
        return tuple(count / self.customers[0] for count in self.customers)


@dataclass(frozen=True, slots=True)
class Cohorts:
    """All cohorts, oldest first."""

    cohorts: tuple[Cohort, ...]
    last_month_finished: bool
    """Whether the last entry of every cohort is a whole month."""

    def average_retention(self) -> tuple[float, ...]:
        """Give the part (0 to 1) of all customers seen that long who bought k months on, for k = 0, 1, ...

        Only finished months count; each customer weighs the same.
        """
        unseen = 0 if self.last_month_finished else 1
        longest = max(len(one.customers) for one in self.cohorts) - unseen
        curve = []
        for k in range(longest):
            seen = [one for one in self.cohorts if len(one.customers) - unseen > k]
            curve.append(sum(one.customers[k] for one in seen) / sum(one.customers[0] for one in seen))
        return tuple(curve)


def cohorts(sales: pd.DataFrame, today: dt.date) -> Cohorts | NotEnoughData:
    """Follow the named customers of a sales table from month to month, with what was sold before ``today``.

    Fewer than two months, or nobody who came back in a later month, gives NotEnoughData: there is no
    retention to show.
    """
    known = until(sales, today)
    known = known[known["customer"].notna()]
    visits = purchases(known)
    if visits.empty:
        return NotEnoughData(have=0, need=2, what="months with named customers")
    month_of_visit = _month_numbers(visits["day"].to_numpy())
    # Rows come by customer and then day: the first row of each is the first purchase.
    first = visits.drop_duplicates("customer")
    began = dict(zip(first["customer"], month_of_visit[first.index], strict=True))
    last = int(_month_numbers(np.array([(today - dt.date(1970, 1, 1)).days - 1]))[0])
    start = int(month_of_visit.min())
    months = last - start + 1
    if months < 2:  # noqa: PLR2004 - a second month is what retention is about
        return NotEnoughData(have=months, need=2, what="months with named customers")

    cohort_of_visit = visits["customer"].map(began).to_numpy(dtype=np.int64)
    pairs = (
        visits["customer"].to_frame().assign(cohort=cohort_of_visit, month=month_of_visit).drop_duplicates()
    )
    active = _grid(pairs["cohort"].to_numpy(), pairs["month"].to_numpy(), None, start, months)
    if np.triu(active, 1).sum() == 0:
        return NotEnoughData(have=0, need=1, what="customers who came back in a later month")

    cohort_of_line = known["customer"].map(began)
    month_of_line = _month_numbers(day_numbers(known["sold_on"]))
    counted = (cohort_of_line <= month_of_line).to_numpy()
    revenue = _grid(
        cohort_of_line[counted].to_numpy(dtype=np.int64),
        month_of_line[counted],
        known["total_minor"].to_numpy()[counted],
        start,
        months,
    )
    found = tuple(
        Cohort(
            month=_first_day(start + row),
            customers=tuple(int(count) for count in active[row, row:]),
            revenue_minor=tuple(int(total) for total in revenue[row, row:]),
        )
        for row in range(months)
        if active[row, row] > 0
    )
    return Cohorts(found, last_month_finished=today.day == 1)


def _month_numbers(days: NDArray[np.int64]) -> NDArray[np.int64]:
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _first_day(month: int) -> dt.date:
    return dt.date(1970 + month // 12, month % 12 + 1, 1)


def _grid(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    weights: NDArray[np.int64] | None,
    start: int,
    months: int,
) -> NDArray[np.int64]:
    """Give sums (or counts) by cohort and month as a square table."""
    table = np.zeros((months, months), dtype=np.int64)
    np.add.at(table, (rows - start, columns - start), 1 if weights is None else weights)
    return table
