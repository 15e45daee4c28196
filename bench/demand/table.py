"""What the table of all benchmarks shows of the forecast: its error and its time beside each method that ran."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.demand.methods import NAIVE, US
from bench.demand.report import FIGURES
from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.demand.report import Table
    from bench.demand.score import Figures as Scored

PEERS = {
    NAIVE: "last week again (seasonal naive)",
    "mean of 28 days": "the mean of the last 28 days",
    "ETS": "statsmodels ETS, the best of four by AICc",
    "AutoETS": "statsforecast AutoETS",
    "AutoARIMA": "statsforecast AutoARIMA",
    "Prophet": "Prophet",
}
_SHOWN: tuple[tuple[str, Callable[[Scored], float], str], ...] = (
    ("error of a day, in its usual change from day to day (RMSSE)", FIGURES["daily RMSSE"], ""),
    ("error of 28 days' total, in the same", FIGURES["28-day totals"], ""),
    ("time for a product", lambda scored: scored.milliseconds, "ms"),
)


def figures(table: Table, on: str) -> Iterator[Figure]:
    """Give each error and the time; over several shops both sides are geometric means."""
    ran = [peer for peer in PEERS if any(peer in row for row in table.values())]
    for what, of, unit in _SHOWN:
        for peer in ran:
            rows = [row for row in table.values() if peer in row]
            ours, theirs = (_mean([of(row[name]) for row in rows]) for name in (US, peer))
            yield Figure(what, on, ours, unit, PEERS[peer], theirs)


def _mean(values: list[float]) -> float:
    return float(np.exp(np.log(values).mean()))
