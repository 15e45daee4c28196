"""Cells turned into values, each different cell once: a column repeats itself, and conversion is what costs."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from bot.language.sheets.dates import Moment, moment_of, time_of
from bot.language.sheets.folding import text_of, tidy
from bot.language.sheets.numbers import number_of, scaled

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from bot.language.sheets.sheet import Cell

K = TypeVar("K")
V = TypeVar("V")

MILLI = 3
EARLIEST = date(1980, 1, 1)  # no shop's file goes back further; 1900 is a spreadsheet's zero
LARGEST_QUANTITY = 1_000_000
LARGEST_MINOR = 10**13
_MOST_KEPT = 20_000
_MISSING = frozenset(
    {
        "",
        "-",
        "--",
        "?",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "error",
        "unknown",
        "missing",
        "nil",
        "#n/a",
        "k.a.",
        "s/d",
        "н/д",
    }
)
_EXCEL_ERROR = re.compile(r"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")
_ESCAPED = re.compile(r"^'[=+\-@\t\r\n'＝＋－＠]")  # noqa: RUF001 - the full-width forms that spreadsheets obey
_POINT_ZERO = re.compile(r"^(\d+)\.0$")


class Fault(str):
    """A reason why a cell cannot be used: see `Problem`."""

    __slots__ = ()


class Lookup(dict[K, V]):
    """A conversion that remembers; it forgets all when it holds too much."""

    __slots__ = ("convert",)

    def __init__(self, convert: Callable[[K], V]) -> None:
        super().__init__()
        self.convert = convert

    def __missing__(self, key: K) -> V:
        if len(self) > _MOST_KEPT:
            self.clear()
        value = self[key] = self.convert(key)
        return value


def is_missing(cell: Cell) -> bool:
    """Whether a cell of figures or days says that its value is not known."""
    return isinstance(cell, str) and cell.strip().lower() in _MISSING


def names(*, whole: bool = False) -> Lookup[Cell, str]:
    """Give the conversion of names: as written, white space folded, `whole` numbers without `.0`; '' for none."""

    def convert(cell: Cell) -> str:
        text = text_of(cell)
        if text.isalnum():
            return text
        if _ESCAPED.match(text):
            text = text[1:]
        text = tidy(text)
        if _EXCEL_ERROR.match(text):
            return ""
        return _POINT_ZERO.sub(r"\1", text) if whole else text

    return Lookup(convert)


def figures(decimal_sign: str, fault: str) -> Lookup[Cell, Decimal | Fault | None]:
    """Give the conversion of figures: None where there is none, a fault where it is unreadable."""

    def convert(cell: Cell) -> Decimal | Fault | None:
        if is_missing(cell):
            return None
        value = number_of(cell, decimal_sign)
        return Fault(fault) if value is None else value

    return Lookup(convert)


def moments(order: str, today: date, *, future: bool = False) -> Lookup[Cell, Moment | Fault]:
    """Give the conversion of days: one before 1980 or, unless `future`, after today is a fault."""
    days: dict[str, Moment | Fault] = {}
    clocks: dict[str, time | None] = {}

    def whole(cell: Cell) -> Moment | Fault:
        if is_missing(cell):
            return Fault("no_date")
        moment = moment_of(cell, order)
        if moment is None:
            return Fault("unclear_date" if order == "mixed" and moment_of(cell, "dmy") else "bad_date")
        if moment[0] < EARLIEST:
            return Fault("date_too_early")
        if moment[0] > today and not future:
            return Fault("date_in_future")
        return moment

    def convert(cell: Cell) -> Moment | Fault:
        day, _, clock = cell.partition(" ") if isinstance(cell, str) else ("", "", "")
        at, hour = days.get(day), clocks.get(clock)
        return (at[0], hour) if hour is not None and isinstance(at, tuple) else apart(cell)

    def apart(cell: Cell) -> Moment | Fault:
        if not isinstance(cell, str) or ":" not in cell:
            return whole(cell)
        day, space, clock = cell.strip().partition(" ")
        if not space:
            return whole(cell)
        if day not in days:
            days[day] = whole(day) if any(sign.isdigit() for sign in day) else Fault("bad_date")
        if clock not in clocks:
            clocks[clock] = time_of(clock)
        at, hour = days[day], clocks[clock]
        if isinstance(at, Fault) or hour is None:
            return whole(cell)
        return at[0], hour

    return Lookup(convert)


def milli_of(value: Decimal) -> int | Fault:
    """Give a quantity in thousandths, or why it cannot be one."""
    if abs(value) > LARGEST_QUANTITY:
        return Fault("quantity_too_large")
    milli = scaled(value, MILLI)
    return milli if milli or not value else Fault("bad_quantity")


def minor_of(value: Decimal, decimals: int) -> int | Fault:
    """Give an amount in minor units, or why it cannot be one."""
    if value.adjusted() > len(str(LARGEST_MINOR)):
        return Fault("amount_too_large")
    minor = scaled(value, decimals)
    return minor if abs(minor) <= LARGEST_MINOR else Fault("amount_too_large")
