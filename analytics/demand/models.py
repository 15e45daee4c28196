"""The field's forecasting models under one shape, for comparing; what is used is decided by `forecast`.

A model takes the days of one product (or of the shop) and gives a mean and a deviation for each day ahead.
Models without a week of their own see the days as if all weekdays were alike, so that they lose or win by merit.
The libraries behind the heavier ones are loaded only when such a model is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from analytics.demand.arrays import Floats, Ints
from analytics.demand.weekdays import weekday_profile

LARGEST = 3.0
"""No model may promise more than three times the largest total of so many days ever seen."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Daily units of one name, oldest first, without gaps."""

    units: Floats
    first_day: date

    @property
    def weekday(self) -> Ints:
        """Monday 0 ... Sunday 6 of each day."""
        return (self.first_day.weekday() + np.arange(len(self.units), dtype=np.int64)) % 7

    def weekday_ahead(self, ahead: int) -> Ints:
        """Weekdays of the days that follow."""
        return (self.first_day.weekday() + len(self.units) + np.arange(ahead, dtype=np.int64)) % 7

    @property
    def next_day(self) -> date:
        """The first day ahead."""
        return self.first_day + timedelta(days=len(self.units))


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """What a model expects of each day ahead: mean and standard deviation in units."""

    mean: Floats
    deviation: Floats


class Model(Protocol):
    """The one shape of all models."""

    @property
    def name(self) -> str:
        """How the comparison calls it."""

    @property
    def least_days(self) -> int:
        """Days of history it needs."""

    def fit(self, history: History, ahead: int) -> Ahead:
        """Learn from the history and give the next `ahead` days; may raise ArithmeticError or ValueError."""


@dataclass(frozen=True, slots=True)
class Named:
    """A model made of a function."""

    name: str
    least_days: int
    rule: Callable[[History, int], Ahead]

    def fit(self, history: History, ahead: int) -> Ahead:
        """Ask the rule."""
        return self.rule(history, ahead)


@dataclass(frozen=True, slots=True)
class WithoutWeekdays:
    """A model of level days, put into the shape of the week afterwards."""

    name: str
    least_days: int
    rule: Callable[[Floats, int], Ahead]

    def fit(self, history: History, ahead: int) -> Ahead:
        """Take the weekdays out, ask the rule, put them back."""
        profile = weekday_profile(history.units[None, :], history.weekday)
        level = profile.without_weekdays(history.units[None, :], history.weekday)[0]
        found = self.rule(level[np.isfinite(level)], ahead)
        factor = profile.factors[0, history.weekday_ahead(ahead)]
        return Ahead(found.mean * factor, found.deviation * factor)


@dataclass(frozen=True, slots=True, eq=False)
class Guarded:
    """A model's answer after the guards."""

    ahead: Ahead
    replaced: bool
    """It failed or gave no finite number, and the plain mean spoke instead."""
    capped: bool


def guarded(model: Model, history: History, ahead: int) -> Guarded:
    """Ask a model, and let neither nonsense nor an explosion through."""
    fallback = _plain(history, ahead)
    if len(history.units) < model.least_days:
        return Guarded(fallback, replaced=True, capped=False)
    try:
        said = model.fit(history, ahead)
    except (ArithmeticError, ValueError, np.linalg.LinAlgError):
        return Guarded(fallback, replaced=True, capped=False)
    if not (np.isfinite(said.mean).all() and np.isfinite(said.deviation).all()):
        return Guarded(fallback, replaced=True, capped=False)
    mean = np.maximum(said.mean, 0.0)
    most = LARGEST * largest_total(history.units, ahead)
    total = float(mean.sum())
    if total > most:
        return Guarded(Ahead(mean * (most / total), said.deviation), replaced=False, capped=True)
    return Guarded(Ahead(mean, said.deviation), replaced=False, capped=False)


def largest_total(units: Floats, days: int) -> float:
    """Give the largest total of `days` days in a row; shorter histories are scaled up to it."""
    width = min(days, len(units))
    sums = np.concatenate([[0.0], np.cumsum(units)])
    return float((sums[width:] - sums[:-width]).max()) * days / width


def _plain(history: History, ahead: int) -> Ahead:
    recent = history.units[-28:]
    return Ahead(np.full(ahead, recent.mean()), np.full(ahead, recent.std()))


def all_models() -> tuple[Model, ...]:
    """Give every model that can run here, the simplest first; Prophet only where it is installed."""
    from analytics.demand import learned_models as learned  # noqa: PLC0415 - keeps this module light
    from analytics.demand import simple_models as simple  # noqa: PLC0415 - they need the shapes above
    from analytics.demand import statistical_models as statistical  # noqa: PLC0415 - as above

    found: tuple[Model, ...] = (*simple.MODELS, *statistical.MODELS, *learned.MODELS)
    return (*found, learned.PROPHET) if find_spec("prophet") else found
