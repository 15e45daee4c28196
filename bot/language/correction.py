"""A correction applied: the whole entry as it must stand afterwards.

Belongs here: what follows from each change. A new quantity keeps the price of one, a new product takes its own
price unless one was said, everything not mentioned stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.amounts import scale, times_price
from bot.language.statements import (
    AddItems,
    Campaign,
    CustomerFact,
    DebtPayment,
    Doubt,
    Expense,
    Item,
    NewProduct,
    Page,
    PriceChange,
    Product,
    ProductFact,
    RemoveItem,
    Restock,
    Return,
    Sale,
    SetAmount,
    SetCustomer,
    SetDate,
    SetPayment,
    SetProduct,
    SetQuantity,
    Stocktake,
)
from bot.speech import _

if TYPE_CHECKING:
    from bot.language.names import Known
    from bot.language.statements import AnyProduct, Change, Correction, Entry, PageEntry

Goods = Sale | Return | Restock | Stocktake


class _Impossible(Exception):  # noqa: N818 - becomes a doubt at the door
    """A change that the entry has no place for."""


def apply(correction: Correction, entry: Entry, known: Known) -> Entry | Doubt:
    """Give the entry with the correction's changes made, or the doubt where one has no place in it."""
    try:
        for change in correction.changes:
            entry = _changed(entry, change)
    except _Impossible:
        locale_hint = known.locale.symbol
        phrase = _(
            "I am not sure what to change. Say it like “2 not 3”, “{locale_hint}280 not {locale_hint}250” or “it was Sello”.",
            locale_hint=locale_hint,
        )
        return Doubt(("correction", ""), "", phrase)
    return entry


def _changed(entry: Entry, change: Change) -> Entry:
    if isinstance(entry, Page):
        return _page(entry, change)
    return _single(entry, change)


def _page(page: Page, change: Change) -> Page:
    """Make a change on the one line of a page that it fits, or on all where it is about the whole page."""
    if isinstance(change, SetDate | SetPayment | SetCustomer):
        return replace(page, entries=tuple(_single(entry, change) for entry in page.entries), checks=())
    for i, entry in reversed(list(enumerate(page.entries))):
        try:
            new = _single(entry, change)
        except _Impossible:
            continue
        return replace(page, entries=(*page.entries[:i], new, *page.entries[i + 1 :]), checks=())
    raise _Impossible


def _single(entry: PageEntry, change: Change) -> PageEntry:
    if isinstance(change, SetDate):
        if isinstance(entry, Campaign | ProductFact | CustomerFact):
            raise _Impossible
        return replace(entry, on=change.on)
    if isinstance(change, SetPayment):
        if isinstance(entry, Sale):
            return replace(entry, payment=change.payment, deposit_minor=None)
        if isinstance(entry, Return | Restock | DebtPayment | Expense):
            return replace(entry, payment=change.payment)
        raise _Impossible
    if isinstance(change, SetCustomer):
        if isinstance(entry, Sale | Return):
            return replace(entry, customer=change.customer)
        if isinstance(entry, DebtPayment) and change.customer is not None:
            return replace(entry, customer=change.customer)
        raise _Impossible
    if isinstance(change, SetAmount) and isinstance(entry, DebtPayment | Expense):
        return replace(entry, amount_minor=change.amount_minor)
    if isinstance(change, SetAmount) and isinstance(entry, PriceChange) and len(entry.lines) == 1:
        return replace(entry, lines=(replace(entry.lines[0], amount_minor=change.amount_minor),))
    if isinstance(entry, Sale | Return | Restock | Stocktake):
        return _goods(entry, change)
    raise _Impossible


def _goods(entry: Goods, change: Change) -> Goods:
    items = list(entry.items)
    if isinstance(change, AddItems):
        return replace(entry, items=(*items, *change.items))
    if isinstance(change, RemoveItem):
        kept = tuple(item for item in items if not _same(item.product, change.product))
        if not kept or len(kept) == len(items):
            raise _Impossible
        return replace(entry, items=kept)
    if isinstance(change, SetQuantity):
        i = _which(items, change.product, quantity=change.was_milli)
        items[i] = _recounted(items[i], change.quantity_milli)
    elif isinstance(change, SetAmount):
        i = _which(items, change.product, amount=change.was_minor)
        items[i] = _repriced(items[i], change)
    elif isinstance(change, SetProduct):
        i = _which(items, change.was)
        items[i] = _replaced(items[i], change.product, counted=isinstance(entry, Stocktake))
    else:
        raise _Impossible
    return replace(entry, items=tuple(items))


def _which(
    items: list[Item], product: AnyProduct | None, *, quantity: int | None = None, amount: int | None = None
) -> int:
    """Give the place of the item that is meant: by product, by what it said before, or the only one."""
    found = [
        i
        for i, item in enumerate(items)
        if (product is None or _same(item.product, product))
        and (quantity is None or item.quantity_milli == quantity)
        and (amount is None or amount in {item.total_minor, _each(item)})
    ]
    if len(found) != 1:
        raise _Impossible
    return found[0]


def _same(one: AnyProduct, other: AnyProduct) -> bool:
    if isinstance(one, Product) and isinstance(other, Product):
        return one.id == other.id
    return one.name.casefold() == other.name.casefold()


def _each(item: Item) -> int | None:
    return None if item.total_minor is None else scale(item.total_minor, item.quantity_milli, 1000)


def _recounted(item: Item, milli: int) -> Item:
    total = None if item.total_minor is None else scale(item.total_minor, item.quantity_milli, milli)
    return replace(item, quantity_milli=milli, total_minor=total)


def _repriced(item: Item, change: SetAmount) -> Item:
    total = times_price(item.quantity_milli, change.amount_minor) if change.each else change.amount_minor
    return replace(item, total_minor=total, price_said=True, note="")


def _replaced(item: Item, product: AnyProduct, *, counted: bool) -> Item:
    """Put another product in an item's place: at its own price, or at the one said where it has none."""
    if counted or isinstance(product, NewProduct) or product.price_minor is None:
        return replace(item, product=product)
    said_otherwise = (
        item.price_said
        and isinstance(item.product, Product)
        and item.total_minor != _usual(item.product, item)
    )
    if said_otherwise:
        return replace(item, product=product)
    return replace(item, product=product, total_minor=_usual(product, item))


def _usual(product: Product, item: Item) -> int | None:
    return None if product.price_minor is None else times_price(item.quantity_milli, product.price_minor)
