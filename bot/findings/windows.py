"""The days that an answer looks back on where no period was said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.findings import outlook
from bot.findings.wording import meant
from bot.language.statements import Period

if TYPE_CHECKING:
    from datetime import date

    from bot.command import Turn
    from bot.language.statements import Slots


def looked_back(turn: Turn, slots: Slots, days: int) -> Period:
    """Give the period asked for; else the last whole days, before the end of a book that ended long ago."""
    if slots.period is not None:
        return meant(turn, slots)
    until = seen_from(turn)
    return Period(until - timedelta(days=days), until - timedelta(days=1))


def seen_from(turn: Turn) -> date:
    """Give the day from which one looks back: today, or the day after the last sale of a book that ended long ago."""
    return outlook.start(turn.shop, turn.today)
