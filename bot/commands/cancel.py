"""/cancel: leave whatever is half finished; nothing in the book changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words
from bot.command import Command
from bot.speech import N_, _
from storage import drafts

if TYPE_CHECKING:
    from bot.command import Turn


def parse(rest: str, turn: Turn) -> int | None:
    """Read the draft's number that a button carries; none: everything open in this chat."""
    del turn
    return int(rest) if rest.isdecimal() else None


def answer(turn: Turn, draft: int | None) -> Answer:
    """Drop one open question, or all of this chat."""
    open_here = [one.id for one in drafts.open_drafts(turn.shop.book, turn.incoming.where)]
    dropped = [one for one in open_here if draft in (None, one) and drafts.drop(turn.shop.book, one)]
    words = _("Dropped. Nothing was written down.") if dropped else _("There is nothing open.")
    return Answer(
        "cancel",
        (Words(words),),
        ((Button(_("Today"), "/today"), Button(_("Help"), "/help")),),
        in_place=bool(turn.incoming.pressed and dropped),
        toast=_("Dropped") if dropped else "",
    )


COMMAND = Command(
    name="cancel",
    summary=N_("Leave what is half finished"),
    answer=answer,
    group=N_("Write down"),
    examples=("/cancel",),
    phrases=("cancel", "never mind", "forget it"),
    parse=parse,
)
