"""Ranked totals: the best customers, products, categories, regions or ways of paying.

What belongs here: totals by a name over a period, their share of the whole, the period before, and how
concentrated the whole is. What does not: the words and charts that show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.sales_table import Period, within
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

PARETO_SHARE: Final = 0.8


class By(StrEnum):
    """The column whose names are ranked."""

    CUSTOMER = "customer"
    PRODUCT = "product"
    CATEGORY = "category"
    REGION = "region"
    PAYMENT = "payment"


class Measure(StrEnum):
    """What is added up. The unit is minor units of money unless the name says otherwise."""

    REVENUE = "revenue_minor"
    PROFIT = "profit_minor"
    UNITS = "units"
    SALES = "sales"

    @property
    def is_money(self) -> bool:
        """Whether totals are minor units of money; else they are a count."""
        return self in {Measure.REVENUE, Measure.PROFIT}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One name: its total in the measure's unit, and the same of the period before."""

    name: str
    rank: int
    """1 is best; names with equal totals share a rank."""
    total: float
    share: float | None
    """Part of the whole, 0 to 1; null where the whole is not positive."""
    before: float | None
    """Total in the period before; null when there was nothing to compare with."""
    rank_before: int | None
    """Null when the name did not sell in the period before."""

    @property
    def change(self) -> float | None:
        """Growth against the period before as a part of it (0.25: a quarter more)."""
        if self.before is None or self.before <= 0:
            return None
        return self.total / self.before - 1.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """All names of a period, best first, and what the figures stand on."""

    by: By
    measure: Measure
    period: Period
    items: tuple[Ranked, ...]
    whole: float
    """Sum over all lines of the period, with those that bear no name."""
    whole_before: float | None
    unnamed: float
    """The part of ``whole`` without a name."""
    sales: int
    """Number of sales of the period."""
    cost_known: float | None
    """Part of the revenue (0 to 1) whose cost is known: what a profit ranking covers."""
    pareto_names: int
    """How many of the best names hold ``PARETO_SHARE`` of what all names together brought."""

    @property
    def pareto_share(self) -> float:
        """The same as a part of all names, 0 to 1."""
        return self.pareto_names / len(self.items) if self.items else 0.0


def rank(
    sales: pd.DataFrame,
    by: By,
    measure: Measure,
    period: Period,
    before: Period | None = None,
) -> Ranking | NotEnoughData:
    """Rank the names in column ``by`` over ``period``, compared with ``before``.

    ``sales`` is a sales table that covers both periods. ``before`` defaults to the period of the same
    length just before. Profit counts only lines whose cost is known. A period without a line gives
    NotEnoughData.
    """
    now = within(sales, period)
    if now.empty:
        return NotEnoughData(have=0, need=1, what="sales in the period")
    earlier = within(sales, before if before is not None else period.before())
    totals, whole, unnamed = _totals(now, by, measure)
    totals_before, whole_before, _ = _totals(earlier, by, measure)
    return Ranking(
        by=by,
        measure=measure,
        period=period,
        items=_ranked(totals, whole, None if earlier.empty else totals_before),
        whole=whole,
        whole_before=None if earlier.empty else whole_before,
        unnamed=unnamed,
        sales=int(now["sale_id"].nunique()),
        cost_known=_cost_known(now),
        pareto_names=_pareto(totals),
    )


def _totals(lines: pd.DataFrame, by: By, measure: Measure) -> tuple[pd.Series, float, float]:
    """Give totals by name, the whole, and the part without a name."""
    if measure is Measure.SALES:
        bought = lines[lines["quantity"] > 0]
        totals = bought.groupby(by.value)["sale_id"].nunique().astype("float64")
        unnamed = float(bought.loc[bought[by.value].isna(), "sale_id"].nunique())
        return totals, float(bought["sale_id"].nunique()), unnamed
    values = _values(lines, measure)
    totals = values.groupby(lines[by.value]).sum().astype("float64")
    whole = float(values.sum())
    return totals, whole, float(values[lines[by.value].isna()].sum())


def _values(lines: pd.DataFrame, measure: Measure) -> pd.Series:
    if measure is Measure.UNITS:
        return lines["quantity"]
    if measure is Measure.REVENUE:
        return lines["total_minor"]
    profit = lines["total_minor"] - lines["cost_minor"]
    return profit.dropna().astype("int64").reindex(lines.index, fill_value=0)


def _ranked(totals: pd.Series, whole: float, before: pd.Series | None) -> tuple[Ranked, ...]:
    ranks = _ranks(totals)
    ranks_before: Mapping[str, int] = {} if before is None else _ranks(before)
    values = {str(name): float(total) for name, total in totals.items()}
    old = {} if before is None else {str(name): float(total) for name, total in before.items()}
    return tuple(
        Ranked(
            name=name,
            rank=ranks[name],
            total=values[name],
            share=values[name] / whole if whole > 0 else None,
            before=None if before is None else old.get(name, 0.0),
            rank_before=ranks_before.get(name),
        )
        for name in sorted(values, key=lambda name: (-values[name], name))
    )


def _ranks(totals: pd.Series) -> dict[str, int]:
    places = totals.rank(method="min", ascending=False).astype(int)
    return {str(name): int(place) for name, place in places.items()}


def _pareto(totals: pd.Series) -> int:
    best_first = np.sort(totals.clip(lower=0).to_numpy(dtype="float64"))[::-1]
    if best_first.sum() <= 0:
        return 0
    # The margin keeps rounding in the sum from asking for one name more.
    return int(np.searchsorted(np.cumsum(best_first), PARETO_SHARE * best_first.sum() * (1 - 1e-12))) + 1


def _cost_known(lines: pd.DataFrame) -> float | None:
    revenue = float(lines["total_minor"].sum())
    if revenue <= 0:
        return None
    known = float(lines.loc[lines["cost_minor"].notna(), "total_minor"].sum())
    return min(max(known / revenue, 0.0), 1.0)
