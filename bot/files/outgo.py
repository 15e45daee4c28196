"""Taking the book out: every public view as CSV, safe to open in a spreadsheet.

A cell that a spreadsheet would take for a formula gets an apostrophe in front; reading a file in takes it off again.
"""

from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING, Any

from storage.reading import views

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from storage.book import Book

# The signs that begin a formula, also in their full-width forms; and the apostrophe itself, so that one can come off.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(cell: Any) -> Any:
    """Give a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(_RISKY):
        return "'" + cell
    return "" if cell is None else cell


def write_views(book: Book, folder: Path, names: Iterable[str] = views.VIEWS) -> list[Path]:
    """Write one CSV file a view into `folder` (UTF-8 with a mark, as spreadsheets want it); gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with book.snapshot():
        for name in names:
            file = folder / f"{name}.csv"
            with file.open("w", encoding="utf-8-sig", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(views.columns(book, name))
                writer.writerows([safe(cell) for cell in row] for row in views.rows(book, name))
            files.append(file)
    return files


def pack(files: Iterable[Path], target: Path) -> Path:
    """Put files into one zip; the files themselves go."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
            file.unlink()
    return target
