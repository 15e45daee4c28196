"""Which of an item's numbers is how many, and which is for how much: all the ways in which it can be read.

Belongs here: numbers without prices. Which way is meant, the catalogue decides in `pricing`.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.amounts import parse_number
from bot.language.asking import how_many, settled_number, what_sum, write_again
from bot.language.parts import Amount
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.asking import Ask, Settled
    from bot.language.parts import ItemDraft

MOST_COUNTED = 50  # a lone number behind a name up to here may be a quantity
_GROUP = 3  # digits between the spaces of "1 250"


def ways(item: ItemDraft, amounts: Sequence[Amount], *, priced: bool) -> list[tuple[Decimal, Amount | None]]:
    """Give the ways in which an item's numbers can be a quantity and an amount."""
    one = Decimal(1)
    if item.each is not None and all(a.value == item.each[0] * item.each[1] for a in amounts[1:]):
        first, second = item.each
        return [(first, Amount(second, "unit")), (second, Amount(first, "unit"))]
    if len(amounts) > 1:
        amounts = _agreeing(item, amounts)
    said = amounts[0] if amounts else None
    numbers = item.numbers
    if not numbers:
        return [(one if item.quantity is None else item.quantity, said)]
    if len(numbers) == 1 and item.quantity is not None and said is None:
        return [(item.quantity, Amount(numbers[0].value, "bare"))]
    if len(numbers) == 1 and item.quantity is None and said is not None:
        return [(numbers[0].value, said)]
    if len(numbers) == 1 and item.quantity is None:
        return _lone(numbers[0].value, priced=priced)
    if len(numbers) == 2 and said is None:  # noqa: PLR2004 - two numbers behind a name
        joined = _joined(numbers[0].text, numbers[1].text)
        found: list[tuple[Decimal, Amount | None]] = []
        if joined is not None:
            found.append((item.quantity or one, Amount(joined, "bare")))
        if item.quantity is None and numbers[0].value <= MOST_COUNTED * 20:
            found.append((numbers[0].value, Amount(numbers[1].value, "bare")))
        if found:
            return found
    raise puzzled(item)


def recounted(item: ItemDraft, settled: Settled) -> ItemDraft:
    """Give an item the quantity that was typed: where its own could not be, and where nobody had said one."""
    milli = settled_number(settled, "quantity", item.text)
    if milli is not None:
        numbers = item.numbers[1:] if item.quantity is None else item.numbers
        return replace(item, quantity=Decimal(milli).scaleb(-3), numbers=numbers)
    milli = settled_number(settled, "count", item.text)
    if milli is None:
        return item
    quantity = Decimal(milli).scaleb(-3)
    return replace(item, quantity=quantity, numbers=[one for one in item.numbers if one.value != quantity])


def _lone(value: Decimal, *, priced: bool) -> list[tuple[Decimal, Amount | None]]:
    if not priced:
        return [(value, None)]
    found: list[tuple[Decimal, Amount | None]] = [(Decimal(1), Amount(value, "bare"))]
    if value == value.to_integral_value() and 0 < value <= MOST_COUNTED:
        found.append((value, None))
    return found


def _joined(first: str, second: str) -> Decimal | None:
    if (
        first.isdigit()
        and len(first) <= _GROUP
        and len(second.split(".", maxsplit=1)[0].split(",", maxsplit=1)[0]) == _GROUP
    ):
        return parse_number(first + second)
    return None


def _agreeing(item: ItemDraft, amounts: Sequence[Amount]) -> list[Amount]:
    """Let two amounts stand where one is the price of one and the other says the total ("@35 each = 70")."""
    unit = next((a for a in amounts if a.how == "unit"), None)
    rest = [a for a in amounts if a is not unit]
    if unit is not None and len(rest) == 1 and unit.value * (item.quantity or 1) == rest[0].value:
        return [unit]
    if len({a.value for a in amounts}) == 1:
        return [amounts[0]]
    raise puzzled(item)


def puzzled(item: ItemDraft) -> Ask:
    """Ask what an item came to that has more amounts than can be understood, or for the message anew."""
    loose = [amount for amount in item.amounts if amount.how == "bare" and not amount.money]
    if item.quantity is None and (item.numbers or loose):
        return write_again(
            item.text,
            _("I cannot tell how many {text} and for how much. Please write it again.", text=item.text),
        )
    return what_sum(
        item.text, _("I see more than one amount for {text}. What did it come to in all?", text=item.text)
    )


def impossible(item: ItemDraft, quantity: Decimal) -> Ask:
    """Ask how many there were where what was written cannot be."""
    phrase = _(
        "{quantity} × {goods} cannot be. How many were there?",
        quantity=f"{quantity.normalize():f}",
        goods=item.text,
    )
    return how_many(item.text, phrase)
