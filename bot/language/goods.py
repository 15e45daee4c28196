"""Goods that move without a sale: brought back, received, counted.

Belongs here: what differs from a sale in each; the items themselves are read by `sale`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.asking import what_sum
from bot.language.context import customer_of, day_of, payment_of
from bot.language.sale import read_items
from bot.language.statements import Item, Restock, Return, Stocktake
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft
    from bot.language.segments import Segment

_BOUGHT = frozenset({"bought", "sold", "purchased", "took", "got", "gekoop"})


def read_return(draft: Draft, row: Sequence[Segment], context: Context) -> Return:
    """Give what came back; the day it was bought on is not the day of the return."""
    draft.days = [
        (segment.day, segment.sure)
        for i, segment in enumerate(row)
        if segment.day is not None and not (i and row[i - 1].word in _BOUGHT)
    ]
    reasons = [s.text for s in row if s.has("reason")]
    return Return(
        read_items(draft, context),
        day_of(draft, context),
        customer_of(draft, context),
        payment_of(draft, context),
        ", ".join(reasons),
        tuple(draft.words),
    )


def read_restock(draft: Draft, context: Context) -> Restock:
    """Give what was received and, where it was said, what it cost."""
    supplier = draft.supplier
    if supplier is None and draft.people:
        supplier = draft.people[0].text
    items = read_items(draft, context, "cost", priced=bool(draft.payments) or _has_prices(draft))
    return Restock(items, day_of(draft, context), supplier, payment_of(draft, context), tuple(draft.words))


def _has_prices(draft: Draft) -> bool:
    """Whether the delivery comes with amounts: a lone number beside a product is else how many came."""
    return bool(draft.whole) or any(
        item.amounts or len(item.numbers) > (0 if item.quantity is not None else 1) for item in draft.items
    )


def read_count(draft: Draft, context: Context) -> Stocktake:
    """Give what was counted; every product needs its number."""
    items: list[Item] = []
    if (
        len(draft.items) == 1
        and draft.items[0].quantity is None
        and not draft.items[0].numbers
        and draft.whole
    ):
        draft.items[0].quantity = draft.whole.pop().value
    if len(draft.items) == 1 and draft.items[0].quantity is None and draft.stray:
        draft.items[0].quantity = draft.stray.pop().value
    for item in draft.items:
        if item.quantity is None and not item.numbers:
            raise what_sum(item.text, _("How many {text} did you count?", text=item.text))
    items.extend(read_items(draft, context, priced=False))
    if draft.whole or any(item.total_minor is not None and item.price_said for item in items):
        raise what_sum("count", _("Which of these numbers is the count?"))
    counted = tuple(Item(item.product, item.quantity_milli, None) for item in items)
    return Stocktake(counted, day_of(draft, context), tuple(draft.words))
