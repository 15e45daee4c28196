"""Baskets: published counts, what holds on later baskets, and time beside a self-join, and mlxtend where it is installed."""

import importlib.util
import time
from fractions import Fraction

import numpy as np
import pandas as pd

from analytics.baskets import Baskets, baskets, baskets_of, pairs
from analytics.itemsets import itemsets, rules
from bench.commands.beside import self_joined
from bench.customers import figures
from bench.customers.figures import Figure
from bench.figures import Figure as Compared
from bench.figures import hand_over


def published(contents: list[list[str]]) -> list[Figure]:
    """Counts that the groceries data are known for."""
    made = baskets_of(contents)
    few, many = itemsets(made, "0.006", 10), itemsets(made, "0.001", 10)
    low, high = rules(few, "0.25"), rules(many, "0.8")
    return [
        figures.same("itemsets at support .001", len(many), 13_492),
        figures.same("rules at .001 and confidence .8", len(high), 410),
        figures.equal("best lift of these", high[0].lift, 11.235, 3),
        figures.same("rules at .006 and confidence .25", len(low), 463),
        figures.equal("best lift of these", low[0].lift, 3.956, 3),
    ]


def later(name: str, contents: list[list[str]]) -> list[Figure]:
    """Of the pairs found in the first 70 % of the baskets, those above chance in the rest too."""
    cut = int(0.7 * len(contents))
    found = pairs(baskets_of(contents[:cut]))
    rest = baskets_of(contents[cut:]).of_two_or_more()
    place = {product: column for column, product in enumerate(rest.products)}
    met = (rest.table.T @ rest.table).toarray()
    held = 0
    for pair in found.pairs:
        one, other = place.get(pair.product), place.get(pair.other)
        if one is not None and other is not None:
            held += met[one, other] * len(rest) > met[one, one] * met[other, other]
    return [
        figures.shown(
            f"{name}: pairs found, above chance later too",
            f"{len(found.pairs)}, {held / max(len(found.pairs), 1):.2f}",
        )
    ]


def counted(on: str, lines: pd.DataFrame) -> list[Figure]:
    """Time the pairs of lines (sale_id, product) with ours and with pandas; where both count a pair, they agree."""
    started = time.process_time()
    found = pairs(baskets(lines))
    taken = time.process_time() - started
    started = time.process_time()
    joined = self_joined(lines[lines["quantity"] > 0], "product")
    theirs = time.process_time() - started
    apart = sum(
        int(pair.together != joined[min(pair.product, pair.other), max(pair.product, pair.other)])
        for pair in found.pairs
    )
    what = "all pairs counted, those above chance found"
    beside = "a pandas self-join, counts alone"
    hand_over([Compared(what, f"{on}, {found.baskets:,} baskets of two or more", taken, "s", beside, theirs)])
    return [
        figures.shown(f"{on}: pairs, seconds; self-join", f"{taken:.2f}; {theirs:.2f}"),
        figures.same(f"{on}: of {len(found.pairs)} pairs counted otherwise", apart, 0),
    ]


def race(name: str, contents: list[list[str]] | Baskets, support: str) -> list[Figure]:
    """Sets of up to four and their rules, from lists, once with ours and once with mlxtend."""
    lists = _lists(contents) if isinstance(contents, Baskets) else contents
    started = time.perf_counter()
    ours = itemsets(baskets_of(lists), support)
    taken = time.perf_counter() - started
    label = f"{name} at {support}: {len(ours)} sets, seconds"
    if importlib.util.find_spec("mlxtend") is None:
        return [figures.shown(f"{label} (mlxtend is not installed)", f"{taken:.2f}")]
    from mlxtend.frequent_patterns import fpgrowth  # noqa: PLC0415 - only where it is installed
    from mlxtend.preprocessing import TransactionEncoder  # noqa: PLC0415 - the same

    started = time.perf_counter()
    encoder = TransactionEncoder()
    table = pd.DataFrame(encoder.fit_transform(lists), columns=encoder.columns_)
    theirs = fpgrowth(table, float(support), max_len=4)
    their_time = time.perf_counter() - started
    what = f"sets of up to four at support {support}"
    hand_over(
        [Compared(what, f"{name}, {len(lists):,} baskets", taken, "s", "mlxtend's fpgrowth", their_time)]
    )
    return [
        figures.at_most(f"{label}; fpgrowth", taken, round(their_time, 2), 2),
        figures.same(f"{name} at {support}: sets", len(ours), len(theirs)),
    ]


def pair_time(name: str, made: Baskets, support: str) -> list[Figure]:
    needed = int(np.ceil(Fraction(support) * len(made)))
    started = time.perf_counter()
    found = pairs(made, together_needed=needed)
    taken = time.perf_counter() - started
    label = (
        f"{name}, pairs at {support}: {len(made)} x {len(made.products)}, {len(found.pairs)} found, seconds"
    )
    return [figures.at_most(label, taken, 1.0, 2)]


def _lists(made: Baskets) -> list[list[str]]:
    table = made.table
    return [
        [made.products[column] for column in table.indices[start:end]]
        for start, end in zip(table.indptr[:-1], table.indptr[1:], strict=True)
    ]
