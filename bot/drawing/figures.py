"""Figures in the shop's notation: exact beside a bar, short on an axis.

Values come in as the book keeps them (minor units for money); `Unit` says how they are written.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise
from math import floor, isfinite, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Unit

NOTHING = "\N{EN DASH}"
_SHORT = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
_SHORT_FROM = 10_000  # below it a figure is short enough as it is
_LONGEST = 1e12  # from here on a figure is always shortened
_BEYOND = 1e18  # nothing in a shop is larger
_NEXT_TO_NOTHING = 1e-9
_MOST_PLACES = 6
_CENTS = 2
_LONGEST_SIGN = 4  # such as R, %, kg or EUR with its space


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
    major = value / unit.scale
    places = unit.places
    if major and not _rounded(major, places):
        # Two digits say how little it is; money keeps its cents.
        places = min(_MOST_PLACES, max(_CENTS, 1 - floor(log10(abs(major)))))
    return _dressed(major, places, "", unit, signed=signed)


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


def bare(unit: Unit) -> Unit:
    """Give the unit without its words: what a subtitle says need not stand at every figure."""
    return replace(unit, before="", after="")


def write_ticks(ticks: Sequence[float], unit: Unit) -> list[str]:
    """Write the figures of an axis alike, with as few places as tell them apart.

    A unit longer than a sign is left to the words around the chart.
    """
    if len(unit.before + unit.after) > _LONGEST_SIGN:
        unit = bare(unit)
    top = max((abs(tick) for tick in ticks), default=0.0) / unit.scale
    size, suffix = next(((s, x) for s, x in _SHORT if top >= max(s, _SHORT_FROM)), (1.0, ""))
    majors = [tick / unit.scale / size for tick in ticks]
    step = min((abs(b - a) for a, b in pairwise(majors)), default=1.0)
    places = next(
        (p for p in range(_MOST_PLACES) if all(abs(m - round(m, p)) < step / 100 for m in majors)),
        _MOST_PLACES,
    )
    return [_dressed(major, places, suffix, unit) if major else "0" for major in majors]


def _rounded(major: float, places: int) -> Decimal:
    with localcontext(prec=60):
        return Decimal(repr(abs(major))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _dressed(major: float, places: int, suffix: str, unit: Unit, *, signed: bool = False) -> str:
    rounded = _rounded(major, places)
    digits = f"{rounded:,f}"
    if "." in digits and (suffix or places > max(_CENTS, unit.places)):
        digits = digits.rstrip("0").rstrip(".")
    digits = digits.translate({ord(","): unit.thousands, ord("."): unit.point})
    sign = "" if not rounded else "-" if major < 0 else "+" if signed else ""
    return f"{sign}{unit.before}{digits}{suffix}{unit.after}"
