"""What to offer: to a customer, from what others like him bought; with a product, from what goes with it.

What belongs here: the scores, and the proof on a later period that they beat the shop's best sellers. Only
products that a customer has not bought yet are offered to him.

Source: Steck (2019), "Embarrassingly Shallow Autoencoders for Sparse Data" (WWW): each product predicted
from the others by one ridge regression in closed form.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analytics.baskets import baskets, pairs
from analytics.sales_table import Period, bought, until, within
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.verdicts import Verdict

OFFERS: Final = 5
JUDGED_DAYS: Final = 90
CUSTOMERS_NEEDED: Final = 30
_PRODUCTS_AT_MOST: Final = 2000
_RIDGE: Final = 200.0
_JUDGED_AT_MOST: Final = 2000
_SURE: Final = 2.326
"""Standard errors by which a gain must stand clear of nothing (99 %, one side)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A product to offer a customer, best first."""

    product: str
    buyers: int
    """Customers who have bought it."""
    because: str | None
    """What he bought that speaks most for it; null for a best seller offered to anybody."""


@dataclass(frozen=True, slots=True)
class Judged:
    """How often a customer bought at least one of five offers in the days that followed."""

    hit_rate: float
    best_sellers_hit_rate: float
    customers: int
    """Customers who bought something new in the window."""
    window: Period


@dataclass(frozen=True, slots=True)
class Offers:
    """Offers for one customer and how well such offers did."""

    customer: str
    offers: tuple[Offer, ...]
    judged: Judged | Verdict
    """With a verdict the offers are the shop's best sellers."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A product that goes with another, with the pair's measures."""

    product: str
    confidence: float
    """Part of the baskets (0 to 1) with the product in hand that hold this one too."""
    lift: float
    lift_low: float
    together: int


@dataclass(frozen=True, slots=True, eq=False)
class _Bought:
    """Who bought what: ones in a sparse table, customers by products, most bought product first."""

    customers: dict[str, int]
    products: NDArray[np.object_]
    table: csr_array
    buyers: NDArray[np.int64]


def offers(sales: pd.DataFrame, customer: str, today: dt.date, limit: int = OFFERS) -> Offers | NotEnoughData:
    """Choose up to ``limit`` products that ``customer`` has not bought before ``today``.

    ``sales`` is a sales table, or a ``narrow_table`` with customer, product and sold_on.
    Best sellers, with the verdict, where the choice by likeness has not proved better than those.
    """
    known = _bought(until(sales, today))
    row = known.customers.get(customer)
    if row is None:
        return NotEnoughData(have=0, need=1, what="purchases by this customer")
    judged = judge(sales, today)
    mine = known.table[[row]].toarray()[0] > 0
    if isinstance(judged, Judged):
        weights = _weights(known)
        scores = weights[mine].sum(axis=0)
        reasons = np.flatnonzero(mine)[weights[mine].argmax(axis=0)]
    else:
        scores, reasons = known.buyers.astype(np.float64), None
    scores = np.where(mine, -np.inf, scores)
    best = np.argsort(-scores, kind="stable")[:limit]
    chosen = tuple(
        Offer(
            product=str(known.products[column]),
            buyers=int(known.buyers[column]),
            because=None if reasons is None else str(known.products[reasons[column]]),
        )
        for column in best
        if np.isfinite(scores[column])
    )
    return Offers(customer, chosen, judged)


def companions(
    sales: pd.DataFrame, product: str, limit: int = OFFERS
) -> tuple[Companion, ...] | NotEnoughData:
    """Choose what to offer with ``product``: what is in its baskets clearly oftener than by chance.

    Empty when nothing is; too few baskets of two products or more give NotEnoughData.
    """
    found = pairs(baskets(sales))
    if found.verdict is not None:
        return found.verdict
    chosen = [
        Companion(
            product=pair.other if pair.product == product else pair.product,
            confidence=pair.confidence if pair.product == product else pair.confidence_back,
            lift=pair.lift,
            lift_low=pair.lift_low,
            together=pair.together,
        )
        for pair in found.pairs
        if product in {pair.product, pair.other} and pair.lift is not None and pair.lift_low is not None
    ]
    return tuple(sorted(chosen, key=lambda one: (-one.confidence, one.product))[:limit])


def judge(sales: pd.DataFrame, today: dt.date, days: int = JUDGED_DAYS) -> Judged | Verdict:
    """Measure offers made ``days`` before ``today`` on what was bought since, beside the best sellers.

    The hit rate is over known customers who bought something new in the window. A gain that does not
    stand clear of chance is NoBetterThanBaseline (rates of missing).
    """
    window = Period(today - dt.timedelta(days=days), today)
    known = _bought(until(sales, window.start))
    new, rows = _new_purchases(known, within(sales, window))
    if len(rows) < CUSTOMERS_NEEDED:
        return NotEnoughData(have=len(rows), need=CUSTOMERS_NEEDED, what="customers who bought something new")
    before = known.table[rows]
    seen = before.toarray() > 0
    hits = _hits(before @ _weights(known), seen, new)
    base = _hits(np.tile(known.buyers.astype(np.float64), (len(rows), 1)), seen, new)
    gain = hits.astype(np.float64) - base
    if gain.mean() <= _SURE * gain.std() / np.sqrt(len(gain)):
        return NoBetterThanBaseline(
            1.0 - float(hits.mean()), 1.0 - float(base.mean()), "miss rate of five offers"
        )
    return Judged(float(hits.mean()), float(base.mean()), len(rows), window)


def _named(sales: pd.DataFrame) -> pd.DataFrame:
    return bought(sales[sales["customer"].notna()])


def _bought(sales: pd.DataFrame) -> _Bought:
    lines = _named(sales)
    rows, customers = pd.factorize(lines["customer"], sort=True)
    columns, products = pd.factorize(lines["product"], sort=True)
    table = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(customers), len(products)))
    table.sum_duplicates()
    table.data[:] = 1.0
    buyers = np.bincount(table.indices, minlength=len(products)).astype(np.int64)
    best = np.argsort(-buyers, kind="stable")[:_PRODUCTS_AT_MOST]
    names = {str(name): number for number, name in enumerate(customers)}
    return _Bought(names, np.asarray(products, dtype=object)[best], csr_array(table[:, best]), buyers[best])


def _weights(known: _Bought) -> NDArray[np.float64]:
    """Give how much having bought the row's product speaks for the column's."""
    if not len(known.products):
        return np.zeros((0, 0))
    met = (known.table.T @ known.table).toarray()
    inverse = np.linalg.inv(met + _RIDGE * np.eye(len(met)))
    weights: NDArray[np.float64] = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights


def _new_purchases(known: _Bought, later: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Give what known customers bought for the first time later (customers by products), and their rows."""
    lines = _named(later)
    places = {str(name): column for column, name in enumerate(known.products)}
    row = lines["customer"].map(known.customers).to_numpy(dtype=np.float64)
    column = lines["product"].map(places).to_numpy(dtype=np.float64)
    both = ~(np.isnan(row) | np.isnan(column))
    shape = (len(known.customers), len(known.products))
    after = csr_array(
        (np.ones(int(both.sum())), (row[both].astype(int), column[both].astype(int))), shape=shape
    )
    came = np.unique(row[both].astype(np.int64))
    if len(came) > _JUDGED_AT_MOST:
        came = np.random.default_rng(0).choice(came, _JUDGED_AT_MOST, replace=False)
    new = (after[came].toarray() > 0) & (known.table[came].toarray() == 0)
    some = new.any(axis=1)
    return new[some], came[some]


def _hits(scores: NDArray[np.float64], seen: NDArray[np.bool_], new: NDArray[np.bool_]) -> NDArray[np.bool_]:
    scores = np.where(seen, -np.inf, scores)
    limit = min(OFFERS, scores.shape[1])
    best = np.argpartition(-scores, limit - 1, axis=1)[:, :limit]
    return np.asarray(np.take_along_axis(new, best, axis=1).any(axis=1))
