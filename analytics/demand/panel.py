"""From sale rows to the panel that every forecast starts from: units of each product on each day.

The panel decides what a zero means. A day before a product's first sale, a day it was out of stock and a day
the shop was shut are *missing* (NaN): nobody could buy, so they say nothing about demand. All other days
without a sale are zeros, and those count.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.demand.arrays import Flags, Floats, Ints
from analytics.verdicts import NotEnoughData

LONGEST = 1461
"""Days of history kept: four years show the season; older days describe another shop."""

LEAST_TRADING_DAYS = 7
RECENT = 56
"""Days: a shop without any sale in the last eight weeks has no present to forecast from."""

_UNLIKELY = 0.02
_HOLIDAYS_OVER = 364
_SPREAD = 5.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Units by product and day up to yesterday; row i is products[i], column t is first_day + t days."""

    products: tuple[str, ...]
    first_day: date
    units: Floats
    weekday: Ints
    """Monday 0 ... Sunday 6, one for each column."""
    whole: Flags
    """Whether a product is only ever sold in whole units."""
    quiet: Flags
    """Columns on which the whole shop was silent for longer than chance: shut, though nobody said so."""
    closed: frozenset[date]
    """Days the owner named as shut, past and to come."""

    @property
    def days(self) -> int:
        """Days of history."""
        return int(self.units.shape[1])

    @property
    def as_of(self) -> date:
        """The first day to be forecast."""
        return self.first_day + timedelta(days=self.days)

    def open_share(self, upto: int) -> float:
        """Chance that an ordinary day turns out open, from the unannounced shut days before column `upto`."""
        shut = int(self.quiet[max(0, upto - _HOLIDAYS_OVER) : upto].sum())
        return 1.0 - shut / (min(upto, _HOLIDAYS_OVER) + 28.0)

    def open_days(self, start: int, length: int) -> Flags:
        """Whether each of `length` days from column `start` (which may lie ahead) is not named as shut."""
        first = self.first_day + timedelta(days=start)
        return np.array([first + timedelta(days=i) not in self.closed for i in range(length)], dtype=np.bool_)

    def upto(self, column: int) -> "Panel":
        """Give the panel as it was known on that day."""
        return replace(
            self, units=self.units[:, :column], weekday=self.weekday[:column], quiet=self.quiet[:column]
        )

    def weekdays(self, start: int, length: int) -> Ints:
        """Weekdays of `length` days from column `start`, which may lie ahead."""
        return (self.first_day.weekday() + start + np.arange(length, dtype=np.int64)) % 7


def daily_units(lines: pd.DataFrame) -> pd.DataFrame:
    """Give the date, product, quantity table of a frame of sale lines (columns sold_on, product, quantity)."""
    table = lines[["sold_on", "product", "quantity"]].rename(columns={"sold_on": "date"})
    return table.groupby(["date", "product"], sort=True)["quantity"].sum().reset_index()


def build_panel(
    sales: pd.DataFrame,
    as_of: date,
    *,
    closed: Collection[date] = (),
    out_of_stock: Iterable[tuple[str, date]] = (),
) -> Panel | NotEnoughData:
    """Give the panel of all days before `as_of` (today is not over, so it is left out).

    `sales` has the columns date, product, quantity (units, may be fractional; negative: a return) in any order
    and any number of rows a day. ValueError when a column is missing or a cell is empty.
    """
    table = _checked(sales)
    table = table[table["date"] < np.datetime64(as_of, "D")]
    table = table[table["date"] >= np.datetime64(as_of - timedelta(days=LONGEST), "D")]
    trading = int(table.loc[table["quantity"] > 0, "date"].nunique())
    if trading < LEAST_TRADING_DAYS:
        return NotEnoughData(have=trading, need=LEAST_TRADING_DAYS, what="trading days")
    recent = table[table["date"] >= np.datetime64(as_of - timedelta(days=RECENT), "D")]
    if not (recent["quantity"] > 0).any():
        return NotEnoughData(have=0, need=1, what=f"trading days in the last {RECENT} days")

    first = pd.Timestamp(table.loc[table["quantity"] > 0, "date"].min()).date()
    length = (as_of - first).days
    codes, names = pd.factorize(table["product"], sort=True)
    column = (table["date"].to_numpy().astype("datetime64[D]") - np.datetime64(first, "D")).astype(np.int64)
    units = np.zeros((len(names), length))
    inside = column >= 0
    np.add.at(units, (codes[inside], column[inside]), table["quantity"].to_numpy()[inside])
    units = net_returns(np.round(units, 6))
    sold = units.sum(axis=1) > 0
    units = units[sold]
    products = tuple(str(name) for name, keep in zip(names, sold, strict=True) if keep)
    weekday = (first.weekday() + np.arange(length, dtype=np.int64)) % 7
    whole = np.all(np.mod(units, 1.0) == 0, axis=1)

    named = frozenset(closed)
    row = {name: i for i, name in enumerate(products)}
    for name, day in out_of_stock:
        at = (day - first).days
        if name in row and 0 <= at < length and not units[row[name], at] > 0:
            units[row[name], at] = np.nan
    units[np.cumsum(np.nan_to_num(units), axis=1) <= 0] = np.nan
    known = np.array([first + timedelta(days=t) in named for t in range(length)], dtype=np.bool_)
    quiet = quiet_days(units, weekday) & ~known
    units[:, quiet] = np.nan
    units[:, known] = np.where(units[:, known] > 0, units[:, known], np.nan)
    return Panel(products, first, units, weekday, whole, quiet, named)


def _checked(sales: pd.DataFrame) -> pd.DataFrame:
    lacking = {"date", "product", "quantity"} - set(sales.columns)
    if lacking:
        raise ValueError(f"sales lack the columns {sorted(lacking)}")
    table = pd.DataFrame(
        {
            "date": pd.to_datetime(sales["date"]).to_numpy().astype("datetime64[D]"),
            "product": sales["product"].astype("str").to_numpy(),
            "quantity": pd.to_numeric(sales["quantity"]).to_numpy(dtype=np.float64),
        }
    )
    if sales["product"].isna().any() or table["date"].isna().any():
        raise ValueError("sales hold a row without a date or product")
    if not np.isfinite(table["quantity"].to_numpy()).all():
        raise ValueError("sales hold a row without a quantity")
    return table


def net_returns(units: Floats) -> Floats:
    """Take each day that nets below zero off the product's latest earlier sales: what came back was no demand.

    A return of something sold before the book began is forgotten.
    """
    out = units.copy()
    for i in np.flatnonzero((units < 0).any(axis=1)):
        back = 0.0
        for t in range(units.shape[1] - 1, -1, -1):
            have = out[i, t]
            if have < 0:
                back -= have
                out[i, t] = 0.0
            elif back > 0:
                taken = min(back, have)
                out[i, t] = have - taken
                back -= taken
    return out


def quiet_days(units: Floats, weekday: Ints) -> Flags:
    """Flag the runs of days without any sale in the whole shop that are too long to be chance.

    The chance of one quiet day is taken from how many products usually sell on that weekday (a negative binomial
    with size 5, as days of one shop scatter more than Poisson); a run's chance is the product. Weekdays that are
    never traded are left to the weekday profile, which knows them as shut in the future too. Days on which everything was out of
    stock are explained already.
    """
    selling = (units > 0).sum(axis=0)
    usual = np.zeros(7)
    for day in range(7):
        mine = selling[weekday == day]
        usual[day] = mine.mean() if len(mine) else 0.0
    chance = np.minimum((1 + usual / _SPREAD) ** -_SPREAD, 1 - 1e-9)
    log_chance = np.log(chance)[weekday]
    quiet = (selling == 0) & np.isfinite(units).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    shut = np.zeros(len(quiet), dtype=np.bool_)
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if log_chance[start:stop].sum() < np.log(_UNLIKELY):
            shut[start:stop] = True
    return shut & (usual[weekday] > 0)
