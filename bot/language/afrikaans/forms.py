"""Words that only look otherwise in Afrikaans: "'n", five-and-twenty, the 14de, "honderd" without its one, "môre".

Belongs here: what is mended word by word, before a line is brought into order.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.tokens import Token
from bot.language.words import LEXICON
from bot.language.words.af import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_TENS = frozenset(str(n) for n in range(20, 100, 10))
_UNITS = frozenset(str(n) for n in range(1, 10))
_HUNDREDS = frozenset({"honderd", "duisend"})
_ORDINAL = re.compile(r"(\d{1,2})(?:de|ste)")
_GREETED = frozenset({"oom", "tannie", "almal", "boet", "daar", "mense", "vriend", "boetie"})
_SAYING = frozenset({"goeie", "tot", "sien"})


def mended(tokens: Sequence[Token]) -> list[Token]:
    """Give a line with its words in the forms that the tables have."""
    line = _more(_tomorrow(_tens_first(_one_hundred(_articles(tokens)))))
    return _costing([_ordinal(token) for token in line])


def _ordinal(token: Token) -> Token:
    found = _ORDINAL.fullmatch(token.word)
    return replace(token, word=f"{found.group(1)}th") if found else token


def _one_hundred(tokens: Sequence[Token]) -> list[Token]:
    """Read "honderd" with no number before it as one hundred."""
    out: list[Token] = []
    for token in tokens:
        before = out[-1] if out else None
        counted = before is not None and (
            before.kind == "number" or before.word in {*LEXICON.numbers, "n", "half"}
        )
        if token.word in _HUNDREDS and not counted:
            out.append(Token("word", "", "een", token.start, token.start))
        out.append(token)
    return out


def _tomorrow(tokens: Sequence[Token]) -> list[Token]:
    """Tell "môre" that is a day from a greeting; without its accent only where a number or "kom" follows at once."""
    out = list(tokens)
    for i, token in enumerate(out):
        after = out[i + 1] if i + 1 < len(out) else None
        if token.word != "more" or after is None or (i and out[i - 1].word in _SAYING):
            continue
        said = "ô" in token.text.casefold() and after.kind != "mark" and after.word not in _GREETED
        first = i == 0 and (
            after.kind == "number" or after.word in LEXICON.numbers or after.word in {"n", "kom"}
        )
        if said or first:
            out[i] = replace(token, word="moreoggend")
    return out


def _costing(tokens: Sequence[Token]) -> list[Token]:
    """Read what something costs at a supplier's as what it costs the shop."""
    words = {token.word for token in tokens}
    if "kos" not in words or not words & {"verskaffer", "leweransier", "groothandelaar"}:
        return list(tokens)
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        if token.word == "kos":
            out.append(Token("word", "", "my", token.end, token.end))
    return out


def _articles(tokens: Sequence[Token]) -> list[Token]:
    """Join the apostrophe of "'n" to its letter."""
    out: list[Token] = []
    for token in tokens:
        if token.word == "n" and out and out[-1].text == "'":
            before = out.pop()
            out.append(replace(token, text="'n", start=before.start, glued=before.glued))
        else:
            out.append(token)
    return out


def _tens_first(tokens: Sequence[Token]) -> list[Token]:
    """Read "vyf en twintig" as "twintig vyf"."""
    out = list(tokens)
    for i in range(len(out) - 2):
        ones, joint, tens = (token.word for token in out[i : i + 3])
        if joint == "en" and WORDS.numbers.get(ones) in _UNITS and WORDS.numbers.get(tens) in _TENS:
            out[i : i + 3] = [out[i + 2], out[i]]
            return _tens_first(out)
    return out


def _more(tokens: Sequence[Token]) -> list[Token]:
    """Read "nog 2" at the beginning as "2 meer"."""
    out = list(tokens)
    if len(out) > 1 and out[0].word == "nog" and (out[1].kind == "number" or out[1].word in LEXICON.numbers):
        out[:2] = [out[1], replace(out[0], word="meer")]
    return out
