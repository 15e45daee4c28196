"""What a discount leaves of the goods that it was given on.

Belongs here: each item's discounts, and the message's shared over all of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.amounts import share
from bot.language.asking import settled_number, what_amount, what_sum
from bot.language.sums import after_discount
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Discount, Draft
    from bot.language.pricing import Priced, Pricer
    from bot.language.statements import Item


def discounted(
    draft: Draft, lines: Sequence[Priced], totals: Sequence[int | None], pricer: Pricer, context: Context
) -> Sequence[Item]:
    """Take off each item's discounts, then the message's: per cent off every line, an amount shared over them."""
    found: list[Item] = []
    once_off = [d for d in draft.discounts if not (d.percent or d.each)]
    off = sum(pricer.minor(d.value) for d in once_off)
    known = [total or 0 for total in totals]
    usual = [pricer.expected_milli(line.product, line.quantity_milli) for line in lines]
    sure = all(line.said for line in lines) and None not in usual
    if sure and sum(known) + off == sum(filter(None, usual)):
        off = 0  # "R280 (discount R19)": the price said is the one that was paid
    shares = share(off, known)
    apiece = [d for d in draft.discounts if d not in once_off]
    for line, total, less, once in zip(lines, totals, shares, usual, strict=True):
        discounts = [d.of(line.quantity_milli) for d in [*line.draft.discounts, *apiece]]
        note = _note(line, draft)
        if total is None and (discounts or (off and not any(known))):
            offered = None if once_off and len(lines) > 1 else once
            found.append(_what_was_paid(line, note, offered, [*discounts, *once_off], context))
            continue
        if total is None or not (discounts or less):
            found.append(line.item(total))
            continue
        left = after_discount(total, discounts, once, context.known.locale.decimals) - less
        if left < 0:
            found.append(_what_was_left(line, note, context))
        else:
            found.append(line.item(left, note))
    return found


def _note(line: Priced, draft: Draft) -> str:
    return ", ".join(d.note for d in [*line.draft.discounts, *draft.discounts])


def _what_was_paid(
    line: Priced, note: str, usual_minor: int | None, discounts: Sequence[Discount], context: Context
) -> Item:
    """Ask what was paid where a discount is told and the sum that it is taken off is not.

    Where the usual cost is known, that cost less the discount is offered, and nothing is taken for granted.
    """
    text = f"{line.draft.text} {note}"
    settled = settled_number(context.settled, "amount", text)
    if settled is not None:
        return replace(line.item(settled, note), price_said=True)
    phrase = _("What did {goods} come to, with the discount ({note})?", goods=line.draft.text, note=note)
    if usual_minor is None:
        raise what_sum(text, phrase)
    locale = context.known.locale
    left = after_discount(usual_minor, discounts, None, locale.decimals)
    raise what_amount(text, phrase, [(_("The usual cost, less that"), left)], locale)


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
