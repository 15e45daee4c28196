"""Days as people name them, in an anchored place: "yesterday", "Mon 14 July", "5/11", "on the 28th".

Belongs here: one date that begins at a given token. Nothing here searches a message: such finders read R3500 as a
year and a customer called May as a month. A day without a year is the last such day that is not in the future, and
a bare weekday the last one before today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.language.numbers import number_at
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_WRITTEN = re.compile(r"(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?")
_YEARS = range(2000, 2100)
_CENTURY = 100
_FRACTIONS = frozenset({"1/2", "1/4", "3/4"})  # "1/2 loaf" may be half a loaf
_TWO_DIGITS, _FOUR_DIGITS = 2, 4
_LONGEST_MONTH = 31
_LAST, _THIS, _ON = (
    frozenset({"last", "past"}),
    frozenset({"this", "todays"}),
    frozenset({"on", "dated", "date"}),
)
_MAX_AGO = 400


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was named, up to the token `end`; `bare` asks for an anchor (a weekday or "3 July" alone)."""

    end: int
    on: date
    bare: bool = True
    sure: bool = True


def date_at(tokens: Sequence[Token], start: int, today: date, *, day_first: bool = True) -> Day | None:
    """Give the day whose name begins at `start`; None where none does. `sure` is off where its parts disagree."""
    words = [token.word for token in tokens[start : start + 6]]
    for length in range(min(4, len(words)), 0, -1):
        back = LEXICON.days_back.get(tuple(words[:length]))
        if back is not None:
            return Day(start + length, today - timedelta(days=back), bare=False)
    if words[0] in _ON and len(words) > 1:
        at = start + (2 if words[1:2] == ["the"] and words[2:] else 1)
        found = date_at(tokens, at, today, day_first=day_first) if words[1] not in _ON else None
        return Day(found.end, found.on, bare=False, sure=found.sure) if found else None
    if (words[0] in _LAST or words[0] in _THIS) and len(words) > 1 and words[1] in LEXICON.weekdays:
        return _weekday(tokens, start + 1, today, day_first=day_first, this=words[0] in _THIS, named=True)
    if words[0] in LEXICON.weekdays:
        return _weekday(tokens, start, today, day_first=day_first)
    return _ago(tokens, start, today) or calendar_day(tokens, start, today, day_first=day_first)


def _weekday(
    tokens: Sequence[Token],
    start: int,
    today: date,
    *,
    day_first: bool,
    this: bool = False,
    named: bool = False,
) -> Day | None:
    weekday = LEXICON.weekdays[tokens[start].word]
    after = start + 1
    while after < len(tokens) and tokens[after].word in {",", "the", "."}:
        after += 1
    found = calendar_day(tokens, after, today, day_first=day_first) if after < len(tokens) else None
    if found is not None:
        return Day(found.end, found.on, bare=False, sure=found.on.weekday() == weekday)
    back = (today.weekday() - weekday) % 7
    if back == 0 and not this:
        back = 7
    return Day(start + 1, today - timedelta(days=back), bare=not (named or this))


def _ago(tokens: Sequence[Token], start: int, today: date) -> Day | None:
    """Read "2 days ago" and "a week ago"."""
    number = number_at(tokens, start)
    if number is None and tokens[start].word in {"a", "one"}:
        end, count = start + 1, 1
    elif number is not None and number[1] == int(number[1]) and number[1] < _MAX_AGO:
        end, count = number[0], int(number[1])
    else:
        return None
    words = [token.word for token in tokens[end : end + 2]]
    if words[1:] and words[1] in {"ago", "back"} and words[0] in {"day", "days", "week", "weeks"}:
        days = count * (7 if words[0].startswith("week") else 1)
        return Day(end + 2, today - timedelta(days=days), bare=False)
    return None


def calendar_day(tokens: Sequence[Token], start: int, today: date, *, day_first: bool = True) -> Day | None:
    """Give a day of the calendar that begins at `start`: "3 July", "July 3rd 2025", "28th", "5/11", "2025-07-01"."""
    token = tokens[start]
    if token.kind == "date":
        written = written_date(token.text, today, day_first=day_first)
        follows = tokens[start + 1].kind if start + 1 < len(tokens) else ""
        sure = not (token.text in _FRACTIONS and follows == "word")
        return Day(start + 1, written, bare=True, sure=sure) if written else None
    ordinal = _ORDINAL.fullmatch(token.word)
    number = _day_number(token)
    at = start + 1
    if number is not None:
        if at < len(tokens) and tokens[at].word == "of":
            at += 1
        if at < len(tokens) and tokens[at].word in LEXICON.months and not _is_name(tokens[at]):
            return _with_year(tokens, at + 1, number, LEXICON.months[tokens[at].word], today)
        if ordinal:
            return _day_of_month(start + 1, number, today)
        return None
    if token.word in LEXICON.months and at < len(tokens):
        if tokens[at].word == "the" and at + 1 < len(tokens):
            at += 1
        number = _day_number(tokens[at])
        if number is not None:
            return _with_year(tokens, at + 1, number, LEXICON.months[token.word], today)
    return None


def _is_name(token: Token) -> bool:
    """Whether "may" or "mar" is rather the verb or a slip than a month."""
    return token.word == "may" and not token.capital and token.text != "MAY" and token.glued


def _day_number(token: Token) -> int | None:
    ordinal = _ORDINAL.fullmatch(token.word)
    text = ordinal.group(1) if ordinal else token.word
    if not (text.isascii() and text.isdigit()) or token.money or len(text) > _TWO_DIGITS:
        return None
    return int(text) if 1 <= int(text) <= _LONGEST_MONTH else None


def _with_year(tokens: Sequence[Token], at: int, day: int, month: int, today: date) -> Day | None:
    if (
        at < len(tokens)
        and tokens[at].kind == "number"
        and tokens[at].text.isdigit()
        and not tokens[at].money
    ):
        year = int(tokens[at].text) if len(tokens[at].text) == _FOUR_DIGITS else 0
        if year in _YEARS:
            exact = _date(year, month, day)
            return Day(at + 1, exact, bare=False) if exact else None
    past = last_such(month, day, today)
    return Day(at, past) if past else None


def _day_of_month(end: int, day: int, today: date) -> Day | None:
    month, year = today.month, today.year
    for _ in range(3):
        found = _date(year, month, day)
        if found and found <= today:
            return Day(end, found)
        month, year = (12, year - 1) if month == 1 else (month - 1, year)
    return None


def last_such(month: int, day: int, today: date) -> date | None:
    """Give the last day with this month and day that is not after today; None where the calendar has none."""
    for year in range(today.year, today.year - 5, -1):
        found = _date(year, month, day)
        if found and found <= today:
            return found
    return None


def written_date(text: str, today: date, *, day_first: bool = True) -> date | None:
    """Give a date written in digits ("5/11", "12/11/25", "2025-07-01"), None where the calendar has none such."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    first, second, third = match.groups()
    if len(first) == _FOUR_DIGITS:
        return _date(int(first), int(second), int(third)) if third else None
    day, month = (int(first), int(second)) if day_first else (int(second), int(first))
    if third is None:
        return last_such(month, day, today)
    year = int(third) + (2000 if int(third) < _CENTURY else 0)
    return _date(year, month, day) if year in _YEARS else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
