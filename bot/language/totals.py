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

    from bot.language.context import Context
    from bot.language.parts import ItemDraft
    from bot.language.pricing import Priced, Pricer


def price_several(
    items: Sequence[ItemDraft], whole: list[Amount], pricer: Pricer, context: Context
) -> tuple[list[Priced], list[Amount]]:
    """Price several items; an amount at the end is the last one's or everybody's, whichever it fits."""
    last = items[-1]
    own = last.amounts[0] if last.amounts else None
    if own is None and len(last.numbers) == 1:
        own = Amount(last.numbers[0].value, "bare")
    unpriced = len(items) > 1 and not any(item.has_amount for item in items[:-1])
    if own is None or whole or own.how == "unit" or not unpriced:
        return [pricer.price(item) for item in items], whole
    lines = [pricer.price(item) for item in items[:-1]]
    alone = _without_amount(last, pricer)
    minor = pricer.minor(own.value)
    own_usual = None if alone is None else pricer.expected_milli(alone.product, alone.quantity_milli)
    unknown = own_usual is None and any(_worth(line, pricer) is None for line in lines)
    if alone is not None and unknown and _for_all(last.text, context):
        return [*lines, alone], [Amount(own.value, "total")]
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


def share_out(
    lines: Sequence[Priced], whole: Sequence[Amount], pricer: Pricer, context: Context
) -> Sequence[int]:
    """Share a total of the whole message over its lines in proportion to what they usually cost.

    One line of which nobody knows what it costs has what the others leave; of several, each is asked for.
    """
    amount = in_coins(whole[-1].value, context.settled, pricer.locale)
    text = " + ".join(line.product.name for line in lines)
    worth = [_worth(line, pricer) for line in lines]
    sums = [one or 0 for one in worth]
    unknown = [line for line, one in zip(lines, worth, strict=True) if one is None]
    rest = amount - sum(sums)
    if unknown and rest > 0 and sum(not line.said for line in lines) == 1:
        return [rest if one is None else one for one in worth]
    if unknown:
        goods = unknown[0].draft.text
        raise what_sum(goods, _("What did {goods} come to?", goods=goods))
    settled = settled_number(context.settled, "amount", text)
    if settled is not None:
        return share(settled, sums)
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


def _worth(line: Priced, pricer: Pricer) -> int | None:
    """Give what a line was said or usually comes to, None where nobody knows."""
    if line.total_minor is not None:
        return line.total_minor
    return pricer.expected_milli(line.product, line.quantity_milli)
