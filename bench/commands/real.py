"""Real files brought in as `python -m bot import` does it, and the commands' figures held against the raw files.

What is expected is worked out from the file alone, with pandas and exact decimals. A line's money is rounded half up
to cents, as anybody would round it by hand; what the makers of a file publish may differ by half a cent a line.
"""

from __future__ import annotations

import gzip
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from bot import service
from bot.answer import Heat, Table
from bot.demo.talk import Talk, settings_in
from bot.shop import open_shop
from storage import upkeep
from storage.reading import periods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.config import Settings

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Check:
    """One figure: as the book or an answer has it, as the file has it, and how far apart they may be."""

    what: str
    found: float
    expected: float
    apart: float = 0

    @property
    def ok(self) -> bool:
        """Whether they agree."""
        return abs(self.found - self.expected) <= self.apart


@dataclass(frozen=True, slots=True)
class RealFile:
    """A file, how its shop writes money, the day after its last sale, and the figures its makers give."""

    name: str
    currency: str
    locale: str
    zone: str
    month: str
    after: datetime
    read: Callable[[Path], pd.DataFrame]
    known: Callable[[Talk, pd.DataFrame], Iterator[Check]]


def check(folder: Path) -> int:
    """Check every file that is in `folder`; gives 1 where a figure is off."""
    off = 0
    for one in FILES:
        if not (folder / one.name).is_file():
            print(f"{one.name}: not in {folder}")
            continue
        print(one.name)
        with tempfile.TemporaryDirectory() as scratch:
            off += _checked(one, folder / one.name, Path(scratch))
    print(f"{off} figures are OFF" if off else "every figure agrees")
    return 1 if off else 0


def _checked(one: RealFile, packed: Path, scratch: Path) -> int:
    file = _unpacked(packed, scratch)
    settings = settings_in(scratch)
    notation = replace(settings.shop, currency=one.currency, locale=one.locale, timezone=one.zone)
    settings = replace(settings, shop=notation)
    if service.import_files(settings, [file], lambda _: None):
        print("   the import failed: OFF")
        return 1
    raw = one.read(file)
    off = 0
    for found in _figures(one, settings, raw):
        verdict = "ok" if found.ok else "OFF"
        print(f"   {found.what:48} {found.found:>16,.2f} {found.expected:>16,.2f}  {verdict}")
        off += not found.ok
    return off


def _unpacked(packed: Path, scratch: Path) -> Path:
    if packed.suffix != ".gz":
        return packed
    file = scratch / packed.stem
    with gzip.open(packed) as source, file.open("wb") as target:
        shutil.copyfileobj(source, target)
    return file


def _figures(one: RealFile, settings: Settings, raw: pd.DataFrame) -> Iterator[Check]:
    shop = open_shop(settings)
    talk = Talk(shop, at=one.after)
    try:
        yield Check("differences in the recount", len(upkeep.recount(shop.book)), 0)
        yield from _whole(talk, raw)
        yield from one.known(talk, raw)
        month = raw[raw["day"].dt.strftime("%B %Y") == one.month]
        yield from _sales_and_profit(talk, one.month, month)
        yield from _customers(talk, one.month, month)
        yield from _returns(talk, one.month, month)
        yield from _cohorts(talk, raw)
    finally:
        shop.close()


def _whole(talk: Talk, raw: pd.DataFrame) -> Iterator[Check]:
    found = periods.of_period(talk.shop.book, date(1990, 1, 1), date(2090, 1, 1))
    yield Check("lines", found.lines, len(raw))
    yield Check("revenue, to the cent", found.revenue_minor / 100, raw["minor"].sum() / 100)
    yield Check("pieces", found.quantity_milli / 1000, raw["pieces"].sum())
    sold = raw[raw["pieces"] >= 0]
    yield Check("sales", found.sales, len(sold[["sale", "day", "who", "region"]].drop_duplicates()))
    customers = periods.by_customer(talk.shop.book, date(1990, 1, 1), date(2090, 1, 1))
    yield Check("customers", sum(one.customer is not None for one in customers), raw["customer"].nunique())


def _sales_and_profit(talk: Talk, month: str, raw: pd.DataFrame) -> Iterator[Check]:
    shown = _named(talk, f"/sales {month}")
    yield Check(f"/sales {month}: revenue", shown["Revenue"][0], raw["minor"].sum() / 100, 0.5)
    sold = raw[raw["pieces"] >= 0]
    sales = len(sold[["sale", "day", "who", "region"]].drop_duplicates())
    yield Check(f"/sales {month}: sales", shown["Sales"][0], sales)
    yield Check(f"/sales {month}: pieces", shown["Units"][0], raw["pieces"].sum())
    shown = _named(talk, f"/profit {month}")
    yield Check(f"/profit {month}: revenue", shown["Revenue"][0], raw["minor"].sum() / 100, 0.5)
    if raw["cost"].notna().all():
        margin = (raw["minor"] - raw["cost"]).sum() / 100
        yield Check(f"/profit {month}: margin", shown["Margin"][0], margin, 0.5 + len(raw) * 0.005)


def _customers(talk: Talk, month: str, raw: pd.DataFrame) -> Iterator[Check]:
    best = raw.groupby("customer")["minor"].sum().sort_values(ascending=False).head(_SHOWN)
    shown = {
        name.partition(". ")[2]: figures for name, figures in _named(talk, f"/top_customers {month}").items()
    }
    yield Check(f"/top_customers {month}: the same ten", len(best.index.intersection(list(shown))), len(best))
    yield Check(
        f"/top_customers {month}: their revenue", sum(one[-1] for one in shown.values()), best.sum() / 100, 5
    )


def _returns(talk: Talk, month: str, raw: pd.DataFrame) -> Iterator[Check]:
    back = raw[raw["pieces"] < 0]
    paid = -back["minor"].sum() / 100
    headline = talk.say(f"/returns {month}").text.partition(" came back")[0]
    yield Check(f"/returns {month}", _number(headline) if len(back) else 0.0, paid, 0.5)


def _cohorts(talk: Talk, raw: pd.DataFrame) -> Iterator[Check]:
    bought = raw[(raw["pieces"] > 0) & raw["customer"].notna()]
    born = bought.groupby("customer")["day"].min().dt.to_period("M").value_counts()
    (heat,) = [block for block in talk.say("/cohorts").blocks if isinstance(block, Heat)]
    months = sorted(born.index)[-len(heat.rows) :]
    for month, row in zip(months, heat.rows, strict=True):
        yield Check(f"/cohorts: new in {month}", _number(row.partition("(")[2]), born[month])


def _named(talk: Talk, text: str) -> dict[str, tuple[float, ...]]:
    (table,) = [block for block in talk.say(text).blocks if isinstance(block, Table)]
    return {name.strip(): tuple(map(_number, cells)) for name, *cells in table.rows}


def _number(shown: str) -> float:
    digits = re.sub(r"[^\d.]", "", shown)
    return float(digits) if digits.strip(".") else 0.0


def _cents(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


# ── The files ──────────────────────────────────────────────────────────────────────────────────


def _online_retail(file: Path) -> pd.DataFrame:
    raw = pd.read_csv(file, dtype=str, encoding="utf-8")
    customer = raw["CustomerID"].str.removesuffix(".0")
    return pd.DataFrame(
        {
            "sale": raw["InvoiceNo"],
            "day": pd.to_datetime(raw["InvoiceDate"]).dt.normalize(),
            "customer": customer,
            "who": customer.fillna(""),
            "region": raw["Country"],
            "pieces": raw["Quantity"].astype(int),
            "minor": [
                _cents(Decimal(pieces) * Decimal(price))
                for pieces, price in zip(raw["Quantity"], raw["UnitPrice"], strict=True)
            ],
            "cost": None,
        }
    )


def _december_2010(talk: Talk, raw: pd.DataFrame) -> Iterator[Check]:
    """Published: 885 new customers in December 2010, and how many of them came in each month after."""
    del raw
    (heat,) = [block for block in talk.say("/cohorts").blocks if isinstance(block, Heat)]
    for later, came in enumerate((885, 324, 286, 340, 321, 352, 321, 309, 313)):
        share = heat.values[0][later] or 0.0  # noqa: PD011 - a chart, no frame
        yield Check(f"/cohorts: of December 2010, {later} months on", round(share * 885 / 100), came)


def _superstore(file: Path) -> pd.DataFrame:
    raw = pd.read_csv(file, dtype=str, encoding="latin-1", lineterminator="\r").dropna(subset="Sales")
    minor = [_cents(Decimal(one)) for one in raw["Sales"]]
    gained = [_cents(Decimal(one)) for one in raw["Profit"]]
    return pd.DataFrame(
        {
            "sale": raw["Order ID"],
            "day": pd.to_datetime(raw["Order Date"], format="%m/%d/%Y"),
            "customer": raw["Customer Name"],
            "who": raw["Customer Name"],
            "region": raw["Region"],
            "pieces": raw["Quantity"].astype(float).astype(int),
            "minor": minor,
            "cost": [total - profit for total, profit in zip(minor, gained, strict=True)],
        }
    )


def _superstore_published(talk: Talk, raw: pd.DataFrame) -> Iterator[Check]:
    """Published: sales 2,297,200.86, profit 286,397.02, 37,873 pieces in 9,994 lines; half a cent a line is rounding."""
    found = periods.of_period(talk.shop.book, date(1990, 1, 1), date(2090, 1, 1))
    rounding = len(raw) * 0.005
    yield Check("published sales", found.revenue_minor / 100, 2_297_200.86, rounding)
    yield Check("published profit", (found.costed_minor - found.cost_minor) / 100, 286_397.02, 2 * rounding)
    yield Check("published pieces", found.quantity_milli / 1000, 37_873)
    yield Check("published lines", found.lines, 9_994)


FILES = (
    RealFile(
        "online_retail_to_2011-08.csv.gz",
        "GBP",
        "en_GB",
        "Europe/London",
        "June 2011",
        datetime(2011, 9, 1, 8, tzinfo=UTC),
        _online_retail,
        _december_2010,
    ),
    RealFile(
        "superstore_classic_macCR_latin1.csv",
        "USD",
        "en_US",
        "America/New_York",
        "November 2020",
        datetime(2021, 1, 1, 18, tzinfo=UTC),
        _superstore,
        _superstore_published,
    ),
)
