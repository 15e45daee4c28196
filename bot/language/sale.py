"""Goods that left the shop: the items of a message priced, its total shared out, its discount taken off.

Belongs here: what a sale's parts mean together. Returns and deliveries price their items the same way.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.amounts import nearest_minor, say
from bot.language.asking import (
    SKIP,
    Ask,
    in_coins,
    settled_number,
    what_amount,
    which_goods,
    write_again,
)
from bot.language.context import customer_of, day_of, payment_of
from bot.language.discounts import discounted
from bot.language.parts import Amount
from bot.language.pricing import Pricer
from bot.language.statements import Choice, Doubt, Sale
from bot.language.tokens import fold
from bot.language.totals import price_several, share_out
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    _all_named(draft, context)
    _in_coins(draft, context)
    whole = [*draft.whole, *_stray(draft, context)]
    if "free" in draft.marks:
        return _free(draft, whole, pricer, context)
    lone = len(draft.items) == 1 and not (priced and draft.items[0].has_amount)
    if lone:
        extra = whole[0] if whole else _moved(draft)
        lines = [pricer.price(draft.items[0], extra)]
        sums = [one.value for one in whole[1:]]
    else:
        lines, sums = price_several(draft.items, whole, pricer, context)
    totals = [line.total_minor for line in lines]
    if sums:
        totals = list(share_out(lines, sums, pricer, context))
    return tuple(discounted(draft, lines, totals, pricer, context))


def _all_named(draft: Draft, context: Context) -> None:
    """Ask what goods without a name were ("and some stuff"); where no amount holds for them too, they may be left out."""
    if draft.vague:
        amount = bool(draft.whole) or any(item.has_amount for item in draft.items)
        which_goods(", ".join(draft.vague), context.settled, may_skip=not amount)


def _in_coins(draft: Draft, context: Context) -> None:
    """Bring what was taken off, paid and owed to whole coins, asking about what is finer."""
    told: list[Draft | ItemDraft] = [draft, *draft.items]
    for said in told:
        said.discounts = [
            one if one.percent else replace(one, value=_coins(one.value, context)) for one in said.discounts
        ]
    draft.paid = [_coins(value, context) for value in draft.paid]
    draft.owed = [_coins(value, context) for value in draft.owed]


def _coins(value: Decimal, context: Context) -> Decimal:
    locale = context.known.locale
    return Decimal(in_coins(value, context.settled, locale)).scaleb(-locale.decimals)


def _free(draft: Draft, whole: Sequence[Amount], pricer: Pricer, context: Context) -> tuple[Item, ...]:
    """Read goods given away; with an amount beside "free" they may have been paid for."""
    if len(draft.items) > 1:
        phrase = _("Which of it was free? Please write what was given away in a message of its own.")
        raise write_again("free", phrase)
    item = draft.items[0]
    settled = settled_number(context.settled, "amount", item.text)
    line = None if settled is None and (whole or item.has_amount) else pricer.price(item)
    if line is None or (settled is None and line.said):
        phrase = _("Given away: {goods}? If it was paid for, write what it came to.", goods=item.text)
        raise what_amount(item.text, phrase, [(_("Free"), 0)], pricer.locale)
    return (replace(line.item(settled or 0, "" if settled else "free"), price_said=True),)


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
    key = ("again", fold(text))
    if context.settled.get(key) == SKIP:
        return []
    raise Ask(
        Doubt(key, text, _("What does {text} stand for?", text=text), (Choice(_("Leave it out"), SKIP),))
    )


def _moved(draft: Draft) -> Amount | None:
    """Give what was paid or is owed, where the message names no other price: it is what the goods came to.

    New goods of which a part is paid and a part is owed came to both; known goods have their price.
    """
    if len(draft.owed) == len(draft.paid) == 1:
        known = draft.items[0].products is not None
        return None if known else Amount(draft.owed[0] + draft.paid[0], "for")
    part = "deposit" in draft.marks or (draft.paid and "credit" in draft.payments)
    moved = [] if part else [*draft.owed, *draft.paid]
    return Amount(moved[0], "for") if len(moved) == 1 else None


def _paid(
    draft: Draft, items: Sequence[Item], payment: Payment | None, context: Context
) -> tuple[Payment | None, int | None]:
    """Give how it was paid, and what was paid at once of a sale on credit.

    A part of the price is asked about, since the words for it mean many things; what was paid in full is not on credit.
    """
    total = sum(item.total_minor for item in items if item.total_minor)
    locale = context.known.locale
    paid = [nearest_minor(value, locale.decimals) for value in draft.paid]
    owed = [nearest_minor(value, locale.decimals) for value in draft.owed]
    part = [amount for amount in paid if amount != total] + [
        total - amount for amount in owed if amount != total
    ]
    part = list(dict.fromkeys(part))
    if not part:
        return payment, None
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
