"""What charts of horizontal bars share: figures that leave room, and a scale that fits the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.fitting import fitted
from bot.drawing.frame import INNER
from bot.drawing.theme import GAP, LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Unit

NAME_SHARE = 0.38  # of the width, at most, for the names beside the bars
COLUMN_GAP = 1.5 * GAP
_FIGURE_SHARE = 0.5  # of the rest, at most, for the figures at the ends of the bars
_BOTH_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a row reaches: from `low` to `high`, and the pixels of its words beyond one end."""

    low: float
    high: float
    words: float
    left: bool = False

    @property
    def before(self) -> float:
        """Pixels of words left of the bar."""
        return self.words if self.left else 0.0

    @property
    def after(self) -> float:
        """Pixels of words right of the bar."""
        return 0.0 if self.left else self.words


def written(
    values: Sequence[float | None], unit: Unit, *, both_sides: bool, signed: bool = False
) -> list[str]:
    """Write figures so that they leave room for the bars, also where they stand on both sides of zero."""
    room = INNER * (1 - NAME_SHARE) * (_BOTH_SHARE / 2 if both_sides else _FIGURE_SHARE)
    return fitted(values, unit, room, LABEL, bold=True, signed=signed)


def fit(rows: Sequence[Reach], room: float) -> tuple[float, float]:
    """Give pixels per unit, and the pixels left of zero, so that all bars with their words fit."""
    per_unit = min(
        (
            max(0.0, room - one.before - other.after) / (other.high - one.low)
            for one in rows
            for other in rows
            if other.high > one.low
        ),
        default=0.0,
    )
    return per_unit, max((row.before - row.low * per_unit for row in rows), default=0.0)
