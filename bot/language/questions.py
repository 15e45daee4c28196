"""Questions in plain words: which command answers, and about what.

Belongs here: matching a question with the sentences that commands declare, by the words that tell commands apart.
A question that two commands fit about equally well gives both; one that fits none is none of ours.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from bot.language.gloss import sentence_in_english
from bot.language.phrasebooks import Phrasebooks
from bot.language.slots import parse_arguments, slots_of
from bot.language.spelling import stem
from bot.language.statements import DidYouMean, Question
from bot.language.tokens import fold
from bot.language.words import LEXICON
from bot.language.words.table import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.language.names import Known
    from bot.language.statements import Slots
    from bot.language.tokens import Token

_CALENDAR = frozenset(
    [
        *LEXICON.months,
        *LEXICON.weekdays,
        *(word for phrase in LEXICON.days_back for word in phrase),
        *listed(
            "last past previous this next week month year quarter weeks months years days since until from to between"
        ),
    ],
)
FITS = 0.57  # below, a question is none of ours
SURE = 0.85  # from here on the best command is not doubted, however close the next one
WORD_FOR_WORD = 0.97  # so well that a line without the form of a question is still one
_NAMESAKES = LEXICON.months.keys() | LEXICON.weekdays.keys()
_VERBATIM = 1.05  # a sentence exactly as a command declares it, above one that only means the same words
WISHED = 0.75  # what "i need a report" needs, to be no mere wish
PERHAPS = 0.6  # what a line without the form of a question needs at least
_COMMANDS = 56  # as many were asked about when the figures here were set: a new one must not shift how others are understood
LEAD = 0.04  # two commands closer than this are both offered
_A_NAME = 4  # letters; shorter words that nobody knows are slips
_RARE = 2.0  # the most that one word tells: a rare word alone decides nothing
_UNHEARD = 1.8  # what a word that no sentence holds weighs against a fit
_SLOT = 1.2  # what a name in the right place weighs against the words around it


class Phrasebook:
    """The sentences of all commands, their words weighed by how well they tell commands apart."""

    __slots__ = ("_abroad", "_exact", "_heard", "_phrases", "_verbatim", "_weights")

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        abroad: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    ) -> None:
        """Hold the sentences of each command in English, and `abroad` those in other languages by their codes."""
        self._phrases = [
            (command, " ".join(words), Counter(words))
            for command, sentences in phrases.items()
            for words in dict.fromkeys(tuple(_words(sentence.split())) for sentence in sentences)
            if words
        ]
        commands: dict[str, set[str]] = {}
        for command, _, words in self._phrases:
            for word in words:
                commands.setdefault(word, set()).add(command)
        self._weights = {
            word: _SLOT if word.startswith("{") else min(_RARE, math.log(_COMMANDS / len(found)) + 0.1)
            for word, found in commands.items()
        }
        self._verbatim = {text: command for command, sentences in phrases.items() for text in sentences}
        vocabulary = {word for text in self._verbatim for word in text.split()}
        self._heard = vocabulary | self._weights.keys() | _CALENDAR
        self._exact: dict[str, str] = {}
        for command, text, _ in self._phrases:
            self._exact.setdefault(text, command)
        self._abroad = {
            code: Phrasebooks(
                self,
                Phrasebook(
                    {command: [sentence_in_english(one) for one in ones] for command, ones in theirs.items()}
                ),
            )
            for code, theirs in (abroad or {}).items()
        }

    def in_language(self, code: str) -> Books:
        """Give the books for a message in a language: English alone where it has none."""
        return self._abroad.get(code, self)

    def scores(self, rest: str) -> list[tuple[str, float]]:
        """Give the commands with how well their best sentence fits, best first (1 is word for word)."""
        words = [self._mended(word) for word in _words(rest.split())]
        text, bag = " ".join(words), Counter(words)
        best: dict[str, float] = {}
        norm = self._norm(bag)
        for command, phrase, theirs in self._phrases:
            shared = sum(
                self._weight(word) ** 2 * min(n, theirs[word]) for word, n in bag.items() if word in theirs
            )
            if not shared:
                continue
            score = 0.85 * shared / (norm * self._norm(theirs)) + 0.15 * token_sort_ratio(text, phrase) / 100
            best[command] = max(score, best.get(command, 0.0))
        exact = self._exact.get(text)
        if exact is not None:
            best[exact] = 1.0
        verbatim = self._verbatim.get(rest)
        if verbatim is not None:
            best[verbatim] = _VERBATIM
        return sorted(best.items(), key=lambda item: -item[1])

    def verbatim(self, tokens: Sequence[Token]) -> str | None:
        """Give the command that declares a line word for word, None where none does or a name has a place in it."""
        text = " ".join(token.word for token in tokens)
        return None if "{" in text else self._verbatim.get(text)

    def speaks(self, tokens: Sequence[Token]) -> bool:
        """Whether every word of a line stands in some sentence, so that it may be a question without its form."""
        words = [token.word for token in tokens if token.kind == "word"]
        return bool(words) and self._heard.issuperset(words)

    def unheard(self, rest: str) -> tuple[str, ...]:
        """Give the words that stand in no sentence, misspelt or not, and that the language has no use for."""
        long = [word for word in rest.split() if word.isalpha() and len(word) >= _A_NAME]
        return tuple(
            word for word in long if not any(map(self._knows, (word, *map(self._mended, _words([word])))))
        )

    def _knows(self, word: str) -> bool:
        return word in self._heard or word in LEXICON.known or word in LEXICON.small

    def _weight(self, word: str) -> float:
        return self._weights.get(word, _UNHEARD)

    def _norm(self, bag: Counter[str]) -> float:
        return math.sqrt(sum(self._weight(word) ** 2 * n for word, n in bag.items())) or 1.0

    def _mended(self, word: str) -> str:
        """Give the phrasebook's word for a misspelt one."""
        if word in self._weights or len(word) < 5 or word.startswith("{"):  # noqa: PLR2004 - short words are not mended
            return word
        near = [w for w in self._weights if w[:1] == word[:1] and OSA.distance(w, word, score_cutoff=1) <= 1]
        return near[0] if len(near) == 1 else word


def _words(words: Sequence[str]) -> list[str]:
    """Give the words that carry a question's meaning, each in its plain form."""
    found: list[str] = []
    for word in words:
        plain = LEXICON.synonyms.get(word) or LEXICON.synonyms.get(stem(word)) or stem(word)
        if plain and word not in LEXICON.small:
            found.append(plain)
    return found


Books = Phrasebook | Phrasebooks
NO_PHRASES = Phrasebook({})


def ask(
    tokens: Sequence[Token], known: Known, today: date, phrases: Books
) -> tuple[Question | DidYouMean | None, float]:
    """Give the command that a question is for, or several that fit as well, with how well it fits."""
    slots = slots_of(tokens, known, today)
    if slots.period is not None and not (_words(slots.rest.split()) or slots.products or slots.customers):
        alone = slots.period.first == slots.period.last == today
        return Question("today" if alone else "sales", slots), 1.0
    scores = phrases.scores(slots.rest)
    if slots.horizon_days is not None:  # sales still to come are a forecast
        scores = [("forecast" if command == "sales" else command, score) for command, score in scores]
    scores = [(command, score + _at_home(command, slots)) for command, score in scores]
    scores.sort(key=lambda item: -item[1])
    if not scores or scores[0][1] < FITS:
        return None, scores[0][1] if scores else 0.0
    best = scores[0][1]
    close = [command for command, score in scores if score >= best - LEAD and score >= FITS]
    if len(close) > 1 and best < SURE:
        return DidYouMean(tuple(Question(command, slots) for command in close[:4])), best
    return Question(scores[0][0], replace(slots, unheard=phrases.unheard(slots.rest))), best


_ABOUT_PRODUCT = frozenset({"product", "stock", "forecast", "basket", "reorder", "sales", "whatif"})
_ABOUT_CUSTOMER = frozenset({"customer", "debts", "statement", "recommend", "clv"})
_RUNNING_COST = 0.15  # what a question about rent or petrol adds for expenses
_TODAY = frozenset(" ".join(words) for words, days in LEXICON.days_back.items() if not days)
_ELSEWHERE = 0.3  # what a command loses whose one day is not the day asked about
_AHEAD = frozenset({"forecast", "whatif", "reorder"})


def _at_home(command: str, slots: Slots) -> float:
    """Favour the commands that have a use for what a question names."""
    score = 0.0
    if command == "expenses" and LEXICON.expenses & set(slots.rest.split()):
        score += _RUNNING_COST
    if command == "today" and slots.period is not None and fold(slots.period.label) not in _TODAY:
        score -= _ELSEWHERE
    if slots.customers:
        score += 0.08 if command in _ABOUT_CUSTOMER else -0.08
    if slots.products:
        score += 0.05 if command in _ABOUT_PRODUCT else -0.03
    if slots.horizon_days is not None:
        score += 0.15 if command in _AHEAD else -0.1
    elif command == "forecast" and slots.period is not None:
        score -= 0.1
    return score


def looks_like_question(tokens: Sequence[Token]) -> bool:
    """Say whether a line has the form of a question or of an order to show something."""
    words = [token.word for token in tokens if token.kind in {"word", "number"}]
    while words and (words[0] in LEXICON.openers):
        words = words[1:]
    if not words:
        return False
    if tokens[-1].text == "?" or any(token.text == "?" for token in tokens[-3:]):
        return True
    if words[0] in LEXICON.helping:
        return len(words) > 1 and (words[1] in LEXICON.asked_about or _asks_about(tokens, words))
    return words[0] in LEXICON.asking or tuple(words[:2]) in {
        ("can", "you"),
        ("could", "you"),
        ("tell", "me"),
    }


def _asks_about(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    """Whether a helping verb is followed by a name ("has Friday paid", "is coffee selling"), not by a number."""
    second = next((token for token in tokens if token.word == words[1]), None)
    beside = second is not None and second.kind == "word" and words[1] not in LEXICON.numbers
    named = words[1] not in LEXICON.known or words[1] in _NAMESAKES
    return beside and named and words[0] not in _SELDOM_ASKING and words[1] not in _NEVER_NAMES


_SELDOM_ASKING = frozenset({"may", "will", "any", "didnt", "dont", "doesnt", "isnt", "arent", "hasnt"})
_NEVER_NAMES = frozenset({"be", "have", "ve"})


__all__ = ["NO_PHRASES", "Books", "Phrasebook", "ask", "looks_like_question", "parse_arguments"]
