"""Groups of customers by K-means, shown only where there are groups.

What belongs here: the features, the choice of k, the proof and the picture's coordinates. Features are
logarithms, standardised: on plain amounts one big spender makes a group of his own.

The proof has three parts. The silhouette must clearly beat that of shuffled data, shuffled in three ways:
column by column, which breaks every tie; along the principal axes, which keeps their correlation, for a
single long cloud can be cut in two as well; and fact by fact (how often, how lately, how much a time), which
keeps what follows from the features' making, for whoever came once has a tenure equal to his recency. Groups
must come back when customers are drawn again (adjusted Rand index over bootstrap samples; Hennig 2007,
"Cluster-wise assessment of cluster stability", CSDA 52). And none may be a handful.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.purchases import customers, variety
from analytics.verdicts import NotEnoughData

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from numpy.typing import NDArray

CUSTOMERS_NEEDED: Final = 100
GROUPS_TRIED: Final = range(2, 8)
SMALLEST_SHARE: Final = 0.03
SMALLEST_SIZE: Final = 5
SILHOUETTE_NEEDED: Final = 0.25
CLEAR_BY: Final = 0.03
"""How far the silhouette must stand above the best of the shuffled ones."""
STABILITY_NEEDED: Final = 0.8
_AXES: Final = 2
_FLAT: Final = 1e-9
_SAMPLE: Final = 3000
_SHUFFLES: Final = 3
_BOOTSTRAPS: Final = 12


@dataclass(frozen=True, slots=True)
class Member:
    """A customer, his group, and his place in the picture (the first two principal components)."""

    customer: str
    group: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Group:
    """What its customers have in common: medians in plain units (days, purchases, minor units, products)."""

    number: int
    """Groups are numbered from 0, the one with the highest median spend."""
    customers: int
    spent_share: float
    """Its part (0 to 1) of what all of them spent."""
    medians: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the choice of the groups stands on."""

    k: int
    silhouette: float
    shuffled: float
    """The best silhouette that shuffled data reached with as many groups."""
    stability: float
    """Mean adjusted Rand index over bootstrap samples: 1 is always the same groups, 0 is chance."""
    smallest: int
    customers: int
    tried_on: int
    """Of the customers so many, drawn at random where there are more than 3,000."""

    @property
    def holds(self) -> bool:
        """Whether the groups may be shown."""
        return (
            self.silhouette >= SILHOUETTE_NEEDED
            and self.silhouette >= self.shuffled + CLEAR_BY
            and self.stability >= STABILITY_NEEDED
        )


@dataclass(frozen=True, slots=True)
class Clusters:
    """The groups, who is in them, and how clear they are."""

    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    features: tuple[str, ...]
    explained: tuple[float, float]
    """Part of the variance (0 to 1) that each axis of the picture holds."""
    proof: Proof


@dataclass(frozen=True, slots=True)
class NoClearGroups:
    """A verdict: customers differ, but by degrees. ``proof`` says what the best attempt lacked."""

    proof: Proof | None
    """Null when no attempt left every group with enough customers."""


def clusters(
    sales: pd.DataFrame,
    today: dt.date,
    interactions: Mapping[str, int] | None = None,
    seed: int = 0,
    *,
    products: Mapping[str, int] | None = None,
) -> Clusters | NoClearGroups | NotEnoughData:
    """Group the named customers who bought before ``today``.

    ``sales`` as for ``purchases.purchases``; where the lines of a day are added up, ``products`` says how many
    different products each customer bought before ``today``.
    ``interactions`` counts other contacts (visits, calls, messages) by customer where the shop knows them.
    Deterministic for a ``seed``. Fewer than 100 customers give NotEnoughData.
    """
    known = customers(sales, today)
    if len(known) < CUSTOMERS_NEEDED:
        return NotEnoughData(have=len(known), need=CUSTOMERS_NEEDED, what="named customers")
    kinds = variety(sales, today) if products is None else pd.Series(products, dtype="int64")
    known["products"] = kinds.reindex(known.index, fill_value=0)
    facts = _facts(known, interactions)
    plain = _features(facts)
    data, names = _standard(plain)
    rng = np.random.default_rng(seed)
    drawn = np.arange(len(data))
    if len(data) > _SAMPLE:
        drawn = rng.choice(len(data), _SAMPLE, replace=False)
    few = data[drawn]
    if len(names) < _AXES or len(np.unique(few, axis=0)) <= max(GROUPS_TRIED):
        return NoClearGroups(proof=None)
    with _one_thread():
        proof = _prove(few, {name: values[drawn] for name, values in facts.items()}, rng, len(data))
        if proof is None or not proof.holds:
            return NoClearGroups(proof)
        means = _means(few, proof.k)
    labels = _ranked(_nearest(data, means), plain["spent_minor"], proof.k)
    axes, explained = _axes(data)
    return Clusters(
        groups=tuple(_group(number, labels == number, plain) for number in range(proof.k)),
        members=tuple(
            Member(str(name), int(label), float(x), float(y))
            for name, label, (x, y) in zip(known.index, labels, (data @ axes).tolist(), strict=True)
        ),
        features=names,
        explained=explained,
        proof=proof,
    )


def _one_thread() -> AbstractContextManager[object]:
    """Keep to one thread: on some thousand rows several spend their time waiting for each other."""
    import sklearn.cluster  # noqa: F401, PLC0415 - only what is loaded can be limited
    from threadpoolctl import (  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with scikit-learn, untyped
        threadpool_limits,
    )

    limits: AbstractContextManager[object] = threadpool_limits(limits=1)
    return limits


def _facts(known: pd.DataFrame, interactions: Mapping[str, int] | None) -> dict[str, NDArray[np.float64]]:
    """Give what can be said of a customer without saying anything twice."""
    count = known["purchases"].to_numpy(dtype=np.float64)
    found = {
        "recency": known["recency"].to_numpy(dtype=np.float64),
        "purchases": count,
        "from first to last": (known["last"] - known["first"]).to_numpy(dtype=np.float64),
        "products": known["products"].to_numpy(dtype=np.float64),
        "spent a purchase": known["spent_minor"].clip(lower=0).to_numpy(dtype=np.float64) / count,
    }
    if interactions:
        found["interactions"] = np.array([float(interactions.get(str(name), 0)) for name in known.index])
    return found


def _features(facts: Mapping[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    found = {
        "recency_days": facts["recency"],
        "purchases": facts["purchases"],
        "spent_minor": facts["purchases"] * facts["spent a purchase"],
        "spent_a_purchase_minor": facts["spent a purchase"],
        "products": facts["products"],
        "tenure_days": facts["recency"] + facts["from first to last"],
    }
    if "interactions" in facts:
        found["interactions"] = facts["interactions"]
    return found


def _standard(features: Mapping[str, NDArray[np.float64]]) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """Give the standardised logarithms of the features that vary, and their names."""
    logs = np.log1p(np.column_stack(list(features.values())))
    spread = logs.std(axis=0)
    varied = spread > _FLAT
    names = tuple(name for name, keep in zip(features, varied, strict=True) if keep)
    return (logs[:, varied] - logs[:, varied].mean(axis=0)) / spread[varied], names


def _shuffled(
    data: NDArray[np.float64], facts: Mapping[str, NDArray[np.float64]], rng: np.random.Generator
) -> Iterator[NDArray[np.float64]]:
    """Give the customers without their groups: columns, axes and facts shuffled."""
    yield rng.permuted(data, axis=0)
    yield rng.permuted(data @ np.linalg.svd(data, full_matrices=False)[2].T, axis=0)
    # How often, over how long and how many products belong together: one purchase has no second day.
    apart = ("recency", "spent a purchase", "interactions")
    yield _standard(
        _features({name: rng.permutation(fact) if name in apart else fact for name, fact in facts.items()})
    )[0]


def _prove(
    data: NDArray[np.float64],
    facts: Mapping[str, NDArray[np.float64]],
    rng: np.random.Generator,
    customers: int,
) -> Proof | None:
    """Choose k by silhouette among those that leave no handful, and measure what the choice is worth."""
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415 - slow to load, and only thinking needs it

    smallest_allowed = max(SMALLEST_SIZE, SMALLEST_SHARE * len(data))
    tried = []
    for k in GROUPS_TRIED:
        labels = _nearest(data, _means(data, k))
        smallest = int(np.bincount(labels, minlength=k).min())
        if smallest >= smallest_allowed:
            tried.append((_silhouette(data, labels), -k, smallest, labels))
    if not tried:
        return None
    silhouette, minus_k, smallest, labels = max(tried, key=lambda one: one[:2])
    k = -minus_k
    shuffled = [
        _silhouette(mixed, _nearest(mixed, _means(mixed, k)))
        for _ in range(_SHUFFLES)
        for mixed in _shuffled(data, facts, rng)
    ]
    again = []
    for _ in range(_BOOTSTRAPS):
        drawn = data[rng.integers(len(data), size=len(data))]
        again.append(float(adjusted_rand_score(labels, _nearest(data, _means(drawn, k)))))
    return Proof(k, silhouette, max(shuffled), float(np.mean(again)), smallest, customers, len(data))


def _means(data: NDArray[np.float64], k: int) -> NDArray[np.float64]:
    from sklearn.cluster import KMeans  # noqa: PLC0415 - slow to load, and only thinking needs it

    found: NDArray[np.float64] = KMeans(k, n_init=5, random_state=0).fit(data).cluster_centers_
    return found


def _nearest(data: NDArray[np.float64], means: NDArray[np.float64]) -> NDArray[np.int64]:
    distances = (means**2).sum(axis=1) - 2.0 * data @ means.T
    return np.asarray(distances.argmin(axis=1), dtype=np.int64)


def _silhouette(data: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    from sklearn.metrics import silhouette_score  # noqa: PLC0415 - slow to load, and only thinking needs it

    size = min(len(data), _SAMPLE // 2)
    if len(np.unique(labels)) == 1:
        return 0.0
    return float(silhouette_score(data, labels, sample_size=size, random_state=0))


def _ranked(labels: NDArray[np.int64], spent: NDArray[np.float64], k: int) -> NDArray[np.int64]:
    """Give the labels again with the groups numbered by falling median spend."""
    medians = [
        np.median(spent[labels == number]) if (labels == number).any() else -1.0 for number in range(k)
    ]
    place = np.empty(k, dtype=np.int64)
    place[np.argsort(-np.array(medians), kind="stable")] = np.arange(k)
    return place[labels]


def _group(number: int, inside: NDArray[np.bool_], plain: Mapping[str, NDArray[np.float64]]) -> Group:
    total = float(plain["spent_minor"].sum())
    return Group(
        number=number,
        customers=int(inside.sum()),
        spent_share=float(plain["spent_minor"][inside].sum()) / total if total > 0 else 0.0,
        medians={name: float(np.median(values[inside])) for name, values in plain.items()},
    )


def _axes(data: NDArray[np.float64]) -> tuple[NDArray[np.float64], tuple[float, float]]:
    """Give the first two principal axes (as columns) and the part of the variance each holds."""
    sizes, directions = np.linalg.eigh(data.T @ data)
    axes = directions[:, ::-1][:, :_AXES]
    # An axis may point either way; the larger entry upwards keeps the picture the same from day to day.
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    shares = sizes[::-1][:_AXES] / sizes.sum()
    return axes, (float(shares[0]), float(shares[1]))
