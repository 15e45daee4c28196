"""Figures in the shop's notation: exact beside a bar, short on an axis.

Values come in as the book keeps them (minor units for money); `Unit` says how they are written.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Unit

NOTHING = "\N{EN DASH}"
_SHORT = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
_SHORT_FROM = 10_000  # below it a figure is short enough as it is
_LONGEST = 1e12  # from here on a figure is always shortened
_BEYOND = 1e24  # nothing in a shop is larger
_NEXT_TO_NOTHING = 1e-9
_MOST_PLACES = 6


def sane(value: float | None) -> float | None:
    """Give a value that can be drawn: None for what is no number, 0 for a rounding remainder."""
    if value is None or not isfinite(value):
        return None
    if abs(value) < _NEXT_TO_NOTHING:
        return 0.0
    return max(-_BEYOND, min(_BEYOND, float(value)))


def write(value: float | None, unit: Unit, *, signed: bool = False) -> str:
    """Write a value in full: 125000 minor units are R1 250; `signed` writes a plus too."""
    if value is None:
        return NOTHING
    if abs(value) / unit.scale >= _LONGEST:
        return write_short(value, unit, signed=signed)
    places = unit.places
    while value and places < _MOST_PLACES and _rounded(value / unit.scale, places) == 0:
        places += 1
    return _dressed(value / unit.scale, places, "", unit, signed=signed)


def write_short(value: float | None, unit: Unit, *, signed: bool = False) -> str:
    """Write a value in few characters: R12 345 678 is R12.3m."""
    if value is None:
        return NOTHING
    major = value / unit.scale
    for size, suffix in _SHORT:
        if abs(major) >= max(size, _SHORT_FROM):
            shortened = major / size
            return _dressed(shortened, 1 if abs(shortened) < 100 else 0, suffix, unit, signed=signed)  # noqa: PLR2004 -- three digits say enough
    return write(value, unit, signed=signed)


def write_ticks(ticks: Sequence[float], unit: Unit) -> list[str]:
    """Write the figures of an axis alike, with as few places as tell them apart."""
    top = max((abs(tick) for tick in ticks), default=0.0) / unit.scale
    size, suffix = next(((s, x) for s, x in _SHORT if top >= max(s, _SHORT_FROM)), (1.0, ""))
    majors = [tick / unit.scale / size for tick in ticks]
    places = next(
        (p for p in range(_MOST_PLACES) if all(abs(m - round(m, p)) < 10**-p * 0.01 for m in majors)),
        _MOST_PLACES,
    )
    return [_dressed(major, places, suffix, unit) if major else "0" for major in majors]


def _rounded(major: float, places: int) -> Decimal:
    with localcontext(prec=60):
        return Decimal(repr(abs(major))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _dressed(major: float, places: int, suffix: str, unit: Unit, *, signed: bool = False) -> str:
    rounded = _rounded(major, places)
    digits = f"{rounded:,f}"
    if suffix and "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    digits = digits.translate({ord(","): unit.thousands, ord("."): unit.point})
    sign = "" if not rounded else "-" if major < 0 else "+" if signed else ""
    return f"{sign}{unit.before}{digits}{suffix}{unit.after}"
