"""New names that look like ones in the book: the owner says which are the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.language.likeness import ALIKE, likeness, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.language.statements import Customer, Product

_SHOWN = 3
_MOST = 1_500  # new names looked at: a first import of thousands has nothing to look like
_START = 2  # letters that a word of both begins with


@dataclass(frozen=True, slots=True)
class Alike:
    """A new name, and the product or customer of the book that it may well be."""

    subject: Literal["product", "customer"]
    name: str
    id: int
    known: str


def alike(
    subject: Literal["product", "customer"], new: Sequence[str], known: Iterable[Product | Customer]
) -> list[Alike]:
    """Give the new names that look most like known ones, the likest first, a few.

    What makes two names alike is told in `language.likeness`.
    """
    by_start: dict[str, list[Product | Customer]] = defaultdict(list)
    for one in known:
        for start in {word[:_START] for word in plain(one.name).split()}:
            by_start[start].append(one)
    if not by_start or len(new) > _MOST:
        return []
    found: list[tuple[float, Alike]] = []
    for name in new:
        near = {one.id: one for word in plain(name).split() for one in by_start.get(word[:_START], ())}
        score, best = max(((likeness(name, one.name), -one.id) for one in near.values()), default=(0.0, 0))
        if score >= ALIKE:
            found.append((score, Alike(subject, name, -best, near[-best].name)))
    found.sort(key=lambda pair: -pair[0])
    return [one for _, one in found[:_SHOWN]]
