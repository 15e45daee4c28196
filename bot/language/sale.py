"""Goods that left the shop: the items of a message priced, its total shared out, its discount taken off.

Belongs here: what a sale's parts mean together. Returns and deliveries price their items the same way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.amounts import say, share, to_minor
from bot.language.asking import Ask, what_amount, what_sum
from bot.language.context import customer_of, day_of, payment_of
from bot.language.parts import Amount
from bot.language.pricing import Priced, Pricer
from bot.language.statements import Choice, Doubt, Sale
from bot.language.sums import about, after_discount, within
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.language.context import Context
    from bot.language.parts import Draft, ItemDraft
    from bot.language.pricelist import Basis
    from bot.language.statements import Item, Payment


def read_sale(draft: Draft, context: Context) -> Sale:
    """Give the sale that a draft describes; `Ask` where a careful clerk would."""
    customer = customer_of(draft, context)
    items = read_items(draft, context)
    payment, deposit = _paid(draft, items, payment_of(draft, context), context)
    return Sale(items, day_of(draft, context), customer, payment, deposit, tuple(draft.words))


def read_items(
    draft: Draft, context: Context, basis: Basis = "price", *, priced: bool = True
) -> tuple[Item, ...]:
    """Give the items with their totals; without `priced`, a lone number is a quantity and nothing is asked."""
    pricer = Pricer(context.known, context.settled, basis, priced=priced, replaced=context.replaced)
    whole = [*draft.whole, *_stray(draft, context)]
    if "free" in draft.marks:
        return _free(draft, whole, pricer)
    lone = len(draft.items) == 1 and not _has_amount(draft.items[0], priced=priced)
    if lone:
        extra = whole[0] if whole else _moved(draft)
        lines = [pricer.price(draft.items[0], extra)]
        whole = whole[1:]
    else:
        lines, whole = _several(draft.items, whole, pricer, context)
    totals = [line.total_minor for line in lines]
    if whole:
        totals = list(_share_out(lines, whole, pricer, context))
    return tuple(_discounted(draft, lines, totals, pricer, context))


def _free(draft: Draft, whole: Sequence[Amount], pricer: Pricer) -> tuple[Item, ...]:
    """Read goods given away; a price beside "free" is a puzzle."""
    priced = whole or any(item.amounts for item in draft.items) or len(draft.items) > 1
    if priced:
        raise what_sum("free", _("Which of it was free, and what did the rest come to?"))
    item = draft.items[0]
    if len(item.numbers) > (0 if item.quantity is not None else 1):
        raise what_sum("free", _("Was it free, or is that the price?"))
    return tuple(replace(line.item(0, "free"), price_said=True) for line in [pricer.price(item)])


def _several(
    items: Sequence[ItemDraft], whole: list[Amount], pricer: Pricer, context: Context
) -> tuple[list[Priced], list[Amount]]:
    """Price several items; an amount at the end is the last one's or everybody's, whichever it fits."""
    last = items[-1]
    own = last.amounts[0] if last.amounts else None
    if own is None and len(last.numbers) == 1:
        own = Amount(last.numbers[0].value, "bare")
    unpriced = len(items) > 1 and not any(_has_amount(item, priced=True) for item in items[:-1])
    if own is None or whole or own.how == "unit" or not unpriced:
        return [pricer.price(item) for item in items], whole
    lines = [pricer.price(item) for item in items[:-1]]
    alone = _without_amount(last, pricer)
    minor = pricer.minor(own.value)
    own_usual = None if alone is None else pricer.expected_milli(alone.product, alone.quantity_milli)
    if alone is not None and own_usual is not None:
        usual = own_usual + sum(pricer.expected_milli(one.product, one.quantity_milli) or 0 for one in lines)
        if minor != own_usual and about(minor, usual) and not about(minor, own_usual):
            return [*lines, alone], [Amount(own.value, "total")]
        unit = pricer.unit(alone.product) or 0
        between = not about(minor, own_usual) and minor != unit and within(minor, usual) and minor > own_usual
        if between and _for_all(last.text, context):
            return [*lines, alone], [Amount(own.value, "total")]
    return [*lines, pricer.price(last)], []


def _for_all(text: str, context: Context) -> bool:
    """Ask whether the amount behind the last of several things is for it alone or for all of them."""
    key = ("scope", fold(text))
    settled = context.settled.get(key)
    if settled is None:
        choices = (Choice(_("{text} alone", text=text), "alone"), Choice(_("All of it"), "all"))
        raise Ask(Doubt(key, text, _("Is that for {text} alone, or for all of it?", text=text), choices))
    return settled == "all"


def _without_amount(item: ItemDraft, pricer: Pricer) -> Priced | None:
    """Price the last item as if the amount behind it were not its own; None where that already needs asking."""
    try:
        return pricer.price(replace(item, numbers=[], amounts=[]))
    except Ask:
        return None


def _has_amount(item: ItemDraft, *, priced: bool) -> bool:
    if not priced:
        return False
    return bool(item.amounts) or len(item.numbers) > (0 if item.quantity is not None else 1)


def _stray(draft: Draft, context: Context) -> list[Amount]:
    """Let one number before everything be the total ("500 for 2 kettles"); more of them are a puzzle."""
    if not draft.stray:
        return []
    counts = {item.quantity for item in draft.items}
    if len(draft.stray) == 1 and not draft.whole and draft.items and draft.stray[0].value not in counts:
        return [Amount(draft.stray[0].value, "for")]
    if all(number.value == item.quantity for number in draft.stray for item in draft.items):
        return []
    text = " ".join(number.text for number in draft.stray)
    key = ("amount", fold(text))
    if context.settled.get(key) == "skip":
        return []
    raise Ask(
        Doubt(key, text, _("What does {text} stand for?", text=text), (Choice(_("Leave it out"), "skip"),))
    )


def _moved(draft: Draft) -> Amount | None:
    """Give what was paid or is owed, where the message names no other price: it is what the goods came to."""
    moved = [*draft.owed, *draft.paid] if "deposit" not in draft.marks else []
    return Amount(moved[0], "for") if len(moved) == 1 else None


def _share_out(
    lines: Sequence[Priced], whole: Sequence[Amount], pricer: Pricer, context: Context
) -> Sequence[int]:
    """Share a total of the whole message over its lines in proportion to what they usually cost."""
    amount = pricer.minor(whole[-1].value)
    text = " + ".join(line.product.name for line in lines)
    sums = [
        line.total_minor or pricer.expected_milli(line.product, line.quantity_milli) or 0 for line in lines
    ]
    settled = context.settled.get(("amount", fold(text)))
    if settled is not None and settled.isdigit():
        return share(int(settled), sums)
    if len({pricer.minor(a.value) for a in whole}) > 1:
        raise what_sum(text, _("I see more than one total. What did it all come to?"))
    if amount == sum(sums):
        return sums
    loose = [total for line, total in zip(lines, sums, strict=True) if not line.said]
    left = amount - sum(line.total_minor or 0 for line in lines if line.said)
    if not within(left, sum(loose)):
        said = say(amount, pricer.locale)
        summed = say(sum(sums), pricer.locale)
        options = [(_("The total"), amount), (_("The lines"), sum(sums))]
        raise what_amount(
            text,
            _("The lines come to {summed}, not {said}. Which is right?", summed=summed, said=said),
            options,
            pricer.locale,
        )
    shares = iter(share(left, loose))
    return [line.total_minor or 0 if line.said else next(shares) for line in lines]


def _discounted(
    draft: Draft, lines: Sequence[Priced], totals: Sequence[int | None], pricer: Pricer, context: Context
) -> Sequence[Item]:
    """Take off each item's discounts, then the message's: per cent off every line, an amount shared over them."""
    found: list[Item] = []
    off = sum(pricer.minor(d.value) for d in draft.discounts if not d.percent)
    known = [total or 0 for total in totals]
    usual_total = sum(pricer.expected_milli(line.product, line.quantity_milli) or 0 for line in lines)
    if off and all(line.said for line in lines) and sum(known) == usual_total - off:
        off = 0  # "R280 (discount R19)": the price said is the one that was paid
    shares = share(off, known) if off else [0] * len(known)
    percents = [d for d in draft.discounts if d.percent]
    for line, total, less in zip(lines, totals, shares, strict=True):
        discounts = [*line.draft.discounts, *percents]
        if total is None or not (discounts or less):
            found.append(line.item(total))
            continue
        usual = None if not line.said else pricer.expected_milli(line.product, line.quantity_milli)
        left = after_discount(total, discounts, usual, context.known.locale.decimals) - less
        note = ", ".join(d.note for d in [*line.draft.discounts, *draft.discounts])
        if not 0 <= left < total and not (left == total and line.said):
            found.append(_what_was_left(line, note, context))
        else:
            found.append(line.item(left, note))
    return found


def _what_was_left(line: Priced, note: str, context: Context) -> Item:
    """Ask what an item came to after an impossible discount; nothing more is taken off the answer."""
    text = f"{line.draft.text} {note}"
    settled = context.settled.get(("amount", fold(text)))
    if settled is None or not settled.isdigit():
        raise what_sum(
            text,
            _("{note} leaves nothing of {goods}. What did it come to?", note=note, goods=line.draft.text),
        )
    return replace(line.item(int(settled)), price_said=True)


def _paid(
    draft: Draft, items: Sequence[Item], payment: Payment | None, context: Context
) -> tuple[Payment | None, int | None]:
    """Give how it was paid, and what was paid at once of a sale on credit.

    A part of the price is asked about, since the words for it mean many things; what was paid in full is not on credit.
    """
    total = sum(item.total_minor or 0 for item in items)
    paid = [_minor(value, context) for value in draft.paid]
    owed = [_minor(value, context) for value in draft.owed]
    part = [amount for amount in paid if amount != total] + [
        total - amount for amount in owed if amount != total
    ]
    part = list(dict.fromkeys(part))
    if not part:
        return payment, None
    locale = context.known.locale
    key = ("deposit", str(part[0]))
    settled = context.settled.get(key)
    if settled == "part":
        return "credit", part[0]
    if settled == "full":
        return (None if payment == "credit" else payment), None
    said = say(part[0], locale)
    whole = say(total, locale)
    choices: tuple[Choice, ...] = (
        Choice(_("{said} paid, the rest on credit", said=said), "part"),
        Choice(_("All {whole} paid", whole=whole), "full"),
    )
    if not 0 < part[0] < total:
        choices = (Choice(_("All {whole} paid", whole=whole), "full"),)
    raise Ask(
        Doubt(
            key,
            said,
            _("It comes to {whole}. Was {said} paid and the rest on credit?", whole=whole, said=said),
            choices,
        )
    )


def _minor(value: Decimal, context: Context) -> int:
    return to_minor(value, context.known.locale.decimals) or 0
