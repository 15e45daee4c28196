"""Lines over days: the ones that matter strong, the others grey, each named at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.figures import NOTHING, sane
from bot.drawing.fitting import fitted
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import clean, shorten, widest, width
from bot.drawing.paper import Area
from bot.drawing.plot import draw_line, open_plot
from bot.drawing.scale import spread
from bot.drawing.theme import GAP, LABEL, LEADING, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.answer import Lines
    from bot.drawing.paper import Paper
    from bot.drawing.plot import Plot
    from bot.drawing.theme import Palette

_WANTED = 720
_LABEL_SHARE = 0.27  # of the width, for the names at the lines' ends
_LEADER = 34  # from a line's end to its name
_STRONG, _QUIET = 7.0, 4.5
_MARK_ROWS = 3
_MARK_SHARE = 0.25  # of the height
_LINE = SMALL * LEADING


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line as it is drawn, and the words at its end."""

    values: tuple[float | None, ...]
    colour: str
    quiet: bool
    name: str
    figure: str
    last: int | None  # position of the last value, None for a line without any


def draw_lines(chart: Lines, palette: Palette) -> Paper:
    """Draw lines over days with their names and last figures at their ends."""
    around = frame(chart.title, chart.subtitle, chart.footing)
    paper, area = around.open(min(_WANTED, around.tallest), palette)
    fill_lines(paper, area, chart)
    return paper


def fill_lines(
    paper: Paper,
    area: Area,
    chart: Lines,
    *,
    most_ticks: int = 6,
    dates: bool = True,
    labels: float | None = None,
    figures: float = 0.0,
    named: bool = True,
) -> None:
    """Draw the lines into an area.

    `labels` fixes the room at their ends and `figures` the least on the left, so that panels line up;
    lines that are not `named` need none at their ends.
    """
    if not chart.days:
        paper.text(area.left, area.top + LABEL, NOTHING, size=LABEL, colour=paper.palette.soft)
        return
    lines = drawn_lines(chart, paper.palette)
    marks = sorted((day, clean(words)) for day, words in chart.marks)
    marks = [mark for mark in marks if min(chart.days) <= mark[0] <= max(chart.days)]
    rows = min(_MARK_ROWS, sum(bool(words) for _, words in marks), int(area.height * _MARK_SHARE / _LINE))
    room = (label_room(lines) if labels is None else labels) if named else GAP
    plot = open_plot(
        paper,
        Area(area.left, area.top + rows * _LINE, area.right, area.bottom),
        chart.days,
        [value for line in lines for value in line.values],
        chart.unit,
        labels=room,
        figures=figures,
        most_ticks=most_ticks,
        dates=dates,
    )
    _draw_marks(paper, plot, marks, Area(area.left, area.top, area.right, area.top + rows * _LINE))
    for line in sorted(lines, key=lambda line: not line.quiet):
        strength, order = (_QUIET, 3) if line.quiet else (_STRONG, 4)
        draw_line(paper, plot, chart.days, line.values, colour=line.colour, width=strength, order=order)
    if named:
        _name_ends(paper, plot, chart.days, lines, area.right)


def drawn_lines(chart: Lines, palette: Palette) -> list[Drawn]:
    """Give each line its colour and its words."""
    loud = sum(not series.quiet for series in chart.series)
    colours = [palette.strong] if loud == 1 else list(palette.groups)
    lines: list[Drawn] = []
    for series in chart.series:
        if len(series.values) != len(chart.days):
            raise ValueError(f"{len(series.values)} values over {len(chart.days)} days in {series.name!r}")
        values = tuple(map(sane, series.values))
        last = max((i for i, value in enumerate(values) if value is not None), default=None)
        taken = sum(not line.quiet for line in lines)
        (figure,) = fitted(
            [None if last is None else values[last]], chart.unit, INNER * _LABEL_SHARE, SMALL, bold=True
        )
        colour = palette.quiet if series.quiet else colours[taken % len(colours)]
        lines.append(Drawn(values, colour, series.quiet, clean(series.name), figure, last))
    return lines


def label_room(lines: Sequence[Drawn]) -> float:
    """Measure the room that the words at the ends need, up to a share of the width."""
    ended = [line for line in lines if line.last is not None]
    if not ended:
        return GAP
    names = widest([line.name for line in ended], SMALL, bold=True)
    figures = widest([line.figure for line in ended], SMALL, bold=True)
    return _LEADER + GAP + max(figures, min(names, INNER * _LABEL_SHARE))


def _name_ends(paper: Paper, plot: Plot, days: Sequence[date], lines: Sequence[Drawn], right: float) -> None:
    """Write names and figures beside the ends, moved apart where they would touch."""
    palette = paper.palette
    ended = [(line, line.last) for line in lines if line.last is not None]
    ends = [(plot.x(days[last]), plot.up(line.values[last] or 0.0)) for line, last in ended]
    area = plot.area
    low, high = area.top - SMALL / 2, area.bottom + SMALL / 2
    two_rows = len(ended) * (2 * _LINE + GAP / 2) <= high - low
    while ended and len(ended) * _LINE > high - low:
        ended.pop()
        ends.pop()
    centres = spread([y for _, y in ends], 2 * _LINE + GAP / 2 if two_rows else _LINE, low, high)
    left = area.right + _LEADER + GAP
    for (line, _), (x, y), centre in zip(ended, ends, centres, strict=True):
        paper.line(
            [x, area.right, left - GAP], [y, y, centre], colour=line.colour, width=2, dashed=True, order=2
        )
        paper.dots([x], [y], radius=7 if line.quiet else 10, colour=line.colour, order=6)
        rows = [(line.name, not line.quiet), (line.figure, not line.quiet)]
        if not two_rows:
            rows = rows[:1] if line.name else rows[1:]
        rows = [row for row in rows if row[0]]
        colour = palette.soft if line.quiet else palette.ink
        for n, (words, bold) in enumerate(rows):
            row_y = centre + (n - (len(rows) - 1) / 2) * _LINE
            fitted = shorten(words, right - left, SMALL, bold=bold)
            paper.text(left, row_y, fitted, size=SMALL, colour=colour, bold=bold)


def _draw_marks(paper: Paper, plot: Plot, marks: Sequence[tuple[date, str]], area: Area) -> None:
    """Fly a word from each moment's line, in the first row where it touches no other."""
    palette = paper.palette
    ends = [area.left] * round(area.height / _LINE)
    for day, words in marks:
        x = plot.x(day)
        fitted = shorten(words, area.width / 2, SMALL)
        room = width(fitted, SMALL)
        left = x + GAP if x + GAP + room <= area.right else max(area.left, x - GAP - room)
        row = next((n for n, end in enumerate(ends) if words and end <= left), None)
        y = plot.area.top
        if row is not None:
            y = area.top + (row + 0.5) * _LINE
            ends[row] = left + room + 2 * GAP
            # The lines of other moments pass behind the words.
            paper.box(Area(left, y - SMALL / 2, left + room, y + SMALL / 2), colour=palette.paper, order=8)
            paper.text(left, y, fitted, size=SMALL, colour=palette.soft)
            y -= SMALL / 2
        paper.line([x, x], [y, plot.area.bottom], colour=palette.axis, width=2.5, dashed=True, order=1)
