"""What a message says about an entry already written: taking it back, and which one is meant.

Belongs here: undo, redo and repeating (`same again`, `2 more`). What was different is read in `amending`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.amounts import scale, to_milli
from bot.language.context import customer_of, day_of, payment_of
from bot.language.statements import Correction, Page, Redo, RemoveItem, Return, Sale, Undo, entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft
    from bot.language.segments import Segment
    from bot.language.statements import AnyCustomer, AnyProduct, Entry, Item, Recent

_TWICE = frozenset({"twice", "duplicate", "duplicated", "double"})
_ENTRY = frozenset({"sale", "entry", "message", "one", "whole", "all"})
_SAME = (
    ("same", "again"),
    ("same", "as", "before"),
    ("same", "as", "last"),
    ("same",),
    ("repeat",),
    ("again",),
    ("ditto",),
    ("another", "one"),
    ("one", "more"),
)


def read_undo(row: Sequence[Segment], parts: Draft, context: Context) -> Undo | Redo | Correction | None:
    """Give what is to be taken back or put back; None where the line says nothing of the kind."""
    if any(s.has("redo") for s in row):
        return Redo()
    words = {word for s in row for word in s.word.split()}
    undo = any(s.has("undo") for s in row)
    if not undo and not (_TWICE & words and not parts.items):
        return None
    if any(s.kind == "number" and s.value != 1 for s in row) and parts.payments:
        return None
    found = mentioned(row, parts, context)
    if found is None:
        return None if _names_unknown(parts) else Undo(context.recent[0].entry_id if context.recent else None)
    product = _product_in(row, found)
    several = sum(len(getattr(entry, "items", ())) for entry in entries_of(found.statement)) > 1
    if product is not None and several and not isinstance(found.statement, Page) and not _ENTRY & words:
        return Correction((RemoveItem(product),), found.entry_id)
    return Undo(found.entry_id)


def _names_unknown(parts: Draft) -> bool:
    """Whether something is named that no recent entry holds: then "the last one" would be a guess."""
    return bool(parts.items) and any(item.products is not None for item in parts.items)


def mentioned(row: Sequence[Segment], parts: Draft, context: Context) -> Recent | None:
    """Give the newest recent entry that holds the product or the customer that a line names."""
    for recent in context.recent:
        if _product_in(row, recent) is not None:
            return recent
    for recent in context.recent:
        for person in parts.people:
            found = {c.id for c in person.customers.found} if person.customers else set()
            for entry in entries_of(recent.statement):
                one: AnyCustomer | None = getattr(entry, "customer", None)
                if one is not None and getattr(one, "id", None) in found:
                    return recent
    return None


def _product_in(row: Sequence[Segment], recent: Recent) -> AnyProduct | None:
    names = {s.word for s in row if s.kind == "word"}
    ids = {product.id for s in row if s.products for product in s.products.found}
    for item in items_of(recent.statement):
        known = getattr(item.product, "id", None)
        if known in ids or (known is None and item.product.name.casefold() in names):
            return item.product
    return None


def items_of(entry: Entry) -> Iterator[Item]:
    """Give the items of an entry, or of all the lines of a page."""
    for one in entries_of(entry):
        yield from getattr(one, "items", ())


def read_again(row: Sequence[Segment], parts: Draft, context: Context) -> Sale | None:
    """Read "same again", "2 more" and "another one" as one more sale of what was sold last."""
    last = context.recent[0].statement if context.recent else None
    if not isinstance(last, Sale) or len(last.items) == 0:
        return None
    words = tuple(word for s in row for word in s.word.split() if s.kind in {"word", "marks", "customer"})
    numbers = [s.value for s in row if s.kind == "number" and s.value is not None and not s.money]
    plain = tuple(
        w for w in words if w not in {"please", "pls", "the", "thanks", "for", "to", "of", "them", "those"}
    )
    person_words = {w for s in row if s.kind == "customer" for w in s.word.split()}
    plain = tuple(w for w in plain if w not in person_words)
    if plain in _SAME or (plain == ("another",) and numbers == [1]):
        milli = None
    elif plain == ("more",) and len(numbers) == 1 and len(last.items) == 1:
        milli = to_milli(numbers[0])
    else:
        return None
    if parts.items and any(item.products is not None for item in parts.items):
        return None
    customer = customer_of(parts, context) or last.customer
    payment = payment_of(parts, context) or last.payment
    items = last.items if milli is None else (_scaled(last.items[0], milli),)
    return replace(
        last,
        items=items,
        on=day_of(parts, context),
        customer=customer,
        payment=payment,
        deposit_minor=None,
        unused=(),
    )


def read_brought_back(row: Sequence[Segment], parts: Draft, context: Context) -> Return | None:
    """Read "he returned it" as the goods of the sale before, brought back."""
    last = context.recent[0].statement if context.recent else None
    words = {word for s in row for word in s.word.split()}
    numbers = any(s.kind == "number" for s in row)
    if not isinstance(last, Sale) or "verb:return" not in parts.marks or parts.items or numbers:
        return None
    if not words & {"it", "them", "that"}:
        return None
    return Return(
        last.items,
        day_of(parts, context),
        customer_of(parts, context) or last.customer,
        payment_of(parts, context),
    )


def _scaled(item: Item, milli: int) -> Item:
    """Give the item in another quantity at the same price of one."""
    if item.total_minor is None:
        return replace(item, quantity_milli=milli)
    return replace(
        item, quantity_milli=milli, total_minor=scale(item.total_minor, item.quantity_milli, milli)
    )
