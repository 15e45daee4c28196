"""Numbers in digits and in words, where they stand in a line: "240", "two", "half a dozen", "two hundred and forty"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token

_GROUPS = frozenset({"dozen", "pair", "couple"})
_HALF = "half"
_TEN, _TWENTY, _HUNDRED = 10, 20, 100
_BIG = {"hundred": Decimal(100), "thousand": Decimal(1000), "k": Decimal(1000), "grand": Decimal(1000)}
_ARTICLES = frozenset({"a", "an"})


def number_at(tokens: Sequence[Token], start: int) -> tuple[int, Decimal] | None:
    """Give the number that begins at `start` as (end, value); None where none begins there."""
    token = tokens[start]
    if token.kind == "number" and token.value is not None:
        return _times_group(tokens, start + 1, token.value)
    if token.kind != "word":
        return None
    words = [t.word if t.kind == "word" else "" for t in tokens[start : start + 9]]
    if words[0] == _HALF:
        return _half(words, start)
    if words[0] in _ARTICLES and len(words) > 1 and words[1] in (_GROUPS | _BIG.keys()):
        value = _BIG.get(words[1]) or Decimal(LEXICON.numbers[words[1]])
        return _skip_of(words, 2, start), value
    if words[0] in _ARTICLES and len(words) > 1 and words[1] == _HALF:
        return _half(words[1:], start + 1)
    if words[0] in _GROUPS:
        return _skip_of(words, 1, start), Decimal(LEXICON.numbers[words[0]])
    if words[0] not in LEXICON.numbers:
        return None
    return _in_words(tokens, words, start)


def _half(words: list[str], start: int) -> tuple[int, Decimal]:
    at = 2 if len(words) > 1 and words[1] in _ARTICLES else 1
    if len(words) > at and words[at] in _GROUPS:
        return start + at + 1, Decimal(LEXICON.numbers[words[at]]) / 2
    return start + at, Decimal("0.5")


def _skip_of(words: list[str], at: int, start: int) -> int:
    return start + at + (1 if len(words) > at and words[at] == "of" else 0)


def _times_group(tokens: Sequence[Token], end: int, value: Decimal) -> tuple[int, Decimal]:
    """Read "2 dozen" and "3 pairs"; "a pair" of something sold in pairs is the shop's own matter."""
    if end < len(tokens) and tokens[end].word == "dozen" and not tokens[end - 1].money:
        words = [t.word for t in tokens[end : end + 2]]
        return _skip_of(words, 1, end), value * 12
    return end, value


def _in_words(tokens: Sequence[Token], words: list[str], start: int) -> tuple[int, Decimal]:
    """Read a number in words: ones and tens add up, hundred and thousand multiply ("two hundred and forty")."""
    total, part, at = Decimal(0), Decimal(LEXICON.numbers[words[0]]), 1
    while at < len(words):
        word = words[at]
        if word in {"hundred", "thousand"}:
            part *= _BIG[word]
            if word == "thousand":
                total, part = total + part, Decimal(0)
        elif word == "and" and at + 1 < len(words) and part + total >= _BIG["hundred"]:
            if words[at + 1] not in LEXICON.numbers or words[at + 1] in _GROUPS:
                break
        elif (
            word in LEXICON.numbers
            and word not in _GROUPS
            and word != _HALF
            and _continues(total + part, word)
        ):
            part += Decimal(LEXICON.numbers[word])
        else:
            break
        at += 1
    return _times_group(tokens, start + at, total + part)


def _continues(so_far: Decimal, word: str) -> bool:
    """Whether a number word goes on the number before it: "forty" "five", "hundred" "forty", but not "two" "three"."""
    value = Decimal(LEXICON.numbers[word])
    ends_in_ten = so_far % _HUNDRED >= _TWENTY and so_far % _TEN == 0 and value < _TEN
    return ends_in_ten or (so_far >= _HUNDRED and so_far % _HUNDRED == 0 and value < _HUNDRED)
