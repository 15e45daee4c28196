"""Where the names of points can stand: beside their point, off all other names, on the plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.lettering import width
from bot.drawing.paper import Area
from bot.drawing.theme import LEADING, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TALL = SMALL * LEADING
_DISTANCES = (1.0, 2.2, 3.6)  # in line heights
_FAR = 0.15  # what a line height of distance costs, in hidden points


def find_places(
    names: Sequence[tuple[str, float, float]],
    dots: Sequence[tuple[float, float]],
    bounds: Area,
    radius: float,
) -> list[Area | None]:
    """Give each name its place, or None where there is none that touches no other name.

    `names` are (clean name, x, y) with the most important first; `dots` should stay visible.
    """
    taken: list[Area] = []
    places: list[Area | None] = []
    for name, x, y in names:
        best: Area | None = None
        least = float("inf")
        for place, distance in _around(x, y, width(name, SMALL), radius):
            if not _inside(place, bounds) or any(_touch(place, other) for other in taken):
                continue
            cost = _FAR * distance + sum(
                place.left - radius < dot_x < place.right + radius
                and place.top - radius < dot_y < place.bottom + radius
                for dot_x, dot_y in dots
            )
            if cost < least:
                best, least = place, cost
        if best is not None:
            taken.append(best)
        places.append(best)
    return places


def _around(x: float, y: float, wide: float, radius: float) -> Iterator[tuple[Area, float]]:
    """Give places around a point, the best first: right, left, above, below, then farther out."""
    for distance in _DISTANCES:
        away = radius + 6 + (distance - 1) * _TALL
        diagonal = away * 0.7
        yield _area(x + away, y - _TALL / 2, wide), distance
        yield _area(x - away - wide, y - _TALL / 2, wide), distance
        for left in (x - wide / 2, x, x - wide):
            yield _area(left, y - away - _TALL, wide), distance + 0.1
            yield _area(left, y + away, wide), distance + 0.2
        for top in (y - diagonal - _TALL, y + diagonal):
            yield _area(x + diagonal, top, wide), distance + 0.3
            yield _area(x - diagonal - wide, top, wide), distance + 0.3


def _area(left: float, top: float, wide: float) -> Area:
    return Area(left, top, left + wide, top + _TALL)


def _inside(place: Area, bounds: Area) -> bool:
    return (
        bounds.left <= place.left
        and place.right <= bounds.right
        and bounds.top <= place.top
        and place.bottom <= bounds.bottom
    )


def _touch(one: Area, other: Area) -> bool:
    return (
        one.left < other.right + SMALL / 3
        and other.left < one.right + SMALL / 3
        and one.top < other.bottom
        and other.top < one.bottom
    )
