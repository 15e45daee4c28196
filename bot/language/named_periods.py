"""Months, quarters and years by their names: "september", "sept 2024", "last september", "q3", "2019".

Belongs here: names of the calendar. What is counted from today, and what has two ends, is `periods`'s affair.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.language.spans import Span, month_end, span_of
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token

LAST = frozenset({"last", "past", "previous", "prior", "vorige", "laaste"})
BEFORE_PERIODS = frozenset(
    {
        "in",
        "for",
        "of",
        "during",
        "since",
        "from",
        "to",
        "last",
        "this",
        "and",
        "between",
        "-",
        "all",
        "until",
        "vs",
        "against",
        "the",
    }
)
_SHY_MONTHS = frozenset({"may", "march", "mar", "jan", "june", "april", "august", "sep", "mei"})
_QUARTER = re.compile(r"q([1-4])")
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def named_at(tokens: Sequence[Token], start: int, today: date) -> Span | None:
    """Read months, quarters and years by name: "september", "sept 2024", "last september", "q3", "2019"."""
    at = start
    earlier = tokens[at].word in LAST and at + 1 < len(tokens)
    if earlier:
        at += 1
    month = _month(tokens, at)
    if month is not None:
        return _month_span(tokens, start, at + 1, month, today)
    quarter, end = _quarter(tokens, at)
    if quarter is not None:
        year = _year(tokens[end]) if end < len(tokens) else None
        if year is None:
            year = today.year if (quarter - 1) * 3 + 1 <= today.month else today.year - 1
        else:
            end += 1
        first = date(year, quarter * 3 - 2, 1)
        return span_of(tokens, start, end, first, _until(month_end(year, quarter * 3), first, today))
    year = _year(tokens[at]) if not earlier else None
    if year is not None and (
        start == 0 or tokens[start - 1].word in BEFORE_PERIODS or start + 1 == len(tokens)
    ):
        return span_of(
            tokens, start, at + 1, date(year, 1, 1), _until(date(year, 12, 31), date(year, 1, 1), today)
        )
    return None


def _month(tokens: Sequence[Token], at: int) -> int | None:
    """Give the month that a word names; words that are also something else need "in" or a year beside them."""
    word = tokens[at].word
    if word not in LEXICON.months:
        return None
    before = tokens[at - 1].word if at else ""
    alone = at == 0 or before in BEFORE_PERIODS or at + 1 == len(tokens)
    year_follows = at + 1 < len(tokens) and _year(tokens[at + 1]) is not None
    return LEXICON.months[word] if word not in _SHY_MONTHS or alone or year_follows else None


def _month_span(tokens: Sequence[Token], start: int, end: int, month: int, today: date) -> Span:
    year = _year(tokens[end]) if end < len(tokens) else None
    if year is not None:
        end += 1
    elif [t.word for t in tokens[end : end + 2]] == ["last", "year"]:
        year, end = today.year - 1, end + 2
    elif [t.word for t in tokens[end : end + 2]] == ["this", "year"]:
        year, end = today.year, end + 2
    else:
        year = today.year if month <= today.month else today.year - 1
    first = date(year, month, 1)
    return span_of(tokens, start, end, first, _until(month_end(year, month), first, today))


def _until(last: date, first: date, today: date) -> date:
    """End a period that is still running today; one that has not begun stays whole."""
    return min(last, today) if first <= today else last


def _quarter(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    match = _QUARTER.fullmatch(tokens[at].word)
    if match:
        return int(match.group(1)), at + 1
    if tokens[at].word in _NTH and at + 1 < len(tokens) and tokens[at + 1].word == "quarter":
        return _NTH[tokens[at].word], at + 2
    return None, at


def _year(token: Token | None) -> int | None:
    if token is None or token.kind != "number" or token.money or not token.text.isdigit():
        return None
    return int(token.text) if len(token.text) == 4 and _FIRST_YEAR <= int(token.text) <= _LAST_YEAR else None  # noqa: PLR2004 - the calendar is what it is
