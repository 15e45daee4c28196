"""What the cells of each column look like, over a sample of lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.sheets.dates import moment_of, time_of, triple_of
from bot.language.sheets.folding import text_of
from bot.language.sheets.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.sheets.sheet import Cell

_LARGEST_YEAR_MONTH = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """One column in shares of its filled cells (0 to 1)."""

    filled: int
    lines: int
    figures: float
    whole: float  # figures without decimals
    money: float  # figures with a currency or two decimals
    dates: float
    times: float
    distinct: float
    length: float  # mean signs in a cell
    blank_runs: float  # share of blank cells below the first filled one
    letters: float

    @property
    def empty(self) -> bool:
        """Whether nothing is known of the column."""
        return self.filled == 0


def profiles_of(lines: Sequence[Sequence[Cell]], width: int) -> list[Profile]:
    """Give the profile of each column."""
    return [_profile([cells[at] if at < len(cells) else "" for cells in lines]) for at in range(width)]


def is_day(cell: Cell) -> bool:
    """Whether a cell can be a day, in whichever order; bare numbers cannot."""
    if isinstance(cell, (int, float)):
        return False
    if isinstance(cell, str) and cell.strip().isdigit() and len(cell.strip()) != 8:  # noqa: PLR2004 - 20240131
        return False
    return triple_of(cell) is not None or moment_of(cell, "dmy") is not None


def _profile(cells: list[Cell]) -> Profile:
    counts = Counter(cell.strip() if isinstance(cell, str) else cell for cell in cells)
    blank = counts.pop("", 0)
    filled = len(cells) - blank
    if not filled:
        return Profile(0, len(cells), 0, 0, 0, 0, 0, 0, 0, 0, 0)
    figures = whole = money = dates = times = letters = 0
    for cell, times_seen in counts.items():
        value = number_of(cell, ".")
        if value is not None:
            figures += times_seen
            is_whole = not value or int(value.as_tuple().exponent) >= 0  # 3,00 is written as money is
            whole += times_seen * is_whole
            text = text_of(cell)
            money += times_seen * (
                not text.replace(".", "").replace(",", "").replace("-", "").isdigit() or _has_cents(text)
            )
        elif is_day(cell):
            dates += times_seen
        elif time_of(cell) is not None:
            times += times_seen
        letters += times_seen * (isinstance(cell, str) and any(sign.isalpha() for sign in cell))
        if value is not None and isinstance(cell, str) and is_day(cell):
            dates += times_seen
    started = next((at for at, cell in enumerate(cells) if cell != ""), 0)
    below = len(cells) - started
    length = sum(len(text_of(cell)) * seen for cell, seen in counts.items()) / filled
    return Profile(
        filled, len(cells), figures / filled, whole / filled, money / filled, dates / filled, times / filled,
        len(counts) / filled, length, (blank - started) / below if below else 0.0, letters / filled,
    )  # fmt: skip


def _has_cents(text: str) -> bool:
    return len(text) > _LARGEST_YEAR_MONTH and text[-3] in ".,"
