"""Real sales data as sales tables; a file that is absent is None."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.baskets import Baskets, baskets_of
from analytics.sales_table import sales_table


def online_retail(folder: Path) -> pd.DataFrame | None:
    """A gift wholesaler, 2010-12-01 to 2011-08-31; lines given away are left out, returns kept."""
    path = folder / "online_retail_to_2011-08.csv.gz"
    if not path.exists():
        return None
    raw = pd.read_csv(path, dtype={"StockCode": str, "InvoiceNo": str})
    at = pd.to_datetime(raw["InvoiceDate"])
    table = sales_table(
        pd.DataFrame(
            {
                "sale_id": pd.factorize(raw["InvoiceNo"])[0],
                "sold_on": at.dt.normalize(),
                "sold_at": at.dt.tz_localize("UTC"),
                "product": raw["StockCode"],
                "quantity": raw["Quantity"].astype("float64"),
                "total_minor": (raw["Quantity"] * raw["UnitPrice"] * 100).round().astype("int64"),
                "customer": raw["CustomerID"].astype("Int64").astype("str"),
                "region": raw["Country"],
            }
        )
    )
    return table[(table["quantity"] < 0) | (table["total_minor"] > 0)]


def cdnow(folder: Path) -> pd.DataFrame | None:
    """All 23,570 customers of a music shop, 1997-01 to 1998-06."""
    path = folder / "CDNOW_master.txt.gz"
    if not path.exists():
        return None
    names = ["customer", "day", "count", "dollars"]
    raw = pd.read_csv(path, sep=r"\s+", header=None, names=names, skiprows=1, dtype={"customer": str})
    return _music(raw)


def cdnow_summary(folder: Path) -> pd.DataFrame | None:
    """Repeats, recency and time watched (weeks) of the 1/10 sample after 39 weeks."""
    path = folder / "cdnow_customers_summary.csv"
    return pd.read_csv(path) if path.exists() else None


def cdnow_sample() -> pd.DataFrame | None:
    """The purchases of the 1/10 sample: only the master is in the folder, the sample comes with lifetimes."""
    found = importlib.util.find_spec("lifetimes")
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / "datasets" / "CDNOW_sample.txt"
    names = ["master", "customer", "day", "count", "dollars"]
    return _music(pd.read_csv(path, sep=r"\s+", header=None, names=names, dtype={"customer": str}))


def groceries(folder: Path) -> list[list[str]] | None:
    """9,835 baskets of a grocery."""
    path = folder / "groceries_baskets.csv"
    if not path.exists():
        return None
    return [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]


def bread_basket(folder: Path) -> list[list[str]] | None:
    """A bakery's baskets."""
    path = folder / "bread_basket_to_2017-02.csv"
    if not path.exists():
        return None
    raw = pd.read_csv(path)
    raw = raw[raw["Item"] != "NONE"]
    return [list(items) for _, items in raw.groupby("Transaction")["Item"]]


def lines_of(contents: list[list[str]]) -> pd.DataFrame:
    """Give lists of products as lines, one piece each."""
    lines = [(sale, product, 1.0) for sale, content in enumerate(contents) for product in content]
    return pd.DataFrame(lines, columns=["sale_id", "product", "quantity"])


def goods_baskets(sales: pd.DataFrame) -> Baskets:
    """Baskets of Online Retail's goods."""
    goods = sales[sales["product"].str.match(r"^\d{5}") & (sales["quantity"] > 0)]
    return baskets_of(list(items) for _, items in goods.groupby("sale_id")["product"])


def _music(raw: pd.DataFrame) -> pd.DataFrame:
    return sales_table(
        pd.DataFrame(
            {
                "sale_id": np.arange(len(raw)),
                "sold_on": pd.to_datetime(raw["day"].astype(str)),
                "product": "CD",
                "quantity": raw["count"].astype("float64"),
                "total_minor": (raw["dollars"] * 100).round().astype("int64"),
                "customer": raw["customer"],
            }
        )
    )
