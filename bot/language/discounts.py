"""What a discount leaves of the goods that it was given on.

Belongs here: each item's discounts, and the message's shared over all of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.amounts import share
from bot.language.asking import settled_number, what_sum
from bot.language.sums import after_discount
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft
    from bot.language.pricing import Priced, Pricer
    from bot.language.statements import Item


def discounted(
    draft: Draft, lines: Sequence[Priced], totals: Sequence[int | None], pricer: Pricer, context: Context
) -> Sequence[Item]:
    """Take off each item's discounts, then the message's: per cent off every line, an amount shared over them."""
    found: list[Item] = []
    off = sum(pricer.minor(d.value) for d in draft.discounts if not d.percent)
    known = [total or 0 for total in totals]
    usual = [pricer.expected_milli(line.product, line.quantity_milli) for line in lines]
    sure = all(line.said for line in lines) and None not in usual
    if sure and sum(known) + off == sum(filter(None, usual)):
        off = 0  # "R280 (discount R19)": the price said is the one that was paid
    shares = share(off, known)
    percents = [d for d in draft.discounts if d.percent]
    for line, total, less, once in zip(lines, totals, shares, usual, strict=True):
        discounts = [*line.draft.discounts, *percents]
        if total is None or not (discounts or less):
            found.append(line.item(total))
            continue
        left = after_discount(total, discounts, once, context.known.locale.decimals) - less
        note = ", ".join(d.note for d in [*line.draft.discounts, *draft.discounts])
        if left < 0:
            found.append(_what_was_left(line, note, context))
        else:
            found.append(line.item(left, note))
    return found


def _what_was_left(line: Priced, note: str, context: Context) -> Item:
    """Ask what an item came to after an impossible discount; nothing more is taken off the answer."""
    text = f"{line.draft.text} {note}"
    settled = settled_number(context.settled, "amount", text)
    if settled is None:
        raise what_sum(
            text,
            _("{note} leaves nothing of {goods}. What did it come to?", note=note, goods=line.draft.text),
        )
    return replace(line.item(settled), price_said=True)
