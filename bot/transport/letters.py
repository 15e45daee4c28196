"""Letters as they are seen: what a text shows, how wide it is, where it may be cut.

Names come from people and their files, so any character may occur. Widths are columns of a
fixed-width font, as Telegram shows <pre>: East Asian letters and emoji take two, marks none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"
_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_CLUSTER_LIMIT = 16  # letters; the longest joined emoji in use has 10, a pile of marks has no end
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Telegram drops some of these and obeys the rest: one name could turn the whole message around.
_TURNING = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# Letters by category, yet nothing is seen of them.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc")


def clean(text: str) -> str:
    """Give the text without what would break a message: control characters, halves of letters."""
    text = _SURROGATES.sub("\ufffd", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _TURNING.sub("", text)
    return _CONTROLS.sub(" ", text)


def one_line(text: str) -> str:
    """Give the cleaned text on one line, with single spaces: for cells, labels and captions."""
    return " ".join(clean(text).split())


def visible(text: str) -> bool:
    """Say whether anything of the text would be seen; Telegram refuses a message without."""
    return any(unicodedata.category(letter)[0] not in "ZC" and letter not in _BLANKS for letter in text)


def units(text: str) -> int:
    """Give the length as Telegram counts it: UTF-16 code units, so an emoji is two."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def clusters(text: str) -> Iterator[str]:
    """Give the text piece by piece: each letter with its marks, each emoji with what is joined to it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and at - start < _CLUSTER_LIMIT and _continues(text, start, at):
            continue
        yield text[start:at]
        start = at


def width(text: str) -> int:
    """Give the columns that the text takes in a fixed-width font."""
    if text.isascii():
        return len(text)
    return sum(_cluster_width(cluster) for cluster in clusters(text))


def shorten(text: str, columns: int) -> str:
    """Give the text in at most `columns` columns (at least 1), ending in … where it was cut."""
    if width(text) <= columns:
        return text
    kept, used = [], 1
    for cluster in clusters(text):
        used += _cluster_width(cluster)
        if used > columns:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def _continues(text: str, start: int, at: int) -> bool:
    letter, before = text[at], text[at - 1]
    if _is_flag(letter):
        return at - start == 1 and _is_flag(before)
    return before == _JOINER or _letter_width(letter) == 0 or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _is_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _cluster_width(cluster: str) -> int:
    if _AS_EMOJI in cluster or _is_flag(cluster[0]):
        return 2
    return max(1, *(_letter_width(letter) for letter in cluster))


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
