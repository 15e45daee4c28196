"""What charts of horizontal bars share: figures that leave room, and a scale that fits the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.figures import write, write_short
from bot.drawing.frame import INNER
from bot.drawing.lettering import clean, widest
from bot.drawing.theme import GAP, LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Unit

NAME_SHARE = 0.38  # of the width, at most, for the names beside the bars
COLUMN_GAP = 1.5 * GAP
_FIGURE_SHARE = 0.5  # of the rest: wider figures are written short


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


def written(values: Sequence[float | None], unit: Unit, *, signed: bool = False) -> list[str]:
    """Write figures in full, or all of them short where one would leave no room for its bar."""
    full = [clean(write(value, unit, signed=signed)) for value in values]
    if widest(full, LABEL, bold=True) <= INNER * (1 - NAME_SHARE) * _FIGURE_SHARE:
        return full
    return [clean(write_short(value, unit, signed=signed)) for value in values]


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
