"""Purchases by known customers: the occasions on which somebody came and bought.

What belongs here: turning sale lines into one row a customer and day, and into one row a customer. A
purchase is a day on which a named customer bought at least one line (quantity above zero), so two
messages for one visit count once. What was brought back lowers what a customer spent, and makes no purchase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.sales_table import bought, day_number, day_numbers, until

if TYPE_CHECKING:
    import datetime as dt


def purchases(sales: pd.DataFrame) -> pd.DataFrame:
    """Give one row a customer and day, by customer and then day.

    Columns: ``customer`` (str), ``day`` (int64, days since 1970-01-01), ``spent_minor`` (int64, what the
    bought lines came to). ``sales`` may have the lines of a day added up already, what was bought and what came back
    apart: only customer, sold_on, quantity (its sign) and total_minor are looked at.
    """
    lines = bought(sales[sales["customer"].notna()])
    codes, names = pd.factorize(lines["customer"], sort=True)
    days = day_numbers(lines["sold_on"])
    first = int(days.min()) if len(days) else 0
    span = int(days.max()) - first + 1 if len(days) else 1
    visits, where = np.unique(codes.astype(np.int64) * span + (days - first), return_inverse=True)
    spent = np.zeros(len(visits), dtype=np.int64)
    np.add.at(spent, where, lines["total_minor"].to_numpy())
    return pd.DataFrame(
        {
            "customer": pd.Series(names[visits // span], dtype="str"),
            "day": visits % span + first,
            "spent_minor": spent,
        }
    )


def customers(sales: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Give one row a customer known before ``today``, indexed by ``customer``, in order of name.

    Columns: ``first`` and ``last`` (int64 day numbers of the first and last purchase), ``purchases``
    (int64, days with a purchase), ``recency`` (days from the last purchase to ``today``), ``tenure`` (days
    from the first purchase to ``today``), ``spent_minor`` (int64, net of returns). A customer who only ever brought
    things back is left out. ``sales`` as for ``purchases``.
    """
    known = until(sales, today)
    known = known[known["customer"].notna()]
    visits = purchases(known)
    grouped = visits.groupby("customer")["day"]
    table = pd.DataFrame({"first": grouped.min(), "last": grouped.max(), "purchases": grouped.size()})
    now = day_number(today)
    table["recency"] = now - table["last"]
    table["tenure"] = now - table["first"]
    net = known.groupby("customer")["total_minor"].sum()
    table["spent_minor"] = net.reindex(table.index, fill_value=0).astype("int64")
    return table


def variety(sales: pd.DataFrame, today: dt.date) -> pd.Series:
    """Give how many different products each customer bought before ``today`` (int64), indexed by ``customer``."""
    taken = bought(until(sales, today))[["customer", "product"]].dropna().drop_duplicates()
    return taken.groupby("customer").size().astype("int64")


def usual_gaps(visits: pd.DataFrame) -> pd.Series:
    """Give each customer's usual (median) number of days between purchases, indexed by ``customer``.

    ``visits`` is a frame of ``purchases``. Customers with a single purchase have no rhythm and are left out.
    """
    days = visits["day"].to_numpy()
    same = visits["customer"].to_numpy()[1:] == visits["customer"].to_numpy()[:-1]
    gaps = pd.Series(np.diff(days)[same], dtype="float64")
    return gaps.groupby(visits["customer"].iloc[1:][same].to_numpy()).median().rename_axis("customer")
