"""Plurals on -e: "lampe" of "lamp", "brode" of "brood", "kaste" of "kas".

Belongs here: the forms that a word may have. Whether the shop sells such a thing is asked of its names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.words import af_grammar as grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_VOWELS = frozenset("aeiouy")
_SHORTEST = 4  # letters of a plural on -e
_LONG = ("aa", "ee", "oo", "uu")
_HARDENED = {"w": "f", "v": "f"}
_AFTER_LOST_T = frozenset("sfgk")
_SMALL_THINGS = re.compile(r"(?:j|k|ff)ies$")
_NEVER_ENGLISH = re.compile(r"(?:oe[dklmnprst]|mp|[lnr]k|nd|[klrt]y|ek|kt|kk|pp|nn|ks|gt|ft)e$")


def singular_known(word: str, known: Callable[[str], bool]) -> str:
    """Give the one form of a word that the shop knows, where it does not know the word itself: "brode" is "brood"."""
    if known(word) or len(word) < _SHORTEST or not word.isalpha():
        return word
    found = [form for form in dict.fromkeys((*singulars(word), *_plurals(word))) if known(form)]
    return found[0] if len(found) == 1 else word


def singulars(word: str) -> Iterator[str]:
    """Give what a plural on -e may be of: "brode" of "brood", "kanne" of "kan", "stowe" of "stoof", "kaste" of "kas".

    A vowel alone before one consonant is long, so the singular writes it twice: "brode" is never of "brod".
    """
    if word in grammar.IRREGULAR:
        yield grammar.IRREGULAR[word]
    if not word.endswith("e") or len(word) < _SHORTEST:
        return
    if word.endswith("ae"):
        yield word[:-1] + "g"
        yield word[:-2] + "aag"
        return
    stem, last, before = word[:-1], word[-2], word[-3]
    if last in _VOWELS:
        yield stem
        return
    if last == before:
        yield stem[:-1]
        return
    hard = stem[:-1] + _HARDENED.get(last, last)
    if before not in _VOWELS:
        yield from (stem, hard)
        if last == "t" and before in _AFTER_LOST_T:
            yield stem[:-1]
    elif word[-4] in _VOWELS or before == "y":
        yield from (hard, stem)
    else:
        yield stem[:-1] + before + hard[-1]


def surely_singular(word: str) -> str | None:
    """Give the singular of what can be no English plural ("boeke", "koekies", "boerewors"), None where it may be one."""
    if word in grammar.SINGULAR_S or word.endswith(grammar.SINGULAR_ENDS):
        return word
    if _SMALL_THINGS.search(word):
        return word[:-1]
    if word in grammar.IRREGULAR or (len(word) > _SHORTEST and _NEVER_ENGLISH.search(word)):
        forms = list(singulars(word))
        lost_t = word.endswith("te") and word[-3] in _AFTER_LOST_T
        return forms[-1] if lost_t and word not in grammar.IRREGULAR else forms[0]
    return None


def _plurals(word: str) -> Iterator[str]:
    """Give the plurals on -e that may be of a word, for goods that are called in the plural."""
    last, before = word[-1], word[-2]
    if last in _VOWELS:
        return
    yield word + "e"
    if before in _VOWELS:
        yield word + last + "e"
    if word[-3:-1] in _LONG:
        yield word[:-2] + last + "e"
