"""A grid of figures, the more the deeper its colour: when the shop sells, who comes back."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.colors import to_hex, to_rgb

from bot.drawing.figures import NOTHING, bare, sane, write, write_short
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import clean, shorten, widest, width
from bot.drawing.paper import Area
from bot.drawing.theme import GAP, LABEL, LEADING, SMALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Heat
    from bot.drawing.paper import Paper
    from bot.drawing.theme import Palette

_NAME_SHARE = 0.3
_SEAM = 3  # pixels of paper between cells
_TALLEST_CELL = 88
_LINE = SMALL * LEADING
_KEY = 64
_KEY_PARTS = 24


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells as they are drawn, possibly turned on their side."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]

    @property
    def known(self) -> list[float]:
        """All figures that there are."""
        return [value for row in self.values for value in row if value is not None]


def draw_heat(chart: Heat, palette: Palette) -> Paper:
    """Draw the grid with its row and column names, figures in the cells if asked, and its key."""
    around = frame(chart.title, chart.subtitle, chart.footing)
    grid = _grid(chart)
    if not grid.known:
        paper, area = around.open(0, palette)
        paper.text(area.left, area.top + LABEL, NOTHING, size=LABEL, colour=palette.soft)
        return paper
    names = min(widest(list(grid.rows), SMALL), INNER * _NAME_SHARE) + GAP
    cell_width = (INNER - names) / len(grid.columns)
    room = (around.tallest - _LINE - _KEY) / len(grid.rows)
    cell_height = min(_TALLEST_CELL, room, max(cell_width, _LINE * 1.2))
    paper, area = around.open(_LINE + cell_height * len(grid.rows) + _KEY, palette)
    cells = Area(
        area.left + names,
        area.top + _LINE,
        area.right,
        area.top + _LINE + cell_height * len(grid.rows),
    )
    _draw_names(paper, cells, grid, names)
    written = _figures(chart, grid, cell_width, cell_height) if chart.write else None
    _draw_cells(paper, cells, grid, written)
    _draw_key(paper, Area(cells.left, cells.bottom + 2 * GAP, cells.right, cells.bottom + _KEY), chart, grid)
    return paper


def _grid(chart: Heat) -> Grid:
    values = tuple(tuple(map(sane, row)) for row in chart.values)
    rows, columns = tuple(map(clean, chart.rows)), tuple(map(clean, chart.columns))
    for row, _ in zip(values, rows, strict=True):
        if len(row) != len(columns):
            raise ValueError(f"a row of {len(row)} figures under {len(columns)} columns")
    grid = _trimmed(Grid(rows, columns, values))
    if _wide(grid):
        return Grid(grid.columns, grid.rows, tuple(zip(*grid.values, strict=True)))
    return grid


def _wide(grid: Grid) -> bool:
    """Tell whether the names of the columns would touch, and there is more room for them downwards."""
    beside = min(widest(list(grid.rows), SMALL), INNER * _NAME_SHARE) + GAP
    longest = widest(list(grid.columns), SMALL) + GAP
    return len(grid.columns) > len(grid.rows) and longest * len(grid.columns) > INNER - beside


def _trimmed(grid: Grid) -> Grid:
    """Leave out the rows and columns at the edges in which no figure stands: hours never open."""
    down = [r for r, row in enumerate(grid.values) if any(value is not None for value in row)]
    across = [c for c, column in enumerate(zip(*grid.values, strict=True)) if set(column) != {None}]
    if not down or not across:
        return grid
    rows, columns = slice(down[0], down[-1] + 1), slice(across[0], across[-1] + 1)
    return Grid(grid.rows[rows], grid.columns[columns], tuple(row[columns] for row in grid.values[rows]))


def _draw_names(paper: Paper, cells: Area, grid: Grid, names: float) -> None:
    """Write the names, of crowded ones every second, third or so."""
    soft = paper.palette.soft
    wide, tall = cells.width / len(grid.columns), cells.height / len(grid.rows)
    every = ceil(_LINE * 0.95 / tall)
    for n in range(0, len(grid.rows), every):
        name = shorten(grid.rows[n], names - GAP, SMALL)
        paper.text(
            cells.left - GAP, cells.top + (n + 0.5) * tall, name, size=SMALL, colour=soft, align="right"
        )
    longest = min(widest(list(grid.columns), SMALL), 4 * SMALL)
    every = ceil((longest + GAP / 2) / wide)
    taken = 0.0
    for n in range(0, len(grid.columns), every):
        # The last one is drawn in from the edge, and must not reach the one before.
        name = shorten(grid.columns[n], min(every * wide, cells.right - taken) - GAP / 2, SMALL)
        half = width(name, SMALL) / 2
        x = min(cells.left + (n + 0.5) * wide, cells.right - half)
        taken = x + half
        paper.text(x, cells.top - _LINE / 2, name, size=SMALL, colour=soft, align="center")


def _figures(chart: Heat, grid: Grid, wide: float, tall: float) -> list[list[str]] | None:
    """Give the cells' figures in the longest form that fits all of them, None where none does."""
    if tall < _LINE:
        return None
    for writer, unit in ((write, chart.unit), (write, bare(chart.unit)), (write_short, bare(chart.unit))):
        written = [
            ["" if value is None else clean(writer(value, unit)) for value in row] for row in grid.values
        ]
        if max(widest(row, SMALL) for row in written) <= wide - 2 * _SEAM:
            return written
    return None


def _draw_cells(paper: Paper, cells: Area, grid: Grid, written: Sequence[Sequence[str]] | None) -> None:
    palette = paper.palette
    wide, tall = cells.width / len(grid.columns), cells.height / len(grid.rows)
    most = max(map(abs, grid.known))
    for r, row in enumerate(grid.values):
        for c, value in enumerate(row):
            if value is None:
                continue
            left, top = cells.left + c * wide, cells.top + r * tall
            fill = _colour(value / most if most else 0.0, palette)
            seam = min(_SEAM, tall / 4)
            paper.box(Area(left, top, left + wide - seam, top + tall - seam), colour=fill)
            if written:
                x, y = left + (wide - seam) / 2, top + (tall - seam) / 2
                paper.text(x, y, written[r][c], size=SMALL, colour=_on(fill), align="center")


def _draw_key(paper: Paper, area: Area, chart: Heat, grid: Grid) -> None:
    """Show the colours from the least to the most, with their figures."""
    least, most = min(0.0, *grid.known), max(0.0, *grid.known)
    top = max(abs(least), abs(most))
    if not top:
        return
    soft = paper.palette.soft
    first, last = (clean(write_short(value, chart.unit)) for value in (least, most))
    middle = area.top + SMALL / 2
    left = area.left + width(first, SMALL) + GAP
    right = max(left + 4 * GAP, min(area.right - width(last, SMALL) - GAP, left + INNER / 3))
    paper.text(area.left, middle, first, size=SMALL, colour=soft)
    paper.text(right + GAP, middle, last, size=SMALL, colour=soft)
    part = (right - left) / _KEY_PARTS
    for n in range(_KEY_PARTS):
        value = least + (most - least) * n / (_KEY_PARTS - 1)
        x = left + n * part
        # Parts reach under the next one, or the paper shines through between them.
        end = min(x + 1.5 * part, right)
        paper.box(Area(x, middle - 13, end, middle + 13), colour=_colour(value / top, paper.palette))


def _colour(share: float, palette: Palette) -> str:
    """Give the colour of a share of the largest figure, from -1 to 1."""
    stops = palette.heat if share >= 0 else (palette.heat[0], palette.bad)
    place = min(abs(share), 1.0) * (len(stops) - 1)
    n = min(int(place), len(stops) - 2)
    (red, green, blue), (next_red, next_green, next_blue) = to_rgb(stops[n]), to_rgb(stops[n + 1])
    part = place - n
    return str(
        to_hex(
            (
                red + (next_red - red) * part,
                green + (next_green - green) * part,
                blue + (next_blue - blue) * part,
            )
        )
    )


def _on(fill: str) -> str:
    """Give black or white, whichever is read better on a colour (WCAG 2 relative luminance)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- sRGB
        for part in to_rgb(fill)
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#ffffff" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"
