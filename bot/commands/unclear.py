"""What was not understood, or fits several questions: show what was understood, and teach by example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Role
from bot.language.statements import DidYouMean, Unclear

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
        return Answer("unclear", (Words("Did you mean one of these?"),), options[:_MOST])
    blocks = [Words("I could not read that, so nothing is written down.")]
    if said.understood:
        blocks.append(Words(f"I understood: {', '.join(said.understood)}."))
    blocks.append(Words("Say a sale like this:"))
    blocks.append(Words("2 hdmi cables to Thabo 240", Style.QUOTE))
    return Answer("unclear", tuple(blocks), ((Button("Help", "/help"), Button("Today", "/today")),))


COMMAND = Command(
    name="unclear",
    summary="What I could not read",
    answer=answer,
    group="Talk",
    examples=("qwertz",),
    statements=(Unclear, DidYouMean),
    role=Role.VIEWER,
    hidden=True,
)
