"""A line read as a row of segments: names, numbers, days and turns of phrase, the rest left as words.

Belongs here: choosing, of everything that the tokens could mean, the reading that explains most. Names compete with
everything else, the longer and fuller the stronger: "2 in 1 shampoo" keeps its numbers, a customer called May keeps
her name, and "memory card" is no way to pay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.language.dates import date_at
from bot.language.numbers import number_at
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from bot.language.dates import Day
    from bot.language.names import Known, Match
    from bot.language.statements import Customer, Product
    from bot.language.tokens import Token

Kind = Literal["word", "number", "product", "customer", "date", "marks", "sep", "time"]

SEPARATORS = frozenset(
    {",", ";", ":", "-", ".", "(", ")", "!", "?", "/", "=", "|", ">", "~", "#", "\\", "[", "]"}
)

ABBREVIATED = 3  # letters of "sat" and "mar", which are easily something else

# How much a reading explains. A name of one word that is only part of a name explains less than a set phrase of one
# word, so that "card" alone is a way to pay; any two words of a name beat it.
_WORD, _NUMBER, _PHRASE, _DATE = 0.0, 1.0, 1.2, 1.5
_TURNED = 0.1  # "march 2" says less than "3 march" where both could be read
_LONGER = 0.01  # of two ways to cut the same words into phrases the longer phrase says more
_NAME, _PART, _WHOLE, _UNSURE, _AT_HOME = 1.5, 1.1, 1.0, -0.2, 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of tokens and what it means; only the fields of its kind are set."""

    kind: Kind
    start: int
    end: int
    text: str
    word: str = ""
    value: Decimal | None = None
    money: bool = False
    products: Match[Product] | None = None
    customers: Match[Customer] | None = None
    day: date | None = None
    sure: bool = True
    marks: frozenset[str] = frozenset()
    capital: bool = False

    def has(self, mark: str) -> bool:
        """Whether the phrase leaves this mark ("each"), or one of its kind ("pay:" for any payment)."""
        return mark in self.marks or (mark.endswith(":") and any(m.startswith(mark) for m in self.marks))

    def mark(self, kind: str) -> str | None:
        """Give the value of the mark of this kind ("pay" -> "cash")."""
        return next((m.partition(":")[2] for m in sorted(self.marks) if m.startswith(f"{kind}:")), None)


def segment(tokens: Sequence[Token], known: Known, today: date) -> list[Segment]:
    """Give the reading of a line that explains most of it, as segments in order."""
    count = len(tokens)
    words = [token.word for token in tokens]
    best: list[tuple[float, Segment | None]] = [(0.0, None), *[(-1.0, None)] * count]
    for start in range(count):
        score = best[start][0]
        for candidate, weight in _candidates(tokens, words, start, known, today):
            if score + weight > best[candidate.end][0]:
                best[candidate.end] = (score + weight, candidate)
    row: list[Segment] = []
    at = count
    while at > 0:
        chosen = best[at][1]
        if chosen is None:  # every start offers a reading of its one token
            break
        row.append(chosen)
        at = chosen.start
    return row[::-1]


def _candidates(
    tokens: Sequence[Token], words: Sequence[str], start: int, known: Known, today: date
) -> Iterator[tuple[Segment, float]]:
    token = tokens[start]
    yield _fallback(token, start), _WORD
    if token.kind == "time":
        return
    number = number_at(tokens, start)
    if number is not None:
        end, value = number
        money = any(t.money for t in tokens[start:end])
        if not money and end < len(tokens) and tokens[end].word in known.signs and token.kind == "word":
            money, end = True, end + 1
        yield (
            Segment("number", start, end, _text(tokens, start, end), token.word, value, money),
            _NUMBER * (end - start),
        )
    large = token.capital and start > 0 and words[start - 1] in _TO
    for end, marks in LEXICON.phrases_at(words, start):
        if large and end == start + 1 and marks <= _SOFT:
            continue  # "for Old Mutual": written like a name, where a name stands
        text = _text(tokens, start, end)
        yield (
            Segment(
                "marks", start, end, text, " ".join(words[start:end]), marks=marks, capital=token.capital
            ),
            _PHRASE * (end - start) + _LONGER * (end - start - 1),
        )
    day = date_at(tokens, start, today, day_first=known.locale.day_first)
    if day is not None and (not day.bare or _anchored(tokens, start, day.end)):
        yield from _day(tokens, start, day, known)
    if token.kind not in {"word", "number"} or token.money:
        return
    yield from _names(tokens, start, known)


def _day(tokens: Sequence[Token], start: int, day: Day, known: Known) -> Iterator[tuple[Segment, float]]:
    """Give a day, unless its word is somebody's name here: "May 4 croissants" is no date where May buys bread.

    A weekday that is also a customer is a day whose meaning has to be asked, unless the line is nothing else.
    """
    alone = start == 0 and day.end == len(tokens)
    sure = day.sure
    if day.bare and not alone and tokens[start].kind == "word" and not tokens[start].word[0].isdigit():
        namesake = any(match.quality >= 1 for match in known.customer_names.matches(tokens, start))
        if namesake and tokens[start].word in LEXICON.months:
            return
        sure = sure and not namesake
    text = _text(tokens, start, day.end)
    found = Segment("date", start, day.end, text, tokens[start].word, day=day.on, sure=sure)
    turned = _TURNED if tokens[start].word in LEXICON.months else 0.0
    yield found, _DATE * (day.end - start) - turned


def _names(tokens: Sequence[Token], start: int, known: Known) -> Iterator[tuple[Segment, float]]:
    before = words_before(tokens, start)
    for products in known.product_names.matches(tokens, start):
        end = products.end
        weight = _weight(products, tokens)
        yield Segment("product", start, end, _text(tokens, start, end), products=products), weight
    for customers in known.customer_names.matches(tokens, start):
        end = customers.end
        weight = _weight(customers, tokens)
        after = tokens[end].word if end < len(tokens) else ""
        if before in _TO or after in _ACTS:
            weight += _AT_HOME
        capital = tokens[start].capital
        yield (
            Segment("customer", start, end, _text(tokens, start, end), customers=customers, capital=capital),
            weight,
        )


_SOFT = frozenset({"polite", "greeting", "thanks", "person_word", "walkin", "reason"})
_TO = frozenset({"to", "for", "customer", "client"})
_ACTS = frozenset(
    {"bought", "took", "got", "paid", "returned", "owes", "gave", "purchased", "brought", "came"}
)


def words_before(tokens: Sequence[Token], start: int) -> str:
    """Give the word that stands before a token, empty at the beginning."""
    return tokens[start - 1].word if start else ""


def _weight(match: Match[Product] | Match[Customer], tokens: Sequence[Token]) -> float:
    words = match.end - match.start
    if match.whole:
        return _NAME * words * match.quality + _WHOLE
    unsure = _UNSURE if len(match.found) > 1 else 0.0
    if words == 1:
        known_word = tokens[match.start].word in LEXICON.known
        return _PART * match.quality + (unsure if known_word else 0.0)
    return _NAME * words * match.quality + unsure


def _anchored(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a bare day stands where days stand: not behind "to", and not glued to unknown words on both sides."""
    before = words_before(tokens, start)
    moved = start > 1 and tokens[start - 2].word in {
        "date",
        "day",
        "it",
        "that",
        "sales",
        "sale",
        "page",
        "book",
    }
    if before in _TO and not moved:
        return False
    free_before = (
        start == 0 or before in SEPARATORS or before in LEXICON.known or tokens[start - 1].kind == "number"
    )
    if end >= len(tokens):
        return True
    after = tokens[end]
    free_after = after.word in SEPARATORS or after.word in LEXICON.known or after.kind in {"number", "time"}
    long_word = len(tokens[start].word) > ABBREVIATED or end - start > 1
    return (free_before and (free_after or long_word)) or free_after


def _fallback(token: Token, start: int) -> Segment:
    if token.kind == "time":
        return Segment("time", start, start + 1, token.text, token.word)
    if token.kind == "mark" or token.word == "x":
        marks = _SIGNS.get(token.word)
        if marks is not None:
            return Segment("marks", start, start + 1, token.text, token.word, marks=marks)
        if token.word in SEPARATORS:
            return Segment("sep", start, start + 1, token.text, token.word)
    return Segment("word", start, start + 1, token.text, token.word, capital=token.capital)


_SIGNS = {
    "@": frozenset({"at"}),
    "+": frozenset({"and"}),
    "&": frozenset({"and"}),
    "%": frozenset({"percent"}),
    "x": frozenset({"times"}),
    "*": frozenset({"times"}),
    '"': frozenset({"ditto"}),
}


def _text(tokens: Sequence[Token], start: int, end: int) -> str:
    text = tokens[start].text
    for token in tokens[start + 1 : end]:
        text += ("" if not token.text or (token.glued and token.kind == "mark") else " ") + token.text
    return text.strip()
