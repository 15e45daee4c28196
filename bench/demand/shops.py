"""Loads the shops' files into dense panels of units by product and day. A file that is absent is named, not passed over."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from bot.demo.talk import TODAY
from bot.sample.year import Year


@dataclass(frozen=True, slots=True)
class ShopPanel:
    name: str
    first_day: pd.Timestamp
    products: tuple[str, ...]
    units: np.ndarray  # products x days, zeros where nothing was sold
    real: bool

    def upto(self, day: int, since: int = 0) -> "ShopPanel":
        """The first `day` days, from day `since` on; products without a sale in them are left out."""
        units = self.units[:, since:day]
        kept = units.sum(axis=1) > 0
        names = tuple(name for name, keep in zip(self.products, kept, strict=True) if keep)
        return ShopPanel(self.name, self.first_day + pd.Timedelta(days=since), names, units[kept], self.real)

    @property
    def started(self) -> np.ndarray:
        return (self.units > 0).argmax(axis=1)

    def sales(self) -> pd.DataFrame:
        row, day = np.nonzero(self.units)
        return pd.DataFrame(
            {
                "date": self.first_day + pd.to_timedelta(day, unit="D"),
                "product": np.asarray(self.products)[row],
                "quantity": self.units[row, day],
            }
        )


def _dense(name: str, frame: pd.DataFrame, real: bool, top: slice = slice(0, 60)) -> ShopPanel:
    table = frame.pivot_table(index="product", columns="date", values="quantity", aggfunc="sum", fill_value=0)
    days = pd.date_range(table.columns.min(), table.columns.max())
    table = table.reindex(columns=days, fill_value=0).clip(lower=0)
    selling = (table > 0).sum(axis=1)
    table = table.loc[selling.sort_values(ascending=False, kind="stable").index]
    table = table[(table > 0).sum(axis=1) >= 8].iloc[top]
    return ShopPanel(name, days[0], tuple(map(str, table.index)), table.to_numpy(dtype=float), real)


def _electronics(data: Path) -> Iterator[ShopPanel]:
    files = sorted((data / "electronics").glob("Sales_*_2019.csv"))
    if not files:
        raise FileNotFoundError(data / "electronics" / "Sales_*_2019.csv")
    frame = pd.concat([pd.read_csv(file, dtype=str) for file in files])
    frame = frame[frame["Order ID"].notna() & (frame["Order ID"] != "Order ID")].drop_duplicates()
    frame["date"] = pd.to_datetime(frame["Order Date"], format="%m/%d/%y %H:%M").dt.normalize()
    frame["quantity"] = frame["Quantity Ordered"].astype(float)
    frame["product"] = frame["Product"]
    # The longest run of months without a gap: a missing month is not a month without sales.
    months = sorted(frame["date"].dt.to_period("M").unique())
    runs: list[list[pd.Period]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    run = max(runs, key=len)
    frame = frame[frame["date"].dt.to_period("M").isin(run)]
    frame = frame[frame["date"].dt.year == run[0].year]
    yield _dense("electronics19", frame, real=False)
    yield _dense("electronics_austin", frame[frame["Purchase Address"].str.contains("Austin")], real=False)


def _online_retail_goods(data: Path) -> pd.DataFrame:
    with gzip.open(data / "online_retail_to_2011-08.csv.gz") as file:
        frame = pd.read_csv(file, dtype={"InvoiceNo": str, "StockCode": str}, encoding="latin-1")
    frame = frame[frame["StockCode"].str.match(r"^\d{5}")]
    back = frame[frame["Quantity"] < 0]
    pairs = set(zip(back["CustomerID"], back["StockCode"], -back["Quantity"], strict=True))
    sold = frame[frame["Quantity"] > 0]
    cancelled = [
        key in pairs for key in zip(sold["CustomerID"], sold["StockCode"], sold["Quantity"], strict=True)
    ]
    frame = sold[~np.array(cancelled)]
    return pd.DataFrame(
        {
            "date": pd.to_datetime(frame["InvoiceDate"]).dt.normalize(),
            "product": frame["StockCode"],
            "quantity": frame["Quantity"].astype(float),
        }
    )


def _online_retail(data: Path) -> Iterator[ShopPanel]:
    frame = _online_retail_goods(data)
    yield _dense("or_top200", frame, real=True, top=slice(0, 200))
    yield _dense("or_slow100", frame, real=True, top=slice(1200, 1300))


def _online_retail_whole(data: Path) -> Iterator[ShopPanel]:
    yield _dense("online_retail", _online_retail_goods(data), real=True, top=slice(0, None))


def _bread_basket(data: Path) -> Iterator[ShopPanel]:
    frame = pd.read_csv(data / "bread_basket_to_2017-02.csv")
    frame = frame[frame["Item"] != "NONE"]
    yield _dense(
        "bread_basket",
        pd.DataFrame({"date": pd.to_datetime(frame["Date"]), "product": frame["Item"], "quantity": 1.0}),
        real=True,
        top=slice(0, 37),
    )


def _pharmacy(data: Path) -> Iterator[ShopPanel]:
    frame = pd.read_csv(data / "pharmacy_daily_to_2019-08.csv")
    groups = ["M01AB", "M01AE", "N02BA", "N02BE", "N05B", "N05C", "R03", "R06"]
    frame["date"] = pd.to_datetime(frame["datum"], format="mixed", dayfirst=False)
    long = frame.melt("date", groups, "product", "quantity")
    yield _dense("pharmacy8", long, real=True)
    yield _dense("pharmacy8_early", long[long["date"] < "2017-07-01"], real=True)


def _pizza(data: Path) -> Iterator[ShopPanel]:
    lines = pd.read_csv(data / "pizza" / "order_details.csv")
    orders = pd.read_csv(data / "pizza" / "orders.csv")
    frame = lines.merge(orders, on="order_id")
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(frame["date"]),
            "product": frame["pizza_id"],
            "quantity": frame["quantity"].astype(float),
        }
    )
    yield _dense("pizza2015", frame, real=False, top=slice(0, 90))


def _superstore(data: Path) -> Iterator[ShopPanel]:
    path = data / "superstore_classic_macCR_latin1.csv"
    frame = pd.read_csv(path, encoding="latin-1", lineterminator="\r")
    yield _dense(
        "superstore_subcat",
        pd.DataFrame(
            {
                "date": pd.to_datetime(frame["Order Date"], format="%m/%d/%Y"),
                "product": frame["Sub-Category"],
                "quantity": frame["Quantity"].astype(float),
            }
        ),
        real=False,
    )


def _cafe(data: Path) -> Iterator[ShopPanel]:
    frame = pd.read_csv(data / "dirty_cafe_sales.csv", dtype=str)
    frame = pd.DataFrame(
        {
            "date": pd.to_datetime(frame["Transaction Date"], errors="coerce"),
            "product": frame["Item"].where(~frame["Item"].isin(["ERROR", "UNKNOWN"])),
            "quantity": pd.to_numeric(frame["Quantity"], errors="coerce"),
        }
    ).dropna()
    yield _dense("cafe", frame, real=False)


def _supermarket(data: Path) -> Iterator[ShopPanel]:
    frame = pd.read_csv(data / "supermarket_sales.csv")
    yield _dense(
        "supermarket",
        pd.DataFrame(
            {
                "date": pd.to_datetime(frame["Sale_Date"], format="%d-%b-%Y"),
                "product": frame["Product line"],
                "quantity": frame["Quantity"].astype(float),
            }
        ),
        real=False,
    )


SHOPS: tuple[Callable[[Path], Iterator[ShopPanel]], ...] = (
    _online_retail,
    _electronics,
    _bread_basket,
    _pharmacy,
    _pizza,
    _superstore,
    _cafe,
    _supermarket,
)


# Whole shops, for what is measured on a shop's totals: the products of a slice are no shop.
WHOLE = (_online_retail_whole, *SHOPS[1:])


def made_up() -> ShopPanel:
    """The demo's year: its products have weekdays, pay-days and a December, and one dies."""
    sold = [(line.day, line.ware.name, line.pieces) for line in Year(TODAY).sales()]
    frame = pd.DataFrame(sold, columns=["date", "product", "quantity"])
    return _dense("made-up year", frame.assign(date=pd.to_datetime(frame["date"])), real=False)


def thinned(panel: ShopPanel, most: int) -> ShopPanel:
    """At most so many products, taken evenly from the best to the least sold."""
    step = max(1, len(panel.products) // most)
    rows = slice(0, most * step, step)
    return ShopPanel(panel.name, panel.first_day, panel.products[rows], panel.units[rows], panel.real)


def load(
    data: Path,
    only: frozenset[str],
    most_products: int = 10**6,
    loaders: tuple[Callable[[Path], Iterator[ShopPanel]], ...] = SHOPS,
) -> Iterator[ShopPanel]:
    """Every shop whose file is there; a missing one is said on the spot."""
    for shop in loaders:
        if only and shop.__name__.lstrip("_").removesuffix("_whole") not in only:
            continue
        try:
            for panel in shop(data):
                yield thinned(panel, most_products)
        except FileNotFoundError as absent:
            print(f"absent: {absent.filename or absent}: {shop.__name__.lstrip('_')} is not measured")
