"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import gzip
import zipfile
import zlib

BROKEN_ARCHIVE = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError)
"""What the library raises on a zip or gz that is cut short, damaged, or packed in a way it does not know."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "looks_like_image"),
    (b"\xff\xd8\xff", "looks_like_image"),
    (b"GIF87a", "looks_like_image"),
    (b"GIF89a", "looks_like_image"),
    (b"II*\x00", "looks_like_image"),
    (b"MM\x00*", "looks_like_image"),
    (b"%PDF-", "looks_like_pdf"),
    (b"{\\rtf", "looks_like_document"),
    (b"7z\xbc\xaf'\x1c", "looks_like_archive"),
    (b"Rar!\x1a\x07", "looks_like_archive"),
    (b"BZh9", "looks_like_archive"),
    (b"\xfd7zXZ\x00", "looks_like_archive"),
    (b"\x28\xb5\x2f\xfd", "looks_like_archive"),
    (b"\x7fELF", "looks_like_program"),
    (b"SQLite format 3\x00", "looks_like_database"),
    (b"PAR1", "looks_like_database"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<meta")
_CONTROL = frozenset(range(1, 32)) - {9, 10, 12, 13, 26, 27}


def look(head: bytes) -> str:
    """Give what the first bytes of a file show: zip, gzip, ole, text, binary, or the reason to refuse it."""
    for start, what in _STARTS:
        if head.startswith(start):
            return what
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp" or (head[:2] == b"BM" and b"\x00" in head[:14]):
        return "looks_like_image"
    if head[:2] == b"MZ" and b"\x00" in head[:64]:
        return "looks_like_program"
    return _look_at_text(head)


def _look_at_text(head: bytes) -> str:
    """Give what bytes without a known beginning are."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith(_PAGES):
        return "looks_like_web_page"
    if start.startswith(b"<?xml"):
        return "looks_like_document"
    if start.startswith((b'{"', b"{\n", b"{\r", b'[{"', b"[\n", b"[{")):
        return "looks_like_json"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    odd = sum(byte in _CONTROL for byte in head)
    nuls = head.count(0)
    utf16 = 4 * nuls > len(head) and 3 * nuls < 2 * len(head)  # every other byte of plain words is a NUL
    if odd * 50 > len(head) or (nuls * 4 > len(head) and not utf16):
        return "binary"
    return "text"
