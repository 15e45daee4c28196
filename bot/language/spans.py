"""Stretches of days and the ends of months, as the words for them need them.

Belongs here: the calendar's arithmetic; no word is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.language.statements import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Span:
    """A period named by the tokens up to `end`."""

    end: int
    period: Period


def span_of(
    tokens: Sequence[Token], start: int, end: int, first: date, last: date, *, week: bool = False
) -> Span:
    """Give the stretch between two days, in either order, called by the tokens that name it."""
    label = " ".join(token.text for token in tokens[start:end] if token.text)
    return Span(end, Period(min(first, last), max(first, last), label, week))


def day_or_last(year: int, month: int, day: int) -> date:
    """Give the day of a month, or its last one where it has fewer."""
    return min(date(year, month, 1) + timedelta(days=day - 1), month_end(year, month))


def month_end(year: int, month: int) -> date:
    """Give the last day of a month."""
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)) - timedelta(days=1)  # noqa: PLR2004 - the calendar is what it is
