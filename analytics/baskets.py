"""What is bought together: baskets, and the pairs of products that meet in them oftener than by chance.

What belongs here: turning sale lines into baskets and counting pairs. Larger sets and rules are in
``analytics.itemsets``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, triu
from scipy.special import betainc

from analytics.sales_table import bought
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

TOGETHER_NEEDED: Final = 5
BASKETS_NEEDED: Final = 300
FALSE_SHARE: Final = 0.01
_Z_95: Final = 1.6448536269514722


@dataclass(frozen=True, slots=True, eq=False)
class Baskets:
    """Which products each basket holds: ones in a sparse table, baskets by products."""

    products: tuple[str, ...]
    table: csr_array

    def __len__(self) -> int:
        return int(self.table.shape[0])

    def sizes(self) -> NDArray[np.int64]:
        """Give the number of different products in each basket."""
        sizes: NDArray[np.int64] = np.diff(self.table.indptr).astype(np.int64)
        return sizes

    def counts(self) -> NDArray[np.int64]:
        """Give the number of baskets that hold each product."""
        return np.bincount(self.table.indices, minlength=len(self.products)).astype(np.int64)

    def of_two_or_more(self) -> Baskets:
        """Leave out the baskets with a single product: they can say nothing of what goes together."""
        return Baskets(self.products, self.table[np.flatnonzero(self.sizes() > 1)])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products, ``product`` the rarer of them, in the baskets with two products or more.

    The measures are null where there are too few baskets for them.
    """

    product: str
    other: str
    together: int
    """Baskets that hold both."""
    baskets: int
    """Baskets that hold ``product``."""
    other_baskets: int
    support: float
    """Part of all these baskets (0 to 1) that hold both."""
    confidence: float
    """Part of the baskets with ``product`` that hold ``other`` too."""
    confidence_back: float
    lift: float | None
    """How many times oftener together than if they had nothing to do with each other."""
    lift_low: float | None
    """Lower bound of the lift: 95 % sure it is not below."""
    q_value: float | None
    """Expected part of false finds among all pairs at least as clear (Benjamini and Hochberg 1995)."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs found, clearest gain first; empty when nothing goes together oftener than by chance."""

    pairs: tuple[Pair, ...]
    baskets: int
    """Baskets with two products or more: what every figure is a part of."""
    tested: int
    """Pairs of products that were looked at."""
    verdict: NotEnoughData | None
    """Set where there are too few baskets: the pairs are mere counts then."""


def baskets(sales: pd.DataFrame) -> Baskets:
    """Give the baskets of a sales table (or a ``narrow_table`` with sale_id and product); returns make none.

    A basket is the different products bought in one sale.
    """
    lines = bought(sales)
    return _tabulate(lines["sale_id"], lines["product"])


def baskets_of(contents: Iterable[Iterable[str]]) -> Baskets:
    """Give baskets from lists of products."""
    lines = [(number, product) for number, content in enumerate(contents) for product in content]
    frame = pd.DataFrame(lines, columns=["sale_id", "product"])
    return _tabulate(frame["sale_id"], frame["product"])


def pairs(among: Baskets, together_needed: int = TOGETHER_NEEDED, false_share: float = FALSE_SHARE) -> Pairs:
    """Find the pairs that meet in at least ``together_needed`` baskets and oftener than by chance.

    Chance is judged by a binomial tail (a little cautious beside the exact hypergeometric one) over all
    pairs that could have met often enough, seen or not; ``false_share`` is the part of false finds
    accepted. Below ``BASKETS_NEEDED`` baskets of two or more the pairs are counts only, with a verdict.
    """
    held = among.of_two_or_more()
    counts = held.counts()
    possible = np.flatnonzero(counts >= together_needed)
    tested = len(possible) * (len(possible) - 1) // 2
    table = held.table[:, possible]
    met = triu(table.T @ table, k=1).tocoo()
    enough = met.data >= together_needed
    first, second = possible[met.coords[0][enough]], possible[met.coords[1][enough]]
    both = met.data[enough].astype(np.int64)
    swap = counts[first] > counts[second]
    rare, common = np.where(swap, second, first), np.where(swap, first, second)
    met_items = list(zip(rare.tolist(), common.tolist(), both.tolist(), strict=True))
    if len(held) < BASKETS_NEEDED:
        verdict = NotEnoughData(have=len(held), need=BASKETS_NEEDED, what="baskets with two products or more")
        listed = [_pair(held, items, counts, None) for items in met_items]
        listed.sort(key=lambda pair: (-pair.together, pair.product, pair.other))
        return Pairs(tuple(listed), len(held), tested, verdict)
    few, many = counts[rare], counts[common]
    lift = both * len(held) / (few * many)
    spread = 1 / both - 1 / few - 1 / many + (2 * lift - 1) / len(held)
    low = lift * np.exp(-_Z_95 * np.sqrt(np.maximum(spread, 0.0)))
    chance = betainc(both, few - both + 1, many / len(held))
    q_values = benjamini_hochberg(chance, tested)
    clear = np.flatnonzero((q_values < false_share) & (lift > 1))
    found = [
        _pair(held, met_items[row], counts, (float(lift[row]), float(low[row]), float(q_values[row])))
        for row in clear
    ]
    found.sort(key=lambda pair: (-(pair.lift_low or 0.0), -pair.together, pair.product, pair.other))
    return Pairs(tuple(found), len(held), tested, None)


def benjamini_hochberg(p_values: NDArray[np.float64], tested: int) -> NDArray[np.float64]:
    """Give the q value of each p value when ``tested`` tests were made, those not listed having p = 1."""
    order = np.argsort(p_values)
    raw = p_values[order] * max(tested, len(p_values)) / np.arange(1, len(p_values) + 1)
    q_values = np.empty(len(p_values))
    q_values[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return q_values


def _tabulate(sale: pd.Series, product: pd.Series) -> Baskets:
    rows, _ = pd.factorize(sale)
    columns, names = pd.factorize(product, sort=True)
    table = csr_array(
        (np.ones(len(rows), dtype=np.int32), (rows, columns)),
        shape=(int(rows.max()) + 1 if len(rows) else 0, len(names)),
    )
    table.sum_duplicates()
    table.data[:] = 1
    return Baskets(tuple(str(name) for name in names), table)


def _pair(
    held: Baskets,
    items: tuple[int, int, int],
    counts: NDArray[np.int64],
    measures: tuple[float, float, float] | None,
) -> Pair:
    rare, common, both = items
    lift, low, q_value = measures if measures is not None else (None, None, None)
    return Pair(
        product=held.products[rare],
        other=held.products[common],
        together=both,
        baskets=int(counts[rare]),
        other_baskets=int(counts[common]),
        support=both / len(held),
        confidence=both / int(counts[rare]),
        confidence_back=both / int(counts[common]),
        lift=lift,
        lift_low=low,
        q_value=q_value,
    )
