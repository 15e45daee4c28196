"""Wide tables, with a column for each product or each day, as one line for each cell that says something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.sheets.numbers import number_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from bot.language.sheets.layout import Layout, Wide
    from bot.language.sheets.sheet import Numbered


def long_layout(layout: Layout) -> Layout:
    """Give the layout of the long lines that `long_lines` makes: two more columns, the heading and the cell."""
    wide = layout.wide
    if wide is None:
        return layout
    width = len(layout.titles)
    kept = tuple(pair for pair in layout.columns if pair[0] not in {wide.across, wide.meaning})
    signs = dict(layout.decimal_signs)
    signs[wide.meaning] = signs.get("wide", ".")
    return replace(
        layout,
        columns=(*kept, (wide.across, width), (wide.meaning, width + 1)),
        decimal_signs=tuple(signs.items()),
        date_from="column" if wide.across == "date" else layout.date_from,
        wide=None,
    )


def long_lines(
    lines: Iterator[Numbered], layout: Layout, wide: Wide, skipped: Counter[str]
) -> Iterator[Numbered]:
    """Give a line for each cell of the wide columns that holds something but zero."""
    width = len(layout.titles)
    for number, cells in lines:
        known = [*cells[:width], *([""] * (width - len(cells)))]
        if number <= (layout.header_line or 0) or not any(cells):
            yield number, cells
            continue
        for at in wide.columns:
            cell = known[at]
            value = number_of(cell, ".")
            if cell == "" or value == 0:
                skipped["empty_day"] += 1
            else:
                yield number, [*known, layout.titles[at], cell]
