"""Workbooks (xlsx, xlsm, xlsb, ods, xls) as lines of cells, measured before they are unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

import python_calamine

from bot.language.sheets.blocks import in_blocks
from bot.language.sheets.folding import heading_words
from bot.language.sheets.headings import scores_of
from bot.language.sheets.looks import BROKEN_ARCHIVE
from bot.language.sheets.sheet import Limits, RawTable, SheetRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.language.sheets.sheet import Numbered

_MOST_CELLS = 8_000_000  # calamine holds a sheet as a full rectangle, about 30 bytes a cell
_SURE = 8.0  # a heading that names a day outright
_CHUNK = 1 << 18
_CELL_OR_ROW = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr=\"([A-Z]*)(\d*)\")?")
# What nearly every program writes: places first, and on every cell.
_PLACED_CELL, _PLACED_ROW = re.compile(rb'<c r="([A-Z]+)\d'), re.compile(rb'<row r="(\d+)"')
_REPEATED = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="(\d{4,})"[^>]*office:value-type')
_REPEATED_ROW = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d{4,})"[^>]*>(?:(?!</table:table-row>).){0,2000}?value-type',
    re.DOTALL,
)
_LETTERS = 26


def open_workbook(
    name: str, open_bytes: Callable[[], BinaryIO], limits: Limits, sheet: str | None, *, packed: bool
) -> RawTable:
    """Open a workbook: the sheet named, or the visible one with the most lines and those with its headings."""
    with open_bytes() as stream:
        content = stream.read()
    if packed:
        _measure(content, limits)
    book = _load(content)
    visible = [
        about.name
        for about in book.sheets_metadata
        if about.visible == python_calamine.SheetVisibleEnum.Visible
        and about.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    names = visible or list(book.sheet_names)
    if len(names) > limits.sheets:
        raise SheetRefused("too_many_sheets", str(len(names)))
    if sheet is not None and sheet not in book.sheet_names:
        raise SheetRefused("no_table", sheet)
    sheets = {each: _sheet(book, each) for each in (names if sheet is None else [sheet])}
    chosen = {each: sheets[each] for each in _alike(sheets)}
    if not chosen:
        raise SheetRefused("empty")
    width = max(each.width for each in chosen.values())
    if width > limits.columns:
        raise SheetRefused("too_wide", f"{width} columns")

    def lines() -> Iterator[Numbered]:
        for each in chosen.values():
            yield from enumerate(each.iter_rows(), 1)

    others = tuple(each for each in names if each not in chosen)
    return RawTable(
        name, "workbook", width, lambda: in_blocks(lines()), sheet=", ".join(chosen), other_sheets=others
    )


def _load(content: bytes) -> Any:
    """Give the calamine workbook of some bytes."""
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError as error:
        raise SheetRefused("password") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k" in content:
            raise SheetRefused("password") from error
        if b"W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t" in content:
            raise SheetRefused("looks_like_document") from error
        raise SheetRefused("broken", str(error)) from error


def _sheet(book: Any, name: str) -> Any:
    """Give one sheet of a workbook."""
    try:
        return book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise SheetRefused("broken", f"{name}: {error}") from error


def _alike(sheets: dict[str, Any]) -> list[str]:
    """Give the sheets to read as one table: those with the same headings, dated ones before lists, then the most lines."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, sheet in sheets.items():
        if sheet.height:
            head = _head(sheet)
            groups.setdefault(head or (name,), []).append(name)
    if not groups:
        return []

    def weight(head: tuple[str, ...]) -> tuple[bool, int]:
        dated = any(scores_of(title).get("date", 0.0) >= _SURE for title in head)
        return dated and len(head) > 1, sum(sheets[name].height for name in groups[head])

    return groups[max(groups, key=weight)]


def _head(sheet: Any) -> tuple[str, ...]:
    """Give a sheet's first line of three and more words, folded: sheets with the same one continue each other."""
    for row in sheet.to_python(nrows=12):
        words = tuple(heading_words(cell) if isinstance(cell, str) else "" for cell in row)
        if sum(bool(word) for word in words) >= 3:  # noqa: PLR2004 - two words are a title
            return words
    return ()


def _measure(content: bytes, limits: Limits) -> None:
    """Refuse a packed workbook that would unpack to too much, without believing what it says of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > limits.workbook_unpacked_size:
                raise SheetRefused("unpacks_too_large", f"{limits.workbook_unpacked_size // 1_000_000} MB")
            sheets = [each for each in archive.infolist() if each.filename.endswith((".xml", ".bin"))]
            for member in sheets:
                if member.flag_bits & 1:
                    raise SheetRefused("password")
                if member.file_size > limits.unpack_ratio * max(member.compress_size, 1024):
                    raise SheetRefused("unpacks_too_large", member.filename)
                with archive.open(member) as stream:
                    _measure_member(member.filename, stream, limits)
    except (*BROKEN_ARCHIVE, OSError) as error:
        raise SheetRefused("broken", str(error)) from error


def _measure_member(name: str, stream: Any, limits: Limits) -> None:
    """Run through one part: its checksum proves its size, its cells show how large a rectangle they span."""
    is_sheet = "worksheets/" in name and name.endswith(".xml")
    area = _Area()
    tail = b""
    for chunk in iter(lambda: stream.read(_CHUNK), b""):
        if is_sheet:
            cut = chunk.rfind(b">") + 1
            area.take(tail + chunk[:cut])
            tail = chunk[cut:] if cut else tail + chunk
            if area.cells > _MOST_CELLS or len(tail) > limits.line_length:
                raise SheetRefused("too_large", f"{area.rows} x {area.columns} cells")
        elif name == "content.xml":
            text = tail + chunk
            wide, deep = _REPEATED.search(text), _REPEATED_ROW.search(text)
            if wide and int(wide.group(1)) > limits.columns:
                raise SheetRefused("too_wide", f"{int(wide.group(1))} columns")
            if deep and int(deep.group(1)) > limits.columns:
                raise SheetRefused("too_large", f"{int(deep.group(1))} equal rows")
            tail = chunk[-4096:]


class _Area:
    """The rectangle that the cells of a sheet span, whether or not they say where they stand."""

    def __init__(self) -> None:
        self.rows = self.columns = self._at = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    def take(self, xml: bytes) -> None:
        columns, rows = _PLACED_CELL.findall(xml), _PLACED_ROW.findall(xml)
        if (
            len(columns) == xml.count(b"<c ") + xml.count(b"<c>")
            and len(rows) == xml.count(b"<row")
            and b":c" not in xml
        ):
            self.columns = max([self.columns, *map(_number, set(columns))])
            self.rows = max([self.rows, *map(int, rows)])
        else:
            self._take_each(xml)

    def _take_each(self, xml: bytes) -> None:
        for match in _CELL_OR_ROW.finditer(xml):
            what, letters, digits = match.groups()
            if what == b"row":
                self.rows = max(self.rows + 1, int(digits or 0))
                self._at = 0
            else:
                self._at = _number(letters) if letters else self._at + 1
                self.columns = max(self.columns, self._at)


def _number(letters: bytes) -> int:
    """Give the number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - 64
    return number
