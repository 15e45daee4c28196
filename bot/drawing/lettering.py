"""Words on a picture: what can be drawn of them, how wide they are, how they are cut to fit.

Names may hold any character. What no font on the machine can draw is left out (emoji, marks) or
stands as a box (letters), so that a strange name never costs the chart.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from bot.drawing.theme import DPI, FONT, FURTHER_FONTS

ELLIPSIS = "…"
BOX = "□"
_WEIGHTS = ("normal", "bold")
# A space inside an amount: between groups of digits, or between a number and its sign or short unit.
_AMOUNT = re.compile(
    r"\d \d{3}(?!\d)|\d [^\W\d]{1,3}(?!\w)|\d [^\w\s·(–-]|(?:^|[^\w])[^\W\d_]{1,3} \d|^[^\w\s·)–-] \d"
)
_LONGEST = 400  # characters: longer words are cut before they are measured


@cache
def families() -> tuple[str, ...]:
    """Name the fonts in use, the first choice first."""
    installed = {entry.name for entry in fontManager.ttflist}
    return (FONT, *(name for name in FURTHER_FONTS if name in installed))


@cache
def font(size: float, *, bold: bool = False) -> FontProperties:
    """Give the font at `size` pixels."""
    return FontProperties(family=list(families()), size=size, weight="bold" if bold else "normal")


@cache
def _drawable() -> frozenset[int]:
    """Give the code points that some font has in both weights."""
    found: set[int] = set()
    for family in families():
        maps = [
            set(get_font(findfont(FontProperties(family=[family], weight=weight))).get_charmap())
            for weight in _WEIGHTS
        ]
        found |= set.intersection(*maps)
    return frozenset(found)


def _drawn(character: str) -> str:
    """Give what stands for a character: itself, a space, a box or nothing."""
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc":
        return " "
    # Cf holds the signs that turn the direction of writing, which would reach past the name.
    if category == "Cf":
        return ""
    if ord(character) in _drawable():
        return character
    return BOX if category[0] in "LNP" else ""


@lru_cache(maxsize=4096)
def clean(words: str) -> str:
    """Give one line of characters that can be drawn; never empty for a name that is not."""
    drawn = " ".join("".join(map(_drawn, unicodedata.normalize("NFC", words))).split())
    if not drawn:
        return BOX if words.strip() else ""
    if len(drawn) > _LONGEST:
        return drawn[: _LONGEST // 2] + ELLIPSIS + drawn[-_LONGEST // 2 :]
    return drawn


@lru_cache(maxsize=8192)
def width(words: str, size: float, *, bold: bool = False) -> float:
    """Measure a clean line, in pixels."""
    if not words:
        return 0.0
    # matplotlib's Agg carries no types.
    agg: Any = RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]
    measured, _, _ = agg.get_text_width_height_descent(words, font(size, bold=bold), ismath=False)
    return float(measured)


def widest(lines: list[str], size: float, *, bold: bool = False) -> float:
    """Measure the longest of several lines; 0 for none."""
    return max((width(line, size, bold=bold) for line in lines), default=0.0)


def shorten(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Cut the middle out of a clean line until it fits `room`: the ends tell names apart."""
    if width(words, size, bold=bold) <= room:
        return words
    fits, too_long = 0, len(words)
    while too_long - fits > 1:
        kept = (fits + too_long) // 2
        if width(_without_middle(words, kept), size, bold=bold) <= room:
            fits = kept
        else:
            too_long = kept
    return _without_middle(words, fits)


def _without_middle(words: str, kept: int) -> str:
    tail = kept * 2 // 5
    return words[: kept - tail].rstrip() + ELLIPSIS + (words[-tail:].lstrip() if tail else "")


def wrap(words: str, room: float, size: float, *, bold: bool = False, most: int) -> list[str]:
    """Break words into at most `most` lines that fit `room`; what is left over ends in an ellipsis."""
    lines: list[str] = []
    left = clean(words)
    while left and len(lines) < most - 1:
        head, left = _first_line(left, room, size, bold=bold)
        lines.append(head)
    if left:
        head, rest = _first_line(left, room, size, bold=bold)
        while rest and width(head + ELLIPSIS, size, bold=bold) > room and len(head) > 1:
            head = head[:-1].rstrip()
        lines.append(head + ELLIPSIS if rest else head)
    return lines


def _first_line(words: str, room: float, size: float, *, bold: bool) -> tuple[str, str]:
    """Split off the words that fit one line; a word longer than the line is broken."""
    parts = _together(words.split(" "))
    line = parts[0]
    for count, part in enumerate(parts[1:], start=1):
        if width(f"{line} {part}", size, bold=bold) > room:
            return _unbroken(line, " ".join(parts[count:]), room, size, bold=bold)
        line = f"{line} {part}"
    return _unbroken(line, "", room, size, bold=bold)


def _together(parts: list[str]) -> list[str]:
    """Put back together what is one amount: 33 700, 71 %, 500 kr, CHF 20."""
    joined = parts[:1]
    for part in parts[1:]:
        if _AMOUNT.search(f"{joined[-1].rpartition(' ')[2]} {part}"):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _unbroken(line: str, rest: str, room: float, size: float, *, bold: bool) -> tuple[str, str]:
    if width(line, size, bold=bold) <= room:
        return line, rest
    kept = max(1, bisect_right(range(1, len(line)), room, key=lambda n: width(line[:n], size, bold=bold)))
    return line[:kept], f"{line[kept:]} {rest}".strip()
