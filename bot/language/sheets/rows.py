"""Running through a file under a layout: rows and problems in the order of the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.language.sheets.blocks import in_blocks
from bot.language.sheets.cells import Fault, Moments, is_missing
from bot.language.sheets.columnwise import ColumnReader, gathered
from bot.language.sheets.folding import fold, text_of
from bot.language.sheets.layout import NUMBER_FIELDS
from bot.language.sheets.line_kinds import begins_as_total, filled, is_blank, is_total_word, lone_day
from bot.language.sheets.numbers import is_figure
from bot.language.sheets.other_lines import OtherLines
from bot.language.sheets.sale_lines import SaleLines
from bot.language.sheets.sheet import (
    Cell,
    Kind,
    Problem,
    RawTable,
    Reading,
    Row,
    SaleRow,
    SheetRefused,
    TornLine,
)
from bot.language.sheets.unpivot import long_layout, long_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.language.sheets.columnwise import SaleColumns
    from bot.language.sheets.dates import Moment
    from bot.language.sheets.layout import Layout

_NARROW = 2
UNREADABLE = frozenset({Kind.UNKNOWN, Kind.ORDERS, Kind.BASKETS})
_SALES = frozenset({Kind.SALES, Kind.RETURNS})
# The cell that each reason is about, for the owner to look at.
_AT_FAULT = {
    "bad_date": "date", "unclear_date": "date", "date_too_early": "date", "date_in_future": "date", "bad_quantity": "quantity",
    "zero_quantity": "quantity", "quantity_too_large": "quantity", "bad_price": "price", "bad_total": "total",
    "amount_too_large": "total", "cancelled": "status",
}  # fmt: skip


def read_rows(
    raw: RawTable, layout: Layout, *, today: date, decimals: int = 2, prices: Mapping[str, int] | None = None
) -> Reading[Row | Problem]:
    """Read a table under a layout. Money has `decimals` places; a sale after `today` is a problem.

    `prices` are the shop's own, in minor units by `folding.fold(name)`, for sales that say none: hand them in only once
    the owner agreed. Raises `SheetRefused` for a kind that holds no rows to read. A column that the kind needs and the layout lacks
    (`layout.missing`) makes a problem of every line: nothing is invented.
    """
    lines = _Lines(raw, layout, today, decimals, prices or {})
    return Reading(lines.items(), lines.skipped)


def read_sales(
    raw: RawTable, layout: Layout, *, today: date, decimals: int = 2
) -> Reading[SaleColumns | Problem]:
    """Read a table of sales or returns as `read_rows` does, many lines at a time."""
    lines = _Lines(raw, layout, today, decimals, {})
    return Reading(lines.columns(), lines.skipped)


class _Lines:
    """The lines of a table under a layout, and what reads them."""

    def __init__(
        self, raw: RawTable, layout: Layout, today: date, decimals: int, prices: Mapping[str, int]
    ) -> None:
        if layout.kind in UNREADABLE:
            raise SheetRefused("unknown_kind", layout.kind.value)
        self.skipped: Counter[str] = Counter()
        self._layout = long = long_layout(layout)
        wide = layout.wide
        self._blocks = (
            raw.blocks() if wide is None else in_blocks(long_lines(raw.lines(), layout, wide, self.skipped))
        )
        self._first = layout.header_line or 0
        self._other = _NoData(long, today, self.skipped)
        self._sales = SaleLines(long, today, decimals, prices) if layout.kind in _SALES else None
        self._reader = self._sales or OtherLines(long, today, decimals)

    def items(self) -> Iterator[Row | Problem]:
        """Give rows and problems in the order of the file."""
        for block in self._blocks:
            for number, cells in block.lines():
                found = self.one(number, cells)
                if found is not None:
                    yield found

    def columns(self) -> Iterator[SaleColumns | Problem]:
        """Give sales as columns, and the problems between them."""
        if self._sales is None:
            raise SheetRefused("unknown_kind", self._layout.kind.value)
        if self._layout.date_from in {"heading", "carried"}:  # a line's day stands in lines before it
            return gathered(item for item in self.items() if isinstance(item, SaleRow | Problem))
        return ColumnReader(self._sales, self._first, self.one).read(self._blocks)

    def one(self, number: int, cells: list[Cell]) -> Row | Problem | None:
        """Give what one line holds; None for a line without data, which is counted."""
        if number > self._first:
            row = self._reader.row(number, cells) if type(cells) is not TornLine else Fault("torn_line")
            if not isinstance(row, Fault):
                return row
            if type(cells) is TornLine or self._other.is_data(cells):
                return _problem(number, row, cells, self._layout)
        day = self._other.skip(number, cells)
        if day is not None:
            self._reader.day = day
        return None


class _NoData:
    """Tells lines that hold no data from data at fault, and counts them."""

    def __init__(self, layout: Layout, today: date, skipped: Counter[str]) -> None:
        self.layout, self.skipped = layout, skipped
        self.moments = Moments(layout.date_order, today)
        self.heading = [fold(title) for title in layout.titles]
        self.first = next((at for at, title in enumerate(self.heading) if title), 0)
        self.has_headings = layout.date_from == "heading"

    def skip(self, number: int, cells: Sequence[Cell]) -> Moment | Fault | None:
        """Count a line without data; give the day that it sets for the block below, or None."""
        if number <= (self.layout.header_line or 0) and number != self.layout.header_line:
            what = "blank" if is_blank(cells) else "title"
        else:
            what = self._what(cells) or "header"
        day = lone_day(cells) if self.has_headings else None
        self.skipped["heading" if day is not None else what] += 1
        return None if day is None else self.moments[day]

    def is_data(self, cells: Sequence[Cell]) -> bool:
        """Whether a line that could not be read ought to have been."""
        return not self._what(cells)

    def _what(self, cells: Sequence[Cell]) -> str:
        """Give what a line without data is; '' for a line of data."""
        if is_blank(cells):
            return "blank"
        if self._is_header(cells):
            return "header"
        if self.has_headings and lone_day(cells) is not None:
            return "heading"
        if self._is_total(cells):
            return "total"
        places = filled(cells)
        # Narrow tables may well hold one cell a line.
        if len(places) == 1 and len(self.heading) > _NARROW and not is_figure(cells[places[0]]):
            return "title"
        return ""

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        heading = self.heading
        if not heading or len(cells) <= self.first or fold(text_of(cells[self.first])) != heading[self.first]:
            return False
        return [fold(text_of(cell)) for cell in cells[: len(heading)]] == heading[: len(cells)]

    def _is_total(self, cells: Sequence[Cell]) -> bool:
        """Whether a line sums up others: by its word, or because it has figures and nothing else."""
        if any(is_total_word(cell) for cell in cells):
            return True
        places = filled(cells)
        lacking = self._lacks(cells)
        if lacking and any(begins_as_total(cells[at]) for at in places[:3]):
            return True
        # Figures alone below at least one empty cell of words: a sum without its word.
        named = any(
            self._has(cells, field)
            for field in ("date", "product", "code", "customer", "reference", "note", "campaign")
        )
        sums = any(self.layout.meaning(at) in NUMBER_FIELDS for at in places)
        return sums and not named and all(is_figure(cells[at]) for at in places)

    def _lacks(self, cells: Sequence[Cell]) -> bool:
        return any(
            not self._has(cells, name)
            for name, _ in self.layout.columns
            if name in {"date", "product", "code", "quantity", "price"}
        )

    def _has(self, cells: Sequence[Cell], field: str) -> bool:
        at = self.layout.column(field)
        return at is not None and at < len(cells) and not is_missing(cells[at])


def _problem(number: int, reason: str, cells: Sequence[Cell], layout: Layout) -> Problem:
    at = layout.column(_AT_FAULT.get(reason, ""))
    detail = text_of(cells[at]) if at is not None and at < len(cells) else ""
    return Problem(number, str(reason), detail[:80], tuple(text_of(cell)[:200] for cell in cells[:50]))
