"""Which encoding a text file is written in, found by reading all of it once."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from bot.language.sheets.sheet import Limits, SheetRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CHUNK = 1 << 20
_SAMPLE = 200_000
_LAST_BYTE = 0xFF
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 that was taken for cp1252 and written as UTF-8 once more: é became Ã©, £ became Â£.
_TWICE = re.compile(
    rb"\xc3[\x82\x83]\xc2|\xc3[\x83\x84\x85](?:\xc5|\xe2|\xcb|\xc6)|\xc3\xa2\xe2\x80\x9a|\xc3\x90\xc2"
)
_NOT_ASCII = re.compile("[^\x00-\x7f]+")

# Typographic signs are data here, not typing errors.
_MARKS = "€£°–—’‘“”…×®©½²¢™§№«»·¡¿\xa0"  # noqa: RUF001
_APOSTROPHES = "’\xa0"
_WESTERN = "äöüßéèêëàâçñóíáúùûîïôœæøåãõìòÿ"
_CENTRAL = "ąćęłńśźżáčďéěíňóřšťúůýžőűöüäßôľĺŕâăîşţ"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ"
_EXPECTED = {
    "cp1252": _WESTERN + _WESTERN.upper(),
    "cp1250": _CENTRAL + _CENTRAL.upper(),
    "cp1251": _CYRILLIC + _CYRILLIC.upper(),
    "mac_roman": _WESTERN + _WESTERN.upper(),
    "cp850": _WESTERN + _WESTERN.upper(),
    "koi8-r": _CYRILLIC + _CYRILLIC.upper(),
    "cp866": _CYRILLIC + _CYRILLIC.upper(),
    "cp1253": _GREEK + _GREEK.upper(),
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text file is spelled: its encoding, and what has to be repaired on the way."""

    encoding: str
    has_nuls: bool
    is_double: bool


def spelling_of(open_bytes: Callable[[], BinaryIO], limits: Limits) -> Spelling:
    """Read the file once and give its spelling; refuse what is too large or one endless line."""
    with open_bytes() as stream:
        head = stream.read(4096)
        encoding = _by_mark(head)
    scan = _Scan(limits)
    with open_bytes() as stream:
        for chunk in iter(lambda: stream.read(_CHUNK), b""):
            scan.take(chunk)
    scan.finish()
    if not encoding:
        encoding = (
            "utf-8" if scan.is_utf8 or _mostly_utf8(bytes(scan.sample)) else _legacy(bytes(scan.sample))
        )
    # In UTF-16 every other byte is a NUL: only a NUL sign, found on reading, would be one too many.
    wide = encoding.startswith(("utf-16", "utf-32"))
    return Spelling(
        encoding, has_nuls=scan.nuls > 0 or wide, is_double=scan.twice and encoding.startswith("utf-8")
    )


class _Scan:
    """What one run over the bytes tells."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.size = self.nuls = self.tail = 0
        self.is_utf8, self.twice = True, False
        self.sample = bytearray()
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def take(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > self.limits.unpacked_size:
            raise SheetRefused("unpacks_too_large", f"{self.limits.unpacked_size // 1_000_000} MB")
        self.nuls += chunk.count(0)
        pieces = chunk.replace(b"\r", b"\n").split(b"\n")
        longest = max(self.tail + len(pieces[0]), *map(len, pieces))
        self.tail = len(pieces[-1]) + (self.tail if len(pieces) == 1 else 0)
        if longest > self.limits.line_length:
            raise SheetRefused("line_too_long", f"{self.limits.line_length // 1000} kB")
        if self.is_utf8:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError:
                self.is_utf8 = False
        self.twice = self.twice or _TWICE.search(chunk) is not None
        if len(self.sample) < _SAMPLE and not chunk.isascii():
            lines = (line for line in pieces if not line.isascii())
            for line in lines:
                self.sample += line + b"\n"
                if len(self.sample) > _SAMPLE:
                    break

    def finish(self) -> None:
        if self.is_utf8:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self.is_utf8 = False


def _by_mark(head: bytes) -> str:
    """Give the encoding that a byte order mark, or the NULs of unmarked UTF-16, show."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    pairs = len(head) // 2
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if pairs and odd > 0.4 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    if pairs and even > 0.4 * pairs and odd < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _mostly_utf8(sample: bytes) -> bool:
    """Whether a few lines of another hand spoil a file that is UTF-8 otherwise; `READ_ANYWAY` reads those as cp1252."""
    lines = sample.split(b"\n")
    sound = sum(_reads(line) for line in lines if line)
    return sound > 0 and 2 * sound > len(lines)


def _reads(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Give the bytes that are no UTF-8 as Windows would have meant them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


READ_ANYWAY = "read-anyway-as-cp1252"
"""The error handler for decoding: what is no sign of the file's encoding is read as cp1252."""
codecs.register_error(READ_ANYWAY, _as_cp1252)


def _legacy(sample: bytes) -> str:
    """Give the one-byte encoding under which the sample holds the most letters that one would expect."""
    best, best_score = "latin-1", float("-inf")
    for encoding, letters in _EXPECTED.items():
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _score(text, frozenset(letters))
        if score > best_score:
            best, best_score = encoding, score
    return best


def _score(text: str, letters: frozenset[str]) -> float:
    """Count what one would expect for an encoding, and strangers against it, each beside its neighbours."""
    score = 0.0
    for before, sign, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if sign <= "\x7f":
            continue
        within_word = before.isalpha() or after.isalpha()
        if sign in letters and within_word:
            odd_capital = sign.isupper() and before.islower()
            score += -1.0 if odd_capital else 1.0 if sign.islower() else 0.8
        elif sign in _MARKS and not (before.isalpha() and after.isalpha() and sign not in _APOSTROPHES):
            score += 1.0
        else:
            score -= 1.0
    return score


def unfold_twice(lines: Iterator[str]) -> Iterator[str]:
    """Give the lines with twice encoded signs made whole: `CafÃ©` is `Café`."""
    for line in lines:
        yield line if line.isascii() else _NOT_ASCII.sub(lambda run: _once(run.group()), line)


def _once(run: str) -> str:
    """Give a run of signs decoded once more, or as it is where that makes no sense."""
    raw = bytearray()
    for sign in run:
        try:
            raw += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > _LAST_BYTE:
                return run
            raw.append(ord(sign))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return run
