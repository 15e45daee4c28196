"""The message of the evening: how the day went, in a few lines; a busy day with nothing in the book is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words
from bot.command import Command
from bot.commands import today
from bot.speech import N_, _, dated
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_WEEKS = 6
_USUALLY = 4  # of the last six such weekdays


def answer(turn: Turn, slots: Slots) -> Answer:
    """Sum the day up, quietly."""
    book = turn.shop.book
    if totals.of_period(book, turn.today, turn.today).lines:
        return replace(today.answer(turn, slots), command="daily", silent=True)
    such = (turn.today - timedelta(weeks=back) for back in range(1, _WEEKS + 1))
    if sum(totals.of_period(book, day, day).lines > 0 for day in such) < _USUALLY:
        words = _("Nothing was written down today.")
        return Answer("daily", (Words(words),), ((Button(_("This week"), "/sales this week"),),), silent=True)
    weekday = dated(turn.today, "EEEE")
    return Answer(
        "daily",
        (
            Words(
                _(
                    "Nothing is written down for today, and a {weekday} is usually busy. Closed, or not yet written?",
                    weekday=weekday,
                )
            ),
        ),
        ((Button(_("I'll add them"), "/copy"), Button(_("No sales"), "sold nothing today")),),
        silent=True,
    )


COMMAND = Command(
    name="daily",
    summary=N_("The evening message, now"),
    answer=answer,
    group=N_("Sales"),
    examples=("/daily",),
)
