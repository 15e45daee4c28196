"""How far a written word may stand from a name's word and still mean it.

Belongs here: plural, abbreviation and slip of the finger, for single words. Measured on shop names: words of three
letters or fewer, and words with digits, must stand as they are, or "aa" becomes "AAA" and "64gb" becomes "32gb".
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EXACT, PLURAL, JOINED, TYPO, SIZE, SHORT, SKELETON = 1.0, 0.98, 0.95, 0.88, 0.9, 0.85, 0.8
SWAPPED = 4  # words of so many letters are only taken for one with two letters swapped
HARD_LETTERS = 3  # words of so many letters or fewer are never taken for a misspelling
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "pastor"})
_VOWELS = frozenset("aeiou")


def singulars(word: str) -> tuple[str, ...]:
    """Give the word and every singular that it may be the plural of ("pies" -> "py", "pie"; "loaves" -> "loaf")."""
    if word in TITLES or not word.isalpha() or not word.endswith("s") or word.endswith("ss"):
        return (word,)
    if len(word) < HARD_LETTERS:
        return (word,)
    found = [word[:-1]]
    if word.endswith("ies"):
        found = [word[:-1], word[:-3] + "y"] if len(word) <= len("pies") else [word[:-3] + "y", word[:-1]]
    elif word.endswith("ves"):
        found = [word[:-3] + "f", word[:-3] + "fe", word[:-1]]
    elif word.endswith(("sses", "xes", "ches", "shes", "oes")):
        found = [word[:-2], word[:-1]]
    return (*found, word)


def stem(word: str) -> str:
    """Give the likeliest singular of a word ("batteries" -> "battery", "cases" -> "case")."""
    return singulars(word)[0]


def plain_number(word: str) -> str:
    """Give a number word as digits where it is a whole number, every other word as it is."""
    digits = LEXICON.numbers.get(word, word)
    return digits if digits.isdigit() and word not in {"pair", "couple", "dozen"} else word


_UNITS = {
    **dict.fromkeys(("litre", "litres", "liter", "liters", "lt", "ltr", "lit"), "l"),
    **dict.fromkeys(("kilo", "kilos", "kgs", "kilogram", "kilograms"), "kg"),
    **dict.fromkeys(("gram", "grams", "gr", "gms"), "g"),
    **dict.fromkeys(("mls", "millilitre", "millilitres"), "ml"),
    **dict.fromkeys(("metre", "metres", "meter", "meters", "mtr"), "m"),
    **dict.fromkeys(("watt", "watts"), "w"),
    **dict.fromkeys(("volt", "volts"), "v"),
    **dict.fromkeys(("amp", "amps"), "a"),
}
UNITS = frozenset(
    [
        *_UNITS,
        *_UNITS.values(),
        "inch",
        "inches",
        "in",
        "cm",
        "mm",
        "gb",
        "tb",
        "mah",
        "plate",
        "piece",
        "seater",
        "door",
    ],
)
_SIZE = re.compile(r"([0-9]+(?:[.,][0-9]+)?)([a-z]+)")


def plain_size(word: str) -> str:
    """Give a size with its unit in the short form ("5litre" -> "5l")."""
    size = _SIZE.fullmatch(word)
    return size.group(1) + _UNITS.get(size.group(2), size.group(2)) if size else word


class Spellings:
    """The distinct words of a set of names, found again under the ways in which people write them."""

    __slots__ = ("_by_first", "_by_size", "_skeletons", "_stems")

    def __init__(self, words: Iterable[str]) -> None:
        stems: dict[str, list[str]] = defaultdict(list)
        by_first: dict[str, list[str]] = defaultdict(list)
        by_size: dict[str, list[str]] = defaultdict(list)
        skeletons: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for singular in singulars(word):
                stems[singular].append(word)
            if word[0].isdigit():
                for size in _sizes(word):
                    by_size[size].append(word)
            elif len(word) > HARD_LETTERS:
                by_first[word[0]].append(word)
                skeletons[_skeleton(word)].append(word)
        self._stems: Mapping[str, list[str]] = dict(stems)
        self._by_first: Mapping[str, list[str]] = dict(by_first)
        self._by_size: Mapping[str, list[str]] = dict(by_size)
        self._skeletons: Mapping[str, list[str]] = dict(skeletons)

    def hits(self, word: str, *, shortest: int = 3) -> dict[str, float]:
        """Give the names' words that a written word may mean, with how well it fits (1 is the word itself).

        Only where the word itself (or its plural) is nobody's are abbreviations and misspellings tried;
        `shortest` is the fewest letters of an abbreviation.
        """
        word = plain_size(plain_number(word))
        same = {
            found: EXACT if found == word else PLURAL
            for singular in singulars(word)
            for found in self._stems.get(singular, ())
        }
        if same or word in LEXICON.known or word in LEXICON.expenses:
            return same
        if word[0].isdigit():
            return dict.fromkeys(self._by_size.get(word, ()), SIZE)
        near = self._short(word, shortest)
        if len(word) > HARD_LETTERS and word.isalpha():
            for found, quality in self._misspelt(word):
                near[found] = max(quality, near.get(found, 0.0))
        return near

    def _short(self, word: str, shortest: int) -> dict[str, float]:
        found = {
            w: SHORT
            for w in self._by_first.get(word[0], ())
            if len(word) >= shortest and w.startswith(singulars(word))
        }
        if len(word) >= HARD_LETTERS and not _VOWELS & set(word):
            found |= dict.fromkeys(self._skeletons.get(word, ()), SKELETON)
        return found

    def _misspelt(self, word: str) -> Iterable[tuple[str, float]]:
        base = stem(word)
        limit = 1 if len(base) <= len("speaker") - 1 else 2
        for name in self._by_first.get(word[0], ()):
            distance = OSA.distance(base, stem(name), score_cutoff=limit)
            if distance <= limit and (len(base) > SWAPPED or sorted(base) == sorted(stem(name))):
                yield name, TYPO - 0.05 * (distance - 1)


def _skeleton(word: str) -> str:
    return word[0] + "".join(c for c in word[1:] if c not in _VOWELS)


def _sizes(word: str) -> list[str]:
    """Give the bare numbers that mean a size: "64" for "64gb", "20" and "20000" for "20000mah"."""
    digits = word[: len(word) - len(word.lstrip("0123456789"))]
    if digits == word:
        return []
    return [digits, digits[:-3]] if digits.endswith("000") and len(digits) > len("9000") else [digits]
