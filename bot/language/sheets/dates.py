"""Days and times in cells, in every usual spelling; the order of day and month comes from the whole column."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.language.sheets.calendar_words import MONTHS, NOISE, WEEKDAYS
from bot.language.sheets.folding import fold

if TYPE_CHECKING:
    from bot.language.sheets.sheet import Cell

_TIME = re.compile(
    r"(?:^|[\sT,])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?\s?m\.?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?:^|\s)(\d{1,2})\s*([ap])\.?m\.?$", re.IGNORECASE)
_TRIPLE = re.compile(r"^(\d{1,4})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{1,4})\.?$")
_COMPACT = re.compile(r"^(19|20)(\d{2})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^([2-7]\d{4})(?:[.,](\d+))?$")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no zones
_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 - only its time of day is used
_SECONDS = 86_400
_NOON = 12
_CENTURY = 70  # two digits below are 20xx
_YEAR_DIGITS = 4
_LONGEST = 60

Triple = tuple[int, int, int]
Moment = tuple[date, time | None]


def moment_of(cell: Cell, order: str) -> Moment | None:
    """Give the day and, where written, the time of a cell; None if it holds no day under this order.

    `order` is dmy, mdy, ymd, ydm, or mixed: then only days that can be read one way are.
    """
    if isinstance(cell, datetime):
        return cell.date(), (cell.time().replace(microsecond=0) if cell.time() != time() else None)
    if isinstance(cell, date):
        return cell, None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    if not isinstance(cell, str) or not cell or len(cell) > _LONGEST:
        return None
    text = " ".join(cell.split())
    serial = _SERIAL.match(text)
    if serial:
        return _from_serial(float(text.replace(",", ".")))
    clock, rest = _cut_time(text)
    day = _day_of(rest, order)
    return None if day is None else (day, clock)


def time_of(cell: Cell) -> time | None:
    """Give the time of day that a cell holds alone: 17:37, 5 pm, 0.7340 of a day."""
    if isinstance(cell, time):
        return cell.replace(microsecond=0, tzinfo=None)
    if isinstance(cell, datetime):
        return cell.time().replace(microsecond=0)
    if isinstance(cell, timedelta):
        return (_MIDNIGHT + cell).time() if timedelta(0) <= cell < timedelta(days=1) else None
    if isinstance(cell, float) and 0 <= cell < 1:
        return (_MIDNIGHT + timedelta(seconds=round(cell * _SECONDS) % _SECONDS)).time()
    short = isinstance(cell, str) and len(cell) <= _LONGEST
    return _cut_time(" ".join(str(cell).split()))[0] if short else None


def triple_of(cell: Cell) -> tuple[Triple, str, bool] | None:
    """Give the three numbers of a day whose order must be found, their separator, and if the year comes first.

    None for days that say themselves what is what, and for what is no day.
    """
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    _, rest = _cut_time(" ".join(cell.split()))
    match = _TRIPLE.match(_without_weekday(rest)[0])
    if match is None:
        return None
    first, sign, second, third = match[1], match[2], match[3], match[4]
    return (int(first), int(second), int(third)), sign, len(first) == _YEAR_DIGITS


def weekday_of(cell: Cell) -> int | None:
    """Give the weekday (Monday 0) that stands beside a day in words, or None."""
    return _without_weekday(cell)[1] if isinstance(cell, str) else None


def day_of_triple(triple: Triple, order: str) -> date | None:
    """Give the day of three numbers read in an order, or None if there is no such day."""
    parts = dict(zip(order, triple, strict=True))
    year = parts["y"] + (2000 if parts["y"] < _CENTURY else 1900) if parts["y"] < 100 else parts["y"]  # noqa: PLR2004 - two digits
    try:
        return date(year, parts["m"], parts["d"])
    except ValueError:
        return None


def _from_serial(value: float) -> Moment | None:
    """Give the day that Excel counts as `value`, between 1954 and 2119."""
    if not 20_000 <= value < 80_000:  # noqa: PLR2004 - outside, a number is no day of a shop's book
        return None
    moment = _EXCEL_ZERO + timedelta(days=int(value), seconds=round((value % 1) * _SECONDS))
    return moment.date(), (moment.time() if value % 1 else None)


def _cut_time(text: str) -> tuple[time | None, str]:
    """Part a text into its time of day and the rest."""
    match = _TIME.search(text)
    half = ""
    if match:
        hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
        half = (match[4] or "")[:1].lower()
    else:
        match = _HOUR.search(text)
        if match is None:
            return None, text
        hour, minute, second, half = int(match[1]), 0, 0, match[2].lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    try:
        return time(hour, minute, second), text[: match.start()].rstrip(" ,T")
    except ValueError:
        return None, text


def _without_weekday(text: str) -> tuple[str, int | None]:
    """Part a text into what is left without a weekday's name, and that weekday."""
    if not any(sign.isalpha() for sign in text):
        return text, None
    for word in re.findall(r"[^\W\d_]+", text):
        weekday = WEEKDAYS.get(fold(word))
        if weekday is not None:
            return re.sub(rf"\b{re.escape(word)}\b\.?,?\s*", "", text, count=1).strip(" ,"), weekday
    return text, None


def _day_of(text: str, order: str) -> date | None:
    """Give the day of a text without a time."""
    compact = _COMPACT.match(text)
    if compact:
        return day_of_triple((int(text[:4]), int(text[4:6]), int(text[6:])), "ymd")
    rest, _ = _without_weekday(text)
    match = _TRIPLE.match(rest)
    if match is None:
        return _day_in_words(rest)
    triple = (int(match[1]), int(match[3]), int(match[4]))
    if len(match[1]) == _YEAR_DIGITS:
        return day_of_triple(triple, "ydm" if order == "ydm" else "ymd")
    if len(match[4]) == _YEAR_DIGITS and order in {"ymd", "ydm"}:
        order = "dmy" if match[2] == "." else "mixed"
    if match[2] == "." and order == "mixed":
        order = "dmy"
    if order != "mixed":
        return day_of_triple(triple, order) if order else None
    readings = {day for day in (day_of_triple(triple, each) for each in ("dmy", "mdy")) if day}
    return readings.pop() if len(readings) == 1 else None


def _day_in_words(text: str) -> date | None:
    """Give the day of a text with a month's name: 01-Dec-10, Feb 1, 2022, 5 de enero de 2024."""
    month, numbers = None, []
    for word in _WORDS.findall(fold(text)):
        if word.isdigit():
            numbers.append(word)
        elif word in MONTHS and month is None:
            month = MONTHS[word]
        elif word not in NOISE:
            return None
    if month is None or len(numbers) != 2:  # noqa: PLR2004 - a day and a year
        return None
    first, second = numbers
    day, year = (second, first) if len(first) == _YEAR_DIGITS else (first, second)
    return day_of_triple((int(day), month, int(year)), "dmy")
