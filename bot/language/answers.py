"""A typed answer to an open doubt: the value that settles it, or nothing where the text says something else.

Belongs here: the rule that an open question never swallows a new sale: only what can be nothing but an answer is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.amounts import to_milli, to_minor
from bot.language.asking import NEW, SKIP
from bot.language.dates import date_at
from bot.language.gloss import in_english
from bot.language.spelling import stem
from bot.language.tokens import fold, lines, normalise
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from bot.language.names import Known
    from bot.language.statements import Choice, Doubt
    from bot.language.tokens import Token

_YES = frozenset({"yes", "y", "yep", "yeah", "ja", "yebo", "ok", "correct", "right", "save"})
_FILL = frozenset({"the", "one", "it", "was", "is", "its", "a", "for", "please", "pls"})
LONGEST_ANSWER = 5  # words


def answer(doubt: Doubt, text: str, known: Known, today: date) -> str | None:
    """Give the value that a typed text settles a doubt with; None where the text is no answer to it."""
    typed = lines(normalise(text), known.locale)
    if len(typed) != 1:
        return None
    said, tokens = (_words(row) for row in (typed[0], in_english(typed, known)[0][0]))
    if not tokens:
        return None
    chosen = _choice(doubt.choices, said) or _choice(doubt.choices, tokens)
    if chosen is not None:
        return chosen
    kind = doubt.key[0]
    if kind == "product":
        return _named(tokens, known, people=False)
    if kind == "customer":
        return _named(tokens, known, people=True)
    if kind in {"price", "amount", "quantity", "count"}:
        return _whole(kind, _number(tokens), known)
    if kind == "date":
        day = date_at(tokens, 0, today, day_first=known.locale.day_first)
        return day.on.isoformat() if day is not None and day.end == len(tokens) and day.on <= today else None
    if kind == "payment":
        return _payment(tokens)
    return None


def _words(row: Sequence[Token]) -> list[Token]:
    return [token for token in row if token.kind != "mark"]


def _choice(choices: Sequence[Choice], tokens: Sequence[Token]) -> str | None:
    """Give the one choice that the text names: its label, words that only it has, or a plain yes to the only one."""
    said = {stem(token.word) for token in tokens} - _FILL
    if len(choices) == 1 and said and said <= _YES:
        return choices[0].value
    if not said or len(tokens) > LONGEST_ANSWER:
        return None
    fitting = [choice for choice in choices if said <= {stem(word) for word in _label_words(choice.label)}]
    return fitting[0].value if len(fitting) == 1 else None


def _label_words(label: str) -> list[str]:
    return fold(label).replace("(", " ").replace(")", " ").replace("-", " ").replace(":", " ").split()


def _named(tokens: Sequence[Token], known: Known, *, people: bool) -> str | None:
    """Give the id of the one known name that the text is, "new", or a new customer's name as typed."""
    words = [token.word for token in tokens]
    if words in (["new"], ["new", "one"], ["new", "product"], ["new", "customer"]):
        return NEW
    if people and words in (["nobody"], ["none"], ["no"], ["walk", "in"], ["skip"]):
        return SKIP
    index = known.customer_names if people else known.product_names
    for match in index.matches(tokens, 0):
        if match.end == len(tokens) and len(match.found) == 1:
            return str(match.found[0].id)
    name_like = all(token.kind == "word" and token.word.isalpha() for token in tokens)
    unknown = not any(word in LEXICON.known or word in LEXICON.asking for word in words)
    sold = any(known.product_names.matches(tokens, i) for i in range(len(tokens)))
    if people and name_like and unknown and not sold and len(tokens) <= LONGEST_ANSWER - 2:
        return " ".join(token.text for token in tokens)
    return None


def _whole(kind: str, number: Decimal | None, known: Known) -> str | None:
    """Give a sum in minor units or a quantity in thousandths; only a count may find nothing."""
    if number is None:
        return None
    if kind in {"price", "amount"}:
        whole = to_minor(number, known.locale.decimals)
    else:
        whole = 0 if kind == "count" and not number else to_milli(number)
    return str(whole) if whole or (kind == "count" and whole is not None) else None


def _number(tokens: Sequence[Token]) -> Decimal | None:
    """Give the lone number of an answer."""
    numbers = [token.value for token in tokens if token.kind == "number" and token.value is not None]
    others = {token.word for token in tokens if token.kind != "number"}
    return numbers[0] if len(numbers) == 1 and others <= _FILL else None


def _payment(tokens: Sequence[Token]) -> str | None:
    words = [token.word for token in tokens]
    for end, marks in LEXICON.phrases_at(words, 0):
        ways = [mark.partition(":")[2] for mark in marks if mark.startswith("pay:")]
        if end == len(words) and ways:
            return ways[0]
    return None
