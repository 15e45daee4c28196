"""Sizes, colours and fonts of every chart, and nothing that draws.

All lengths are pixels of a picture 1080 wide. On a phone it is shown about 360 wide, a third of
that, so no lettering is smaller than 33: eleven pixels in the hand.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDTH = 1080
TALLEST = 1280
SHORTEST = 560  # a phone shows a picture twice as wide as tall too small
# One point is one pixel at 72 dots an inch, so that every size below is a plain pixel.
DPI = 72

MARGIN = 44
GAP = 14

TITLE = 54
SUBTITLE = 38
LABEL = 36
SMALL = 33
LEADING = 1.22  # distance of two baselines, in sizes
CAP_HALF = 0.365  # half the height of a capital, in sizes: centres a line by the eye

FONT = "DejaVu Sans"
# Looked for on the machine, for names in scripts that the first font does not have.
FURTHER_FONTS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans Ethiopic",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans CJK KR",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Nirmala UI",
    "Arial Unicode MS",
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mood; the groups are Okabe and Ito's, told apart by the colour-blind."""

    paper: str
    ink: str
    soft: str  # second-rank lettering
    grid: str
    axis: str
    strong: str
    quiet: str  # lines and bars in the background
    pale: str  # an area in the background
    band: str  # a range around the strong line
    bad: str  # below zero, taken away
    groups: tuple[str, ...]
    heat: tuple[str, ...]  # from little to much


LIGHT = Palette(
    paper="#ffffff",
    ink="#16191c",
    soft="#50565c",
    grid="#dfe2e5",
    axis="#7b8188",
    strong="#0072b2",
    quiet="#8f969d",
    pale="#cdd2d7",
    band="#b3d5e8",
    bad="#d55e00",
    groups=("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#50565c"),
    heat=("#e6f0f7", "#7db9dc", "#1f7fb8", "#004a7c"),
)
DARK = Palette(
    paper="#15191d",
    ink="#f4f5f6",
    soft="#bcc3ca",
    grid="#343b42",
    axis="#8b939b",
    strong="#56b4e9",
    quiet="#8b939b",
    pale="#4a525a",
    band="#27495e",
    bad="#e69f00",
    groups=("#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#f0e442", "#d55e00", "#bcc3ca"),
    heat=("#22303a", "#24587a", "#3f95c9", "#b5e2ff"),
)


def palette(*, dark: bool) -> Palette:
    """Give the colours for a light or a dark chat."""
    return DARK if dark else LIGHT
