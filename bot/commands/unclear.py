"""What was not understood, or fits several questions: show what was understood, and teach by example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Role
from bot.language.statements import DidYouMean, Unclear
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn

_MOST = 4


def answer(turn: Turn, said: Unclear | DidYouMean) -> Answer:
    """Offer the nearest sentences; nothing is written."""
    del turn
    if isinstance(said, DidYouMean):
        options = tuple(
            (Button(f"/{one.command}", f"/{one.command} {one.slots.rest}".strip()),) for one in said.options
        )
        return Answer("unclear", (Words(_("Did you mean one of these?")),), options[:_MOST])
    blocks = [Words(_("I could not read that, so nothing is written down."))]
    if said.understood:
        blocks.append(Words(_("I understood: {names}.", names=", ".join(said.understood))))
    blocks.append(Words(_("Say a sale like this:")))
    blocks.append(Words(_("2 hdmi cables to Thabo 240"), Style.QUOTE))
    return Answer("unclear", tuple(blocks), ((Button(_("Help"), "/help"), Button(_("Today"), "/today")),))


COMMAND = Command(
    name="unclear",
    summary=N_("What I could not read"),
    answer=answer,
    group=N_("Talk"),
    examples=("qwertz",),
    statements=(Unclear, DidYouMean),
    about=frozenset({"words"}),
    role=Role.VIEWER,
    hidden=True,
)
