"""An amount behind several goods: the last one's or everybody's, and how a total is shared over them.

Belongs here: which of several things an amount is for. What one thing comes to is `pricing`'s affair.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.amounts import say, share
from bot.language.asking import Ask, in_coins, settled_number, what_amount, what_sum
from bot.language.parts import Amount
from bot.language.statements import Choice, Doubt
from bot.language.sums import about, within
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.language.context import Context
    from bot.language.parts import ItemDraft
    from bot.language.pricing import Priced, Pricer


def price_several(
    items: Sequence[ItemDraft], whole: Sequence[Amount], pricer: Pricer, context: Context
) -> tuple[list[Priced], list[Decimal]]:
    """Price several items; an amount at the end is the last one's or everybody's, whichever it fits."""
    last = items[-1]
    own = last.amounts[0] if last.amounts else None
    if own is None and len(last.numbers) == 1:
        own = Amount(last.numbers[0].value, "bare")
    unpriced = len(items) > 1 and not any(item.has_amount for item in items[:-1])
    if own is None or whole or own.how == "unit" or not unpriced:
        return [pricer.price(item) for item in items], [one.value for one in whole]
    lines = [pricer.price(item) for item in items[:-1]]
    alone = _without_amount(last, pricer)
    if alone is not None and _is_for_all(lines, alone, pricer.minor(own.value), pricer, context):
        return [*lines, alone], [own.value]
    return [*lines, pricer.price(last)], []


def _is_for_all(lines: Sequence[Priced], alone: Priced, minor: int, pricer: Pricer, context: Context) -> bool:
    """Whether the amount behind the last of several things is rather what all of them came to."""
    own_usual = pricer.expected_milli(alone.product, alone.quantity_milli)
    if own_usual is not None and (about(minor, own_usual) or minor == pricer.unit(alone.product)):
        return False
    others = [one for line in lines if (one := _worth(line, pricer)) is not None]
    if len(others) < len(lines):
        return _for_all(alone.draft.text, context)
    if own_usual is None:
        return False
    usual = own_usual + sum(others)
    if about(minor, usual):
        return True
    return within(minor, usual) and minor > own_usual and _for_all(alone.draft.text, context)


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


def share_out(
    lines: Sequence[Priced], whole: Sequence[Decimal], pricer: Pricer, context: Context
) -> Sequence[int]:
    """Share a total of the whole message over its lines in proportion to what they usually cost.

    One line of which nobody knows what it costs has what the others leave; of several, each is asked for.
    """
    amount = in_coins(whole[-1], context.settled, pricer.locale)
    text = " + ".join(line.product.name for line in lines)
    worth = [_worth(line, pricer) for line in lines]
    sums = [one or 0 for one in worth]
    unknown = [line for line in lines if _worth(line, pricer) is None]
    rest = amount - sum(sums)
    if unknown and rest > 0 and sum(not line.said for line in lines) == 1:
        return [rest if one is None else one for one in worth]
    if unknown:
        goods = unknown[0].draft.text
        raise what_sum(goods, _("What did {goods} come to?", goods=goods))
    settled = settled_number(context.settled, "amount", text)
    if settled is not None:
        return share(settled, sums)
    if len({pricer.minor(one) for one in whole}) > 1:
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


def _worth(line: Priced, pricer: Pricer) -> int | None:
    """Give what a line was said or usually comes to, None where nobody knows."""
    if line.total_minor is not None:
        return line.total_minor
    return pricer.expected_milli(line.product, line.quantity_milli)
