"""A campaign told in one line: "campaign Black Friday 20-28 Nov 1500 facebook".

Belongs here: its days, which may lie ahead, its budget and its channel; all other words are its name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language.asking import in_coins
from bot.language.numbers import number_at
from bot.language.periods import period_at
from bot.language.statements import Campaign, Period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from bot.language.context import Context
    from bot.language.tokens import Token

_CHANNELS = frozenset(
    {
        "facebook",
        "whatsapp",
        "instagram",
        "radio",
        "flyer",
        "flyers",
        "poster",
        "posters",
        "newspaper",
        "tiktok",
        "sms",
        "google",
    }
)
_HALF_A_YEAR = 183


def read_campaign(tokens: Sequence[Token], context: Context) -> Campaign | None:
    """Read "campaign Black Friday 20-28 Nov 1500 facebook"; its days may lie ahead."""
    period: Period | None = None
    budget: Decimal | None = None
    name: list[str] = []
    channel: str | None = None
    at = 1
    while at < len(tokens):
        span = (
            None
            if period
            else period_at(
                tokens,
                at,
                context.today,
                day_first=context.known.locale.day_first,
                week_starts=context.known.locale.week_starts,
            )
        )
        if span is not None and not _weekday_in_name(tokens, at, span.end):
            period, at = span.period, span.end
            continue
        number = number_at(tokens, at) if tokens[at].kind == "number" else None
        if number is not None:
            budget, at = number[1], number[0]
            continue
        if tokens[at].word in _CHANNELS:
            channel = tokens[at].text
        elif tokens[at].kind == "word" and tokens[at].word not in {
            "budget",
            "on",
            "from",
            "via",
            "for",
            "cost",
        }:
            name.append(tokens[at].text)
        at += 1
    if period is None or not name:
        return None
    period = _ahead(period, context.today)
    minor = None if budget is None else in_coins(budget, context.settled, context.known.locale)
    return Campaign(" ".join(name), period.first, period.last, minor, channel)


def _weekday_in_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a lone weekday is part of a name ("Black Friday")."""
    return end == at + 1 and tokens[at].kind == "word"


def _ahead(period: Period, today: date) -> Period:
    """Move days of long ago, said without a year, to the year in which they come next."""
    if (today - period.last).days <= _HALF_A_YEAR:
        return period
    return replace(period, first=_next_year(period.first), last=_next_year(period.last))


def _next_year(day: date) -> date:
    """Give the same day of the next year; the 29th of February has none, and becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
