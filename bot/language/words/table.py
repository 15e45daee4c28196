"""The shape of a language's table, and the tables of several languages merged into one lexicon.

Belongs here: looking up a run of words. Which words there are stands in the languages' own modules.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def folded(text: str) -> str:
    """Give text without its accents and capitals, as tokens are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")


def sentences(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the sentences of each command, written with ``|`` between them."""
    return {name: tuple(run.split("|")) for name, run in table.items()}


def listed(text: str) -> tuple[str, ...]:
    """Give the words of a block of text: tables stay readable that way."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Words:
    """One language: its numbers and calendar, and its turns of phrase by the mark that they leave.

    A mark is a kind and a value with a colon between ("pay:cash", "verb:sale"); phrases are written folded, words
    separated by one space, and parted by ``|``.
    """

    numbers: Mapping[str, str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    days_back: Mapping[str, int]
    marks: Mapping[str, str]
    expenses: Sequence[str] = ()
    asking: Sequence[str] = ()
    helping: Sequence[str] = ()
    asked_about: Sequence[str] = ()
    paired: Sequence[str] = ()
    cues: Sequence[str] = ()
    openers: Sequence[str] = ()
    small: Sequence[str] = ()
    synonyms: Mapping[str, str] = field(default_factory=dict)
    spoken: Sequence[str] = ()  # words of everyday speech without a mark: never a name's abbreviation


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every language's words together; a phrase may leave several marks, and the reader of a kind looks for its own."""

    numbers: Mapping[str, str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    days_back: Mapping[tuple[str, ...], int]
    by_first: Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]
    known: frozenset[str]
    expenses: frozenset[str]
    asking: frozenset[str]
    helping: frozenset[str]
    asked_about: frozenset[str]
    paired: frozenset[str]
    cues: frozenset[str]
    openers: frozenset[str]
    small: frozenset[str]
    synonyms: Mapping[str, str]

    @classmethod
    def of(cls, tables: Sequence[Words]) -> Lexicon:
        """Merge tables, the first one first in rank."""
        numbers: dict[str, str] = {}
        weekdays: dict[str, int] = {}
        months: dict[str, int] = {}
        back: dict[tuple[str, ...], int] = {}
        phrases: dict[tuple[str, ...], set[str]] = {}
        for table in tables:
            numbers = {**table.numbers, **numbers}
            weekdays = {**table.weekdays, **weekdays}
            months = {**table.months, **months}
            back = {**{tuple(key.split()): days for key, days in table.days_back.items()}, **back}
            for mark, run in table.marks.items():
                for one in run.split("|"):
                    phrases.setdefault(tuple(one.split()), set()).add(mark)
        by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for phrase, found in phrases.items():
            by_first.setdefault(phrase[0], []).append((phrase, frozenset(found)))
        known = {word for run in phrases for word in run} | {word for phrase in back for word in phrase}
        return cls(
            numbers,
            weekdays,
            months,
            back,
            {first: tuple(sorted(runs, key=lambda one: -len(one[0]))) for first, runs in by_first.items()},
            frozenset(
                known
                | {word for table in tables for word in table.spoken}
                | numbers.keys()
                | weekdays.keys()
                | months.keys()
            ),
            frozenset(word for table in tables for word in table.expenses),
            frozenset(word for table in tables for word in table.asking),
            frozenset(word for table in tables for word in table.helping),
            frozenset(word for table in tables for word in table.asked_about),
            frozenset(word for table in tables for word in table.paired),
            frozenset(word for table in tables for word in table.cues),
            frozenset(word for table in tables for word in table.openers),
            frozenset(word for table in tables for word in table.small),
            {
                word: plain
                for table in reversed(tables)
                for plain, run in table.synonyms.items()
                for word in run.split()
            },
        )

    def phrases_at(self, words: Sequence[str], start: int) -> list[tuple[int, frozenset[str]]]:
        """Give the phrases that begin at `start` as (end, marks), longest first."""
        return [
            (start + len(phrase), marks)
            for phrase, marks in self.by_first.get(words[start], ())
            if tuple(words[start : start + len(phrase)]) == phrase
        ]
