"""What stands beside a number or a word: a mark, a count, the beginning of a name, a deed, a phrase that says "owes".

Belongs here: looking at neighbours. What a number is because of them, `draft` decides, and what a word is, `runs`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.language.segments import Segment

_LEFT = frozenset({"balance", "outstanding"})
_OWES = frozenset({"owes", "owe", "owing", "still", "she", "he", "they", "skuld"})


def has(segment: Segment | None, mark: str) -> bool:
    """Whether a segment leaves a mark; none that is not there does."""
    return segment is not None and segment.has(mark)


def word_of(segment: Segment | None) -> str:
    """Give the folded words of a segment, empty for none."""
    return "" if segment is None else segment.word


def names(segment: Segment | None) -> bool:
    """Whether a segment is (the beginning of) a product's name."""
    return segment is not None and segment.kind in {"product", "word"}


def owes(segment: Segment | None) -> bool:
    """Whether a phrase says that a sum is owed ("owes me"), not only that nothing was paid ("on credit")."""
    first = word_of(segment).partition(" ")[0]
    return (first in _LEFT and has(segment, "verb:debt")) or (first in _OWES and has(segment, "pay:credit"))


def counts(before: Segment) -> bool:
    """Whether what stands before a word counts it ("2", "3 x", "a")."""
    return (
        (before.kind == "number" and not before.money)
        or before.has("a")
        or before.has("times")
        or before.has("of")
        or before.has("of_pair")
    )


def counted_at_price(row: Sequence[Segment], i: int) -> bool:
    """Whether a count and the price of one stand before a word ("5 R10 vouchers", "2 x R280 blankets")."""
    if i < 2 or not (row[i - 1].kind == "number" and row[i - 1].money):  # noqa: PLR2004 - a count and a price
        return False
    count = row[i - 3] if i > 2 and (row[i - 2].has("times") or row[i - 2].has("at")) else row[i - 2]  # noqa: PLR2004 - with a sign between
    return count.kind == "number" and not count.money


def acts(segment: Segment) -> bool:
    """Whether a turn of phrase is something that a customer does ("took", "paid by card", "returned")."""
    return (
        segment.has("verb:sale")
        or segment.has("verb:got")
        or segment.has("verb:paid")
        or segment.has("verb:return")
    )


def is_not(segment: Segment, i: int, row: Sequence[Segment]) -> bool:
    """Whether a phrase parts what is right from what was wrong ("3 not 2", "a kettle instead of an iron")."""
    words = segment.word.split()
    return (
        words[-1:] == ["not"]
        or (segment.word in {"instead of", "rather than"})
        or (segment.word == "instead" and i + 1 < len(row))
    )


def tells(segment: Segment) -> bool:
    """Whether a segment tells what an entry holds: how many, of what, whose, when, how paid."""
    return (
        segment.kind in {"number", "product", "customer", "date"}
        or segment.has("pay:")
        or segment.has("walkin")
    )


def counted(row: Sequence[Segment]) -> Decimal | None:
    """Give the number right before goods ("2 kettles not lamps"), None where no plain one stands there."""
    for number, goods in pairwise(row):
        if goods.products is not None and number.kind == "number" and not number.money:
            return number.value
    return None
