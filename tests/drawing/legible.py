"""The rules of a legible picture, checked on what matplotlib itself measures."""

from __future__ import annotations

from itertools import combinations

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

from bot.drawing.theme import DPI, SMALL, TALLEST, WIDTH


def assert_legible(paper):
    """Check that all words lie on the picture, touch no other words, and are large enough."""
    sheet, renderer = paper.figure.bbox, RendererAgg(WIDTH, TALLEST, DPI)
    words = [
        (words.get_text(), words.get_fontsize(), words.get_window_extent(renderer))
        for words in paper.figure.findobj(Text)
        if words.get_text()
    ]
    for text, size, box in words:
        assert size >= SMALL, text
        assert box.x0 >= -0.5, text
        assert box.y0 >= -0.5, text
        assert box.x1 <= sheet.x1 + 0.5, text
        assert box.y1 <= sheet.y1 + 0.5, text
    for (text, _, box), (other, _, another) in combinations(words, 2):
        across = min(box.x1, another.x1) - max(box.x0, another.x0)
        down = min(box.y1, another.y1) - max(box.y0, another.y0)
        # Boxes hold the longest descender and accent, so a sliver of common height is still apart.
        assert across <= 1 or down <= 4, (text, other, across, down)
