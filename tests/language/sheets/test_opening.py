from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot.language.sheets.opening import open_table
from bot.language.sheets.sheet import Limits, SheetRefused
from tests.language.sheets.files import packed, read, workbook

if TYPE_CHECKING:
    from pathlib import Path

SALES = b"Date,Item,Qty,Price\n2024-01-05,Bread,2,1.50\n"


def reason(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(SheetRefused) as refused:
        list(open_table(content, limits or Limits(), name="file.csv").lines())
    return refused.value.reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\n \r\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "looks_like_image"),
        (b"\xff\xd8\xff\xe0" + b"0" * 50, "looks_like_image"),
        (b"RIFF0000WEBP", "looks_like_image"),
        (b"%PDF-1.7\n", "looks_like_pdf"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "looks_like_web_page"),
        (b'<?xml version="1.0"?><Workbook/>', "looks_like_document"),
        (b'[{"date": "2024-01-05"}]', "looks_like_json"),
        (b"SQLite format 3\x00" + b"0" * 50, "looks_like_database"),
        (b"MZ\x90\x00" + b"0" * 50, "looks_like_program"),
        (b"7z\xbc\xaf'\x1c00", "looks_like_archive"),
        (bytes(range(256)) * 8, "binary"),
        (b"PK\x03\x04" + b"0" * 50, "broken"),
        (packed({"word/document.xml": b"<x/>"}), "looks_like_document"),
        (packed({"a.csv": SALES, "b.csv": SALES}), "several_files"),
        (packed({"inner.zip": packed({"a.csv": SALES})}), "nested_archive"),
        (gzip.compress(gzip.compress(SALES, mtime=0), mtime=0), "nested_archive"),
        (gzip.compress(SALES * 50, mtime=0)[:-20], "broken"),
        (workbook({"S": [["Date"]]})[:2000], "broken"),
        (b"1," * 600_000, "line_too_long"),
        (b"c," * 5_000 + b"\n", "too_wide"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_looks_like(content: bytes, expected: str):
    assert reason(content) == expected


def test_a_workbook_with_a_damaged_sheet_is_broken():
    content = bytearray(
        workbook({"S": [["Date", "Item"], *(["2024-01-05", f"Bread {i}"] for i in range(200))]})
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    start = sheet.header_offset + 30 + len(sheet.filename)
    content[start : start + 8] = bytes(byte ^ 0xFF for byte in content[start : start + 8])
    assert reason(bytes(content)) == "broken"


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    assert reason(SALES, Limits(file_size=10)) == "too_large"


def test_a_bomb_is_refused_by_what_it_would_unpack_to():
    flat = b"1,2,3\n" * 2_000_000
    assert reason(packed({"sales.csv": flat})) == "unpacks_too_large"
    assert reason(gzip.compress(flat, mtime=0), Limits(unpacked_size=1_000_000)) == "unpacks_too_large"


def test_too_many_lines_are_refused_on_the_way():
    assert reason(SALES + b"x,y,1,2\n" * 200, Limits(rows=100)) == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        SALES,
        gzip.compress(SALES, mtime=0),
        packed({"folder/sales.csv": SALES, "__MACOSX/._sales.csv": b"rubbish"}),
        packed(
            {
                "sales.xlsx": workbook(
                    {"S": [["Date", "Item", "Qty", "Price"], ["2024-01-05", "Bread", 2, 1.5]]}
                )
            }
        ),
    ],
)
def test_the_same_table_however_it_is_packed(content: bytes):
    assert read(content).sales == [("2024-01-05", "Bread", 2.0, 3.0)]


def test_a_path_is_read_again_and_again(tmp_path: Path):
    path = tmp_path / "sales.csv"
    path.write_bytes(SALES)
    raw = open_table(path)
    assert raw.name == "sales.csv"
    assert (
        list(raw.lines())
        == list(raw.lines())
        == [(1, ["Date", "Item", "Qty", "Price"]), (2, ["2024-01-05", "Bread", "2", "1.50"])]
    )
