"""The one table that storage hands over and analysis reads: a frame of sale lines.

What belongs here: the names, types and meaning of the columns, the check at the door, half-open periods
and cutting the table by them. What does not: any figure about the shop.

Each row is one line of a sale that is in force:

================ ===================== ==========================================================
column           type                  meaning
================ ===================== ==========================================================
``sale_id``      int64                 lines of one sale share it: a sale is a basket
``sold_on``      datetime64[s]         the shop's own day, at midnight, without zone
``sold_at``      datetime64[s, UTC]    the instant, null when only the day is known
``product``      str                   never missing
``category``     str                   null when the product has none
``quantity``     float64               units; negative: a return
``total_minor``  int64                 what was paid for the line, minor units; negative: paid back
``cost_minor``   Int64                 cost to the shop, minor units; negative: return; null: unknown
``customer``     str                   null: nobody was named
``region``       str                   null: unknown
``payment``      str                   null: unknown
================ ===================== ==========================================================
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

REQUIRED: Final = ("sale_id", "sold_on", "product", "quantity", "total_minor")
OPTIONAL: Final = ("sold_at", "category", "cost_minor", "customer", "region", "payment")
COLUMNS: Final = (
    "sale_id",
    "sold_on",
    "sold_at",
    "product",
    "category",
    "quantity",
    "total_minor",
    "cost_minor",
    "customer",
    "region",
    "payment",
)
_LARGEST_INT: Final = 2**53  # beyond it a float no longer tells neighbouring whole numbers apart


class SalesTableError(ValueError):
    """The table breaks the convention; ``column`` says where and ``problem`` says how."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(f"column {column!r}: {problem}")
        self.column = column
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` up to, and not including, ``end``."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period must hold at least one day: {self.start} to {self.end}")

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.end - self.start).days

    def before(self) -> Period:
        """Give the period of the same length that ends where this one starts."""
        return Period(self.start - dt.timedelta(days=self.days), self.start)


def sales_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a checked and typed copy of ``frame`` with exactly ``COLUMNS``, rows in the same order.

    Missing optional columns become wholly null; further columns are left behind; the index is renewed.
    Days may come as dates, midnights or ISO text, instants with a zone or as ISO text with an offset.
    Raises SalesTableError naming the column and what is wrong. ``frame`` itself is never changed.
    """
    doubled = frame.columns[frame.columns.duplicated()]
    if len(doubled):
        raise SalesTableError(str(doubled[0]), "appears more than once")
    for name in REQUIRED:
        if name not in frame.columns:
            raise SalesTableError(name, "is missing")
    rows = pd.RangeIndex(len(frame))
    given = {name: frame[name].set_axis(rows) for name in COLUMNS if name in frame.columns}
    nothing = pd.Series([None] * len(frame), index=rows, dtype=object)
    return pd.DataFrame(
        {
            "sale_id": _whole("sale_id", given["sale_id"]),
            "sold_on": _day("sold_on", given["sold_on"]),
            "sold_at": _instant("sold_at", given.get("sold_at", nothing)),
            "product": _text("product", given["product"], nullable=False),
            "category": _text("category", given.get("category", nothing), nullable=True),
            "quantity": _number("quantity", given["quantity"]),
            "total_minor": _whole("total_minor", given["total_minor"]),
            "cost_minor": _whole_or_null("cost_minor", given.get("cost_minor", nothing)),
            "customer": _text("customer", given.get("customer", nothing), nullable=True),
            "region": _text("region", given.get("region", nothing), nullable=True),
            "payment": _text("payment", given.get("payment", nothing), nullable=True),
        },
        index=rows,
    )


def narrow_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a typed copy of a frame that has only the columns which one question needs, in their order.

    Any of sale_id, sold_on, product, customer, quantity and total_minor. Without quantities it holds only what was
    bought. Raises SalesTableError like ``sales_table``.
    """
    rows = pd.RangeIndex(len(frame))
    typed: dict[str, Callable[[str, pd.Series], pd.Series]] = {
        "sale_id": _whole,
        "sold_on": _day,
        "product": partial(_text, nullable=False),
        "customer": partial(_text, nullable=True),
        "quantity": _number,
        "total_minor": _whole,
    }
    return pd.DataFrame(
        {name: typed[name](name, frame[name].set_axis(rows)) for name in frame.columns}, index=rows
    )


def bought(sales: pd.DataFrame) -> pd.DataFrame:
    """Give the lines on which something was bought; a ``narrow_table`` without quantities holds no others."""
    return sales[sales["quantity"] > 0] if "quantity" in sales.columns else sales


def no_sales() -> pd.DataFrame:
    """Give the table of a shop that has sold nothing yet."""
    return sales_table(pd.DataFrame({name: [] for name in COLUMNS}))


def within(sales: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Give the lines sold in ``period``."""
    return sales[(sales["sold_on"] >= midnight(period.start)) & (sales["sold_on"] < midnight(period.end))]


def until(sales: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Give the lines sold before ``day``: what was known when that day began."""
    return sales[sales["sold_on"] < midnight(day)]


def midnight(day: dt.date) -> pd.Timestamp:
    """Give ``day`` as the table writes it."""
    return pd.Timestamp(day).as_unit("s")


def day_numbers(days: pd.Series) -> np.ndarray:
    """Give days as whole numbers since 1970-01-01 (int64), for arithmetic in days."""
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


def day_number(day: dt.date) -> int:
    """Give one day on the scale of ``day_numbers``."""
    return int(np.datetime64(day, "D").astype(np.int64))


def _number(name: str, values: pd.Series) -> pd.Series:
    if pd.api.types.is_bool_dtype(values.dtype):
        raise SalesTableError(name, "holds yes/no where numbers belong")
    try:
        numbers = pd.to_numeric(values).astype("float64")
    except (TypeError, ValueError) as error:
        raise SalesTableError(name, f"holds something that is no number ({error})") from None
    bad = int((~np.isfinite(numbers.to_numpy())).sum())
    if bad:
        raise SalesTableError(name, f"{bad} of {len(values)} rows are empty or not finite")
    return numbers


def _whole(name: str, values: pd.Series) -> pd.Series:
    if values.dtype == np.dtype("int64"):
        return values.copy()
    if pd.api.types.is_integer_dtype(values.dtype) and not values.isna().any():
        return values.astype("int64")
    numbers = _number(name, values)
    _must_be_whole(name, numbers)
    return numbers.astype("int64")


def _whole_or_null(name: str, values: pd.Series) -> pd.Series:
    if pd.api.types.is_integer_dtype(values.dtype):
        return values.astype("Int64")
    known = values.notna()
    numbers = _number(name, values[known])
    _must_be_whole(name, numbers)
    whole = pd.Series(pd.NA, index=values.index, dtype="Int64")
    whole[known] = numbers.astype("int64")
    return whole


def _must_be_whole(name: str, numbers: pd.Series) -> None:
    parts = int((numbers != np.floor(numbers)).sum())
    if parts:
        raise SalesTableError(name, f"{parts} rows have parts of a unit; it must be whole numbers")
    if (numbers.abs() > _LARGEST_INT).any():
        raise SalesTableError(name, "holds a number too large to be kept exactly")


def _day(name: str, values: pd.Series) -> pd.Series:
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        raise SalesTableError(name, "carries a zone; a shop's day has none")
    if pd.api.types.is_numeric_dtype(values.dtype) and len(values):
        raise SalesTableError(name, "holds numbers where days belong")
    try:
        days = pd.to_datetime(values, format=None if _is_datetime(values) else "ISO8601")
    except (TypeError, ValueError) as error:
        raise SalesTableError(name, f"holds something that is no day ({error})") from None
    if days.isna().any():
        raise SalesTableError(name, f"{int(days.isna().sum())} of {len(days)} rows have no day")
    if isinstance(days.dtype, pd.DatetimeTZDtype):
        raise SalesTableError(name, "carries a zone; a shop's day has none")
    days = days.astype("datetime64[us]")
    if (days != days.dt.normalize()).any():
        raise SalesTableError(name, "holds times of day; it must be days only")
    return days.astype("datetime64[s]")


def _instant(name: str, values: pd.Series) -> pd.Series:
    if values.isna().all():
        return pd.Series(pd.NaT, index=values.index, dtype="datetime64[s, UTC]")
    if _is_datetime(values) and not isinstance(values.dtype, pd.DatetimeTZDtype):
        raise SalesTableError(name, "has no zone; an instant is UTC")
    try:
        instants = pd.to_datetime(values, format=None if _is_datetime(values) else "ISO8601", utc=True)
    except (TypeError, ValueError) as error:
        raise SalesTableError(name, f"holds something that is no instant ({error})") from None
    return instants.astype("datetime64[s, UTC]")


def _text(name: str, values: pd.Series, *, nullable: bool) -> pd.Series:
    known = values.dropna()
    if not isinstance(values.dtype, pd.StringDtype) and len(known):
        kind = pd.api.types.infer_dtype(known)
        if kind not in {"string", "categorical"}:
            raise SalesTableError(name, f"holds {kind} where names belong")
    if not nullable and len(known) < len(values):
        raise SalesTableError(name, f"{len(values) - len(known)} of {len(values)} rows are empty")
    if (known == "").any():
        raise SalesTableError(name, f"{int((known == '').sum())} rows hold an empty name; unknown is null")
    return values.astype("str")


def _is_datetime(values: pd.Series) -> bool:
    return pd.api.types.is_datetime64_any_dtype(values.dtype)
