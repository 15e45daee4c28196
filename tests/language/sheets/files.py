"""Small files made on the spot, and the whole way through one in a single step."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl

from bot.language.sheets.opening import open_table
from bot.language.sheets.preview import preview
from bot.language.sheets.recognise import recognise
from bot.language.sheets.rows import read_rows
from bot.language.sheets.sheet import Preview, Problem, RawTable, Row

if TYPE_CHECKING:
    from bot.language.sheets.layout import Layout

TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Read:
    raw: RawTable
    layout: Layout
    rows: list[Any]
    problems: list[Problem]
    skipped: dict[str, int]
    preview: Preview

    @property
    def reasons(self) -> dict[int, str]:
        return {problem.line_number: problem.reason for problem in self.problems}

    @property
    def sales(self) -> list[tuple[str, str, float, float]]:
        """Day, product, quantity, total: what a sale is in a glance."""
        return [
            (str(row.sold_on), row.product, row.quantity_milli / 1000, row.total_minor / 100)
            for row in self.rows
        ]


def read(
    content: str | bytes,
    name: str = "file.csv",
    *,
    decimals: int = 2,
    today: date = TODAY,
    layout: Layout | None = None,
) -> Read:
    """Read a file's content all the way; `layout` in place of the one recognised."""
    raw = open_table(content.encode() if isinstance(content, str) else content, name=name)
    layout = layout or recognise(raw, today=today, decimals=decimals)
    reading = read_rows(raw, layout, today=today, decimals=decimals)
    items: list[Row | Problem] = list(reading)
    return Read(
        raw,
        layout,
        [item for item in items if not isinstance(item, Problem)],
        [item for item in items if isinstance(item, Problem)],
        dict(reading.skipped),
        preview(read_rows(raw, layout, today=today, decimals=decimals)),
    )


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Give an xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    """Give a zip with these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


def open_document(rows: str) -> bytes:
    """Give an ods whose only table holds these rows of XML."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>'
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": f'<?xml version="1.0"?><office:document-content {spaces}>{body}</office:document-content>'.encode(),
        }
    )
