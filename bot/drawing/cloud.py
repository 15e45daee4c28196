"""Points on two scales, coloured by their group; those worth naming carry their name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.figures import NOTHING, sane, write_ticks
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import clean, shorten, widest, width
from bot.drawing.paper import Area
from bot.drawing.places import find_places
from bot.drawing.scale import Scale, apart, ticks
from bot.drawing.theme import GAP, LABEL, LEADING, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Cloud, Unit
    from bot.drawing.paper import Paper
    from bot.drawing.theme import Palette

_WANTED = 860
_LINE = SMALL * LEADING
_NAME_ROOM = 0.36  # of the width
_CROWD = 300  # points: above it names only keep clear of named points
_PAD = 26  # pixels from the outermost points to the edge of the plot
_MOST_GROUPS = 7


@dataclass(frozen=True, slots=True)
class Point:
    """One point as it is drawn."""

    x: float
    y: float
    name: str
    group: str
    named: bool


def draw_cloud(chart: Cloud, palette: Palette) -> Paper:
    """Draw the points, the names of the groups above, and names where they touch no other."""
    around = frame(chart.title, chart.subtitle, chart.footing)
    points = _points(chart)
    groups = list(dict.fromkeys(point.group for point in points))
    colours = {group: palette.groups[n % len(palette.groups)] for n, group in enumerate(groups)}
    paper, area = around.open(min(_WANTED, around.tallest), palette)
    if not points:
        paper.text(area.left, area.top + LABEL, NOTHING, size=LABEL, colour=palette.soft)
        return paper
    top = _draw_groups(paper, area, groups[:_MOST_GROUPS], colours) if len(groups) > 1 else area.top
    along, up, inside = _draw_scales(paper, Area(area.left, top, area.right, area.bottom), chart, points)
    radius = 13.0 if len(points) < 60 else 9.0 if len(points) < _CROWD else 6.0  # noqa: PLR2004 -- by the eye
    for group in groups:
        members = [point for point in points if point.group == group]
        xs, ys = [along(point.x) for point in members], [up(point.y) for point in members]
        paper.dots(xs, ys, radius=radius, colour=colours[group])
    _draw_point_names(paper, inside, points, (along, up), radius)
    return paper


def _points(chart: Cloud) -> list[Point]:
    points: list[Point] = []
    columns = zip(chart.x, chart.y, chart.names, chart.groups, strict=True)
    for n, (x, y, name, group) in enumerate(columns):
        known_x, known_y = sane(x), sane(y)
        if known_x is not None and known_y is not None:
            points.append(Point(known_x, known_y, clean(name), clean(group), n in chart.named))
    return points


def _draw_groups(paper: Paper, area: Area, groups: Sequence[str], colours: dict[str, str]) -> float:
    """Write the groups' names behind a dot of their colour; give where the plot can begin."""
    x, y = area.left, area.top + _LINE / 2
    for group in groups:
        name = shorten(group, INNER / 2, SMALL)
        wide = 2 * GAP + GAP + width(name, SMALL)
        if x > area.left and x + wide > area.right:
            x, y = area.left, y + _LINE * 1.1
        paper.dots([x + GAP], [y], radius=13, colour=colours[group])
        paper.text(x + 2.4 * GAP, y, name, size=SMALL, colour=paper.palette.ink)
        x += wide + 2 * GAP
    return y + _LINE / 2 + GAP


def _range(values: Sequence[float], unit: Unit) -> tuple[float, float]:
    """Give the least and the most, a little apart where all values are the same."""
    low, high = min(values), max(values)
    if low == high:
        apart = abs(low) / 2 or unit.scale
        return low - apart, high + apart
    return low, high


def _draw_scales(
    paper: Paper, area: Area, chart: Cloud, points: Sequence[Point]
) -> tuple[Scale, Scale, Area]:
    """Draw the grid with its figures and the names of both scales."""
    soft, grid = paper.palette.soft, paper.palette.grid
    x_low, x_high = _range([point.x for point in points], chart.x_unit)
    y_low, y_high = _range([point.y for point in points], chart.y_unit)
    y_marks = [mark for mark in ticks(y_low, y_high, chart.y_unit) if y_low <= mark <= y_high]
    y_words = [clean(words) for words in write_ticks(y_marks, chart.y_unit)]
    paper.text(area.left, area.top + _LINE / 2, _label(chart.y_label, area), size=SMALL, colour=soft)
    inside = Area(
        area.left + widest(y_words, SMALL) + GAP,
        area.top + _LINE + GAP,
        area.right,
        area.bottom - 2 * _LINE - GAP,
    )
    along = Scale(x_low, x_high, inside.left + _PAD, inside.right - _PAD)
    up = Scale(y_low, y_high, inside.bottom - _PAD, inside.top + _PAD)
    for mark, words in zip(y_marks, y_words, strict=True):
        y = up(mark)
        paper.line([inside.left, inside.right], [y, y], colour=grid, width=2, order=1)
        paper.text(inside.left - GAP, y, words, size=SMALL, colour=soft, align="right")
    _draw_x_figures(paper, along, inside, (x_low, x_high), chart.x_unit)
    label = _label(chart.x_label, area)
    paper.text(area.right, area.bottom - _LINE / 2, label, size=SMALL, colour=soft, align="right")
    return along, up, inside


def _label(words: str, area: Area) -> str:
    return shorten(clean(words), area.width, SMALL)


def _draw_x_figures(paper: Paper, along: Scale, inside: Area, reach: tuple[float, float], unit: Unit) -> None:
    """Draw upright grid lines, as many as have room for their figures."""
    palette = paper.palette
    low, high = reach
    for most in (6, 5, 4, 3, 2):
        marks = [mark for mark in ticks(low, high, unit, most=most) if low <= mark <= high]
        figures = [clean(words) for words in write_ticks(marks, unit)]
        halves = [width(words, SMALL) / 2 for words in figures]
        centres = [
            min(max(along(mark), inside.left + half), inside.right - half)
            for mark, half in zip(marks, halves, strict=True)
        ]
        spans = [(centre - half, centre + half) for centre, half in zip(centres, halves, strict=True)]
        if apart(spans, GAP):
            break
    else:
        marks, figures, centres = marks[:1], figures[:1], centres[:1]
    for mark, words, centre in zip(marks, figures, centres, strict=True):
        x, y = along(mark), inside.bottom + GAP / 2 + _LINE / 2
        paper.line([x, x], [inside.top, inside.bottom], colour=palette.grid, width=2, order=1)
        paper.text(centre, y, words, size=SMALL, colour=palette.soft, align="center")
    paper.line([inside.left, inside.right], [inside.bottom] * 2, colour=palette.axis, width=2.5, order=1)


def _draw_point_names(
    paper: Paper, inside: Area, points: Sequence[Point], scales: tuple[Scale, Scale], radius: float
) -> None:
    along, up = scales
    named = [
        (shorten(point.name, INNER * _NAME_ROOM, SMALL), along(point.x), up(point.y))
        for point in points
        if point.named and point.name
    ]
    clear = points if len(points) <= _CROWD else [point for point in points if point.named]
    dots = [(along(point.x), up(point.y)) for point in clear]
    for (name, x, y), place in zip(named, find_places(named, dots, inside, radius), strict=True):
        if place is None:
            continue
        near_x, near_y = min(max(x, place.left), place.right), min(max(y, place.top), place.bottom)
        if abs(near_x - x) + abs(near_y - y) > 3 * radius:
            paper.line([x, near_x], [y, near_y], colour=paper.palette.axis, width=2, order=3)
        middle = (place.top + place.bottom) / 2
        paper.text(place.left, middle, name, size=SMALL, colour=paper.palette.ink, halo=True)
