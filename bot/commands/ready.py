"""/ready: the day's forecast made beforehand. The night asks for it; nobody needs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Button, Words
from bot.command import Command, Lane
from bot.findings import certainty, outlook
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots


def answer(turn: Turn, slots: Slots) -> Answer:
    """Make the forecast that /forecast, /reorder, /why and /whatif share, where it is not there yet."""
    del slots
    found = outlook.outlook(turn.shop, outlook.start(turn.shop, turn.today))
    words = (
        certainty.too_early(found, turn.shop, turn.today)
        if isinstance(found, NotEnoughData)
        else _("The forecast of today is ready.")
    )
    taps = (Button(_("Forecast"), "/forecast"), Button(_("What to order"), "/reorder"))
    return Answer("ready", (Words(words),), (taps,))


COMMAND = Command(
    name="ready",
    summary=N_("Make the forecast of today, as the night does"),
    answer=answer,
    group=N_("Stock and orders"),
    examples=("/ready",),
    lane=Lane.THINKING,
    hidden=True,
)
