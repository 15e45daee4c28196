"""What is known of a sale line before it is totalled: the columns that the revenue forest is told.

Every figure about a product, a category, a region or a customer comes from earlier days only. Neither the
line's quantity nor its own price is among them: where one piece is sold at a time the price is the total. So
"price" is what the product cost on the last earlier day that it sold, against what it usually cost before.
Hours are UTC, which orders a day as well as the shop's own clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.sales_table import day_number, day_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.sales_table import Period

_DRAWN_TO_ALL: Final = 5.0
"""Lines for which the mean of all speaks beside a name's own."""
_UNKNOWN: Final = -1.0


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines sold (returns left out) in order of day, with what was known of each."""

    days: NDArray[np.int64]
    totals: NDArray[np.float64]
    """Minor units: what is to be explained."""
    table: NDArray[np.float64]
    columns: tuple[str, ...]
    drivers: dict[str, tuple[int, ...]]
    """The columns of the table that belong to each driver."""


def describe(sales: pd.DataFrame, campaigns: Sequence[Period] = ()) -> Lines:
    """Give the lines of a sales table with what was known before each; drivers that never vary are left out."""
    sold = sales[sales["quantity"] > 0]
    sold = sold.iloc[np.argsort(sold["sold_on"].to_numpy(), kind="stable")]
    days = day_numbers(sold["sold_on"])
    totals = sold["total_minor"].to_numpy(dtype=np.float64)
    # Whole minor units add up exactly, so a price that never changed is exactly its own mean.
    unit = np.rint(totals / sold["quantity"].to_numpy(dtype=np.float64))
    usual, count = _before(sold["product"], days, totals)
    usual_price, _ = _before(sold["product"], days, unit, drawn=0.0)
    last_price = _last(sold["product"], days, unit)
    known = sold["customer"].notna().to_numpy()
    his_usual, his_lines = _before(sold["customer"], days, totals)
    found: dict[str, dict[str, NDArray[np.float64]]] = {
        "product": {"usual total": usual, "lines before": count},
        "category": {"category's usual": _before(sold["category"], days, totals)[0]},
        "customer": {
            "his usual": his_usual,
            "his lines before": np.where(known, his_lines, _UNKNOWN),
            "days since his last": _since(sold["customer"], days),
        },
        "region": {"region's usual": _before(sold["region"], days, totals)[0]},
        "weekday": {"weekday": ((days + 3) % 7).astype(np.float64)},
        "hour": {"hour": sold["sold_at"].dt.hour.fillna(_UNKNOWN).to_numpy(dtype=np.float64)},
        "price": {
            "last price to usual": np.divide(
                last_price, usual_price, out=np.ones_like(unit), where=(count > 0) & (usual_price > 0)
            )
        },
        "campaign": {"campaign": _during(days, campaigns)},
    }
    # A name column that is wholly unknown still moves with the mean of all days: that is no driver.
    for name in ("category", "customer", "region"):
        if sold[name].nunique(dropna=False) < 2:  # noqa: PLR2004 - one name tells nothing apart
            del found[name]
    names: list[str] = []
    columns: list[NDArray[np.float64]] = []
    drivers: dict[str, tuple[int, ...]] = {}
    for driver, parts in found.items():
        varying = {name: values for name, values in parts.items() if len(values) and np.ptp(values) > 0}
        if varying:
            drivers[driver] = tuple(range(len(names), len(names) + len(varying)))
            names += list(varying)
            columns += list(varying.values())
    table = np.column_stack(columns) if columns else np.zeros((len(days), 0))
    return Lines(days, totals, table, tuple(names), drivers)


def _before(
    names: pd.Series, days: NDArray[np.int64], values: NDArray[np.float64], drawn: float = _DRAWN_TO_ALL
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give each line the mean and number of its name's lines on earlier days, drawn to the mean of all."""
    codes, _ = pd.factorize(names, use_na_sentinel=False)
    total, count = _earlier(codes, days, values)
    everything, lines = _earlier(np.zeros(len(days), dtype=np.int64), days, values)
    overall = np.divide(everything, lines, out=np.zeros_like(everything), where=lines > 0)
    weight = count + drawn
    mean = np.divide(total + drawn * overall, weight, out=overall.copy(), where=weight > 0)
    return mean, count


def _earlier(
    codes: NDArray[np.int64], days: NDArray[np.int64], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give each line the sum and the number of the lines with its code on days before its own."""
    slots = _by_day(codes, days, values)
    before_sums, before_counts = _running(slots.sums, slots), _running(slots.counts, slots)
    return before_sums[slots.where], before_counts[slots.where]


def _last(names: pd.Series, days: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give each line the mean of its name's lines on the last earlier day that had any; 0 without one."""
    codes, _ = pd.factorize(names)
    slots = _by_day(codes, days, values)
    means = np.concatenate([[0.0], (slots.sums / slots.counts)[:-1]])
    return np.asarray(np.where(slots.first, 0.0, means)[slots.where])


@dataclass(frozen=True, slots=True, eq=False)
class _Slots:
    """Lines added up by name and day, the days of each name together and rising."""

    sums: NDArray[np.float64]
    counts: NDArray[np.float64]
    first: NDArray[np.bool_]
    """Whether it is the name's first day."""
    where: NDArray[np.int64]
    """The slot of each line."""


def _by_day(codes: NDArray[np.int64], days: NDArray[np.int64], values: NDArray[np.float64]) -> _Slots:
    span = int(days[-1] - days[0]) + 1 if len(days) else 1
    start = days[0] if len(days) else 0
    slots, where = np.unique(codes * span + (days - start), return_inverse=True)
    owner = slots // span
    return _Slots(
        sums=np.bincount(where, weights=values, minlength=len(slots)).astype(np.float64),
        counts=np.bincount(where, minlength=len(slots)).astype(np.float64),
        first=np.concatenate([[True], owner[1:] != owner[:-1]])[: len(owner)],
        where=where,
    )


def _running(parts: NDArray[np.float64], slots: _Slots) -> NDArray[np.float64]:
    """Give the sum of the parts of the same name before each slot."""
    if not len(parts):
        return parts
    before = np.concatenate([[0.0], np.cumsum(parts)[:-1]])
    starts = np.flatnonzero(slots.first)[np.cumsum(slots.first) - 1]
    return np.asarray(before - before[starts])


def _since(customers: pd.Series, days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the days since the customer's last purchase on an earlier day; -1 for the first and the unnamed."""
    visits = pd.DataFrame({"customer": customers.to_numpy(), "day": days}).dropna()
    known = visits.drop_duplicates()
    gap = known.groupby("customer")["day"].diff()
    by_visit = known.assign(gap=gap)
    merged = visits.reset_index().merge(by_visit, on=["customer", "day"], how="left").set_index("index")
    return merged["gap"].reindex(range(len(days))).fillna(_UNKNOWN).to_numpy(dtype=np.float64)


def _during(days: NDArray[np.int64], campaigns: Sequence[Period]) -> NDArray[np.float64]:
    running = np.zeros(len(days), dtype=bool)
    for period in campaigns:
        running |= (days >= day_number(period.start)) & (days < day_number(period.end))
    return running.astype(np.float64)
