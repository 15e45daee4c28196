"""Customers by recency, frequency and money, as far as their number allows.

What belongs here: scores by rank with ties kept together, tiers, segments and who moved between two
days. What does not: the words for the owner; segments and tiers are keys.

How far it goes depends on the number of customers: below 30 a ranked list with each one's own rhythm and
a verdict for the rest; from 30 three tiers; from 100 named segments on three levels; from 500 on quintiles.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.purchases import customers, purchases, usual_gaps
from analytics.sales_table import until
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from numpy.typing import NDArray

TIERS_FROM: Final = 30
SEGMENTS_FROM: Final = 100
QUINTILES_FROM: Final = 500


class Tier(StrEnum):
    """Thirds of the customers by recency, frequency and money together."""

    GOLD = "gold"
    SILVER = "silver"
    BRONZE = "bronze"


class Segment(StrEnum):
    """Nine kinds of customer: how lately he came, by how often and how much he buys."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    CANNOT_LOSE = "cannot_lose"
    PROMISING = "promising"
    NEED_ATTENTION = "need_attention"
    AT_RISK = "at_risk"
    NEW = "new"
    ABOUT_TO_SLEEP = "about_to_sleep"
    ASLEEP = "asleep"


_GRID: Final = (  # rows: value low, middle, high; columns: recency low, middle, high
    (Segment.ASLEEP, Segment.ABOUT_TO_SLEEP, Segment.NEW),
    (Segment.AT_RISK, Segment.NEED_ATTENTION, Segment.PROMISING),
    (Segment.CANNOT_LOSE, Segment.LOYAL, Segment.CHAMPIONS),
)
_TIERS: Final = (Tier.BRONZE, Tier.SILVER, Tier.GOLD)


@dataclass(frozen=True, slots=True)
class Standing:
    """One customer on one day. Scores run from 1 (worst) to the segmentation's ``levels``."""

    customer: str
    recency_days: int
    purchases: int
    """Days with a purchase."""
    spent_minor: int
    """Net of returns, minor units."""
    usual_gap_days: float | None
    """Median days between purchases; null after a single one."""
    recency_score: int
    frequency_score: int
    money_score: int
    tier: Tier | None
    segment: Segment | None

    @property
    def gap_ratio(self) -> float | None:
        """Days since the last purchase over the usual gap: above 1 he is later than usual."""
        return self.recency_days / self.usual_gap_days if self.usual_gap_days else None


@dataclass(frozen=True, slots=True)
class Segmentation:
    """All customers known on ``today``, best spender first."""

    today: dt.date
    levels: int
    """Steps of each score: 1 (not scored), 3 or 5."""
    standings: tuple[Standing, ...]
    verdict: NotEnoughData | None
    """What is missing for the next finer answer; null when named segments are given."""

    def sizes(self) -> dict[Segment, int]:
        """Give the number of customers of each segment that has any."""
        return dict(Counter(one.segment for one in self.standings if one.segment is not None))

    def tiers(self) -> dict[Tier, int]:
        """Give the number of customers of each tier that has any."""
        return dict(Counter(one.tier for one in self.standings if one.tier is not None))


@dataclass(frozen=True, slots=True)
class Move:
    """A customer whose tier or segment changed between two days; nulls before: he was not known then."""

    customer: str
    tier_before: Tier | None
    tier: Tier
    segment_before: Segment | None
    segment: Segment | None

    @property
    def steps(self) -> int:
        """Tiers gained (positive) or lost (negative); 0 for a newcomer."""
        if self.tier_before is None:
            return 0
        return _TIERS.index(self.tier) - _TIERS.index(self.tier_before)


def segment(sales: pd.DataFrame, today: dt.date) -> Segmentation | NotEnoughData:
    """Score every named customer who bought before ``today``.

    ``sales`` is a sales table. No named customer at all gives NotEnoughData. Customers who are all alike
    are listed unscored, with a verdict: there is nothing to tell them apart by.
    """
    known = customers(sales, today)
    count = len(known)
    if count == 0:
        return NotEnoughData(have=0, need=1, what="named customers")
    kinds = len(known[["recency", "purchases", "spent_minor"]].drop_duplicates())
    verdict: NotEnoughData | None = None
    if count < TIERS_FROM:
        verdict = NotEnoughData(have=count, need=TIERS_FROM, what="named customers")
    elif kinds < len(_TIERS):
        verdict = NotEnoughData(have=kinds, need=len(_TIERS), what="kinds of customer")
    elif count < SEGMENTS_FROM:
        verdict = NotEnoughData(have=count, need=SEGMENTS_FROM, what="named customers")
    scored = count >= TIERS_FROM and kinds >= len(_TIERS)
    levels = (5 if count >= QUINTILES_FROM else 3) if scored else 1
    standings = _standings(known, usual_gaps(purchases(until(sales, today))), levels, named=verdict is None)
    return Segmentation(today, levels, standings, verdict)


def moves(sales: pd.DataFrame, earlier: dt.date, later: dt.date) -> tuple[Move, ...] | NotEnoughData:
    """Give who changed tier or segment between two days, biggest losses first, newcomers last.

    Segments are compared only where both days allow named ones. Too few customers for tiers on either
    day gives NotEnoughData.
    """
    before = _tiered(sales, earlier)
    if isinstance(before, NotEnoughData):
        return before
    after = _tiered(sales, later)
    if isinstance(after, NotEnoughData):
        return after
    old = {one.customer: one for one in before.standings}
    named = before.verdict is None and after.verdict is None
    found = []
    for one in after.standings:
        was = old.get(one.customer)
        if one.tier is None:
            continue
        move = Move(
            customer=one.customer,
            tier_before=was.tier if was else None,
            tier=one.tier,
            segment_before=was.segment if was and named else None,
            segment=one.segment if named else None,
        )
        if move.tier_before != move.tier or move.segment_before != move.segment:
            found.append(move)
    return tuple(sorted(found, key=lambda move: (move.tier_before is None, move.steps, move.customer)))


def _tiered(sales: pd.DataFrame, day: dt.date) -> Segmentation | NotEnoughData:
    """Give the segmentation of a day that has tiers at least, or what it lacks."""
    found = segment(sales, day)
    if isinstance(found, Segmentation) and found.levels == 1 and found.verdict is not None:
        return found.verdict
    return found


def position(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give each value's place among all, from 0 (smallest) to 1 (exclusive); equal values share the middle of theirs."""
    in_order = np.sort(values)
    below = np.searchsorted(in_order, values, side="left")
    up_to = np.searchsorted(in_order, values, side="right")
    places: NDArray[np.float64] = (below + up_to) / (2.0 * len(values))
    return places


def _step(places: NDArray[np.float64], levels: int) -> NDArray[np.int64]:
    return np.minimum(np.floor(places * levels).astype(np.int64), levels - 1)


def _standings(known: pd.DataFrame, gaps: pd.Series, levels: int, *, named: bool) -> tuple[Standing, ...]:
    recency = position(-known["recency"].to_numpy(dtype=np.float64))
    frequency = position(known["purchases"].to_numpy(dtype=np.float64))
    money = position(known["spent_minor"].to_numpy(dtype=np.float64))
    scores = [_step(places, levels) for places in (recency, frequency, money)]
    # Rounded, because the order of adding must not part customers who are alike.
    overall = np.round(recency + frequency + money, 9)
    tier = _step(position(overall), len(_TIERS))
    top = max(levels - 1, 1)
    lately = _step(scores[0] / top, len(_GRID))
    value = _step((scores[1] + scores[2]) / (2 * top), len(_GRID))
    usual = gaps.reindex(known.index).to_numpy()
    table = known[["recency", "purchases", "spent_minor"]].to_numpy()
    found = [
        Standing(
            customer=str(name),
            recency_days=int(table[row, 0]),
            purchases=int(table[row, 1]),
            spent_minor=int(table[row, 2]),
            usual_gap_days=None if np.isnan(usual[row]) else float(usual[row]),
            recency_score=int(scores[0][row]) + 1,
            frequency_score=int(scores[1][row]) + 1,
            money_score=int(scores[2][row]) + 1,
            tier=_TIERS[tier[row]] if levels > 1 else None,
            segment=_GRID[value[row]][lately[row]] if named else None,
        )
        for row, name in enumerate(known.index)
    ]
    return tuple(sorted(found, key=lambda one: (-one.spent_minor, one.customer)))
