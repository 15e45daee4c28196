"""On which days a shelf was empty: no sale on such a day is no sign that nothing was wanted."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pandas as pd

__all__ = ["empty_days"]


def empty_days(moves: pd.DataFrame, sold: pd.DataFrame, today: date) -> Iterator[tuple[str, date]]:
    """Give (product, day) before `today` on which the shelf was empty and nothing of the product was sold.

    `moves`: columns date (YYYY-MM-DD), product, kind ("restock" or "count"), quantity (units), in the order in which
    they happened. `sold`: columns date, product, quantity, a row for each day with sales. A shelf is followed from each
    count on, by what came in and went out; before its first count it is not known.
    """
    by_day: dict[str, dict[str, list[tuple[str, float]]]] = defaultdict(lambda: defaultdict(list))
    for on, product, kind, quantity in zip(
        *(moves[name].tolist() for name in ("date", "product", "kind", "quantity")), strict=True
    ):
        by_day[product][on].append((kind, quantity))
    counted = {name for name, days in by_day.items() if any("count" in dict(one) for one in days.values())}
    out: dict[str, dict[str, float]] = defaultdict(dict)
    columns = (sold[name].tolist() for name in ("date", "product", "quantity"))
    for on, product, quantity in zip(*columns, strict=True):
        if product in counted:
            out[product][on] = quantity
    for product in sorted(counted):
        yield from ((product, day) for day in _empty_days(by_day[product], out[product], today))


def _empty_days(
    moves: Mapping[str, list[tuple[str, float]]], out: Mapping[str, float], today: date
) -> Iterator[date]:
    first = min(on for on, kinds in moves.items() if "count" in dict(kinds))
    level, day = 0.0, date.fromisoformat(first)
    while day < today:
        on = day.isoformat()
        here = moves.get(on, [])
        if level <= 0 and not here and not out.get(on) and on != first:
            yield day
        level = max(level - out.get(on, 0.0), 0.0)
        for kind, quantity in here:
            level = quantity if kind == "count" else level + quantity
        day += timedelta(days=1)
