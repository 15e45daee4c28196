"""Taking the book out: every public view as CSV or as one workbook, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from bot.files.safety import safe
from storage.reading import views

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from storage.book import Book

SHEET_ROWS = 1_048_575  # a worksheet holds one more, for its headings
_WIDEST = 40
_TEXT = 32_767  # letters in one cell


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which views, and of which days (both included): with days, only views of what happened on days."""

    days: tuple[date, date] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The views."""
        return views.VIEWS if self.days is None else tuple(views.DATED)

    @property
    def between(self) -> tuple[date | None, date | None]:
        """First and last day, None for the whole book."""
        return (None, None) if self.days is None else self.days


EVERYTHING = Wanted()


def write_views(book: Book, folder: Path, wanted: Wanted = EVERYTHING) -> list[Path]:
    """Write one CSV file a view into `folder` (UTF-8 with a mark, as spreadsheets want it); gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with book.snapshot():
        for name in wanted.names:
            file = folder / f"{name}.csv"
            with file.open("w", encoding="utf-8-sig", newline="") as out:
                writer = csv.writer(out)
                writer.writerow(views.columns(book, name))
                writer.writerows(
                    [safe(cell) for cell in row] for row in views.rows(book, name, *wanted.between)
                )
            files.append(file)
    return files


def pack(files: list[Path], target: Path) -> Path:
    """Put files into one zip; the files themselves go."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
            file.unlink()
    return target


def write_workbook(book: Book, target: Path, wanted: Wanted = EVERYTHING) -> Path:
    """Write one workbook with a sheet a view; text is text, whatever it begins with.

    A view of more rows than a sheet holds goes on in a next one (sales_book 2), with the same headings.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with book.snapshot(), xlsxwriter.Workbook(str(target), options) as made:
        bold = made.add_format({"bold": True})
        for name in wanted.names:
            columns = views.columns(book, name)
            sheet = _sheet(made, name, columns, bold, 0)
            for count, row in enumerate(views.rows(book, name, *wanted.between)):
                if count and count % SHEET_ROWS == 0:
                    sheet = _sheet(made, name, columns, bold, count // SHEET_ROWS)
                _write(sheet, count % SHEET_ROWS + 1, row)
    return target


def _sheet(
    made: xlsxwriter.Workbook, name: str, columns: tuple[str, ...], bold: object, part: int
) -> xlsxwriter.worksheet.Worksheet:
    sheet = made.add_worksheet(name if part == 0 else f"{name} {part + 1}")
    sheet.freeze_panes(1, 0)
    for at, title in enumerate(columns):
        sheet.set_column(at, at, min(_WIDEST, max(12, len(title) + 2)))
        sheet.write_string(0, at, title, bold)
    return sheet


def _write(sheet: xlsxwriter.worksheet.Worksheet, at: int, row: tuple[object, ...]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell[:_TEXT])
        elif isinstance(cell, int | float):
            sheet.write_number(at, column, cell)
