"""Goods that move without a sale: brought back, received, counted.

Belongs here: what differs from a sale in each; the items themselves are read by `sale`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.asking import how_many, settled_number, write_again
from bot.language.context import customer_of, day_of, payment_of
from bot.language.parts import Amount
from bot.language.sale import read_items
from bot.language.statements import Item, Restock, Return, Stocktake
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft, ItemDraft, Number
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
    return bool(draft.whole) or any(item.has_amount for item in draft.items)


def read_count(draft: Draft, context: Context) -> Stocktake:
    """Give what was counted; every product needs its number."""
    for item in draft.items:
        more: list[Amount | Number] = [*draft.whole, *draft.stray] if len(draft.items) == 1 else []
        item.quantity = _counted(item, more, context)
        item.numbers, item.amounts = [], []
        if more:
            draft.whole, draft.stray = [], []
    if draft.whole:
        raise write_again("count", _("Which of these numbers is the count? Please write it again."))
    items = read_items(draft, context, priced=False)
    counted = tuple(Item(item.product, item.quantity_milli, None) for item in items)
    return Stocktake(counted, day_of(draft, context), tuple(draft.words))


def _counted(item: ItemDraft, more: Sequence[Amount | Number], context: Context) -> Decimal:
    """Give the one number that an item was counted with; none, several, or one of money is asked about."""
    settled = settled_number(context.settled, "count", item.text)
    if settled is not None:
        return Decimal(settled).scaleb(-3)
    amounts = [one for one in (*item.amounts, *more) if isinstance(one, Amount)]
    found = [one.value for one in (*item.numbers, *item.amounts, *more)]
    found += [] if item.quantity is None else [item.quantity]
    if not found:
        raise how_many(item.text, _("How many {text} did you count?", text=item.text), "count")
    if len(found) > 1 or any(one.money for one in amounts):
        raise how_many(item.text, _("Which of these numbers is the count?"), "count")
    return found[0]
