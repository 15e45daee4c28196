"""What stands around every chart: the finding as its title, a subtitle, and the footing below."""

from __future__ import annotations

from dataclasses import dataclass

from bot.drawing.lettering import wrap
from bot.drawing.paper import Area, Paper
from bot.drawing.theme import (
    GAP,
    LEADING,
    MARGIN,
    SHORTEST,
    SMALL,
    SUBTITLE,
    TALLEST,
    TITLE,
    WIDTH,
    Palette,
)

INNER = WIDTH - 2 * MARGIN
_MOST_LINES = 3, 2, 2  # title, subtitle, footing


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a chart, broken into lines, and the room they leave."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    footing: tuple[str, ...]

    @property
    def _above(self) -> float:
        words = len(self.title) * TITLE * LEADING + len(self.subtitle) * SUBTITLE * LEADING
        return MARGIN + words + (2 * GAP if words else 0) + (GAP / 2 if self.title and self.subtitle else 0)

    @property
    def _below(self) -> float:
        words = len(self.footing) * SMALL * LEADING
        return MARGIN * 0.8 + words + (1.5 * GAP if words else 0)

    @property
    def tallest(self) -> float:
        """The height that is left for the chart itself, at most."""
        return TALLEST - self._above - self._below

    def open(self, wanted: float, palette: Palette) -> tuple[Paper, Area]:
        """Give a paper with the words on it, and the area of about the wanted height for the chart."""
        words = self._above + self._below
        height = round(max(SHORTEST, min(TALLEST, words + wanted)))
        paper = Paper(height, palette)
        y = float(MARGIN)
        for line in self.title:
            paper.text(MARGIN, y + TITLE * LEADING / 2, line, size=TITLE, colour=palette.ink, bold=True)
            y += TITLE * LEADING
        y += GAP / 2 if self.title else 0
        for line in self.subtitle:
            paper.text(MARGIN, y + SUBTITLE * LEADING / 2, line, size=SUBTITLE, colour=palette.soft)
            y += SUBTITLE * LEADING
        y = height - MARGIN * 0.8 - len(self.footing) * SMALL * LEADING
        for line in self.footing:
            paper.text(MARGIN, y + SMALL * LEADING / 2, line, size=SMALL, colour=palette.soft)
            y += SMALL * LEADING
        return paper, Area(MARGIN, self._above, WIDTH - MARGIN, height - self._below)


def frame(title: str, subtitle: str, footing: str) -> Frame:
    """Break the words around a chart into lines."""
    most_title, most_subtitle, most_footing = _MOST_LINES
    return Frame(
        title=tuple(wrap(title, INNER, TITLE, bold=True, most=most_title)),
        subtitle=tuple(wrap(subtitle, INNER, SUBTITLE, most=most_subtitle)),
        footing=tuple(wrap(footing, INNER, SMALL, most=most_footing)),
    )
