"""Small multiples: several charts by day, one above the other, each with a scale of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.drawing.figures import NOTHING
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import clean, shorten, widest, width
from bot.drawing.lines import drawn_lines, fill_lines, label_room
from bot.drawing.paper import Area
from bot.drawing.plot import dates_height, marks
from bot.drawing.theme import GAP, LABEL, LEADING, SMALL
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Lines, Panels
    from bot.drawing.paper import Paper
    from bot.drawing.theme import Palette

_ONE_COLUMN = 5  # panels: more stand in two columns
_SHORTEST = 170  # of a panel without its dates
_TALLER = 130  # how much taller it grows where there is room
_HEAD = LABEL * LEADING
_BETWEEN = 3 * GAP
_MORE = SMALL * LEADING
_FEW_TICKS = 3


@dataclass(frozen=True, slots=True)
class Margins:
    """What all panels keep free on both sides, so that they line up; no room for names in two columns."""

    figures: float
    ends: float | None


def draw_panels(chart: Panels, palette: Palette) -> Paper:
    """Draw the panels in one column, or in two when there are many; dates once where they agree."""
    around = frame(chart.title, chart.subtitle, chart.footing)
    panels = [_unnamed(panel) for panel in chart.panels]
    shared = len({(min(panel.days), max(panel.days)) for panel in panels if panel.days}) <= 1
    below = max((dates_height(panel.days) for panel in panels), default=0.0)
    shortest = _SHORTEST + (0 if shared else below)
    dates = below if shared else 0.0
    most_rows = int((around.tallest - dates - _MORE) // shortest)
    columns = 1 if len(panels) <= min(_ONE_COLUMN, most_rows) else 2
    rows = max(1, min(-(-len(panels) // columns), most_rows))
    hidden = max(0, len(panels) - rows * columns)
    more = _MORE if hidden else 0.0
    tall = min(shortest + _TALLER, (around.tallest - dates - more) / rows)
    paper, area = around.open(tall * rows + dates + more, palette)
    if not panels:
        paper.text(area.left, area.top + LABEL, NOTHING, size=LABEL, colour=palette.soft)
        return paper
    wide = (INNER - (columns - 1) * _BETWEEN) / columns
    shown = panels[: rows * columns]
    margins = _margins(shown, palette, names=columns == 1)
    for n, panel in enumerate(shown):
        row, column = divmod(n, columns)
        last = n + columns >= len(shown)
        left, top = area.left + column * (wide + _BETWEEN), area.top + row * tall
        bottom = top + tall + (dates if last else 0) - GAP
        _draw_panel(paper, Area(left, top, left + wide, bottom), panel, margins, dated=last or not shared)
    if hidden:
        y = area.bottom - more / 2
        paper.text(area.left, y, _("… and {number} more", number=hidden), size=SMALL, colour=palette.soft)
    return paper


def _unnamed(panel: Lines) -> Lines:
    """Leave out the name of a line that the panel's title says already."""
    series = tuple(replace(line, name="") if line.name == panel.title else line for line in panel.series)
    return replace(panel, series=series)


def _margins(panels: Sequence[Lines], palette: Palette, *, names: bool) -> Margins:
    drawn = [(panel, drawn_lines(panel, palette)) for panel in panels]
    figures = max(
        widest(marks([value for line in lines for value in line.values], panel.unit, _FEW_TICKS)[1], SMALL)
        for panel, lines in drawn
    )
    return Margins(figures, max(label_room(lines) for _, lines in drawn) if names else None)


def _draw_panel(paper: Paper, area: Area, panel: Lines, margins: Margins, *, dated: bool) -> None:
    """Draw one panel under its name; without room at the ends its last figure stands beside it."""
    palette = paper.palette
    middle = area.top + _HEAD / 2
    room = area.width
    named = margins.ends is not None
    if not named:
        loud = [line for line in drawn_lines(panel, palette) if not line.quiet]
        figure = loud[0].figure if loud else ""
        paper.text(area.right, middle, figure, size=SMALL, colour=palette.ink, align="right")
        room -= width(figure, SMALL) + GAP
    name = shorten(clean(panel.title), room, SMALL, bold=True)
    paper.text(area.left, middle, name, size=SMALL, colour=palette.ink, bold=True)
    fill_lines(
        paper,
        Area(area.left, area.top + _HEAD + GAP / 2, area.right, area.bottom),
        panel,
        most_ticks=_FEW_TICKS,
        dates=dated,
        labels=margins.ends,
        figures=margins.figures,
        named=named,
    )
