"""A message in another language put into the English words that the readers know, before they read it.

Belongs here: telling that a message is in another language, and replacing its turns of phrase. Names of the shop stay
as they are, and so does every word without an entry: what the sender typed remains each token's `text`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.afrikaans.order import in_order
from bot.language.afrikaans.plurals import singular_known
from bot.language.tokens import Token, fold
from bot.language.words import af
from bot.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.language.names import Known

AFRIKAANS = "af"
_Phrase = tuple[tuple[str, ...], tuple[str, ...]]


def _by_first(*tables: Mapping[str, str]) -> dict[str, list[_Phrase]]:
    """Index the turns of phrase by their first word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for english, way in (
        (english, way) for table in tables for english, ways in table.items() for way in ways.split("|")
    ):
        words = tuple(way.split())
        found.setdefault(words[0], []).append((words, tuple(english.split())))
    for runs in found.values():
        runs.sort(key=lambda run: -len(run[0]))
    return found


_PHRASES = _by_first(*af.GLOSSES)
_CALENDAR = (
    af.WORDS.numbers.keys()
    | af.WORDS.weekdays.keys()
    | af.WORDS.months.keys()
    | {word for phrase in af.WORDS.days_back for word in phrase.split()}
)
_WORDS = _CALENDAR | {word for runs in _PHRASES.values() for run, _english in runs for word in run}
_CUES = af.SPOKEN | (_CALENDAR - set(af.SHARED))
_OWN = _CUES | set(af.LOANED)
_KIN = frozenset({"friend"})
_PARTICLES = frozenset({"der", "den", "de"})


def language_of(rows: Sequence[Sequence[Token]]) -> str:
    """Give the code of the language that a message is in, empty for English."""
    cues = _OWN if spoken() == AFRIKAANS else _CUES
    words = [token.word for row in rows for token in row if token.kind == "word"]
    own = any(word in cues for word in words)
    return AFRIKAANS if own or (_OWN & set(words) and set(words) <= _WORDS) else ""


def in_english(rows: list[list[Token]], known: Known) -> tuple[list[list[Token]], str]:
    """Give the lines of a message in words that the readers know, and the code of the language that they were in."""
    language = language_of(rows)
    if language:
        rows = [_glossed(in_order(row), known) for row in rows]
    if language or spoken() == AFRIKAANS:
        rows = [[_known_form(token, known) for token in row] for row in rows]
    return rows, language


def sentence_in_english(sentence: str) -> str:
    """Give a sentence of a command in the words in which it will be compared."""
    tokens = [Token("word", word, word, 0, 0) for word in fold(sentence).split()]
    return " ".join(token.word for token in _glossed(in_order(tokens), None))


def _glossed(tokens: Sequence[Token], known: Known | None) -> list[Token]:
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at if known is None else _name_end(tokens, at, known)
        if end > at:
            out.extend(tokens[at:end])
            at = end
            continue
        found = _phrase_at(tokens, at)
        if found is None or (tokens[at].word == "van" and len(found[0]) == 1 and _surname(tokens, at, known)):
            out.append(tokens[at])
            at += 1
            continue
        words, english = found
        out.extend(_said(tokens[at : at + len(words)], english))
        at += len(words)
    return out


def _phrase_at(tokens: Sequence[Token], at: int) -> _Phrase | None:
    """Give the longest turn of phrase that begins at `at`."""
    for run in _PHRASES.get(tokens[at].word, ()):
        words = run[0]
        if all(
            at + i < len(tokens) and tokens[at + i].word == word and tokens[at + i].kind == "word"
            for i, word in enumerate(words)
        ):
            return run
    return None


def _said(tokens: Sequence[Token], english: Sequence[str]) -> list[Token]:
    """Give the English words, with what was typed as their text; a word more than was typed has none."""
    out: list[Token] = []
    for i, word in enumerate(english):
        if i >= len(tokens):
            out.append(Token("word", "", word, tokens[-1].end, tokens[-1].end))
            continue
        last = i == len(english) - 1
        rest = tokens[i:] if last else tokens[i : i + 1]
        text = " ".join(token.text for token in rest)
        out.append(replace(tokens[i], text=text, word=word, end=rest[-1].end))
    return out


def _name_end(tokens: Sequence[Token], at: int, known: Known) -> int:
    """Give where the name ends that begins at `at` and keeps its words, `at` where none does.

    A single word of a longer name keeps its place only where it is written like a name, or is what people are called.
    """
    word = tokens[at].word
    if word not in _WORDS:
        return at
    end = at
    for index in (known.product_names, known.customer_names):
        if not index.holds(word):
            continue
        for match in index.matches(tokens, at):
            if match.whole or match.end - match.start > 1:
                end = max(end, match.end)
    if end == at and known.customer_names.holds(word):
        found = _phrase_at(tokens, at)
        kin = found is not None and set(found[1]) <= _KIN
        return at + 1 if kin or (at and tokens[at].capital) else at
    return end


def _surname(tokens: Sequence[Token], at: int, known: Known | None) -> bool:
    """Whether "van" begins somebody's surname ("van Wyk", "van der Merwe") and says nothing of its own."""
    if at + 1 >= len(tokens) or known is None:
        return False
    after = tokens[at + 1]
    if after.word in _PARTICLES:
        return True
    return after.capital and after.word not in _WORDS and not known.product_names.matches(tokens, at + 1)


def _known_form(token: Token, known: Known) -> Token:
    """Give a word of the goods in the form that the shop knows: "lampe" where it sells a "Lamp"."""
    if token.kind != "word" or token.word in _WORDS or known.customer_names.holds(token.word):
        return token
    word = singular_known(token.word, known.product_names.holds)
    return token if word == token.word else replace(token, word=word)
