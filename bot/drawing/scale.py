"""From values to pixels: round ticks for an axis, and room for labels that would collide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Unit

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_QUARTERS = 2.5  # 2.5, 5, 7.5 is fine from 25 on; of single pieces there are no halves


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` lies at the pixel `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the pixel of a value; all values of an empty range lie in the middle."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, unit: Unit, *, most: int = 5) -> list[float]:
    """Give about `most` round values, in the unit that is written, around `low` to `high`.

    An empty range gives its one value.
    """
    bottom, top = low / unit.scale, high / unit.scale
    if bottom >= top:
        return [low]
    step = _step((top - bottom) / max(1, most - 1))
    return [n * step * unit.scale for n in range(floor(bottom / step + 1e-9), ceil(top / step - 1e-9) + 1)]


def _step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(
        size * factor
        for factor in _ROUND
        if size * factor >= rough * 0.999 and (factor != _QUARTERS or size >= 10)  # noqa: PLR2004 -- see _QUARTERS
    )


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> list[float]:
    """Move centres as little as needed until they lie `height` apart between `low` and `high`.

    When there is no room for all of them they lie evenly, closer than `height`.
    """
    if not wanted:
        return []
    height = min(height, (high - low) / len(wanted))
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [min(max(wanted[i], low + height / 2), high - height / 2) for i in order]
    # Each crowd of labels that touch shares its middle; merged until none touch.
    crowds: list[tuple[float, int]] = []
    for centre in placed:
        crowds.append((centre, 1))
        while len(crowds) > 1 and _touch(crowds[-2], crowds[-1], height):
            (middle, count), (other, added) = crowds[-2:]
            total = count + added
            centred = (middle * count + other * added) / total
            half = total * height / 2
            crowds[-2:] = [(min(max(centred, low + half), high - half), total)]
    positions = [middle + (n - (count - 1) / 2) * height for middle, count in crowds for n in range(count)]
    result = [0.0] * len(wanted)
    for i, position in zip(order, positions, strict=True):
        result[i] = position
    return result


def _touch(upper: tuple[float, int], lower: tuple[float, int], height: float) -> bool:
    return lower[0] - upper[0] < (upper[1] + lower[1]) * height / 2 - 1e-6


def runs(values: Sequence[float | None]) -> list[list[int]]:
    """Give the stretches without a gap, as lists of positions."""
    stretches: list[list[int]] = []
    for i, value in enumerate(values):
        if value is None:
            continue
        if stretches and stretches[-1][-1] == i - 1:
            stretches[-1].append(i)
        else:
            stretches.append([i])
    return stretches


def apart(spans: Sequence[tuple[float, float]], gap: float) -> bool:
    """Tell whether spans in order leave `gap` between neighbours."""
    return all(right - left >= gap for (_, left), (right, _) in pairwise(spans))
