"""Making cells comparable: white space folded for what is shown, case and accents for what is compared."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.language.sheets.sheet import Cell

_NO_WORD = re.compile(r"[^\w%#№$€£]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNSEEN = dict.fromkeys((0x0000, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))


def tidy(text: str) -> str:
    """Give the text with every run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Give what two spellings of a name share: no case, no accents on Latin letters, single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNSEEN)).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def heading_words(title: str) -> str:
    """Give a heading as plain words: `InvoiceNo` and `invoice_no:` are both `invoice no`."""
    parted = _CAMEL.sub(" ", title.translate(_UNSEEN))
    return " ".join(_NO_WORD.sub(" ", fold(parted).replace("_", " ")).split())


def text_of(cell: Cell) -> str:
    """Give any cell as text, as its owner would write it; whole floats lose their `.0`."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return str(cell)
