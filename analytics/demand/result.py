"""What a forecast answers: one total with its range and its footing, and the panel from which one reads them.

A panel is read by product, category or for the whole shop, and for any number of days up to its longest horizon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from analytics.demand.arrays import Flags, Floats, Ints
from analytics.demand.spread import ENOUGH_ERRORS, Width, chance_above, quantiles
from analytics.verdicts import NotEnoughData

SHOWN = 0.8
"""Share of the totals that the shown range is to hold."""

LEAST_SELLING_DAYS = 3
TWO_WEEKS = 14


class Method(StrEnum):
    """How the figure was made; the rule is fixed by the length of the history, never by taste."""

    MEAN = "mean of the open days"
    WEEKDAYS = "mean of the open days by weekday"
    POOL = "pool"
    POOL_WITH_YEAR = "pool with the year's shape"
    ASLEEP = "asleep"


class Note(StrEnum):
    """What must be said beside the figure."""

    ROUGH = "only one or two weeks seen"
    NO_MONTH_SEEN = "no whole month seen yet"
    NO_DECEMBER_SEEN = "no December seen yet"
    PLAIN_IS_BETTER = "the plain mean did better in the rehearsal"
    ASLEEP = "not sold for eight weeks"


@dataclass(frozen=True, slots=True)
class Footing:
    """What a figure stands on: the ingredients of its sentence."""

    history_days: int
    selling_days: int
    """Days with a sale of this product (or of anything, for a group)."""
    windows: int
    """Earlier moments at which the forecast was rehearsed."""
    window_days: int
    """Length of those windows in days."""
    error: float | None
    """Sum of absolute errors over sum of what came, in those windows; None without any."""
    plain_error: float | None
    """The same for the plain mean of the last four weeks by weekday."""
    held: int
    """In how many of the windows what came lay within the shown range."""


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """The total demand of `days` days from `as_of` on, in units."""

    name: str
    as_of: date
    days: int
    mean: float
    variance: float
    whole: bool
    path: Floats
    """Mean units on each of the days; sums to `mean`."""
    method: Method
    notes: tuple[Note, ...]
    footing: Footing
    upper_mean: float
    """Mean behind the quantiles; differs from `mean` only for what is asleep, which may wake."""
    errors: Floats
    """Pooled standardised errors of the rehearsal, sorted; empty when there are too few."""

    def quantile(self, tau: float) -> float:
        """Units that demand stays at or below with chance `tau`, 0 < tau < 1: the stock to hold."""
        found = quantiles(np.array([self.upper_mean]), np.array([self.variance]), tau, self.whole)
        return float(found[0])

    def chance_above(self, units: Floats) -> Floats:
        """Chance that demand exceeds each of `units`: the risk of running out of such stocks."""
        return chance_above(self.upper_mean, self.variance, units, self.whole)

    @property
    def median(self) -> float:
        """Demand is as likely above as below."""
        return 0.0 if self.method is Method.ASLEEP else self.quantile(0.5)

    @property
    def range(self) -> tuple[float, float]:
        """Units between which four of five such totals fall."""
        low, high = shown_range(
            np.array([self.upper_mean]), np.array([self.variance]), self.whole, self.errors
        )
        middle = self.median
        return min(float(low[0]), middle), max(float(high[0]), middle)


def shown_range(mean: Floats, variance: Floats, whole: bool, errors: Floats) -> tuple[Floats, Floats]:
    """Give the 80 % range: read off the rehearsal's own errors where there are 50, else negative binomial."""
    lower = (1 - SHOWN) / 2
    if len(errors) < ENOUGH_ERRORS:
        return quantiles(mean, variance, lower, whole), quantiles(mean, variance, 1 - lower, whole)
    sd = np.sqrt(np.maximum(variance, 1e-9))
    low = np.maximum(mean + np.quantile(errors, lower) * sd, 0.0)
    high = np.maximum(mean + np.quantile(errors, 1 - lower) * sd, 0.0)
    return (np.ceil(low), np.ceil(high)) if whole else (low, high)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Forecasts of several products, or of several groups of them, held as arrays (row = name)."""

    names: tuple[str, ...]
    path: Floats
    """Mean units by name and day ahead."""
    upper_path: Floats
    """The same, where what is asleep keeps its small chance to wake."""
    scatter: Floats
    """Variance v0 of the totals by name and horizon, were the level known."""
    widths: tuple[Width, ...]
    whole: Flags
    methods: tuple[Method, ...]
    notes: tuple[tuple[Note, ...], ...]
    footings: tuple[tuple[Footing, ...], ...]
    """By name, then horizon."""
    plain: tuple[bool, ...]
    """By horizon: whether the plain mean is in force for having done better."""

    def read(self, row: int, days: int, horizons: tuple[int, ...], as_of: date) -> Forecast:
        """Give the forecast of one name for `days` days; between horizons the width is interpolated."""
        upper = float(self.upper_path[row, :days].sum())
        known = np.array(horizons, dtype=np.float64)
        nearest = int(np.argmin(np.abs(known - days)))
        lam = float(np.interp(days, known, [width.lam for width in self.widths]))
        kap = float(np.interp(days, known, [width.kap for width in self.widths]))
        scatter = float(
            np.interp(days, np.concatenate([[0.0], known]), np.concatenate([[0.0], self.scatter[row]]))
        )
        path = self.path[row, :days]
        return Forecast(
            name=self.names[row],
            as_of=as_of,
            days=days,
            mean=float(path.sum()),
            variance=lam * scatter + kap * upper**2,
            whole=bool(self.whole[row]),
            path=path,
            method=self.methods[row],
            notes=(*self.notes[row], *((Note.PLAIN_IS_BETTER,) if self.plain[nearest] else ())),
            footing=self.footings[row][nearest],
            upper_mean=upper,
            errors=self.widths[nearest].errors,
        )


@dataclass(frozen=True, slots=True, eq=False)
class PanelForecast:
    """The forecasts of a whole shop, made at once."""

    as_of: date
    horizons: tuple[int, ...]
    history_days: int
    rates: Mapping[str, float]
    """Units a day so far, of every product, also of those too young to be forecast."""
    selling_days: Mapping[str, int]
    last_sold: Mapping[str, date]
    products: Lines
    groups: Lines
    """The categories, and last the shop."""

    @property
    def names(self) -> tuple[str, ...]:
        """The products of the book, in order of name."""
        return self.products.names

    @property
    def category_names(self) -> tuple[str, ...]:
        """The categories that hold a product with sales."""
        return self.groups.names[:-1]

    def of(self, product: str, days: int | None = None) -> Forecast | NotEnoughData:
        """Give a product's forecast for the next `days` (default: the first horizon); KeyError if never sold."""
        row = self._row(self.products, product)
        selling = self.selling_days[product]
        if selling < LEAST_SELLING_DAYS:
            return NotEnoughData(have=selling, need=LEAST_SELLING_DAYS, what="selling days")
        return self._read(self.products, row, days)

    def path(self, product: str) -> Floats:
        """Mean units on each day ahead, to the longest horizon; for any product with sales."""
        found: Floats = self.products.path[self._row(self.products, product)]
        return found

    def category(self, name: str, days: int | None = None) -> Forecast | NotEnoughData:
        """Give the forecast of all products of a category together; KeyError if it sold nothing."""
        if name not in self.category_names:
            raise KeyError(name)
        return self._read(self.groups, self._row(self.groups, name), days)

    def shop(self, days: int | None = None) -> Forecast | NotEnoughData:
        """Give the forecast of all products together, in units."""
        return self._read(self.groups, len(self.groups.names) - 1, days)

    @staticmethod
    def _row(lines: Lines, name: str) -> int:
        try:
            return lines.names.index(name)
        except ValueError:
            raise KeyError(name) from None

    def _read(self, lines: Lines, row: int, days: int | None) -> Forecast | NotEnoughData:
        length = self.horizons[0] if days is None else days
        if not 1 <= length <= self.horizons[-1]:
            raise ValueError(f"this forecast reaches from 1 to {self.horizons[-1]} days, not {length}")
        if length > TWO_WEEKS and self.history_days < TWO_WEEKS:
            return NotEnoughData(have=self.history_days, need=TWO_WEEKS, what="days of sales")
        return lines.read(row, length, self.horizons, self.as_of)


def selling(units: Floats) -> Flags:
    """Whether a product sold at all (rows of n x T)."""
    return np.asarray(selling_days(units) > 0)


def selling_days(units: Floats) -> Ints:
    """Count the days with a sale by product."""
    out: Ints = (np.nan_to_num(units) > 0).sum(axis=1).astype(np.int64)
    return out
