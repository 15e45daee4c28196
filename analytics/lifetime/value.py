"""What known customers will bring over the months ahead, each with a range, and together never beyond reason.

Expected purchases times expected spend gives the value, draws from the fitted models (parameters, rates,
leaving and spends all uncertain) the range. The sum is held to what the shop's own history makes plausible:
known customers cannot bring more than all named customers brought at the pace of the last year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.lifetime.counts import CountModel, fit_counts
from analytics.lifetime.histories import WEEK, Histories, histories
from analytics.lifetime.spend import SpendModel, fit_spend
from analytics.purchases import purchases
from analytics.sales_table import day_number, day_numbers, until
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from numpy.typing import NDArray

YEAR: Final = 365
CUSTOMERS_NEEDED: Final = 100
REPEATERS_NEEDED: Final = 30
DAYS_NEEDED: Final = 90
INDEPENDENT_BELOW: Final = 0.3
"""Correlation of purchases and spend from which the gamma-gamma model's assumption no longer holds."""
RANGE: Final = (0.1, 0.9)
_PARAMETER_DRAWS: Final = 20
_CELLS: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """One customer's outlook over the horizon."""

    customer: str
    rank: int
    """1 brings most."""
    expected_purchases: float
    p_alive: float
    p_no_purchase: float
    value_minor: int
    """Expected revenue over the horizon, minor units."""
    low_minor: int
    high_minor: int
    """The middle four fifths of the draws, widened where needed to hold the expectation itself."""


@dataclass(frozen=True, slots=True)
class LifetimeValues:
    """All known customers, most valuable first, and what the figures stand on."""

    today: dt.date
    horizon_days: int
    """What was asked for, or the length of the history where that is shorter."""
    history_days: int
    values: tuple[CustomerValue, ...]
    total_minor: int
    total_low_minor: int
    total_high_minor: int
    limit_minor: int
    """What the history makes plausible for all of them together."""
    scaled: float
    """Factor (at most 1) by which all values were lowered to keep the limit."""
    spend_correlation: float
    """Of the number of purchases with the mean spend, over those who bought again."""
    counts: CountModel
    spend: SpendModel | None
    """Null where spend goes with frequency: each one's own mean is used then."""


def lifetime_values(
    sales: pd.DataFrame,
    today: dt.date,
    horizon_days: int = YEAR,
    ceiling_minor: int | None = None,
    seed: int = 0,
) -> LifetimeValues | NotEnoughData:
    """Value every named customer who bought before ``today`` over the next ``horizon_days``.

    The models have been validated over a horizon as long as the history they saw, so a longer one is cut to
    the history. ``ceiling_minor`` is what the shop expects to sell over the horizon, where it knows better
    than its own pace; it can only lower the limit. ``seed`` settles the draws.
    """
    known_sales = until(sales, today)
    known_sales = known_sales[known_sales["customer"].notna()]
    known = histories(purchases(known_sales), today)
    repeaters = int(((known.repeats > 0) & (known.mean_spend > 0)).sum())
    history = int(known.watched.max() * WEEK) if len(known) else 0
    for have, need, what in (
        (len(known), CUSTOMERS_NEEDED, "named customers"),
        (history, DAYS_NEEDED, "days of named sales"),
        (repeaters, REPEATERS_NEEDED, "customers who bought again"),
    ):
        if have < need:
            return NotEnoughData(have=have, need=need, what=what)
    horizon = min(horizon_days, history)
    weeks = horizon / WEEK
    counts = fit_counts(known)
    correlation = _correlation(known)
    spend = fit_spend(known) if correlation < INDEPENDENT_BELOW else None
    kept = _kept(known_sales)
    each = (spend.expected_spend(known) if spend else _own_means(known)) * kept
    expected = counts.expected_purchases(known, weeks)
    value = expected * each
    draws = _draws(known, weeks, counts, spend, np.random.default_rng(seed)) * kept
    limit = _limit(known_sales, today, history, horizon)
    if ceiling_minor is not None:
        limit = min(limit, float(max(ceiling_minor, 0)))
    total = float(value.sum())
    scaled = min(1.0, limit / total) if total > 0 else 1.0
    low, high = np.quantile(draws, RANGE, axis=1)
    total_low, total_high = np.quantile(draws.sum(axis=0), RANGE)
    figures = _Figures(
        expected=expected * scaled,
        alive=counts.p_alive(known),
        silent=counts.p_no_purchase(known, weeks),
        value=value * scaled,
        low=np.minimum(low, value) * scaled,
        high=np.maximum(high, value) * scaled,
    )
    values = _values(known, figures)
    summed = sum(one.value_minor for one in values)
    return LifetimeValues(
        today=today,
        horizon_days=horizon,
        history_days=history,
        values=values,
        total_minor=summed,
        total_low_minor=min(int(total_low * scaled), summed),
        total_high_minor=max(int(min(total_high * scaled, limit)), summed),
        limit_minor=int(limit),
        scaled=scaled,
        spend_correlation=correlation,
        counts=counts,
        spend=spend,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Figures:
    expected: NDArray[np.float64]
    alive: NDArray[np.float64]
    silent: NDArray[np.float64]
    value: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def _values(known: Histories, figures: _Figures) -> tuple[CustomerValue, ...]:
    order = np.lexsort((np.arange(len(known)), -figures.value))
    return tuple(
        CustomerValue(
            customer=str(known.customers[row]),
            rank=place,
            expected_purchases=float(figures.expected[row]),
            p_alive=float(figures.alive[row]),
            p_no_purchase=float(figures.silent[row]),
            value_minor=int(figures.value[row]),
            low_minor=int(figures.low[row]),
            high_minor=int(figures.high[row]),
        )
        for place, row in enumerate(order, start=1)
    )


def _correlation(known: Histories) -> float:
    again = (known.repeats > 0) & (known.mean_spend > 0)
    repeats, spend = known.repeats[again], known.mean_spend[again]
    if len(repeats) < 2 or repeats.std() == 0 or spend.std() == 0:  # noqa: PLR2004 - two points make a line
        return 0.0
    return float(np.corrcoef(repeats, spend)[0, 1])


def _kept(known_sales: pd.DataFrame) -> float:
    """Give the part of what was bought that was not brought back."""
    gross = float(known_sales.loc[known_sales["quantity"] > 0, "total_minor"].sum())
    return min(max(float(known_sales["total_minor"].sum()) / gross, 0.0), 1.0) if gross > 0 else 0.0


def _own_means(known: Histories) -> NDArray[np.float64]:
    again = known.repeats > 0
    typical = known.mean_spend[again].mean()
    return np.where(again, known.mean_spend, typical)


def _limit(known_sales: pd.DataFrame, today: dt.date, history: int, horizon: int) -> float:
    """Give the net revenue of named customers over the last year (or the history), at its pace over the horizon."""
    window = min(history, YEAR)
    recent = known_sales[day_numbers(known_sales["sold_on"]) >= day_number(today) - window]
    return max(float(recent["total_minor"].sum()) / window * horizon, 0.0)


def _draws(
    known: Histories, weeks: float, counts: CountModel, spend: SpendModel | None, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Give possible revenues over the horizon: one row a customer, one column a draw, minor units."""
    each = int(np.clip(_CELLS // (_PARAMETER_DRAWS * len(known)), 3, 20))
    columns = []
    for logs in rng.multivariate_normal(counts.logs(), counts.covariance, _PARAMETER_DRAWS):
        model = counts.with_parameters(logs)
        size = (each, len(known))
        alive = rng.random(size) < model.p_alive(known)
        rate = rng.gamma(model.r + known.repeats, 1.0 / (model.alpha + known.watched), size)
        # Below the smallest probability a geometric draw could not be held in a whole number.
        leaves = np.maximum(rng.beta(model.a, model.b + model.chances(known), size), 1e-9)
        bought = np.where(alive, np.minimum(rng.poisson(rate * weeks), rng.geometric(leaves)), 0)
        columns.append(_money(known, bought, spend, rng))
    return np.concatenate(columns, axis=0).T


def _money(
    known: Histories, bought: NDArray[np.int64], spend: SpendModel | None, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Turn numbers of purchases (draws by customers) into money."""
    if spend is None:
        return bought * _own_means(known)
    shape, rate = spend.posterior(known)
    money = np.zeros(bought.shape)
    some = bought > 0
    scale = rng.gamma(np.broadcast_to(shape, bought.shape)[some]) / np.broadcast_to(rate, bought.shape)[some]
    money[some] = rng.gamma(spend.p * bought[some]) / scale
    return money
