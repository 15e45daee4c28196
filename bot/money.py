"""Money and quantities in the owner's notation: the only place where major units exist.

Inside, money is an int of minor units (cents) and a quantity an int of thousandths.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from babel.core import Locale
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol

MILLI = 1000
# Telegram shows narrow and unbreakable spaces as they are; people search with the plain one.
_PLAIN_SPACE = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})


@dataclass(frozen=True, slots=True)
class Money:
    """How one shop writes money: currency code (ISO 4217) and locale (Babel)."""

    currency: str
    locale: str

    @property
    def places(self) -> int:
        """Decimal places of the currency: 2 for ZAR, 0 for JPY."""
        return int(get_currency_precision(self.currency))

    @property
    def symbol(self) -> str:
        """The sign before an amount, such as R or €."""
        return str(get_currency_symbol(self.currency, locale=self.locale))

    def write(self, minor: int) -> str:
        """Write minor units as the owner would: 24000 is R240, 25050 is R250,50."""
        scale = 10**self.places
        places = 0 if minor % scale == 0 else self.places
        return f"{_sign(minor)}{self.symbol}{_grouped(abs(Decimal(minor)) / scale, places, self.locale)}"

    def round(self, minor: float) -> str:
        """Write an estimate, or the sum of many amounts, without the cents."""
        major = (Decimal(str(minor)) / 10**self.places).quantize(Decimal(1), ROUND_HALF_UP)
        return f"{_sign(major)}{self.symbol}{_grouped(abs(major), 0, self.locale)}"


def write_quantity(milli: int, locale: str) -> str:
    """Write thousandths as a plain number: 2000 is 2, 2500 is 2.5."""
    number = Decimal(milli) / MILLI
    places = max(0, -int(number.normalize().as_tuple().exponent))
    return f"{_sign(number)}{_grouped(abs(number), places, locale)}"


def write_number(number: float, locale: str, places: int = 0) -> str:
    """Write a figure with the locale's separators, rounded half up."""
    rounded = Decimal(str(number)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{_sign(rounded)}{_grouped(abs(rounded), places, locale)}"


def write_percent(share: float, locale: str, places: int = 0) -> str:
    """Write a share (0.31) as a percentage (31 %)."""
    return f"{write_number(100 * share, locale, places)} %"


def separators(locale: str) -> tuple[str, str]:
    """Give the locale's sign between thousands and its decimal sign."""
    symbols = Locale.parse(locale).number_symbols["latn"]
    return str(symbols["group"]).translate(_PLAIN_SPACE), str(symbols["decimal"])


def _sign(number: Decimal | int) -> str:
    return "-" if number < 0 else ""


def _grouped(number: Decimal, places: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(number, format=pattern, locale=locale)).translate(_PLAIN_SPACE)
