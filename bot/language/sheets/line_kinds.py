"""Lines that are no data: blank ones, totals, and a day standing alone above its block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.sheets.dates import moment_of, triple_of
from bot.language.sheets.folding import heading_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.sheets.sheet import Cell

_TOTALS = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sum",
    "sums",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "endsumme",
    "gesamtbetrag",
    "tagessumme",
    "soustotal",
    "suma",
    "subtotaal",
    "eindtotaal",
    "totaal",
    "totale",
    "subtotale",
    "somma",
    "soma",
    "итого",
    "всего",
    "итог",
    "подытог",
    "подитог",
    "average",
]
_TOTAL_PHRASES = (
    "sub total", "grand total", "daily total", "day total", "total general", "sous total", "total geral", "sub totaal", "page total",
    "totale generale", "carried forward", "brought forward", "balance forward", "total sales", "total for", "total du", "total del",
    "monthly total", "weekly total", "total day", "total der", "totaal generaal", "общий итог", "total jour", "total dia", "groot totaal",
)  # fmt: skip
_EXACT = frozenset(_TOTALS) | {heading_words(phrase) for phrase in _TOTAL_PHRASES}
_STARTS = tuple(f"{phrase} " for phrase in sorted(_EXACT))
# Words beside the day of the print-out, not of the sales.
_OF_THE_PAPER = frozenset({
    "printed", "generated", "exported", "created", "report", "page", "period", "gedruckt", "erstellt", "exportiert", "zeitraum", "imprime", "edite",
    "genere", "periode", "impreso", "generado", "periodo", "impresso", "gerado", "stampato", "generato", "afgedrukt", "gegenereerd", "gedruk",
    "напечатано", "период", "отчет",
})  # fmt: skip
_LABEL = re.compile(r"^(?:[^\W\d]+[\s:,\-]+){1,4}(?=\d)")


def is_blank(cells: Sequence[Cell]) -> bool:
    """Whether a line holds nothing."""
    return not any(cell.strip() if isinstance(cell, str) else True for cell in cells)


def filled(cells: Sequence[Cell]) -> list[int]:
    """Give the places of the cells that hold something."""
    return [at for at, cell in enumerate(cells) if not isinstance(cell, str) or cell.strip()]


def is_total_word(cell: Cell) -> bool:
    """Whether a cell says nothing but that its line is a total."""
    return isinstance(cell, str) and 0 < len(cell) < 60 and heading_words(cell) in _EXACT  # noqa: PLR2004 - no total is a sentence


def begins_as_total(cell: Cell) -> bool:
    """Whether a cell begins as that of a total does: `Total for Monday`, but also `Total Cereal`."""
    return isinstance(cell, str) and 0 < len(cell) < 60 and f"{heading_words(cell)} ".startswith(_STARTS)  # noqa: PLR2004


def lone_day(cells: Sequence[Cell]) -> Cell | None:
    """Give the day that stands alone in a line, above the block it dates; None for any other line."""
    places = filled(cells)
    if len(places) == 1:
        cell = cells[places[0]]
        if isinstance(cell, str):
            if _OF_THE_PAPER & set(heading_words(cell).split()):
                return None
            texts = (cell.strip(), _LABEL.sub("", cell.strip()))
            return next((text for text in texts if triple_of(text) or moment_of(text, "dmy")), None)
        return cell if moment_of(cell, "") else None
    if len(places) == 2 and isinstance(cells[places[0]], str):  # noqa: PLR2004 - a label and its day
        label, day = str(cells[places[0]]), cells[places[1]]
        if heading_words(label) in {
            "date",
            "datum",
            "fecha",
            "data",
            "дата",
            "day",
            "tag",
            "dag",
            "jour",
            "dia",
        }:
            return day if triple_of(day) or moment_of(day, "dmy") else None
    return None
