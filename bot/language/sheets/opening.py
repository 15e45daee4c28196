"""Opening a file of any kind as a table, or saying why not."""

from __future__ import annotations

import gzip
import io
import zipfile
from contextlib import closing
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from bot.language.sheets.looks import BROKEN_ARCHIVE, look
from bot.language.sheets.sheet import DEFAULT_LIMITS, Limits, RawTable, SheetRefused
from bot.language.sheets.text_lines import open_text
from bot.language.sheets.workbooks import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = 4096


def open_table(
    source: Path | bytes, limits: Limits = DEFAULT_LIMITS, *, name: str = "", sheet: str | None = None
) -> RawTable:
    """Open CSV, TSV, text, XLSX, ODS, XLS, or one such file in a zip or gz; raise `SheetRefused` otherwise.

    `sheet` names one sheet of a workbook. The file must stay in place as long as the table is read.
    """
    if isinstance(source, bytes):
        size, opener = len(source), lambda: cast("BinaryIO", io.BytesIO(source))
    else:
        size, opener = source.stat().st_size, lambda: cast("BinaryIO", source.open("rb"))
        name = name or source.name
    if size == 0:
        raise SheetRefused("empty")
    if size > limits.file_size:
        raise SheetRefused("too_large", f"{size // 1_000_000} MB")
    return _open(name, opener, limits, sheet, inside=False)


def _open(
    name: str, opener: Callable[[], BinaryIO], limits: Limits, sheet: str | None, *, inside: bool
) -> RawTable:
    """Open what the first bytes show; `inside` an archive no further archive is opened."""
    with opener() as stream:
        head = stream.read(_HEAD)
    if not head.strip():
        raise SheetRefused("empty")
    what = look(head)
    if what == "text":
        return open_text(name, opener, limits)
    if what == "ole":
        return open_workbook(name, opener, limits, sheet, packed=False)
    if what == "gzip":
        if inside:
            raise SheetRefused("nested_archive")
        return _gzipped(name, opener, limits, sheet)
    if what == "zip":
        return _zipped(name, opener, limits, sheet, inside=inside)
    raise SheetRefused(what, name)


def _gzipped(name: str, opener: Callable[[], BinaryIO], limits: Limits, sheet: str | None) -> RawTable:
    """Open a gz file; its size is met, not believed, while it is unpacked."""

    def unpacked() -> BinaryIO:
        return cast("BinaryIO", gzip.GzipFile(fileobj=opener()))

    try:
        return _open(name.removesuffix(".gz"), unpacked, limits, sheet, inside=True)
    except BROKEN_ARCHIVE as error:
        raise SheetRefused("broken", str(error)) from error


def _zipped(
    name: str, opener: Callable[[], BinaryIO], limits: Limits, sheet: str | None, *, inside: bool
) -> RawTable:
    """Open a workbook, or the one file that a plain zip holds."""
    try:
        with opener() as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            members = [
                member
                for member in archive.infolist()
                if not member.is_dir() and not PurePath(member.filename).name.startswith((".", "__"))
                and not member.filename.startswith("__MACOSX")
            ]  # fmt: skip
            mime = archive.read("mimetype")[:100] if "mimetype" in names[:5] else b""
    except (*BROKEN_ARCHIVE, OSError, RuntimeError) as error:
        raise SheetRefused("broken", str(error)) from error
    if any(part.startswith("xl/") for part in names) or b"opendocument.spreadsheet" in mime:
        return open_workbook(name, opener, limits, sheet, packed=True)
    if any(part.startswith(("word/", "ppt/")) for part in names) or mime:
        raise SheetRefused("looks_like_document", name)
    if inside:
        raise SheetRefused("nested_archive")
    if len(members) != 1:
        raise SheetRefused("several_files" if members else "empty", str(len(members)))
    (member,) = members
    if member.flag_bits & 1:
        raise SheetRefused("password")
    if member.file_size > limits.unpacked_size or member.file_size > limits.unpack_ratio * max(
        member.compress_size, 1024
    ):
        raise SheetRefused("unpacks_too_large", member.filename)

    def unpacked() -> BinaryIO:
        with opener() as packed, closing(zipfile.ZipFile(packed)) as archive:
            try:
                return cast("BinaryIO", io.BytesIO(archive.read(member)))
            except BROKEN_ARCHIVE as error:
                raise SheetRefused("broken", str(error)) from error

    return _open(PurePath(member.filename).name, unpacked, limits, sheet, inside=True)
