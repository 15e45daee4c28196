"""What a forecast answers: one total with its range and its footing, and the panel from which one reads them.

A panel is read by product, category or for the whole shop, and for any number of days up to its longest horizon.
"""

from collections.abc import Mapping, Sequence
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

    def read(self, rows: Ints, days: Ints, horizons: tuple[int, ...], as_of: date) -> list[Forecast]:
        """Give the forecasts of several names, each for its own `days`."""
        upper, variance = self.totals(rows, days, horizons)
        nearest = np.argmin(np.abs(np.array(horizons) - days[:, None]), axis=1)
        columns = (one.tolist() for one in (rows, days, nearest, upper, variance))
        return [
            Forecast(
                name=self.names[row],
                as_of=as_of,
                days=length,
                mean=float(self.path[row, :length].sum()),
                variance=wide,
                whole=bool(self.whole[row]),
                path=self.path[row, :length],
                method=self.methods[row],
                notes=(*self.notes[row], *((Note.PLAIN_IS_BETTER,) if self.plain[like] else ())),
                footing=self.footings[row][like],
                upper_mean=mean,
                errors=self.widths[like].errors,
            )
            for row, length, like, mean, wide in zip(*columns, strict=True)
        ]

    def totals(self, rows: Ints, days: Ints, horizons: tuple[int, ...]) -> tuple[Floats, Floats]:
        """Give mean and variance behind the quantiles; between horizons the width is interpolated."""
        known = np.array(horizons, dtype=np.float64)
        mean = np.cumsum(self.upper_path[rows], axis=1)[np.arange(len(rows)), days - 1]
        lam = np.interp(days, known, [width.lam for width in self.widths])
        kap = np.interp(days, known, [width.kap for width in self.widths])
        return mean, lam * _between(days, known, self.scatter[rows]) + kap * mean**2


def _between(days: Ints, known: Floats, scatter: Floats) -> Floats:
    """Interpolate each row's scatter, known at the horizons and nothing at day 0."""
    edges = np.concatenate([[0.0], known])
    heights = np.concatenate([np.zeros((len(scatter), 1)), scatter], axis=1)
    after = np.minimum(np.searchsorted(edges, days), len(known))
    row = np.arange(len(days))
    low, high = heights[row, after - 1], heights[row, after]
    slope = (high - low) / (edges[after] - edges[after - 1])
    out: Floats = np.where(days >= edges[after], high, slope * (days - edges[after - 1]) + low)
    return out


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
        return self.each([product], days)[0]

    def each(
        self, products: Sequence[str], days: int | Sequence[int] | None = None
    ) -> list[Forecast | NotEnoughData]:
        """Give the forecasts of several products, as `of` does, over the same `days` or each over its own."""
        lengths = np.broadcast_to(self.horizons[0] if days is None else days, len(products)).astype(np.int64)
        found = self._read(self.products, self._rows(products), lengths)
        return [
            one
            if self.selling_days[name] >= LEAST_SELLING_DAYS
            else NotEnoughData(have=self.selling_days[name], need=LEAST_SELLING_DAYS, what="selling days")
            for name, one in zip(products, found, strict=True)
        ]

    def quantiles(self, products: Sequence[str], days: Ints, tau: float) -> Floats:
        """Units that demand of each product over its `days` stays at or below with chance `tau`; inf: too early to say."""
        self._require(days)
        rows = self._rows(products)
        found = quantiles(*self.products.totals(rows, days, self.horizons), tau, self.products.whole[rows])
        return np.where(self._too_far(days), np.inf, found)

    def paths(self, products: Sequence[str]) -> Floats:
        """Mean units by product and day ahead, to the longest horizon; for any products with sales."""
        found: Floats = self.products.path[self._rows(products)]
        return found

    def expected(self, products: Sequence[str], days: int) -> dict[str, float]:
        """Mean units of the next `days` by product, also of those too young to be forecast."""
        sums = self.paths(products)[:, :days].sum(axis=1)
        return dict(zip(products, sums.tolist(), strict=True))

    def path(self, product: str) -> Floats:
        """Mean units on each day ahead, to the longest horizon; for any product with sales."""
        found: Floats = self.paths([product])[0]
        return found

    def category(self, name: str, days: int | None = None) -> Forecast | NotEnoughData:
        """Give the forecast of all products of a category together; KeyError if it sold nothing."""
        if name not in self.category_names:
            raise KeyError(name)
        return self._group(self.groups.names.index(name), days)

    def shop(self, days: int | None = None) -> Forecast | NotEnoughData:
        """Give the forecast of all products together, in units."""
        return self._group(len(self.groups.names) - 1, days)

    def _group(self, row: int, days: int | None) -> Forecast | NotEnoughData:
        return self._read(
            self.groups, np.array([row]), np.array([self.horizons[0] if days is None else days])
        )[0]

    def _rows(self, products: Sequence[str]) -> Ints:
        if len(products) == 1:
            if products[0] not in self.products.names:
                raise KeyError(products[0])
            return np.array([self.products.names.index(products[0])])
        rows = {name: row for row, name in enumerate(self.products.names)}
        return np.array([rows[name] for name in products], dtype=np.int64)

    def _read(self, lines: Lines, rows: Ints, days: Ints) -> list[Forecast | NotEnoughData]:
        self._require(days)
        early = NotEnoughData(have=self.history_days, need=TWO_WEEKS, what="days of sales")
        found = lines.read(rows, days, self.horizons, self.as_of)
        return [early if far else one for far, one in zip(self._too_far(days), found, strict=True)]

    def _require(self, days: Ints) -> None:
        wrong = days[(days < 1) | (days > self.horizons[-1])]
        if len(wrong):
            raise ValueError(f"this forecast reaches from 1 to {self.horizons[-1]} days, not {wrong[0]}")

    def _too_far(self, days: Ints) -> Flags:
        """Tell which lengths are more than so short a history can carry."""
        return (days > TWO_WEEKS) & (self.history_days < TWO_WEEKS)


def selling(units: Floats) -> Flags:
    """Whether a product sold at all (rows of n x T)."""
    return np.asarray(selling_days(units) > 0)


def selling_days(units: Floats) -> Ints:
    """Count the days with a sale by product."""
    out: Ints = (np.nan_to_num(units) > 0).sum(axis=1).astype(np.int64)
    return out
