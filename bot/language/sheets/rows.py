"""Running through a file under a layout: rows and problems in the order of the file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.language.sheets.cells import Fault, is_missing, moments
from bot.language.sheets.folding import fold, text_of
from bot.language.sheets.layout import NUMBER_FIELDS
from bot.language.sheets.line_kinds import begins_as_total, filled, is_blank, is_total_word, lone_day
from bot.language.sheets.numbers import is_figure
from bot.language.sheets.other_lines import OtherLines
from bot.language.sheets.sale_lines import SaleLines
from bot.language.sheets.sheet import Cell, Kind, Problem, RawTable, Reading, Row, SheetRefused, TornLine
from bot.language.sheets.unpivot import long_layout, long_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

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
) -> Reading:
    """Read a table under a layout. Money has `decimals` places; a sale after `today` is a problem.

    `prices` are the shop's own, in minor units by `folding.fold(name)`, for sales that say none: hand them in only once
    the owner agreed. Raises `SheetRefused` for a kind that holds no rows to read. A column that the kind needs and the layout lacks
    (`layout.missing`) makes a problem of every line: nothing is invented.
    """
    if layout.kind in UNREADABLE:
        raise SheetRefused("unknown_kind", layout.kind.value)
    skipped: Counter[str] = Counter()
    long = long_layout(layout)
    sells = layout.kind in _SALES
    reader = SaleLines(long, today, decimals, prices or {}) if sells else OtherLines(long, today, decimals)
    return Reading(_items(raw, layout, today, reader, skipped), skipped)


def _items(
    raw: RawTable, layout: Layout, today: date, reader: SaleLines | OtherLines, skipped: Counter[str]
) -> Iterator[Row | Problem]:
    lines = raw.lines() if layout.wide is None else long_lines(raw.lines(), layout, layout.wide, skipped)
    layout = long_layout(layout)
    first = layout.header_line or 0
    other = _NoData(layout, today, skipped)
    row_of = reader.row
    for number, cells in lines:
        if number > first:
            row = row_of(number, cells) if type(cells) is not TornLine else Fault("torn_line")
            if not isinstance(row, Fault):
                yield row
                continue
            if type(cells) is TornLine or other.is_data(cells):
                yield _problem(number, row, cells, layout)
                continue
        day = other.skip(number, cells)
        if day is not None:
            reader.day = day


class _NoData:
    """Tells lines that hold no data from data at fault, and counts them."""

    def __init__(self, layout: Layout, today: date, skipped: Counter[str]) -> None:
        self.layout, self.skipped = layout, skipped
        self.moments = moments(layout.date_order, today)
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
