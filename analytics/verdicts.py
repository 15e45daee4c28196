"""What an analysis answers when it has no honest number to give.

A verdict is returned in the place of a result, never raised: "too early" is an answer, not a failure.
The sentence for the owner is made elsewhere; here are only its ingredients.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NotEnoughData:
    """There is too little to go by: `have` of the `need`ed `what` (a plural noun: "trading days")."""

    have: int
    need: int
    what: str


@dataclass(frozen=True, slots=True)
class NoBetterThanBaseline:
    """The model was measured on later data and lost to, or tied with, the simplest rule.

    Both errors are in the unit of `measure` (its name, such as "MAE" or "WAPE"); smaller is better.
    """

    model_error: float
    baseline_error: float
    measure: str


Verdict = NotEnoughData | NoBetterThanBaseline
