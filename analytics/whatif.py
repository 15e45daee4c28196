"""What would change if: what a price did to demand so far, and forecasts under other circumstances.

What belongs here: the price elasticity that a shop's own history supports, what follows from one for pieces, revenue
and profit, a forecast at another level of demand, and what runs short. No words, and no order lists (`reorder`).

Elasticity is the coefficient of the logarithm of the price in a Poisson regression of weekly pieces, with the rest of
the shop's trade and a trend beside it; its error is widened by the scatter found (quasi-Poisson; McCullagh & Nelder
1989, ch. 6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analytics.sales_table import bought, day_number, day_numbers, until
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from numpy.typing import NDArray

    from analytics.demand.result import Forecast, Lines, PanelForecast

WEEKS_NEEDED: Final = 6
"""Weeks with sales at each of two prices."""
APART: Final = 0.04
"""Share by which two prices must differ to be two."""
SURE: Final = 0.8
"""Chance with which the range holds the elasticity."""
HISTORY: Final = 104
_WEEK: Final = 7
_LINES: Final = 5
_LIMIT: Final = 6.0
_PASSING: Final = 3  # fewer weeks at a price are a few discounts, not a price
_NEVER_MORE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Elasticity:
    """Per cent more pieces for one per cent more price; -1.5: 10 % dearer sells about 14 % less."""

    middle: float
    low: float
    """The more sensitive end of the range of `SURE`."""
    high: float
    weeks: int
    lowest_minor: int
    highest_minor: int

    def factor(self, elasticity: float, price: float, new_price: float) -> float:
        """Give what the pieces are multiplied by when the price changes."""
        return float((new_price / price) ** elasticity)


@dataclass(frozen=True, slots=True)
class CannotBeTold:
    """A verdict: the price did change, and the sales do not show what it did. The range holds no effect at all."""

    low: float
    high: float
    weeks: int


def elasticity(
    sales: pd.DataFrame, product: str, today: dt.date
) -> Elasticity | CannotBeTold | NotEnoughData:
    """Give the price elasticity of `product` from the last two years before `today`.

    `sales` is a sales table. The price of a week is the median of the last five lines up to its end, so a discount for
    one customer is no change of price. Fewer than two prices, or too few weeks at either, gives NotEnoughData.
    """
    weeks = _weeks(until(sales, today), product, today)
    if weeks is None:
        return NotEnoughData(have=0, need=2, what="prices")
    units, prices, rest = weeks
    middle = float(np.sqrt(prices.min() * prices.max()))
    if prices.max() / prices.min() - 1 < APART:
        return NotEnoughData(have=1, need=2, what="prices")
    fewer = int(min((prices > middle).sum(), (prices <= middle).sum()))
    if fewer < _PASSING:
        return NotEnoughData(have=1, need=2, what="prices")
    if fewer < WEEKS_NEEDED:
        return NotEnoughData(have=fewer, need=WEEKS_NEEDED, what="weeks at each of two prices")
    count = len(units)
    columns = np.column_stack(
        [
            np.ones(count),
            np.log(prices) - np.log(middle),
            np.log1p(rest) - np.log1p(rest).mean(),
            np.linspace(-1, 1, count),
        ]
    )
    columns = columns[:, [True, True, bool(np.ptp(columns[:, 2]) > 0), True]]
    fitted = _quasi_poisson(columns, units)
    if fitted is None:
        return CannotBeTold(-_LIMIT, _LIMIT, count)
    coefficient, error = fitted
    reach = error * float(student.ppf((1 + SURE) / 2, count - columns.shape[1]))
    low, high = coefficient - reach, coefficient + reach
    if high >= 0 or low < -_LIMIT:
        return CannotBeTold(low, high, count)
    return Elasticity(coefficient, low, high, count, round(prices.min()), round(prices.max()))


def break_even(price: float, cost: float, new_price: float) -> float | None:
    """Give the share by which pieces may change for the profit to stay: -0.2 is a fifth fewer; None: never.

    All three are of one piece, in one unit.
    """
    if new_price <= cost or price <= cost:
        return None
    return (price - cost) / (new_price - cost) - 1


def scaled(panel: PanelForecast, factor: float, products: Collection[str] | None = None) -> PanelForecast:
    """Give the forecast with the demand of `products` (None: of all) multiplied by `factor` (0 or more).

    Products are scaled, the category and shop totals only where all products are: they are not added up anew.
    """
    if factor < 0:
        raise ValueError("demand is not negative")
    factors = np.array([factor if products is None or name in products else 1.0 for name in panel.names])
    found = replace(panel, products=_times(panel.products, factors))
    if products is not None:
        return found
    return replace(found, groups=_times(panel.groups, np.full(len(panel.groups.names), factor)))


def expected_short(forecast: Forecast, units: float) -> float:
    """Give the units asked for beyond `units` in stock, on average: what is not sold for want of goods."""
    most = int(min(np.ceil(forecast.quantile(0.999)), _NEVER_MORE))
    start = max(units, 0.0)
    if start >= most:
        return 0.0
    grid = np.arange(start, most + 1)
    return float(forecast.chance_above(grid).sum())


def _times(lines: Lines, factors: NDArray[np.float64]) -> Lines:
    return replace(
        lines,
        path=lines.path * factors[:, None],
        upper_path=lines.upper_path * factors[:, None],
        # Counts scatter with their level; whether more of a shop's demand scatters more than that is not known.
        scatter=lines.scatter * factors[:, None],
    )


def _weeks(
    sales: pd.DataFrame, product: str, today: dt.date
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]] | None:
    """Give pieces, price and the rest of the shop's pieces by week, oldest first, from the product's first sale on."""
    sold = bought(sales)
    week = (day_number(today) - 1 - day_numbers(sold["sold_on"])) // _WEEK
    mine = (sold["product"] == product).to_numpy() & (sold["total_minor"] > 0).to_numpy() & (week < HISTORY)
    if not mine.any():
        return None
    last = int(week[mine].max())
    pieces = sold["quantity"].to_numpy(dtype=np.float64)
    inside = week <= last
    units = np.bincount(week[mine], weights=pieces[mine], minlength=last + 1)[::-1]
    whole = np.bincount(week[inside], weights=pieces[inside], minlength=last + 1)[::-1]
    order = np.argsort(day_numbers(sold["sold_on"])[mine], kind="stable")
    each = (sold["total_minor"].to_numpy(dtype=np.float64)[mine] / pieces[mine])[order]
    # Rolling over lines, then read off at the end of each week.
    level = pd.Series(each).rolling(_LINES, min_periods=1).median().to_numpy()
    ends = np.searchsorted(-week[mine][order], -np.arange(last, -1, -1), side="right") - 1
    rest = np.maximum(whole - units, 0.0)
    return np.asarray(units), np.asarray(level[np.maximum(ends, 0)]), np.asarray(rest)


def _quasi_poisson(
    columns: NDArray[np.float64], counts: NDArray[np.float64], steps: int = 50
) -> tuple[float, float] | None:
    """Fit by reweighted least squares; give the second coefficient and its standard error, None where none settles."""
    beta = np.zeros(columns.shape[1])
    beta[0] = np.log(max(float(counts.mean()), 1e-9))
    for _ in range(steps):
        mean = np.exp(np.clip(columns @ beta, -20, 20))
        normal = (columns * mean[:, None]).T @ columns
        try:
            step = np.linalg.solve(normal, columns.T @ (counts - mean))
        except np.linalg.LinAlgError:
            return None
        beta += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-8:  # noqa: PLR2004 - settled
            break
    else:
        return None
    mean = np.exp(np.clip(columns @ beta, -20, 20))
    freedom = len(counts) - columns.shape[1]
    scatter = max(float(((counts - mean) ** 2 / mean).sum()) / freedom, 1.0)
    try:
        spread = np.linalg.inv((columns * mean[:, None]).T @ columns)
    except np.linalg.LinAlgError:
        return None
    return float(beta[1]), float(np.sqrt(scatter * spread[1, 1]))
