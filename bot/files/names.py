"""The names in one file: each gets a place in the file's list, and its id in the book where it has one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.names import fold

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
    speak of: `met` gives them too, to tell lines that came before.
    """

    known: dict[str, int]
    hidden: Mapping[str, int] = field(default_factory=dict)
    same: Mapping[str, int] = field(default_factory=dict)
    spelt: list[str] = field(default_factory=list)
    ids: list[int | None] = field(default_factory=list)
    met: list[int | None] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _folded: dict[str, int] = field(default_factory=dict)

    def places_of(self, names: Iterable[str]) -> Mapping[str, int]:
        """Give the places of many names, by their spellings (and of some met earlier)."""
        for name in dict.fromkeys(names):  # in their order: the first spelling of a name is the one kept
            if name not in self._places:
                self.place(name)
        return self._places

    def place(self, name: str) -> int:
        """Give the place of a name, however it is spelt."""
        found = self._places.get(name)
        if found is None:
            folded = fold(name)
            found = self._folded.get(folded)
            if found is None:
                found = self._folded[folded] = len(self.spelt)
                self.spelt.append(name)
                one = self.same.get(folded) or self.known.get(folded)
                self.ids.append(one)
                self.met.append(one or self.hidden.get(folded))
            self._places[name] = found
        return found

    @property
    def new(self) -> list[str]:
        """The names that the book does not know yet."""
        return [name for name, one in zip(self.spelt, self.ids, strict=True) if one is None]
