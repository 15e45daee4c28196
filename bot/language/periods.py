"""Periods in words: "last month", "in september", "from 1 to 15 november", "q3", "last 30 days".

Belongs here: spans of days for questions. A week starts on the shop's first day of it; "this week" runs from its start to today, "last
week" is the whole one before; a month without a year is the last one that has begun.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.language.dates import calendar_day, date_at
from bot.language.horizons import MOST_DAYS, UNITS
from bot.language.named_periods import BEFORE_PERIODS, LAST, named_at
from bot.language.numbers import number_at
from bot.language.spans import Span, day_or_last, span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token

_THIS = frozenset({"this", "current", "hierdie"})
_TO = frozenset({"to", "till", "until", "and", "-", "through", "thru", "up", "tot"})


def period_at(
    tokens: Sequence[Token], start: int, today: date, *, day_first: bool = True, week_starts: int = 0
) -> Span | None:
    """Give the period whose name begins at `start`, None where none does; a week starts on that weekday (Monday is 0)."""
    return (
        _range(tokens, start, today, day_first=day_first, week_starts=week_starts)
        or _relative(tokens, start, today, week_starts)
        or named_at(tokens, start, today)
        or _single(tokens, start, today, day_first=day_first)
    )


def _relative(tokens: Sequence[Token], start: int, today: date, week_starts: int) -> Span | None:
    """Read periods that are counted from today."""
    words = [token.word for token in tokens[start : start + 5]]
    at = 1 if words[0] == "the" and len(words) > 1 else 0
    if words[at] in {"mtd", "ytd", "wtd"}:
        unit = {"m": "month", "y": "year", "w": "week"}[words[at][0]]
        first = _start_of(unit, today, week_starts)
        return span_of(tokens, start, start + at + 1, first, today, week=unit == "week")
    if words[at] not in LAST | _THIS or at + 1 >= len(words):
        return None
    unit = words[at + 1]
    if unit in {"week", "month", "year", "quarter"}:
        first = _start_of(unit, today, week_starts)
        end = start + at + 2
        if words[at] in _THIS:
            if [t.word for t in tokens[end : end + 2]] == ["so", "far"]:
                end += 2
            return span_of(tokens, start, end, first, today, week=unit == "week")
        last = first - timedelta(days=1)
        return span_of(tokens, start, end, _start_of(unit, last, week_starts), last, week=unit == "week")
    if unit in {"weekend", "weekends"}:
        sunday = today - timedelta(days=(today.weekday() - 6) % 7)
        if words[at] in _THIS and today.weekday() == 5:  # noqa: PLR2004 - Saturday
            return span_of(tokens, start, start + at + 2, today, today)
        return span_of(tokens, start, start + at + 2, sunday - timedelta(days=1), sunday)
    return _counted(tokens, start, at + 1, today)


def _counted(tokens: Sequence[Token], start: int, at: int, today: date) -> Span | None:
    """Read "last 30 days" (today included) and "past 3 months"."""
    number = number_at(tokens, start + at) if start + at < len(tokens) else None
    if number is None or number[0] >= len(tokens) or number[1] != int(number[1]):
        return None
    unit, count = tokens[number[0]].word, int(number[1])
    if unit not in UNITS or not 0 < count * UNITS[unit] <= MOST_DAYS:
        return None
    first = (
        _months_back(today, count)
        if unit.startswith("month")
        else today - timedelta(days=count * UNITS[unit] - 1)
    )
    return span_of(tokens, start, number[0] + 1, first, today)


def _months_back(today: date, count: int) -> date:
    month = today.year * 12 + today.month - 1 - count
    year, index = divmod(month, 12)
    return day_or_last(year, index + 1, today.day) + timedelta(days=1)


def _start_of(unit: str, day: date, week_starts: int) -> date:
    if unit == "week":
        return day - timedelta(days=(day.weekday() - week_starts) % 7)
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return date(day.year, 1, 1)


def _single(tokens: Sequence[Token], start: int, today: date, *, day_first: bool) -> Span | None:
    """Read one day; a bare weekday or date of the calendar is a day here, since a question has no other use for it."""
    word = tokens[start].word
    if start and tokens[start - 1].word == "black":
        return None
    if (
        word in {"sun", "sat", "mon", "wed"}
        and start
        and tokens[start - 1].word not in BEFORE_PERIODS | {"on", "last", "this"}
    ):
        return None
    day = date_at(tokens, start, today, day_first=day_first)
    return span_of(tokens, start, day.end, day.on, day.on) if day is not None else None


def _range(
    tokens: Sequence[Token], start: int, today: date, *, day_first: bool, week_starts: int
) -> Span | None:
    """Read "from 1 to 15 november", "between 3 july and 10 july", "jan to march", "since monday"."""
    word = tokens[start].word
    opened = word in {"from", "between", "since"}
    at = start + 1 if opened else start
    if at >= len(tokens):
        return None
    if word == "since":
        one = _point(tokens, at, today, day_first=day_first, week_starts=week_starts)
        return span_of(tokens, start, one.end, one.period.first, today) if one else None
    days = _days_of_month(tokens, start, at, today)
    if days is not None:
        return days
    one = _point(tokens, at, today, day_first=day_first, week_starts=week_starts)
    if one is None:
        return None
    end = one.end
    dots = 0
    while end < len(tokens) and tokens[end].word == ".":
        end, dots = end + 1, dots + 1
    if not dots:
        if (
            end >= len(tokens)
            or tokens[end].word not in _TO
            or (tokens[end].word == "and" and word != "between")
        ):
            return span_of(tokens, start, one.end, one.period.first, today) if word == "from" else None
        end += 1
        if end < len(tokens) and tokens[end].word == "to":
            end += 1
    other = (
        _point(tokens, end, today, day_first=day_first, week_starts=week_starts)
        if end < len(tokens)
        else None
    )
    if other is None:
        return None
    first, last = one.period.first, other.period.last
    if first > last:  # "from november to january" ends in the later year
        first = _a_year_before(first)
    return span_of(tokens, start, other.end, first, last) if first <= last else None


def _a_year_before(day: date) -> date:
    return day_or_last(day.year - 1, day.month, day.day)


def _point(
    tokens: Sequence[Token], at: int, today: date, *, day_first: bool, week_starts: int
) -> Span | None:
    """Read one end of a range: a day, a month, a year, today."""
    found = calendar_day(tokens, at, today, day_first=day_first)
    if found is not None:
        return span_of(tokens, at, found.end, found.on, found.on)
    day = date_at(tokens, at, today, day_first=day_first)
    if day is not None:
        return span_of(tokens, at, day.end, day.on, day.on)
    return _relative(tokens, at, today, week_starts) or named_at(tokens, at, today)


def _days_of_month(tokens: Sequence[Token], start: int, at: int, today: date) -> Span | None:
    """Read two days of one month: "1 to 15 november", "1-15 nov"."""
    if (
        not tokens[at].word.rstrip("sthndr").isdigit()
        or at + 2 >= len(tokens)
        or tokens[at + 1].word not in _TO
    ):
        return None
    last = calendar_day(tokens, at + 2, today)
    day = int(tokens[at].word.rstrip("sthndr"))
    if last is None or not 1 <= day <= last.on.day or tokens[at].kind == "date":
        return None
    return span_of(tokens, start, last.end, last.on.replace(day=day), last.on)
