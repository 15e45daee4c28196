"""How good probabilities were, once it is known what happened: order, distance and honesty.

AUC: how often somebody to whom it happened was given the higher probability (0.5 is a coin). Brier score:
mean squared distance of probability and outcome (Brier 1950); its skill compares it with giving everybody
the rate at which it happened. Calibration: what was said beside what happened, group by group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUPS: Final = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Cases given about the same probability."""

    said: float
    """Mean probability given."""
    happened: float
    """Part (0 to 1) to whom it happened."""
    cases: int


@dataclass(frozen=True, slots=True)
class Score:
    """Probabilities measured against outcomes they had not seen."""

    auc: float
    brier: float
    brier_of_rate: float
    """What giving everybody the rate of the measured cases would have scored."""
    gain_error: float
    """Standard error of the difference of the two."""
    calibration: tuple[Group, ...]
    cases: int

    @property
    def skill(self) -> float:
        """Part of the Brier score of the plain rate that is saved: 1 is perfect, 0 no better."""
        return 1.0 - self.brier / self.brier_of_rate if self.brier_of_rate > 0 else 0.0


def auc(values: NDArray[np.float64], happened: NDArray[np.bool_]) -> float:
    """Give the area under the ROC curve; ties count half. Raises ValueError when only one outcome occurs."""
    yes, no = int(happened.sum()), int((~happened).sum())
    if yes == 0 or no == 0:
        raise ValueError("the order of cases can only be judged when both outcomes occur")
    return float((rankdata(values)[happened].sum() - yes * (yes + 1) / 2) / (yes * no))


def score(probabilities: NDArray[np.float64], happened: NDArray[np.bool_], groups: int = GROUPS) -> Score:
    """Measure ``probabilities`` (0 to 1) against what ``happened``; both outcomes must occur."""
    truth = happened.astype(np.float64)
    off, off_of_rate = (probabilities - truth) ** 2, (truth.mean() - truth) ** 2
    order = np.argsort(probabilities, kind="stable")
    parts = [part for part in np.array_split(order, groups) if len(part)]
    return Score(
        auc=auc(probabilities, happened),
        brier=float(off.mean()),
        brier_of_rate=float(off_of_rate.mean()),
        gain_error=float((off_of_rate - off).std() / np.sqrt(len(truth))),
        calibration=tuple(
            Group(float(probabilities[part].mean()), float(truth[part].mean()), len(part)) for part in parts
        ),
        cases=len(truth),
    )
