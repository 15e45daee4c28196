"""What somebody hears who is not a member: one neutral sentence, the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Words
from bot.command import Command, Role
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn


def answer(turn: Turn, ask: None) -> Answer:
    """Say nothing about the shop."""
    del turn, ask
    return Answer("stranger", (Words(_("This is a private bot.")),))


COMMAND = Command(
    name="stranger",
    summary=N_("For people who are not members"),
    answer=answer,
    group=N_("Talk"),
    examples=(),
    role=Role.STRANGER,
    hidden=True,
)
