"""A table as lines of fixed-width text, at most 34 columns wide, as a phone shows it.

Figures stand flush right and are never cut while the table has names to shorten. A table that is
too wide even so is written as cards: the name on its own line, one figure a line below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.speech import _
from bot.transport.letters import one_line, shorten, width

if TYPE_CHECKING:
    from bot.answer import Table

WIDTH = 34
ROWS = 40
_GAP = " "
_NAME_FLOOR = 10  # columns that a name needs to be recognised
_TEXT_FLOOR = 5


def lines(table: Table) -> list[str]:
    """Give the table's lines, each at most `WIDTH` wide: the titles, the rows, how many more there are.

    The titles' line is left out where no column has one. Only the first `ROWS` rows are written.
    """
    count = len(table.columns)
    titles = tuple(one_line(column.title) for column in table.columns)
    rows = [_cells(row, count) for row in table.rows[:ROWS]]
    figures = tuple(column.figures for column in table.columns)
    widths = _fit(titles, rows, figures)
    if widths is None:
        written = _cards(titles, rows)
    else:
        head = [titles] if any(titles) else []
        written = [_line(row, widths, figures) for row in (*head, *rows)]
    more = len(table.rows) - ROWS
    return [*written, _("… and {number} more", number=more)] if more > 0 else written


def _cells(row: tuple[str, ...], count: int) -> tuple[str, ...]:
    cells = tuple(one_line(cell) for cell in row[:count])
    return cells + ("",) * (count - len(cells))


def _fit(titles: tuple[str, ...], rows: list[tuple[str, ...]], figures: tuple[bool, ...]) -> list[int] | None:
    """Give each column's width so that a line fits, or None where it cannot."""
    cells = [max((width(row[at]) for row in rows), default=0) for at in range(len(titles))]
    widths = [max(cell, width(title)) for cell, title in zip(cells, titles, strict=True)]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - WIDTH
    names = [at for at, figure in enumerate(figures) if not figure]
    numbers = [at for at, figure in enumerate(figures) if figure]
    excess -= _shrink(widths, dict.fromkeys(names[:1], _NAME_FLOOR), excess)
    excess -= _shrink(widths, {at: max(cells[at], 1) for at in numbers}, excess)  # long titles
    excess -= _shrink(widths, dict.fromkeys(names[1:], _TEXT_FLOOR), excess)
    excess -= _shrink(widths, dict.fromkeys(names[:1], _TEXT_FLOOR), excess)
    return widths if excess <= 0 else None


def _shrink(widths: list[int], floors: dict[int, int], excess: int) -> int:
    """Take up to `excess` columns from the widths that `floors` names, always from the one with most to give."""
    taken = 0
    while taken < excess:
        at = max(floors, key=lambda one: widths[one] - floors[one], default=None)
        if at is None or widths[at] <= floors[at]:
            break
        widths[at] -= 1
        taken += 1
    return taken


def _line(cells: tuple[str, ...], widths: list[int], figures: tuple[bool, ...]) -> str:
    parts = []
    for cell, columns, figure in zip(cells, widths, figures, strict=True):
        text = shorten(cell, columns) if columns else ""
        space = " " * (columns - width(text))
        parts.append(space + text if figure else text + space)
    return _GAP.join(parts).rstrip()


def _cards(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    written = []
    for name, *rest in rows:
        written.append(shorten(name, WIDTH))
        for title, cell in zip(titles[1:], rest, strict=True):
            if not cell:
                continue
            value = shorten(cell, WIDTH - 2)
            room = WIDTH - 3 - width(value)
            label = shorten(title, room) if room > 0 else ""
            written.append(f"  {label}{' ' * (WIDTH - 2 - width(label) - width(value))}{value}")
    return written
