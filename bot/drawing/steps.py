"""A waterfall from top to bottom: totals in grey, what adds in blue, what takes away in orange."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.drawing.figures import NOTHING, sane
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import clean, shorten, width
from bot.drawing.paper import Area
from bot.drawing.rows import COLUMN_GAP, NAME_SHARE, Reach, fit, written
from bot.drawing.theme import GAP, LABEL, SMALL
from bot.speech import _

if TYPE_CHECKING:
    from bot.answer import Steps
    from bot.drawing.paper import Paper
    from bot.drawing.theme import Palette

_TALLEST, _SHORTEST = 92, 40
_BAR = 0.68
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is drawn: where it starts and ends, and its words."""

    name: str
    start: float
    end: float
    total: bool
    figure: str

    @property
    def left(self) -> bool:
        """Whether the figure stands on the left, as it does for what lies below zero."""
        return max(self.start, self.end) <= 0 > min(self.start, self.end)

    @property
    def reach(self) -> Reach:
        """How far the row reaches, its words included."""
        low, high = min(self.start, self.end, 0.0), max(self.start, self.end, 0.0)
        return Reach(low, high, GAP + width(self.figure, LABEL, bold=True), left=self.left)


def draw_steps(chart: Steps, palette: Palette) -> Paper:
    """Draw each step from where the one before it ended; totals start at zero."""
    around = frame(chart.title, chart.subtitle, chart.footing)
    steps = _steps(chart)
    row = max(_SHORTEST, min(_TALLEST, around.tallest / max(1, len(steps))))
    hidden = max(0, len(steps) - int(around.tallest // row))
    shown = steps[: -hidden - 1] if hidden else steps
    paper, area = around.open(row * len(steps), palette)
    if not shown:
        paper.text(area.left, area.top + LABEL, NOTHING, size=LABEL, colour=palette.soft)
        return paper
    longest = max(width(step.name, LABEL, bold=step.total) for step in shown)
    column = min(longest, INNER * NAME_SHARE) + COLUMN_GAP
    _draw_rows(paper, area, shown, row, column)
    if hidden:
        y = area.top + (len(shown) + 0.5) * row
        paper.text(area.left, y, _("… and {number} more", number=hidden + 1), size=SMALL, colour=palette.soft)
    return paper


def _steps(chart: Steps) -> list[Step]:
    values = [sane(value) or 0.0 for value in chart.values]
    totals = [kind == _TOTAL for kind in chart.kinds]
    spans: list[tuple[float, float]] = []
    for value, total in zip(values, totals, strict=True):
        before = spans[-1][1] if spans else 0.0
        spans.append((0.0, value) if total else (before, before + value))
    both = any(min(span) < 0 for span in spans)
    full = written(values, chart.unit, both_sides=both)
    signed = written(values, chart.unit, both_sides=both, signed=True)
    return [
        Step(clean(name), start, end, total, full[n] if total else signed[n])
        for n, (name, (start, end), total) in enumerate(zip(chart.names, spans, totals, strict=True))
    ]


def _draw_rows(paper: Paper, area: Area, steps: list[Step], row: float, column: float) -> None:
    palette = paper.palette
    per_unit, below_zero = fit([step.reach for step in steps], area.width - column)
    zero = area.left + column + below_zero
    half = row * _BAR / 2
    for n, step in enumerate(steps):
        middle = area.top + (n + 0.5) * row
        low, high = sorted((zero + step.start * per_unit, zero + step.end * per_unit))
        rise = palette.strong if step.end >= step.start else palette.bad
        paper.box(Area(low, middle - half, high, middle + half), colour=palette.quiet if step.total else rise)
        name = shorten(step.name, column - COLUMN_GAP, LABEL, bold=step.total)
        paper.text(area.left, middle, name, size=LABEL, colour=palette.ink, bold=step.total)
        if step.left:
            paper.text(
                low - GAP, middle, step.figure, size=LABEL, colour=palette.ink, bold=True, align="right"
            )
        else:
            paper.text(high + GAP, middle, step.figure, size=LABEL, colour=palette.ink, bold=True)
    for n, (step, _next) in enumerate(pairwise(steps)):
        x, y = zero + step.end * per_unit, area.top + (n + 0.5) * row
        paper.line([x, x], [y + half, y + row - half], colour=palette.axis, width=2, order=1)
    paper.line([zero, zero], [area.top, area.top + len(steps) * row], colour=palette.axis, width=2, order=1)
