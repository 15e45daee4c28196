"""Which commands are asked, in which words, over which period; and how long an answer takes.

Time is that of the process (CPU): the wall clock of a shared machine tells how busy it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from bench.commands.made_up import FIRST, TODAY, customer_name, product_name
from bot import dialogue
from bot.command import Incoming
from bot.commands.registry import COMMANDS
from bot.drawing.develop import develop

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.answer import Answer
    from bot.shop import Shop

_RUNS = 5
_LONG_SECONDS = 3.0  # asked twice more only
_ABOUT = {
    "product": product_name(1),
    "why": product_name(1),
    "recommend": product_name(1),
    "whatif": f"price {product_name(1)} +10%",
    "customer": customer_name(1),
    "statement": customer_name(1),
}
_OF_A_PERIOD = frozenset(
    [
        "sales",
        "hours",
        "trends",
        "anomalies",
        "top_products",
        "product",
        "categories",
        "returns",
        "top_customers",
        "customer",
        "regions",
        "profit",
        "expenses",
        "payments",
    ]
)
_OF_A_DAY = frozenset({"today", "daily"})
NUMBERS = _OF_A_PERIOD | {
    "today",
    "daily",
    "slow",
    "campaigns",
    "debts",
    "statement",
    "history",
    "audit",
    "report",
}
"""The figures of the shop."""
THOUGHTS = frozenset(
    [
        "basket",
        "recommend",
        "segments",
        "churn",
        "cohorts",
        "clusters",
        "clv",
        "whatif",
        "forecast",
        "reorder",
        "why",
    ]
)
"""What forecasts or groups, warm: with a goal of its own. Others learn or compare, and take the time that takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """One message, and the days that its core question is about."""

    command: str
    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Time:
    """Median seconds: of the process, and by the clock; `first` those of the process for the run before."""

    cpu: float
    wall: float
    first: float


def questions(only: Collection[str] | None = None) -> Iterator[Question]:
    """Give every question about figures, or about the commands named, in the order of the commands."""
    for command in COMMANDS:
        name = command.name
        if name not in (NUMBERS | THOUGHTS if only is None else only):
            continue
        text = f"/{name} {_ABOUT.get(name, '')}".rstrip()
        first = TODAY if name in _OF_A_DAY else TODAY.replace(day=1) if name in _OF_A_PERIOD else FIRST
        yield Question(name, text, first, TODAY)
        if name in _OF_A_PERIOD:
            yield Question(name, f"{text} this year", TODAY.replace(month=1, day=1), TODAY)


@dataclass(slots=True)
class Asking:
    """Somebody who asks a shop one question after the other."""

    shop: Shop
    at: datetime
    sender: int
    folder: Path
    said: int = 0

    def ask(self, text: str) -> Answer:
        """Ask once."""
        self.said += 1
        self.at += timedelta(seconds=1)
        return dialogue.reply(self.shop, Incoming(text, self.at, self.sender, f"bench:{self.said}", "bench"))

    def to_text(self, question: Question) -> tuple[Time, Answer]:
        """Give how long the answer takes, warm, and the answer."""
        return timed(lambda: self.ask(question.text))

    def drawn(self, answer: Answer) -> Time:
        """Give how long its charts take."""
        return timed(lambda: develop(answer, self.folder))[0]


def timed(work: Callable[[], Any]) -> tuple[Time, Any]:
    """Give the median of five runs after one that does not count, and what the last gave; long work has two runs."""
    began = process_time()
    work()
    first = process_time() - began
    runs = _RUNS if first < _LONG_SECONDS else 2
    cpu, wall, found = [], [], None
    for _ in range(runs):
        starts = process_time(), perf_counter()
        found = work()
        cpu.append(process_time() - starts[0])
        wall.append(perf_counter() - starts[1])
    return Time(median(cpu), median(wall), first), found
