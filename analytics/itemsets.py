"""Sets of products that are bought together, and rules from them ("who takes these takes that").

Every set whose count reaches the threshold is found. Thresholds are compared in whole numbers: a share of
4 in 5 is met by 8 of 10 exactly, which the same shares as floats may miss. Vertical search over bit rows,
after Zaki (2000), "Scalable algorithms for association mining", IEEE TKDE 12(3).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from analytics.baskets import Baskets

ITEMS: Final = 4
SETS_AT_MOST: Final = 500_000
_WORD: Final = 64


class TooManySetsError(ValueError):
    """The thresholds are so low that the sets would never end; ask for a higher support."""


@dataclass(frozen=True, slots=True)
class Itemsets:
    """Every set found with the number of baskets that hold it; a set is a rising tuple of product numbers."""

    products: tuple[str, ...]
    baskets: int
    counts: Mapping[tuple[int, ...], int]

    def __len__(self) -> int:
        return len(self.counts)


@dataclass(frozen=True, slots=True)
class Rule:
    """Who takes all of ``given`` takes ``then`` too."""

    given: tuple[str, ...]
    then: str
    together: int
    """Baskets that hold all of it."""
    support: float
    confidence: float
    lift: float


def exact(share: Fraction | float | str) -> Fraction:
    """Give a share as the fraction that its decimal writing says: 0.8 is 4/5."""
    return share if isinstance(share, Fraction) else Fraction(str(share))


def itemsets(
    among: Baskets, support: Fraction | float | str, items: int = ITEMS, at_most: int = SETS_AT_MOST
) -> Itemsets:
    """Find every set of up to ``items`` products held by at least ``support`` (0 to 1) of all baskets.

    Raises TooManySetsError beyond ``at_most`` sets.
    """
    share = exact(support)
    if not 0 < share <= 1:
        raise ValueError(f"support must lie above 0 and at most at 1, not {support}")
    needed = max(-(-share.numerator * len(among) // share.denominator), 1)
    counts = among.counts()
    # Rarest first: each product is then looked at only in the few baskets that hold it.
    order = np.flatnonzero(counts >= needed)
    order = order[np.argsort(counts[order], kind="stable")]
    found: dict[tuple[int, ...], int] = {(int(item),): int(counts[item]) for item in order}
    if items > 1:
        table = csr_array(among.table[:, order])
        for items_of, count in _larger(table, needed, items):
            found[tuple(sorted(int(order[item]) for item in items_of))] = count
            if len(found) > at_most:
                raise TooManySetsError(f"more than {at_most} sets reach {needed} baskets")
    return Itemsets(among.products, len(among), found)


def rules(found: Itemsets, confidence: Fraction | float | str) -> tuple[Rule, ...]:
    """Give every rule with one product on its right whose confidence (0 to 1) is reached, highest lift first."""
    share = exact(confidence)
    made = []
    for items_of, together in found.counts.items():
        if len(items_of) == 1:
            continue
        for place, then in enumerate(items_of):
            given = items_of[:place] + items_of[place + 1 :]
            held = found.counts[given]
            if together * share.denominator < share.numerator * held:
                continue
            made.append(
                Rule(
                    given=tuple(found.products[item] for item in given),
                    then=found.products[then],
                    together=together,
                    support=together / found.baskets,
                    confidence=together / held,
                    lift=together * found.baskets / (held * found.counts[(then,)]),
                )
            )
    return tuple(sorted(made, key=lambda rule: (-rule.lift, -rule.together, rule.given, rule.then)))


def _larger(table: csr_array, needed: int, items: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the sets of two and more, product by product within the baskets that hold it."""
    by_product = table.tocsc()
    for item in range(table.shape[1] - 1):
        rows = by_product.indices[by_product.indptr[item] : by_product.indptr[item + 1]]
        inside = table[rows]
        met = np.bincount(inside.indices, minlength=table.shape[1])
        others = np.flatnonzero(met >= needed)
        others = others[others > item]
        for other in others:
            yield (item, int(other)), int(met[other])
        if items > 2 and len(others) > 1:  # noqa: PLR2004 - pairs are done
            yield from _grown((item,), others, _bits(inside, others), needed, items)


def _bits(inside: csr_array, columns: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Give one row of bits a product: in which of the baskets it lies."""
    height = inside.shape[0]
    dense = np.zeros((len(columns), -(-height // _WORD) * _WORD), dtype=bool)
    place = np.full(inside.shape[1], -1)
    place[columns] = np.arange(len(columns))
    wanted = place[inside.indices]
    rows = np.repeat(np.arange(height), np.diff(inside.indptr))
    dense[wanted[wanted >= 0], rows[wanted >= 0]] = True
    return np.packbits(dense, axis=1).view(np.uint64)


def _grown(
    prefix: tuple[int, ...], others: NDArray[np.int64], bits: NDArray[np.uint64], needed: int, items: int
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the sets that add two and more of ``others`` to ``prefix``."""
    for place in range(len(others) - 1):
        met = bits[place] & bits[place + 1 :]
        counts = np.bitwise_count(met).sum(axis=1, dtype=np.int64)
        enough = np.flatnonzero(counts >= needed)
        if not len(enough):
            continue
        start = (*prefix, int(others[place]))
        last = others[place + 1 :][enough]
        for other, count in zip(last.tolist(), counts[enough].tolist(), strict=True):
            yield (*start, other), count
        if len(start) + 1 < items and len(enough) > 1:
            yield from _grown(start, last, met[enough], needed, items)
