"""What a question is about: period, product, customer, category, counts and sums, wherever they stand.

Belongs here: picking these out and leaving the rest of the words, with ``{product}`` and the like in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.amounts import to_minor
from bot.language.numbers import number_at
from bot.language.periods import horizon_at, period_at
from bot.language.spelling import SHORT, stem
from bot.language.statements import Slots
from bot.language.tokens import fold, lines, normalise
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.language.names import Known, Match
    from bot.language.statements import Customer, Period, Product
    from bot.language.tokens import Token

_SKIPPED = frozenset({"in", "on", "for", "during", "of", "the", "from"})
_MOST_ROWS = 1000  # a number above is no "top n"
_MOST_HORIZON = 3660


@dataclass(slots=True)
class _Found:
    """The slots so far, and the words that are left."""

    period: Period | None = None
    products: Match[Product] | None = None
    customers: Match[Customer] | None = None
    category: str | None = None
    n: int | None = None
    horizon: int | None = None
    amount: int | None = None


def slots_of(tokens: Sequence[Token], known: Known, today: date, *, arguments: bool = False) -> Slots:
    """Give a question's slots; `rest` holds the other words, names replaced by what they are.

    With `arguments` a bare number may be any of the three that a command knows: a count, days ahead, an amount.
    """
    found = _Found()
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        end = _take(tokens, at, known, today, found, rest, arguments=arguments)
        at = end
    return Slots(
        found.period,
        found.products.found if found.products else (),
        found.customers.found if found.customers else (),
        found.category,
        found.n,
        found.horizon,
        found.amount,
        " ".join(rest),
    )


def parse_arguments(text: str, known: Known, today: date) -> Slots:
    """Give what stands behind a slash command as slots ("last month", "kettle 14", "5000")."""
    tokens = [token for line in lines(normalise(text), known.locale) for token in line]
    return slots_of(tokens, known, today, arguments=True)


def _take(
    tokens: Sequence[Token],
    at: int,
    known: Known,
    today: date,
    found: _Found,
    rest: list[str],
    *,
    arguments: bool,
) -> int:
    """Take the slot or the word that begins at `at`, and give where the next one begins."""
    named = _name(tokens, at, known)
    horizon = horizon_at(tokens, at)
    if horizon is not None and found.horizon is None:
        found.horizon = horizon.days
        return horizon.end
    whole_name = named is not None and named[1]
    period = period_at(tokens, at, today, day_first=known.locale.day_first) if not whole_name else None
    if period is not None and found.period is None and (named is None or period.end >= named[0]):
        found.period = period.period
        while rest and rest[-1] in _SKIPPED and rest[-1] not in {"of"}:
            rest.pop()
        return period.end
    if named is not None:
        return _keep_name(tokens, at, known, found, rest)
    number = number_at(tokens, at)
    if number is not None and number[1] == number[1].to_integral_value():
        return _number(tokens, at, number[0], int(number[1]), known, found, rest, arguments=arguments)
    if number is not None:
        found.amount = to_minor(number[1], known.locale.decimals)
        return number[0]
    if tokens[at].kind in {"word", "number"}:
        rest.append(tokens[at].word)
    return at + 1


def _number(
    tokens: Sequence[Token],
    at: int,
    end: int,
    value: int,
    known: Known,
    found: _Found,
    rest: list[str],
    *,
    arguments: bool,
) -> int:
    """Say what a number counts: days ahead, rows of a ranking, or money."""
    minor = value * 10**known.locale.decimals
    unit = tokens[end].word if end < len(tokens) else ""
    if unit in {"day", "days", "week", "weeks"} and not tokens[at].money:
        found.horizon = min(value * (7 if unit.startswith("week") else 1), _MOST_HORIZON)
        return end + 1
    if tokens[at].money:
        found.amount = minor
        rest.append("{n}")
    elif arguments:
        found.amount = minor
        found.n = value if 0 < value <= _MOST_ROWS else None
        found.horizon = found.horizon or (value if 0 < value <= _MOST_HORIZON else None)
    elif tokens[at].kind == "word" and tokens[at].word in {"one", "second", "half"}:
        rest.append(tokens[at].word)
    elif 0 < value <= _MOST_ROWS and found.n is None:
        found.n = value
    else:
        found.amount = minor
        rest.append("{n}")
    return end


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


def _keep_name(tokens: Sequence[Token], at: int, known: Known, found: _Found, rest: list[str]) -> int:
    products, customers = _best(tokens, at, known)
    category = _category(tokens, at, known)
    p = (products.end, products.whole, products.quality) if products else (0, False, 0.0)
    c = (customers.end, customers.whole, customers.quality) if customers else (0, False, 0.0)
    if category is not None and category[0] >= max(p[0], c[0]) and not (p[1] and p[0] >= category[0]):
        found.category = category[1]
        rest.append("{category}")
        return category[0]
    if customers is not None and (products is None or c > p):
        found.customers = found.customers or customers
        rest.append("{customer}")
        return customers.end
    if products is not None:
        found.products = found.products or products
        rest.append("{product}")
        return products.end
    return at + 1


def _category(tokens: Sequence[Token], at: int, known: Known) -> tuple[int, str] | None:
    for name in known.categories:
        words = fold(name).replace("-", " ").split()
        here = tokens[at : at + len(words)]
        if words and [stem(t.word) for t in here] == [stem(w) for w in words]:
            return at + len(words), name
    return None
