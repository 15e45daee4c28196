"""The names in one file: each gets a place in the file's list, and its id in the book where it has one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language.sheets.cells import Lookup
from storage.names import fold
from storage.prepared import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.language.statements import Customer, Product


def ids_of(known: Iterable[Product | Customer]) -> dict[str, int]:
    """Give the id of every spelling that the book knows, folded."""
    return {fold(word): one.id for one in known for word in (*one.aliases, one.name)}


@dataclass(slots=True)
class Names:
    """Products or customers of a file in the order of their first line.

    By folded name, `same` holds what the owner said is one he has already, `hidden` those that only withdrawn files
    speak of: `met` gives them too, to tell lines that came before. `places` gives the place of a name, however it is
    spelt: the first spelling is the one kept.
    """

    known: dict[str, int]
    hidden: Mapping[str, int] = field(default_factory=dict)
    same: Mapping[str, int] = field(default_factory=dict)
    spelt: list[str] = field(default_factory=list)
    ids: list[int | None] = field(default_factory=list)
    met: list[int | None] = field(default_factory=list)
    places: Lookup[str | None, int] = field(init=False)
    _folded: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin without a name."""
        self.places = Lookup(self._place)

    def _place(self, name: str | None) -> int:
        if not name:
            return NOBODY
        folded = fold(name)
        found = self._folded.get(folded)
        if found is None:
            found = self._folded[folded] = len(self.spelt)
            self.spelt.append(name)
            one = self.same.get(folded) or self.known.get(folded)
            self.ids.append(one)
            self.met.append(one or self.hidden.get(folded))
        return found

    @property
    def new(self) -> list[str]:
        """The names that the book does not know yet."""
        return [name for name, one in zip(self.spelt, self.ids, strict=True) if one is None]
