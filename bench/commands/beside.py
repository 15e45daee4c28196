"""The question behind each command, put without running totals: plain SQL over the sale lines, and pandas.

Both answer the core only (the groups and their sums), not the words, the comparison or the chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from storage.book import Book

_LINES = (
    "FROM sale_lines AS l JOIN entries AS e ON e.id = l.entry_id AND e.state = 'in force' "
    "LEFT JOIN products AS p ON p.id = l.product_id LEFT JOIN customers AS c ON c.id = l.customer_id "
    "WHERE l.sold_on BETWEEN :first AND :last"
)


@dataclass(frozen=True, slots=True)
class Core:
    """One core question: what SQL groups by and sums up, and the same of a frame of lines."""

    sql: str
    pandas: Callable[[pd.DataFrame], Any]


def _sums(by: str, *columns: str, where: str = "") -> Core:
    """Sum up columns by one; the frame's column has the last part of the SQL name."""
    name = by.rpartition(".")[2]
    sums = ", ".join(f"sum(l.{column})" for column in columns)

    def of_frame(lines: pd.DataFrame) -> Any:
        kept = lines[lines["quantity_milli"] < 0] if where else lines
        return kept.groupby(name, dropna=False)[list(columns)].sum()

    return Core(f"SELECT {by}, {sums} {_LINES} {where} GROUP BY 1", of_frame)


def _of_one(by: str, one: int, then: str) -> Core:
    name = by.rpartition(".")[2]
    return Core(
        f"SELECT {then}, sum(l.total_minor), sum(l.quantity_milli) {_LINES} AND {by} = {one} GROUP BY 1",
        lambda lines: (
            lines[lines[name] == one]
            .groupby(then.rpartition(".")[2])[["total_minor", "quantity_milli"]]
            .sum()
        ),
    )


def self_joined(lines: pd.DataFrame, product: str) -> pd.Series:
    """Count the sales that hold both, for every two products that ever met."""
    held = lines[["sale_id", product]].drop_duplicates()
    one, other = f"{product}_x", f"{product}_y"
    met = held.merge(held, on="sale_id")
    return met[met[one] < met[other]].groupby([one, other]).size()


_REVENUE = Core(
    f"SELECT sum(l.total_minor), sum(l.cost_minor), count(DISTINCT l.sale_id) {_LINES}",
    lambda lines: (lines["total_minor"].sum(), lines["cost_minor"].sum(), lines["sale_id"].nunique()),
)
_BY_DAY = _sums("l.sold_on", "total_minor", "quantity_milli")
_BY_PRODUCT = _sums("l.product_id", "total_minor", "quantity_milli")
_BY_CUSTOMER = _sums("l.customer_id", "total_minor", "quantity_milli")
_DEMAND = Core(
    f"SELECT l.sold_on, l.product_id, sum(l.quantity_milli) {_LINES} GROUP BY 1, 2",
    lambda lines: lines.groupby(["sold_on", "product_id"])["quantity_milli"].sum(),
)
_VISITS = Core(
    f"SELECT l.customer_id, l.sold_on, sum(l.total_minor) {_LINES} AND l.customer_id IS NOT NULL GROUP BY 1, 2",
    lambda lines: lines.groupby(["customer_id", "sold_on"])["total_minor"].sum(),
)
_BASKETS = Core(
    f"SELECT a.product_id, b.product_id, count(*) FROM (SELECT DISTINCT l.sale_id, l.product_id {_LINES}) AS a "
    "JOIN (SELECT DISTINCT sale_id, product_id FROM sale_lines) AS b "
    "ON b.sale_id = a.sale_id AND b.product_id > a.product_id GROUP BY 1, 2",
    lambda lines: self_joined(lines, "product_id"),
)
_HOURS = Core(
    "SELECT CAST(strftime('%w', l.sold_on) AS INTEGER), CAST(substr(l.sold_at, 12, 2) AS INTEGER), "
    f"sum(l.total_minor) {_LINES} GROUP BY 1, 2",
    lambda lines: lines.groupby(
        [pd.to_datetime(lines["sold_on"]).dt.day_of_week, lines["sold_at"].str.slice(11, 13)]
    )["total_minor"].sum(),
)

_OWED = Core(
    f"SELECT l.customer_id, sum(l.total_minor) {_LINES} AND l.payment = 'credit' AND l.customer_id IS NOT NULL GROUP BY 1",
    lambda lines: lines[lines["payment"] == "credit"].groupby("customer_id")["total_minor"].sum(),
)

CORES: dict[str, Core] = {
    "today": _BY_PRODUCT,
    "daily": _BY_PRODUCT,
    "sales": _BY_DAY,
    "hours": _HOURS,
    "trends": _BY_DAY,
    "campaigns": _BY_DAY,
    "anomalies": _DEMAND,
    "drivers": _BY_DAY,
    "whatif": _BY_PRODUCT,
    "top_products": _BY_PRODUCT,
    "product": _of_one("l.product_id", 1, "l.sold_on"),
    "basket": _BASKETS,
    "recommend": _BASKETS,
    "categories": _sums("p.category", "total_minor", "quantity_milli"),
    "returns": _sums("l.product_id", "total_minor", "quantity_milli", where="AND l.quantity_milli < 0"),
    "top_customers": _BY_CUSTOMER,
    "customer": _of_one("l.customer_id", 1, "l.product_id"),
    "segments": _VISITS,
    "churn": _VISITS,
    "cohorts": _VISITS,
    "clusters": _VISITS,
    "clv": _VISITS,
    "regions": _sums("c.region", "total_minor"),
    "profit": _REVENUE,
    "report": _BY_PRODUCT,
    "debts": _OWED,
    "statement": _of_one("l.customer_id", 1, "l.sold_on"),
    "payments": _sums("l.payment", "total_minor"),
    "stock": _BY_PRODUCT,
    "slow": _BY_PRODUCT,
    "forecast": _DEMAND,
    "models": _DEMAND,
    "reorder": _DEMAND,
    "why": _DEMAND,
    "weekly": _DEMAND,
}


def read(book: Book) -> pd.DataFrame:
    """Read all lines in force with what the cores group by."""
    columns = [
        "sale_id",
        "sold_on",
        "sold_at",
        "product_id",
        "customer_id",
        "payment",
        "quantity_milli",
        "total_minor",
        "cost_minor",
        "category",
        "region",
    ]
    rows = book.rows(
        "SELECT l.sale_id, l.sold_on, l.sold_at, l.product_id, l.customer_id, l.payment, l.quantity_milli, "
        f"l.total_minor, l.cost_minor, p.category, c.region {_LINES}",
        {"first": "0000", "last": "9999"},
    )
    return pd.DataFrame(rows, columns=columns)


def within(lines: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Give the lines of a period, both days included."""
    return lines[lines["sold_on"].between(first.isoformat(), last.isoformat())]
