"""What a question is about: period, product, customer, category, counts and sums, wherever they stand.

Belongs here: picking these out and leaving the rest of the words, with ``{product}`` and the like in their place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language.amounts import to_minor
from bot.language.gloss import in_english
from bot.language.horizons import horizon_at
from bot.language.numbers import number_at
from bot.language.periods import period_at
from bot.language.spelling import SHORT, stem
from bot.language.statements import Slots
from bot.language.tokens import fold, lines, normalise
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.language.names import Known, Match
    from bot.language.spans import Span
    from bot.language.statements import Customer, Period, Product
    from bot.language.tokens import Token

_SKIPPED = frozenset({"in", "on", "for", "during", "the", "from"})
_MOST_ROWS = 1000  # a number above is no "top n"
_MOST_HORIZON = 3660


def slots_of(tokens: Sequence[Token], known: Known, today: date, *, arguments: bool = False) -> Slots:
    """Give a question's slots; `rest` holds the other words, names replaced by what they are.

    With `arguments` a bare number may be any of the three that a command knows: a count, days ahead, an amount.
    """
    picker = _Picker(tokens, known, today, arguments)
    at = 0
    while at < len(tokens):
        at = picker.take(at)
    return picker.slots()


def parse_arguments(text: str, known: Known, today: date) -> Slots:
    """Give what stands behind a slash command as slots ("last month", "kettle 14", "5000")."""
    rows, _language = in_english(lines(normalise(text), known.locale), known)
    tokens = [token for line in rows for token in line]
    return slots_of(tokens, known, today, arguments=True)


@dataclass(slots=True)
class _Picker:
    """Walks over a question and keeps what it is about; the first of each kind counts."""

    tokens: Sequence[Token]
    known: Known
    today: date
    arguments: bool
    period: Period | None = None
    products: tuple[Product, ...] = ()
    customers: tuple[Customer, ...] = ()
    category: str | None = None
    n: int | None = None
    horizon: int | None = None
    amount: int | None = None
    rest: list[str] = field(default_factory=list)

    def _period_at(self, at: int) -> Span | None:
        locale = self.known.locale
        return period_at(
            self.tokens, at, self.today, day_first=locale.day_first, week_starts=locale.week_starts
        )

    def slots(self) -> Slots:
        """Give what was found."""
        return Slots(
            self.period,
            self.products,
            self.customers,
            self.category,
            self.n,
            self.horizon,
            self.amount,
            " ".join(self.rest),
        )

    def take(self, at: int) -> int:
        """Take the slot or the word that begins at `at`, and give where the next one begins."""
        tokens = self.tokens
        named = _name(tokens, at, self.known)
        horizon = horizon_at(tokens, at)
        if horizon is not None and self.horizon is None:
            self.horizon = horizon.days
            return horizon.end
        whole_name = named is not None and named[1]
        period = None if whole_name else self._period_at(at)
        if period is not None and self.period is None and (named is None or period.end >= named[0]):
            self.period = period.period
            while self.rest and self.rest[-1] in _SKIPPED:
                self.rest.pop()
            return period.end
        if named is not None:
            return self._keep_name(at)
        number = number_at(tokens, at)
        if number is not None and number[1] == number[1].to_integral_value():
            return self._number(at, number[0], int(number[1]))
        if number is not None:
            self.amount = to_minor(number[1], self.known.locale.decimals)
            return number[0]
        if tokens[at].kind in {"word", "number"}:
            self.rest.append(tokens[at].word)
        return at + 1

    def _number(self, at: int, end: int, value: int) -> int:
        """Say what a number counts: days ahead, rows of a ranking, or money."""
        token = self.tokens[at]
        minor = value * 10**self.known.locale.decimals
        unit = self.tokens[end].word if end < len(self.tokens) else ""
        if unit in {"day", "days", "week", "weeks"} and not token.money:
            self.horizon = min(value * (7 if unit.startswith("week") else 1), _MOST_HORIZON)
            return end + 1
        if token.money:
            self.amount = minor
            self.rest.append("{n}")
        elif self.arguments:
            self.amount = minor
            self.n = value if 0 < value <= _MOST_ROWS else None
            self.horizon = self.horizon or (value if 0 < value <= _MOST_HORIZON else None)
        elif token.kind == "word" and token.word in {"one", "second", "half"}:
            self.rest.append(token.word)
        elif 0 < value <= _MOST_ROWS and self.n is None:
            self.n = value
        else:
            self.amount = minor
            self.rest.append("{n}")
        return end

    def _keep_name(self, at: int) -> int:
        """Keep the category, customer or product that begins at `at`, the longest and fullest of them."""
        products, customers = _best(self.tokens, at, self.known)
        category = _category(self.tokens, at, self.known)
        p = (products.end, products.whole, products.quality) if products else (0, False, 0.0)
        c = (customers.end, customers.whole, customers.quality) if customers else (0, False, 0.0)
        if category is not None and category[0] >= max(p[0], c[0]) and not (p[1] and p[0] >= category[0]):
            self.category = category[1]
            self.rest.append("{category}")
            return category[0]
        if customers is not None and (products is None or c > p):
            self.customers = self.customers or customers.found
            self.rest.append("{customer}")
            return customers.end
        if products is not None:
            self.products = self.products or products.found
            self.rest.append("{product}")
            return products.end
        return at + 1


def _best(
    tokens: Sequence[Token], at: int, known: Known
) -> tuple[Match[Product] | None, Match[Customer] | None]:
    """Give the longest sure product and customer that begin here; a word of everyday speech alone is no name."""
    products = [m for m in known.product_names.matches(tokens, at) if _sure(tokens, m)]
    customers = [m for m in known.customer_names.matches(tokens, at) if _sure(tokens, m)]
    return (products[-1] if products else None, customers[-1] if customers else None)


def _sure(tokens: Sequence[Token], match: Match[Product] | Match[Customer]) -> bool:
    if match.whole:
        return True
    if match.end - match.start > 1:
        return match.quality > SHORT
    word = tokens[match.start].word
    return match.quality > SHORT and word not in LEXICON.known and word not in LEXICON.asking


def _name(tokens: Sequence[Token], at: int, known: Known) -> tuple[int, bool] | None:
    """Say whether a name begins here: where it ends, and whether it is a whole one."""
    products, customers = _best(tokens, at, known)
    category = _category(tokens, at, known)
    ends = [(m.end, m.whole) for m in (products, customers) if m is not None]
    if category is not None:
        ends.append((category[0], False))
    return max(ends) if ends else None


def _category(tokens: Sequence[Token], at: int, known: Known) -> tuple[int, str] | None:
    for name in known.categories:
        words = fold(name).replace("-", " ").split()
        here = tokens[at : at + len(words)]
        if words and [stem(t.word) for t in here] == [stem(w) for w in words]:
            return at + len(words), name
    return None
