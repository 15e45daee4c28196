"""What drives the revenue of a sale line: a random forest on what is known before, proved on later days.

What belongs here: fitting, measuring on a time-ordered hold-out beside the simplest rules, and permutation
importance with its spread (Breiman 2001, "Random Forests"). What the forest is told is in
``analytics.driver_features``; keeping a fitted one is in ``analytics.model_file``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analytics import model_file
from analytics.driver_features import Lines, describe
from analytics.sales_table import Period, until
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from analytics.verdicts import Verdict

LINES_NEEDED: Final = 300
LEARN_NEEDED: Final = 100
DAYS_NEEDED: Final = 28
HELD_OUT: Final = 0.25
NAIVE_DAYS: Final = 28
_LEARN_AT_MOST: Final = 25_000
_SHUFFLE_AT_MOST: Final = 5_000
_SHUFFLES: Final = 6
_TREES: Final = 60
_SURE: Final = 2.326


@dataclass(frozen=True, slots=True)
class Errors:
    """How far off on the held-out lines: minor units a line, and the part of the variance explained."""

    rmse: float
    mae: float
    r2: float


@dataclass(frozen=True, slots=True)
class Driver:
    """How much worse the forest gets when one driver is shuffled."""

    name: str
    rmse_rise: float
    """Mean rise of the RMSE over the shuffles, minor units."""
    spread: float
    """Standard deviation over the shuffles."""

    @property
    def matters(self) -> bool:
        """Whether the rise stands clear of the accidents of shuffling."""
        return self.rmse_rise > 2.0 * self.spread


@dataclass(frozen=True, slots=True)
class DayTotal:
    """Revenue of a held-out day, minor units: what came and what the forest expects for such lines."""

    day: dt.date
    actual_minor: int
    predicted_minor: int


@dataclass(frozen=True, slots=True, eq=False)
class Drivers:
    """The drivers, strongest first, and how well the forest did on days that it had not seen."""

    drivers: tuple[Driver, ...]
    model: Errors
    naive: Errors
    """The mean of the last four weeks before the held-out days."""
    product_only: Errors
    """What each product usually brings: what of the above is more than knowing the product."""
    days: tuple[DayTotal, ...]
    learnt: Period
    held_out: Period
    lines: int
    """Held-out lines."""
    forest: Any
    columns: tuple[str, ...]
    """What the forest wants to be told, in order."""
    data: str
    """Fingerprint of the lines it was made from."""


def kept(sales: pd.DataFrame, today: dt.date, campaigns: Sequence[Period], path: Path) -> Drivers | Verdict:
    """Give the drivers kept at ``path`` while the data has not moved on, else find them anew and keep them.

    A file made from other lines, other campaigns or another library version is never opened (`model_file`).
    """
    runs = sorted(f"{run.start}..{run.end}" for run in campaigns)
    data = " ".join([model_file.fingerprint(until(sales, today)), *runs])
    found = model_file.kept(path, data)
    if found is None:
        found = drivers(sales, today, campaigns)
        if isinstance(found, Drivers):
            model_file.keep(found, data, path)
    answer: Drivers | Verdict = found
    return answer


def drivers(
    sales: pd.DataFrame, today: dt.date, campaigns: Sequence[Period] = (), seed: int = 0
) -> Drivers | Verdict:
    """Explain the total of the lines sold before ``today``.

    ``campaigns`` are the days on which something was promoted. The last quarter of the lines, in whole
    days, is held out. Too little to go by is NotEnoughData; a forest that does not clearly beat the mean of
    the last weeks is NoBetterThanBaseline (RMSE, minor units a line).
    """
    known = until(sales, today)
    lines = describe(known, campaigns)
    count = len(lines.days)
    history = int(lines.days[-1] - lines.days[0]) + 1 if count else 0
    for have, need, what in ((count, LINES_NEEDED, "sale lines"), (history, DAYS_NEEDED, "days of sales")):
        if have < need:
            return NotEnoughData(have=have, need=need, what=what)
    split = int(lines.days[int(count * (1.0 - HELD_OUT))])
    learn, later = np.flatnonzero(lines.days < split), np.flatnonzero(lines.days >= split)
    if len(learn) < LEARN_NEEDED:
        return NotEnoughData(have=len(learn), need=LEARN_NEEDED, what="sale lines before the last quarter")
    rng = np.random.default_rng(seed)
    forest = _fit(lines, learn, rng, seed)
    predicted = forest.predict(lines.table[later])
    truth = lines.totals[later]
    recent = learn[lines.days[learn] >= split - NAIVE_DAYS]
    naive = np.full(len(later), lines.totals[recent if len(recent) else learn].mean())
    gain = (naive - truth) ** 2 - (predicted - truth) ** 2
    model_errors, naive_errors = _errors(predicted, truth), _errors(naive, truth)
    if gain.mean() <= _SURE * gain.std() / np.sqrt(len(gain)):
        return NoBetterThanBaseline(model_errors.rmse, naive_errors.rmse, "RMSE")
    return Drivers(
        drivers=_importance(forest, lines, later, rng),
        model=model_errors,
        naive=naive_errors,
        product_only=_errors(_product_only(lines, later, naive), truth),
        days=_by_day(lines.days[later], truth, predicted),
        learnt=Period(_date(lines.days[0]), _date(split)),
        held_out=Period(_date(split), _date(lines.days[-1] + 1)),
        lines=len(later),
        forest=forest,
        columns=lines.columns,
        data=model_file.fingerprint(known),
    )


def _fit(lines: Lines, learn: NDArray[np.int64], rng: np.random.Generator, seed: int) -> Any:
    from sklearn.ensemble import RandomForestRegressor  # noqa: PLC0415 - slow to load, only thinking needs it

    if len(learn) > _LEARN_AT_MOST:
        learn = np.sort(rng.choice(learn, _LEARN_AT_MOST, replace=False))
    leaf = max(5, len(learn) // 1000)
    forest = RandomForestRegressor(
        n_estimators=_TREES, min_samples_leaf=leaf, max_features=0.5, random_state=seed
    )
    return forest.fit(lines.table[learn], lines.totals[learn])


def _errors(predicted: NDArray[np.float64], truth: NDArray[np.float64]) -> Errors:
    off = predicted - truth
    spread = float(((truth - truth.mean()) ** 2).mean())
    mean_square = float((off**2).mean())
    return Errors(
        rmse=mean_square**0.5,
        mae=float(np.abs(off).mean()),
        r2=1.0 - mean_square / spread if spread > 0 else 0.0,
    )


def _product_only(lines: Lines, rows: NDArray[np.int64], naive: NDArray[np.float64]) -> NDArray[np.float64]:
    if "usual total" not in lines.columns:
        return naive
    return np.asarray(lines.table[rows, lines.columns.index("usual total")])


def _importance(
    forest: Any, lines: Lines, rows: NDArray[np.int64], rng: np.random.Generator
) -> tuple[Driver, ...]:
    """Shuffle the columns of one driver at a time, together, over the held-out lines."""
    if len(rows) > _SHUFFLE_AT_MOST:
        rows = rng.choice(rows, _SHUFFLE_AT_MOST, replace=False)
    table, truth = lines.table[rows], lines.totals[rows]
    before = _errors(forest.predict(table), truth).rmse
    found = []
    for name, columns in lines.drivers.items():
        rises = []
        for _ in range(_SHUFFLES):
            mixed = table.copy()
            mixed[:, columns] = table[rng.permutation(len(table))][:, columns]
            rises.append(_errors(forest.predict(mixed), truth).rmse - before)
        found.append(Driver(name, float(np.mean(rises)), float(np.std(rises, ddof=1))))
    return tuple(sorted(found, key=lambda driver: (-driver.rmse_rise, driver.name)))


def _by_day(
    days: NDArray[np.int64], truth: NDArray[np.float64], predicted: NDArray[np.float64]
) -> tuple[DayTotal, ...]:
    seen, where = np.unique(days, return_inverse=True)
    actual, expected = np.bincount(where, weights=truth), np.bincount(where, weights=predicted)
    return tuple(
        DayTotal(_date(day), round(float(came)), round(float(said)))
        for day, came, said in zip(seen, actual, expected, strict=True)
    )


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(day))
