"""What stands beside a number: a mark, the beginning of a name, a phrase that says that a sum is owed.

Belongs here: looking at one neighbour. What the number is because of it, `draft` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
