"""Sums held against what was expected: near enough, about right, and what a discount leaves.

Belongs here: comparing amounts in minor units; asking about them is left to `pricing`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.language.amounts import nearest_minor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.parts import Discount

FAR = 3  # an amount more than three times off what was expected is asked about
CLOSE = Fraction(1, 4)  # a quarter off still counts as "about that price"


def within(minor: int, expected: int) -> bool:
    """Whether an amount is less than three times off what was expected, either way."""
    return minor * FAR >= expected and minor <= expected * FAR


def about(minor: int, expected: int) -> bool:
    """Whether an amount is a quarter or less off what was expected."""
    return abs(minor - expected) <= expected * CLOSE


def after_discount(
    total_minor: int, discounts: Sequence[Discount], usual_minor: int | None, decimals: int
) -> int:
    """Give what is left of a total after its discounts; a price that is already the reduced one stays as it is."""
    for discount in discounts:
        if discount.percent:
            left = 100 - discount.value
            if usual_minor is not None and Decimal(usual_minor) * left / 100 == total_minor:
                continue
            total_minor = int((Decimal(total_minor) * left / 100 + Decimal("0.5")) // 1)
        else:
            total_minor -= nearest_minor(discount.value, decimals)
    return total_minor
