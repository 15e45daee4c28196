"""Lines of a table many at a time: as rows of cells, or as columns where the file lets them be cut so.

Half a million lines are too many to go through one by one. Plain text is cut into columns in one go, and then no line
is ever an object of its own.
"""

from __future__ import annotations

from itertools import compress, islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from bot.language.sheets.sheet import TornLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.language.sheets.sheet import Cell, Numbered

AT_ONCE = 250  # lines: what they need then stays in the processor's cache


class Rows(NamedTuple):
    """Some lines as they lie there, each under its number in the file."""

    numbers: Sequence[int]
    cells: Sequence[list[Cell]]

    def lines(self) -> Iterator[Numbered]:
        """Give them one by one."""
        return zip(self.numbers, self.cells, strict=True)

    def are_data(self, after: int) -> list[bool]:
        """Tell of each line whether it is whole, and comes after the line of headings."""
        return [number > after and type(cells) is not TornLine for number, cells in self.lines()]

    def chosen(self, wanted: Sequence[bool]) -> Rows:
        """Give those that are wanted."""
        return Rows(list(compress(self.numbers, wanted)), list(compress(self.cells, wanted)))

    def columns(self, width: int) -> list[Sequence[Cell]]:
        """Give columns, of which the first `width` hold every line: short ones are filled up with nothing."""
        rows = self.cells
        if rows and min(map(len, rows)) < width:
            rows = [
                cells if len(cells) >= width else [*cells, *repeat("", width - len(cells))] for cells in rows
            ]
        return list(zip(*rows, strict=False))


class Columns(NamedTuple):
    """Some lines of as many cells each, column by column; none of them is torn."""

    numbers: Sequence[int]
    cells: Sequence[Sequence[Cell]]

    def lines(self) -> Iterator[Numbered]:
        """Give them one by one."""
        return zip(self.numbers, map(list, zip(*self.cells, strict=True)), strict=True)

    def are_data(self, after: int) -> list[bool]:
        """Tell of each line whether it comes after the line of headings."""
        return [number > after for number in self.numbers]

    def chosen(self, wanted: Sequence[bool]) -> Columns:
        """Give those that are wanted."""
        return Columns(
            list(compress(self.numbers, wanted)), [list(compress(column, wanted)) for column in self.cells]
        )

    def columns(self, width: int) -> list[Sequence[Cell]]:
        """Give columns, `width` of them or more; none where there is no line."""
        if not self.numbers:
            return []
        nothing = [""] * len(self.numbers)
        return [*self.cells, *repeat(nothing, width - len(self.cells))]


Block = Rows | Columns


def in_blocks(lines: Iterable[Numbered]) -> Iterator[Rows]:
    """Give lines that come one by one many at a time."""
    left = iter(lines)
    while some := list(islice(left, AT_ONCE)):
        numbers, cells = zip(*some, strict=True)
        yield Rows(numbers, cells)
