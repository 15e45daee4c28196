"""The rows that could not be read, as a file: mended, it can be sent back.

It has the headings of the file it came from, and behind them the line and the reason in words.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from bot.files import words
from bot.files.safety import safe
from bot.speech import N_, _

if TYPE_CHECKING:
    from pathlib import Path

    from bot.language.sheets.layout import Layout
    from bot.language.sheets.sheet import Problem, RawTable

LINE, WHY = N_("line it stood in"), N_("why it was refused")


class Refused:
    """Writes refused rows as they are met; the file begins with the first one."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self._titles = [
            title or _("column {number}", number=at + 1) for at, title in enumerate(layout.titles)
        ]
        self._file: TextIO | None = None

    def take(self, problem: Problem) -> None:
        """Write one row."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow([safe(cell) for cell in (*self._titles, _(LINE), _(WHY))])
        width = len(self._titles)
        cells = [*problem.cells[:width], *[""] * (width - len(problem.cells))]
        why = words.why(problem.reason, problem.detail)
        csv.writer(self._file).writerow([safe(cell) for cell in (*cells, str(problem.line_number), why)])

    def close(self) -> Path | None:
        """Give the file; None where nothing was refused."""
        if self._file is None:
            return None
        self._file.close()
        return self.path


def are_refused(raw: RawTable) -> bool:
    """Say whether a table is such a file, sent back."""
    return next((LINE in cells and WHY in cells for _, cells in raw.lines()), False)
