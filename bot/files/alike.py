"""New names that look like ones in the book: the owner says which are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz, process

from bot.language.sheets.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.language.statements import Customer, Product

_FLOOR = 85.0
_SHOWN = 3
_MOST = 1_500  # new names looked at: a first import of thousands has nothing to look like
_SIZES = re.compile(r"\d+")


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

    Names whose figures differ are different things: a cable of 2 m is none of 3 m.
    """
    spellings = {fold(one.name): one for one in known}
    if not spellings or len(new) > _MOST:
        return []
    found: list[tuple[float, Alike]] = []
    choices = list(spellings)
    for name in new:
        folded = fold(name)
        sizes = _SIZES.findall(folded)
        for choice, score, _ in process.extract(
            folded, choices, scorer=fuzz.token_sort_ratio, score_cutoff=_FLOOR, limit=3
        ):
            if _SIZES.findall(choice) == sizes:
                one = spellings[choice]
                found.append((score, Alike(subject, name, one.id, one.name)))
                break
    found.sort(key=lambda pair: -pair[0])
    return [one for _, one in found[:_SHOWN]]
