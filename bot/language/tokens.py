"""The lexer: a message cut into words, numbers and marks, line by line, with nothing interpreted yet.

Belongs here: what a character run is. What it means (a date, a price, a name) is decided by others. Names keep
their own numbers ("65w", "10000mAh" and "7up" are words), amounts keep their commas ("R5,250.50" is one number).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from bot.language.amounts import parse_number
from bot.language.words.table import folded

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.language.statements import Locale

LONGEST = 20_000  # characters read of one message; a pasted book beyond that is a file

Kind = Literal["word", "number", "date", "time", "mark"]

_REPLACED = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "`": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2033": '"',
        "\u3003": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2022": "\n",
        "\u00d7": "x",
        "\u2715": "x",
        "\u2716": "x",
        "\u00bd": ".5",
        "\u00bc": ".25",
        "\u00be": ".75",
        "\t": " ",
        "\r": "\n",
        "_": " ",
    },
)

_GRAMMAR = r"""
      (?P<newline>\n)
    | (?P<space>[^\S\n]+)
    | (?P<date>\d{4}-\d{1,2}-\d{1,2}(?!\d)
              |\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)
              |\d{1,2}-\d{1,2}-\d{4}(?!\d)
              |\d{1,2}/\d{1,2}(?![\d/]))
    | (?P<time>\d{1,2}:\d{2}(?:\s?[ap]m)?(?!\w)|\d{1,2}h\d{2}(?!\w)|\d{1,2}\s?[ap]m(?!\w))
    | (?P<sign>(?<![^\W_])(?:SIGNS)(?=\s?\d))
    | (?P<number>(?>\d{1,3}(?:,\d{3})++(?:\.\d{1,2})?(?!\d)
                 |\d{1,3}(?:\.\d{3})++,\d{1,2}(?!\d)
                 |\d++[.,]\d++
                 |(?<![.\w])\.\d++
                 |\d++)
       (?:k(?![^\W_]))?(?![^\W_]))
    | (?P<word>[^\W_]+(?:[.,]\d+[^\W\d_]+)?(?:'[^\W_]+)*)
    | (?P<mark>.)
    """


@lru_cache(maxsize=8)
def _grammar(locale: Locale) -> re.Pattern[str]:
    signs = "|".join(
        re.escape(sign) for sign in sorted((locale.symbol, *locale.codes), key=len, reverse=True)
    )
    return re.compile(_GRAMMAR.replace("SIGNS", signs), re.VERBOSE | re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a message: `word` is its folded form, `glued` says that nothing stood between it and the last.

    `value` is set for numbers; `money` says that a currency sign or code stands with it.
    """

    kind: Kind
    text: str
    word: str
    start: int
    end: int
    glued: bool = False
    value: Decimal | None = None
    money: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.text[:1].isupper()


def fold(text: str) -> str:
    """Give text in the form in which words are compared: no case, no accents, no apostrophes."""
    if text.isascii():
        return text.lower().replace("'", "")
    return folded(text)


def normalise(message: str) -> str:
    """Give the message in plain signs: one kind of quote, dash and digit, no emoji, no control characters."""
    text = message[:LONGEST].translate(_REPLACED)
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFKC", text)
    return "".join(_plain(c) for c in text.translate(_REPLACED))


def _plain(c: str) -> str:
    if c.isascii():
        return c if c.isprintable() or c == "\n" else " "
    category = unicodedata.category(c)
    if category == "Nd":
        return str(unicodedata.digit(c))
    if category[0] in "CZ" or category in {"So", "Sk", "No", "Nl"}:
        return "" if category == "Cf" else " "
    return "" if category == "Mn" else c


def lines(text: str, locale: Locale) -> list[list[Token]]:
    """Cut normalised text into lines of tokens; empty lines are left out."""
    found: list[list[Token]] = [[]]
    glued = False
    for match in _grammar(locale).finditer(text):
        kind = match.lastgroup
        if kind == "newline":
            found.append([])
        if kind in {"newline", "space"}:
            glued = False
            continue
        found[-1].extend(_tokens(match, glued=glued))
        glued = True
    return [_joined(line, locale) for line in found if line]


_CENTS = re.compile(r"[0-9]{1,3}c")
_PENCE = re.compile(r"([0-9]{1,2})p")
_SEVERAL = re.compile(r"([0-9]{1,3})([^\W\d_]{4,}|pcs?|pkts?|doz|nos)")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
MOST_JOINED = 9  # digits of an amount written in groups
_TIMES = re.compile(r"(?=.*\d)(\d+)?x(\d+)?", re.IGNORECASE)


def _tokens(match: re.Match[str], *, glued: bool) -> list[Token]:
    text, start, end = match.group(), match.start(), match.end()
    kind = match.lastgroup
    if kind == "word" and _CENTS.fullmatch(text):
        cents = parse_number(text[:-1])
        value = None if cents is None else cents / 100
        return [Token("number", text, fold(text), start, end, glued, value, money=True)]
    several = _SEVERAL.fullmatch(text) if kind == "word" else None
    if several:  # "2kettles"
        digits, word = several.groups()
        number = Token("number", digits, digits, start, start + len(digits), glued, parse_number(digits))
        return [number, Token("word", word, fold(word), start + len(digits), end, glued=True)]
    times = _TIMES.fullmatch(text) if kind == "word" else None
    if times:  # "3x", "x3", "3x80"
        parts = [part for part in (times.group(1), "x", times.group(2)) if part]
        return [
            Token("mark", "x", "x", start, end, True)
            if part == "x"
            else Token("number", part, part, start, end, glued, parse_number(part))
            for part in parts
        ]
    if kind == "number":
        return [Token("number", text, fold(text), start, end, glued, parse_number(text))]
    if kind == "date":
        return [Token("date", text, text, start, end, glued)]
    if kind == "time":
        return [Token("time", text, text, start, end, glued)]
    if kind == "word":
        return [Token("word", text, fold(text), start, end, glued)]
    return [Token("mark", text, fold(text), start, end, glued)]


@lru_cache(maxsize=8)
def _signs(locale: Locale) -> frozenset[str]:
    return frozenset(fold(sign) for sign in (locale.symbol, *locale.codes))


def _joined(line: list[Token], locale: Locale) -> list[Token]:
    """Join currency signs to their numbers, thousands after a sign, inch marks; drop hyphens inside words."""
    signs = _signs(locale)
    out: list[Token] = []
    i = 0
    while i < len(line):
        token = line[i]
        after = line[i + 1] if i + 1 < len(line) else None
        if locale.symbol == "£" and (pence := _PENCE.fullmatch(token.word)):
            value = parse_number(pence.group(1))
            token = replace(token, kind="number", value=None if value is None else value / 100, money=True)
            i += 1
        elif token.word in signs and after is not None and after.kind == "number":
            token, i = _thousands(line, i + 1, glued=token.glued)
        elif token.word in signs and _dotted_sign(line, i):
            token, i = _thousands(line, i + 2, glued=token.glued)
        elif (
            token.kind == "number" and after is not None and after.word in signs and not _number(line, i + 2)
        ):
            token, i = replace(token, money=True), i + 2
        elif token.text == '"' and token.glued and out and out[-1].kind == "number":
            token, i = Token("word", '"', "inch", token.start, token.end, True), i + 1
        elif token.text == "-" and token.glued and after is not None and after.glued and _inner(out, after):
            i += 1
            continue
        else:
            i += 1
        out.append(token)
    return out


def _dotted_sign(line: list[Token], i: int) -> bool:
    """Whether a sign is written with a dot before its number ("Rs. 650")."""
    return i + 2 < len(line) and line[i + 1].text == "." and line[i + 1].glued and _number(line, i + 2)


def _number(line: list[Token], i: int) -> bool:
    """Whether a number stands at `i`: the sign before it is its own ("size 4 R378")."""
    return i < len(line) and line[i].kind == "number"


def _inner(out: list[Token], after: Token) -> bool:
    """Say whether a hyphen without spaces stands inside a word ("usb-c") and not between two numbers."""
    return bool(out) and "word" in {out[-1].kind, after.kind}


def _thousands(line: list[Token], i: int, *, glued: bool) -> tuple[Token, int]:
    """Give the amount that begins at `i`, groups of three digits joined ("R1 250,50"), and where it ends."""
    text, end = line[i].text, line[i].end
    j = i + 1
    while (
        j < len(line)
        and line[j].kind == "number"
        and not line[j].money
        and text.isdigit()
        and len(text) <= MOST_JOINED
    ):
        if not _GROUP.fullmatch(line[j].text) or (j == i + 1 and len(text) > len("999")):
            break
        text, end = text + line[j].text, line[j].end
        j += 1
    return Token("number", text, fold(text), line[i].start, end, glued, parse_number(text), money=True), j
