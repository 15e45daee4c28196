"""What a changed message said before: the prices that still hold where the new words name none.

Belongs here: which of the old entry's items a new line may take its price from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.statements import Restock, Return, Sale, entries_of
from bot.language.tokens import fold

if TYPE_CHECKING:
    from bot.language.statements import Entry, Item

_GOODS = {"price": (Sale, Return), "cost": (Restock,)}


def priced_before(replaced: Entry | None, basis: str) -> dict[str, Item]:
    """Give by the product's folded name the item that the old entry had it in.

    A product in two lines has no one price, and a discount was the whole line's: neither is remembered.
    """
    if replaced is None:
        return {}
    items = [
        item for entry in entries_of(replaced) if isinstance(entry, _GOODS[basis]) for item in entry.items
    ]
    names = [fold(item.product.name) for item in items]
    return {
        name: item
        for name, item in zip(names, items, strict=True)
        if names.count(name) == 1 and item.total_minor and not item.note
    }
