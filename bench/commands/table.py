"""What the table of all benchmarks shows of the commands: the median one and the slowest one."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SQL = "the core question in plain SQL over the lines"
PANDAS = "the same in pandas, every line in memory already"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: seconds of the process for text, for text and charts, and for its core in SQL and in pandas.

    Where it `thinks` (forecasts, groups), the core is only the sums that it begins with.
    """

    text: str
    words: float
    charts: float
    plain: float | None
    frame: float | None
    thinks: bool = False


def figures(asked: Sequence[Asked], lines: int) -> Iterator[Figure]:
    """Give the median of the questions about figures, and the slowest, in words and with charts; and the slowest thought.

    The others' medians are of the questions that have a core to put to them.
    """
    on = f"{lines:,} lines"
    plain = [one for one in asked if not one.thinks]
    beside = [
        (name, [time for one in plain if (time := of(one)) is not None]) for name, of in _OTHERS.items()
    ]
    for what, ours in (
        (f"the median of {len(plain)} questions, in words", median(one.words for one in plain)),
        ("the median, with its charts", median(one.charts for one in plain)),
    ):
        yield from (
            Figure(what, on, ours, "s", f"{name}, median", median(times)) for name, times in beside if times
        )
    said, drawn = max(plain, key=lambda one: one.words), max(plain, key=lambda one: one.charts)
    if said is not drawn:
        yield from _one(f"the slowest in words, {said.text}", on, said.words, said)
    yield from _one(f"the slowest with charts, {drawn.text}", on, drawn.charts, drawn)
    if len(plain) < len(asked):
        slowest = max((one for one in asked if one.thinks), key=lambda one: one.charts)
        what = f"the slowest that forecasts or groups, {slowest.text}, beside the sums it begins with"
        yield from _one(what, on, slowest.charts, slowest)


_OTHERS: dict[str, Callable[[Asked], float | None]] = {
    SQL: lambda one: one.plain,
    PANDAS: lambda one: one.frame,
}


def _one(what: str, on: str, ours: float, one: Asked) -> Iterator[Figure]:
    found = [(name, time) for name, of in _OTHERS.items() if (time := of(one)) is not None]
    if not found:
        yield Figure(what, on, ours, "s")
    yield from (Figure(what, on, ours, "s", name, time) for name, time in found)
