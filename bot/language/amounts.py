"""Amounts of money as people write them, in whole minor units; there is no float on the way.

Belongs here: how digits, commas and points make a number, and a number an amount. A comma or point with three
digits behind it parts thousands, with one or two it is the decimal sign; ``k`` is a thousand.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.language.statements import Locale

_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}")
_PLAIN = re.compile(r"\d*[.,]?\d+")
MOST_DIGITS = 12  # longer runs of digits are no amounts and no quantities of a shop


def parse_number(text: str) -> Decimal | None:
    """Give the number that a piece of text writes ("1.2k", "5,250.50", "850,00"), None where it writes none."""
    thousand = text[-1:] in {"k", "K"}
    digits = text[:-1] if thousand else text
    if not digits or len(digits) > MOST_DIGITS + 4:
        return None
    if _ENGLISH.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _CONTINENTAL.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif _PLAIN.fullmatch(digits):
        plain = digits.replace(",", ".")
    else:
        return None
    value = Decimal(plain)
    if value >= 10**MOST_DIGITS:
        return None
    return value * 1000 if thousand else value


def to_minor(value: Decimal, decimals: int) -> int | None:
    """Give an amount in minor units; None where it is finer than the smallest coin."""
    minor = value.scaleb(decimals)
    return int(minor) if minor == minor.to_integral_value() else None


def nearest_minor(value: Decimal, decimals: int) -> int:
    """Give an amount in minor units; one finer than the smallest coin is rounded, half a coin up."""
    return int(value.scaleb(decimals).to_integral_value(ROUND_HALF_UP))


def to_milli(value: Decimal) -> int | None:
    """Give a quantity in thousandths; None where it is finer than that, or not positive."""
    milli = value.scaleb(3)
    return int(milli) if milli > 0 and milli == milli.to_integral_value() else None


def times_price(quantity_milli: int, unit_minor: int) -> int:
    """Give quantity times price in minor units, half a cent rounded up."""
    return (quantity_milli * unit_minor * 2 + 1000) // 2000


def scale(total_minor: int, was_milli: int, milli: int) -> int:
    """Give a total at another quantity, half a cent rounded up."""
    return (total_minor * milli * 2 + was_milli) // (2 * was_milli)


def share(total_minor: int, weights: list[int]) -> list[int]:
    """Share an amount in proportion to weights, rounded to cents, the rest on the last."""
    whole = sum(weights)
    if whole <= 0:
        weights, whole = [1] * len(weights), len(weights)
    parts = [(total_minor * weight * 2 + whole) // (2 * whole) for weight in weights[:-1]]
    return [*parts, total_minor - sum(parts)]


def say(minor: int, locale: Locale) -> str:
    """Write an amount for a question to the owner, as his shop writes it: "R240", "R48.50", "R1 099"."""
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**locale.decimals)
    grouped = f"{whole:,}".replace(",", locale.thousands)
    return f"{sign}{locale.symbol}{grouped}" + (f"{locale.point}{part:0{locale.decimals}d}" if part else "")
