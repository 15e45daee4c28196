"""Ranked bars: a name, a bar, its figure; the period before as a grey bar behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.figures import NOTHING, sane
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import clean, shorten, widest, width
from bot.drawing.paper import Area
from bot.drawing.rows import COLUMN_GAP, NAME_SHARE, Reach, fit, written
from bot.drawing.theme import GAP, LABEL, LEADING, MARGIN, SMALL
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Bars
    from bot.drawing.paper import Paper
    from bot.drawing.theme import Palette

_ROW_SHORTEST, _ROW_TALLEST = 46, 84
_STACKED_SHORTEST, _STACKED_TALLEST = 94, 116
_BAR = 0.66  # of a row
_SLIM = 0.56  # of a bar, so that the one behind shows
_KEY = 54
_NOTE_SHARE = 0.3
_ALIKE_SHARE = 0.45
_NOTE_LEAST = 3 * SMALL
_WORDS_SHARE = 0.75  # of the width beside the names: the rest is for bars, however short


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar as it is drawn, with the words at its end."""

    name: str
    value: float | None
    before: float | None
    figure: str
    note: str

    @property
    def low(self) -> float:
        """The left end of the bar and of the one behind it."""
        return min(self.value or 0.0, self.before or 0.0, 0.0)

    @property
    def high(self) -> float:
        """The right end of the bar and of the one behind it."""
        return max(self.value or 0.0, self.before or 0.0, 0.0)

    @property
    def negative(self) -> bool:
        """Whether the figure stands on the left."""
        return (self.value or 0.0) < 0

    @property
    def words(self) -> float:
        """How wide the figure and its note are."""
        note = GAP + width(self.note, SMALL) if self.note else 0
        return GAP + width(self.figure, LABEL, bold=True) + note


def draw_bars(chart: Bars, palette: Palette) -> Paper:
    """Draw ranked bars: names beside them, or above them where they are long and there is room."""
    around = frame(chart.title, chart.subtitle, chart.footing)
    bars = _bars(chart)
    key = _KEY if any(bar.before is not None for bar in bars) else 0
    most = around.tallest - key
    longest = widest([bar.name for bar in bars], LABEL)
    stacked = longest > INNER * NAME_SHARE and len(bars) * _STACKED_SHORTEST <= most
    shortest, tallest = (_STACKED_SHORTEST, _STACKED_TALLEST) if stacked else (_ROW_SHORTEST, _ROW_TALLEST)
    hidden = len(bars) - int(most // shortest)
    if hidden > 0:
        hidden += 1
        bars = bars[:-hidden]
    count = max(1, len(bars) + (hidden > 0))
    row = min(tallest, most / count)
    paper, area = around.open(row * count + key, palette)
    if key:
        _draw_key(paper, area)
    rows = Area(area.left, area.top + key, area.right, area.bottom)
    row = min(tallest * 1.25, rows.height / count)
    column = 0.0 if stacked else _names_room(bars, longest) + COLUMN_GAP
    _draw_rows(paper, rows, bars, row, column)
    if not bars:
        paper.text(rows.left, rows.top + LABEL, NOTHING, size=LABEL, colour=palette.soft)
    if hidden > 0:
        y = rows.top + row * (count - 0.5)
        paper.text(rows.left, y, _("… and {number} more", number=hidden), size=SMALL, colour=palette.soft)
    return paper


def _names_room(bars: Sequence[Bar], longest: float) -> float:
    """Give as much room as names usually have, and more where two of them, shortened, would look the same."""
    room = min(longest, INNER * NAME_SHARE)
    names = {bar.name for bar in bars}
    alike = len({shorten(name, room, LABEL) for name in names}) < len(names)
    return min(longest, INNER * _ALIKE_SHARE) if alike else room


def _bars(chart: Bars) -> list[Bar]:
    count = len(chart.names)
    values = [sane(value) for value in chart.values]
    before = [sane(value) for value in chart.before] or [None] * count
    notes = [clean(note) for note in chart.notes] or [""] * count
    known = [value or 0.0 for value in values] or [0.0]
    figures = written(values, chart.unit, both_sides=min(known) < 0 <= max(known))
    room = _note_room(values, figures)
    bars = [
        Bar(clean(name), value, past, figure, shorten(note, room, SMALL) if room else "")
        for name, value, past, figure, note in zip(chart.names, values, before, figures, notes, strict=True)
    ]
    if not chart.keep_order:
        bars.sort(key=lambda bar: (bar.value is None, -(bar.value or 0.0)))
    return bars


def _note_room(values: Sequence[float | None], figures: Sequence[str]) -> float:
    """Give the room for a note beside the widest figure; 0 where it would leave too little for bars."""
    pairs = list(zip(values, figures, strict=True))
    left = widest([figure for value, figure in pairs if (value or 0.0) < 0], LABEL, bold=True)
    right = widest([figure for value, figure in pairs if (value or 0.0) >= 0], LABEL, bold=True)
    sides = (left > 0) + (right > 0)
    free = INNER * (1 - NAME_SHARE) * _WORDS_SHARE - left - right
    room = min(INNER * _NOTE_SHARE, free / max(1, sides))
    return room if room >= _NOTE_LEAST else 0.0


def _draw_rows(paper: Paper, area: Area, bars: list[Bar], row: float, column: float) -> None:
    palette = paper.palette
    reaches = [Reach(bar.low, bar.high, bar.words, left=bar.negative) for bar in bars]
    per_unit, below_zero = fit(reaches, area.width - column)
    zero = area.left + column + below_zero
    slim = any(bar.before is not None for bar in bars)
    for n, bar in enumerate(bars):
        top = area.top + n * row
        if column:
            middle, thick = top + row / 2, row * _BAR
            name = shorten(bar.name, column - COLUMN_GAP, LABEL)
            paper.text(area.left, middle, name, size=LABEL, colour=palette.ink)
        else:
            line = LABEL * LEADING
            middle = top + line + (row - line) * 0.42
            thick = (row - line) * 0.7
            name = shorten(bar.name, area.width, LABEL)
            paper.text(area.left, top + line / 2, name, size=LABEL, colour=palette.ink)
        if bar.before is not None:
            paper.box(_across(zero, bar.before * per_unit, middle, thick), colour=palette.pale)
        if slim:
            thick *= _SLIM
        if bar.value is not None:
            colour = palette.bad if bar.value < 0 else palette.strong
            paper.box(_across(zero, bar.value * per_unit, middle, thick), colour=colour)
        end = bar.low if bar.negative else bar.high
        _draw_words(paper, bar, zero + end * per_unit, middle)
        half = row / 2 if column else (row - LABEL * LEADING) * 0.42
        paper.line([zero, zero], [middle - half, middle + half], colour=palette.axis, width=2, order=1)


def _across(zero: float, length: float, middle: float, thick: float) -> Area:
    left, right = min(zero, zero + length), max(zero, zero + length)
    return Area(left, middle - thick / 2, right, middle + thick / 2)


def _draw_words(paper: Paper, bar: Bar, end: float, middle: float) -> None:
    palette = paper.palette
    x = end - bar.words if bar.negative else end + GAP
    paper.text(x, middle, bar.figure, size=LABEL, colour=palette.ink, bold=True)
    x += width(bar.figure, LABEL, bold=True) + GAP
    paper.text(x, middle, bar.note, size=SMALL, colour=palette.soft)


def _draw_key(paper: Paper, area: Area) -> None:
    palette = paper.palette
    middle = area.top + _KEY / 2 - GAP / 2
    paper.box(Area(MARGIN, middle - 14, MARGIN + 44, middle + 14), colour=palette.pale)
    paper.text(MARGIN + 44 + GAP, middle, _("the period before"), size=SMALL, colour=palette.soft)
