"""Cells turned into values, each different cell once: a column repeats itself, and conversion is what costs."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from bot.language.sheets.dates import Moment, moment_of, time_of
from bot.language.sheets.folding import text_of, tidy
from bot.language.sheets.numbers import number_of, scaled
from bot.language.sheets.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal


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


class Moments(Lookup[Cell, "Moment | Fault"]):
    """The conversion of days, under an order: one before 1980 or, unless `future`, after today is a fault."""

    __slots__ = ("_clocks", "_days", "_future", "_order", "_today")

    def __init__(self, order: str, today: date, *, future: bool = False) -> None:
        super().__init__(self._moment)
        self._order, self._today, self._future = order, today, future
        # 1/7/19 17:37 in two parts: there are far fewer days and times than moments.
        self._days: Lookup[str, date | None] = Lookup(self._day)
        self._clocks: Lookup[str, time | None] = Lookup(lambda said: time_of(said) if ":" in said else None)

    def of_all(self, column: Sequence[Cell]) -> list[Moment | Fault]:
        """Convert a whole column."""
        parts = _parted(column)
        if parts is not None:
            days = list(map(self._days.__getitem__, parts[0]))
            clocks = list(map(self._clocks.__getitem__, parts[1]))
            if None not in days and None not in clocks:
                return list(zip(days, clocks, strict=True))  # type: ignore[arg-type]  # see above
        return list(map(self.__getitem__, column))

    def _moment(self, cell: Cell) -> Moment | Fault:
        day, _, clock = cell.strip().partition(" ") if isinstance(cell, str) else ("", "", "")
        if clock and (on := self._days[day]) is not None and (at := self._clocks[clock]) is not None:
            return on, at
        return self._whole(cell)

    def _day(self, said: str) -> date | None:
        found = self._whole(said)
        return None if isinstance(found, Fault) else found[0]

    def _whole(self, cell: Cell) -> Moment | Fault:
        if is_missing(cell):
            return Fault("no_date")
        order = self._order
        moment = moment_of(cell, order)
        if moment is None:
            return Fault("unclear_date" if order == "mixed" and moment_of(cell, "dmy") else "bad_date")
        if moment[0] < EARLIEST:
            return Fault("date_too_early")
        if moment[0] > self._today and not self._future:
            return Fault("date_in_future")
        return moment


def _parted(column: Sequence[Cell]) -> tuple[list[str], list[str]] | None:
    """Give the words before and after the one space that every cell has; None where one has none, or more."""
    try:
        words = " \n ".join(column).split(" ")  # type: ignore[arg-type]  # whether it is text is what it tells
    except TypeError:
        return None
    if len(words) != 3 * len(column) - 1 or words[2::3].count("\n") != len(column) - 1:
        return None
    return words[::3], words[1::3]


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
