"""Sheets of A4 paper that fill from the top: headings, sentences, tables, pictures, and a new sheet when one is full.

Measured in points (1/72 inch) from the upper left corner. Only `Figure` and the PDF back end: no global state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bot.drawing.lettering import clean, font, shorten, width, wrap
from bot.drawing.theme import LIGHT, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.drawing.paper import Paper

_WIDE, _TALL = 595.0, 842.0
_MARGIN = 48.0
_FOOT = 40.0
_POINT = 72
_TITLE, _HEADING, _BODY, _SMALL = 24.0, 13.0, 9.5, 8.0
_LEADING = 1.45
_GUTTER = 16.0
_MOST_LINES = 6
_ROW = _BODY * 1.6
_KEPT_ROWS = 15  # of a table that does not go on to another sheet


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's title, its share of the width, and whether it holds figures (set flush right)."""

    title: str
    share: float
    figures: bool = True


class Sheets:
    """A document being written, sheet after sheet."""

    def __init__(self, footing: str) -> None:
        self._footing = footing
        self._figures: list[Figure] = []
        self._y = _TALL
        self._new()

    @property
    def room(self) -> float:
        """Give the width between the margins."""
        return _WIDE - 2 * _MARGIN

    def title(self, words: str, beneath: str) -> None:
        """Write the document's title, and a line beneath it."""
        self._lines([clean(words)], _TITLE, bold=True)
        self._lines([clean(beneath)], _HEADING, colour=LIGHT.soft)
        self._y += 8

    def heading(self, words: str, *, keep: float = 60.0, rows: int = 0) -> None:
        """Write a heading; it goes over to the next sheet unless `keep` points, or a table of `rows`, fit below it."""
        self._y += 12
        keep = max(keep, min(rows, _KEPT_ROWS) * _ROW + 2 * _ROW)
        self._need(_HEADING * _LEADING + keep)
        self._lines([clean(words)], _HEADING, bold=True)
        self._y += 2

    def paragraph(self, words: str, *, small: bool = False, strong: bool = False) -> None:
        """Write a paragraph, broken into lines."""
        size = _SMALL if small else _BODY + 2 if strong else _BODY
        lines = wrap(words, self.room, size, bold=strong, most=_MOST_LINES)
        self._need(len(lines) * size * _LEADING)
        self._lines(lines, size, bold=strong, colour=LIGHT.soft if small else LIGHT.ink)
        self._y += 3

    def table(self, headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> None:
        """Write a table; the titles stand again where it goes on to another sheet."""
        self._need(3 * _ROW)
        self._row(headings, [one.title for one in headings], soft=True)
        for cells in rows:
            if self._y + _ROW > _TALL - _FOOT - _MARGIN / 2:
                self._new()
                self._row(headings, [one.title for one in headings], soft=True)
            self._row(headings, cells)
        self._y += 6

    def pictures(self, *papers: Paper) -> None:
        """Set two charts side by side, or one alone at half the width."""
        half = (self.room - _GUTTER) / 2
        heights = [half * paper.height / WIDTH for paper in papers]
        self._need(max(heights))
        for place, paper in enumerate(papers):
            paper.onto(self._figures[-1], _MARGIN + place * (half + _GUTTER), self._y, half)
        self._y += max(heights) + 6

    def save(self, path: Path, *, title: str, author: str, at: datetime) -> int:
        """Write the document as PDF; give the number of its sheets."""
        count = len(self._figures)
        facts = {
            "Title": title,
            "Author": author,
            "CreationDate": at,
            "Producer": None,
            "Creator": "Shopbook",
        }
        with PdfPages(path, metadata=facts) as pdf:
            for number, figure in enumerate(self._figures, 1):
                y = _TALL - _FOOT
                self._text(figure, _MARGIN, y, clean(self._footing), _SMALL, colour=LIGHT.soft)
                of = f"{number} / {count}"
                self._text(figure, _WIDE - _MARGIN - width(of, _SMALL), y, of, _SMALL, colour=LIGHT.soft)
                pdf.savefig(figure)
        return count

    def _new(self) -> None:
        self._figures.append(Figure(figsize=(_WIDE / _POINT, _TALL / _POINT), dpi=_POINT))
        self._y = _MARGIN

    def _need(self, height: float) -> None:
        if self._y + height > _TALL - _FOOT - _MARGIN / 2:
            self._new()

    def _lines(
        self, lines: Sequence[str], size: float, *, bold: bool = False, colour: str = LIGHT.ink
    ) -> None:
        for line in lines:
            self._y += size * _LEADING
            self._text(self._figures[-1], _MARGIN, self._y, line, size, bold=bold, colour=colour)

    def _row(self, headings: Sequence[Heading], cells: Sequence[str], *, soft: bool = False) -> None:
        figure = self._figures[-1]
        whole = sum(one.share for one in headings)
        self._y += _ROW
        left = _MARGIN
        for one, cell in zip(headings, cells, strict=True):
            wide = self.room * one.share / whole
            words = shorten(clean(cell), wide - 6, _BODY)
            x = left + wide - width(words, _BODY) if one.figures else left
            self._text(figure, x, self._y, words, _BODY, colour=LIGHT.soft if soft else LIGHT.ink)
            left += wide
        line = 1 - (self._y + 4) / _TALL
        across = [_MARGIN / _WIDE, 1 - _MARGIN / _WIDE]
        colour = LIGHT.axis if soft else LIGHT.grid
        figure.add_artist(Line2D(across, [line, line], linewidth=0.6, color=colour))

    @staticmethod
    def _text(
        figure: Figure,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = LIGHT.ink,
    ) -> None:
        # Names may hold dollar signs: they are no formulas.
        figure.text(
            x / _WIDE,
            1 - y / _TALL,
            words,
            fontproperties=font(size, bold=bold),
            color=colour,
            verticalalignment="baseline",
            parse_math=False,
        )
