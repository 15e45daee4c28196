"""A plot over days: figures along a light grid, dates below, and the lines between them.

Shared by every chart with a time axis. Sums are honest only from zero, so the scale always
holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.drawing.days import by_month, choose, spans_years
from bot.drawing.figures import write_ticks
from bot.drawing.lettering import clean, widest
from bot.drawing.paper import Area
from bot.drawing.scale import Scale, runs, ticks
from bot.drawing.theme import GAP, LEADING, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.answer import Unit
    from bot.drawing.paper import Paper

_SHORT_GAP = 2  # days: a longer one is a hole
_MANY = 120  # points: from here on a thick line would hide its own turns
_INSET = 8
_FEWEST_TICKS = 2
_OF_NOTHING = 1.0  # the height of a plot of zeros, so that they lie at its foot


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot that is ready for its lines: where its inside is, and its two scales."""

    area: Area
    along: Scale
    up: Scale

    def x(self, day: date) -> float:
        """Give the pixel of a date."""
        return self.along(day.toordinal())


def dates_height(days: Sequence[date]) -> float:
    """Give the height of the dates below a plot: one line, or two where the year stands under them."""
    return (2 if days and spans_years(days) else 1) * SMALL * LEADING + GAP


def marks(values: Iterable[float | None], unit: Unit, most: int) -> tuple[list[float], list[str]]:
    """Give about `most` round values that span zero and all values, and how they are written."""
    known = [value for value in values if value is not None]
    bottom, top = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    found = ticks(bottom, top, unit, most=most)
    if len(found) > _FEWEST_TICKS and found[-1] > top:
        found.pop()
    return found, [clean(words) for words in write_ticks(found, unit)]


def open_plot(
    paper: Paper,
    area: Area,
    days: Sequence[date],
    values: Sequence[float | None],
    unit: Unit,
    *,
    labels: float,
    figures: float = 0.0,
    most_ticks: int = 6,
    dates: bool = True,
) -> Plot:
    """Draw grid, figures and dates.

    `labels` pixels stay free on the right for the lines' ends, at least `figures` on the left.
    """
    found, written = marks(values, unit, most_ticks)
    inside = Area(
        area.left + max(figures, widest(written, SMALL)) + GAP,
        area.top + SMALL / 2,
        area.right - labels,
        area.bottom - (dates_height(days) if dates else SMALL / 2),
    )
    top = max(found[-1], *(value for value in values if value is not None), 0.0)
    up = Scale(found[0], top if top > found[0] else found[0] + _OF_NOTHING, inside.bottom, inside.top)
    palette = paper.palette
    written_at = inside.bottom + SMALL
    for mark, words in zip(found, written, strict=True):
        y = up(mark)
        colour, thick = (palette.axis, 2.5) if mark == 0 else (palette.grid, 2)
        paper.line([inside.left, inside.right], [y, y], colour=colour, width=thick, order=1)
        if written_at - y >= SMALL:
            paper.text(inside.left - GAP, y, words, size=SMALL, colour=palette.soft, align="right")
            written_at = y
    first, last = min(days), max(days)
    along = Scale(first.toordinal(), last.toordinal(), inside.left + _INSET, inside.right - _INSET)
    plot = Plot(inside, along, up)
    if dates:
        draw_dates(paper, plot, days, area.left, area.right)
    return plot


def draw_dates(paper: Paper, plot: Plot, days: Sequence[date], left: float, right: float) -> None:
    """Write the dates below a plot."""
    palette = paper.palette
    bottom, line = plot.area.bottom, SMALL * LEADING
    for label in choose(min(days), max(days), plot.x, left, right, months=by_month(days)):
        x = plot.x(label.day)
        paper.line([x, x], [bottom, bottom + 9], colour=palette.axis, width=2, order=1)
        middle = (label.left + label.right) / 2
        y = bottom + GAP + line / 2
        paper.text(middle, y, label.words, size=SMALL, colour=palette.soft, align="center")
        paper.text(middle, y + line * 0.95, label.year, size=SMALL, colour=palette.soft, align="center")


def draw_line(
    paper: Paper,
    plot: Plot,
    days: Sequence[date],
    values: Sequence[float | None],
    *,
    colour: str,
    width: float,
    order: int = 4,
) -> None:
    """Draw a line that stops at gaps; a day alone between gaps is a dot.

    Over a short gap, such as a Sunday on which the shop is closed, dots lead the eye to the next day.
    """
    if len(days) > _MANY:
        width *= 0.6
    stretches = runs(values)
    for run, following in pairwise(stretches):
        ends = run[-1], following[0]
        known = [value for i in ends if (value := values[i]) is not None]
        if (days[ends[1]] - days[ends[0]]).days <= _SHORT_GAP + 1:
            xs = [plot.x(days[i]) for i in ends]
            paper.line(
                xs, list(map(plot.up, known)), colour=colour, width=width * 0.5, dotted=True, order=order
            )
    for run in stretches:
        xs = [plot.x(days[i]) for i in run]
        ys = [plot.up(value) for i in run if (value := values[i]) is not None]
        if len(run) > 1:
            paper.line(xs, ys, colour=colour, width=width, order=order)
        else:
            paper.dots(xs, ys, radius=width * 1.2, colour=colour, order=order)
