"""Names: which product or customer a run of words means, and how surely.

Belongs here: the snapshot of what the shop knows (`Known`) and the finding of its names in a line. Whether a name in
doubt is asked about is decided where the sentence is read.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.language.afrikaans.plurals import singulars
from bot.language.spelling import (
    JOINED,
    SHORT,
    SIZE,
    TITLES,
    TYPO,
    UNITS,
    Spellings,
    plain_number,
    plain_size,
)
from bot.language.statements import Customer, Locale, Product
from bot.language.tokens import Token, fold, lines, normalise
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Named = TypeVar("Named", bound=Product | Customer)

LONGEST_NAME = 8  # words looked at for one name
AS_GOOD = 0.1  # candidates this close to the best fit count as equally good
_BARE = 10  # a lone number from here on is rather a size in a name than a quantity


@dataclass(frozen=True, slots=True)
class Match(Generic[Named]):
    """Names that a run of words fits equally well: ``start`` to ``end`` in the line, best quality, whole name or part."""

    start: int
    end: int
    found: tuple[Named, ...]
    quality: float
    whole: bool


@dataclass(frozen=True, slots=True)
class _State:
    """How a name has been matched so far: positions used (bits), summed quality, words of the text."""

    used: int
    quality: float
    words: int


class Index(Generic[Named]):
    """The names of one kind, found by their words."""

    __slots__ = ("_entries", "_joined", "_people", "_postings", "_spellings")

    def __init__(self, named: Iterable[Named], locale: Locale, *, people: bool) -> None:
        self._people: bool = people
        self._entries: list[tuple[Named, tuple[str, ...], int]] = []  # with the bits of the whole name
        postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        joined: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for one in named:
            for name in (one.name, *one.aliases):
                words = name_words(name, locale)
                if not words:
                    continue
                entry = len(self._entries)
                self._entries.append((one, words, (1 << len(words)) - 1))
                for position, word in enumerate(words):
                    postings[word].append((entry, position))
                    if position + 1 < len(words):
                        joined[word + words[position + 1]].append((entry, position))
        self._postings = dict(postings)
        self._joined = dict(joined)
        self._spellings = Spellings(self._postings)

    def holds(self, word: str) -> bool:
        """Whether a folded word, or two written as one, stands like that in some name."""
        return word in self._postings or word in self._joined

    def matches(self, tokens: Sequence[Token], start: int) -> list[Match[Named]]:
        """Give what can be read as a name from `start` on: one match for each place where it may end."""
        found: list[Match[Named]] = []
        states: dict[int, _State] = {}
        end = start
        while end < min(len(tokens), start + LONGEST_NAME):
            token = tokens[end]
            if token.kind not in {"word", "number"} or token.money:
                break
            skipped = 1 if states and token.word == "of" else 0
            if skipped and end + 1 < len(tokens) and tokens[end + 1].kind == "word":
                end += 1
                token = tokens[end]
            grown, step = self._grow(states if end > start else None, tokens, end)
            if not grown:
                break
            states, end = grown, end + step
            unsure = bool(found) and len(found[-1].found) > 1
            match = self._best(tokens, start, end, states, unsure=unsure)
            if match is not None:
                found.append(match)
        return found

    def _grow(
        self, states: dict[int, _State] | None, tokens: Sequence[Token], at: int
    ) -> tuple[dict[int, _State], int]:
        """Extend every state by the word at `at`, or by it and the next one written apart ("blue tooth").

        Without states the names begin here. Gives the new states and how many words they took.
        """
        word = tokens[at].word
        grown: dict[int, _State] = {}
        for hit, quality in self._hits(tokens[at]).items():
            for entry, position in self._postings[hit]:
                self._advance(states, grown, entry, 1 << position, quality)
        for entry, position in self._joined.get(word, ()):
            self._advance(states, grown, entry, 0b11 << position, JOINED)
        if self._people and not grown and states is not None and len(word) == 1:
            self._initial(states, grown, word)
        if self._people and not grown and states is None and word in TITLES and at + 1 < len(tokens):
            followed, step = self._grow(None, tokens, at + 1)
            kept = {e: s for e, s in followed.items() if not TITLES & set(self._entries[e][1])}
            return kept, step + 1
        sized = tokens[at].kind == "number" and at + 1 < len(tokens) and tokens[at + 1].word in UNITS
        sure = not sized and any(state.quality > SHORT * state.words for state in grown.values())
        if sure or at + 1 >= len(tokens) or tokens[at + 1].kind not in {"word", "number"}:
            return grown, 1
        both: dict[int, _State] = {}
        for entry, position in self._postings.get(plain_size(word + tokens[at + 1].word), ()):
            self._advance(states, both, entry, 1 << position, JOINED)
        return (both, 2) if both else (grown, 1)

    def _hits(self, token: Token) -> dict[str, float]:
        if token.kind == "number" and token.value is not None and "." in token.word:
            return {}
        found = self._spellings.hits(token.word, shortest=4 if self._people else 3)
        if found or self._people or token.word in LEXICON.known:
            return found
        return {form: TYPO for form in singulars(token.word) if form in self._postings}

    @staticmethod
    def _advance(
        states: dict[int, _State] | None, grown: dict[int, _State], entry: int, bits: int, quality: float
    ) -> None:
        """Let a name (`entry`) take the words at `bits`; without states before, it begins there."""
        if states is None:
            new = _State(bits, quality, 1)
        else:
            old = states.get(entry)
            if old is None or old.used & bits:
                return
            new = _State(old.used | bits, old.quality + quality, old.words + 1)
        have = grown.get(entry)
        if have is None or new.quality > have.quality:
            grown[entry] = new

    def _initial(self, states: dict[int, _State], grown: dict[int, _State], letter: str) -> None:
        """Read a letter behind a first name as the beginning of the surname ("Thabo N")."""
        for entry in states:
            words = self._entries[entry][1]
            for position, word in enumerate(words):
                if word.startswith(letter):
                    self._advance(states, grown, entry, 1 << position, SIZE)

    def _best(
        self, tokens: Sequence[Token], start: int, end: int, states: dict[int, _State], *, unsure: bool
    ) -> Match[Named] | None:
        ranked: list[tuple[float, bool, int]] = []
        plain = not (is_number(tokens[start]) or is_number(tokens[end - 1]))
        for entry, state in states.items():
            whole = state.used == self._entries[entry][2]
            if plain or self._numbers_fit(tokens, start, end, entry, whole=whole, unsure=unsure):
                ranked.append((state.quality / state.words, whole, entry))
        small = unsure and _small(tokens[end - 1]) and tokens[end - 2].word != "size"
        if not ranked or (small and len(ranked) > 1 and not any(r[1] for r in ranked)):
            return None
        whole = any(is_whole and quality >= JOINED for quality, is_whole, _ in ranked)
        kept = [item for item in ranked if item[1] and item[0] >= JOINED] if whole else ranked
        best = max(quality for quality, _, _ in kept)
        entries = [entry for quality, _, entry in kept if quality >= best - AS_GOOD]
        unique = {self._entries[entry][0].id: self._entries[entry][0] for entry in entries}
        return Match(start, end, tuple(unique.values()), best, whole or (len(kept) == 1 and kept[0][1]))

    def _sized(self, tokens: Sequence[Token], start: int, entry: int) -> bool:
        """Whether a number and the unit behind it stand like that in the name ("43 inch tv")."""
        words, unit = self._entries[entry][1], tokens[start + 1].word
        if unit not in UNITS:
            return False
        joined = plain_size(tokens[start].word + unit)
        beside = any(words[i : i + 2] == (tokens[start].word, unit) for i in range(len(words)))
        return joined in words or beside

    def _numbers_fit(
        self, tokens: Sequence[Token], start: int, end: int, entry: int, *, whole: bool, unsure: bool
    ) -> bool:
        """Say whether the bare numbers in the run may belong to the name, and are not a quantity beside it."""
        if whole:
            return True
        head, tail = tokens[start], tokens[end - 1]
        if is_number(head):
            follows = end > start + 1 and (tokens[start + 1].glued or self._sized(tokens, start, entry))
            if not (follows or (start and is_number(tokens[start - 1]))):
                return False
            if end == start + 1:
                return False
        if end > start + 1 and _small(tail):
            return unsure or tokens[end - 2].word == "size"
        return not (end == start + 1 and is_number(head))


def _small(token: Token) -> bool:
    """Whether a token is a bare number so small that it may as well be a quantity."""
    return is_number(token) and (token.value is None or token.value < _BARE)


def is_number(token: Token) -> bool:
    """Say whether a token is a bare number, in digits or in words."""
    return token.kind == "number" or (token.kind == "word" and token.word in LEXICON.numbers)


def name_words(name: str, locale: Locale) -> tuple[str, ...]:
    """Give the words of a name as they are compared: folded, number words as digits."""
    return tuple(
        plain_size(plain_number(token.word))
        for line in lines(normalise(name), locale)
        for token in line
        if token.kind in {"word", "number"}
    )


class Known:
    """What the shop knows at one moment: its products and customers, indexed by the words of their names."""

    __slots__ = (
        "categories",
        "customer_names",
        "customers",
        "locale",
        "product_names",
        "products",
        "regions",
        "signs",
    )

    def __init__(
        self,
        products: tuple[Product, ...],
        customers: tuple[Customer, ...],
        locale: Locale,
        categories: tuple[str, ...],
        regions: tuple[str, ...],
    ) -> None:
        self.products, self.customers = products, customers
        self.signs = frozenset(fold(sign) for sign in (locale.symbol, *locale.codes))
        self.locale, self.categories, self.regions = locale, categories, regions
        self.product_names: Index[Product] = Index(products, locale, people=False)
        self.customer_names: Index[Customer] = Index(customers, locale, people=True)

    @classmethod
    def of(
        cls,
        products: Iterable[Product] = (),
        customers: Iterable[Customer] = (),
        *,
        locale: Locale | None = None,
        categories: Iterable[str] = (),
        regions: Iterable[str] = (),
    ) -> Known:
        """Index a catalogue; categories named by its products are known without being listed."""
        products = tuple(products)
        named = dict.fromkeys([*categories, *(p.category for p in products if p.category)])
        return cls(
            products, tuple(customers), locale or Locale(), tuple(named), tuple(dict.fromkeys(regions))
        )

    def product(self, product_id: int) -> Product | None:
        """Give the product with this id."""
        return next((product for product in self.products if product.id == product_id), None)

    def customer(self, customer_id: int) -> Customer | None:
        """Give the customer with this id."""
        return next((customer for customer in self.customers if customer.id == customer_id), None)


def fits(name: str, found: Sequence[Named]) -> Named | None:
    """Give the one among `found` whose whole name this is."""
    return next((one for one in found if fold(one.name) == fold(name)), None)
