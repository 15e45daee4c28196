"""The one question a careful clerk asks before writing: at most four buttons, and "something else"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.clerk.echo import echo
from bot.clerk.questions import Asked, Waiting
from bot.command import Command
from bot.interpret import sentence
from bot.language.statements import entries_of
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Doubt

_MOST_CHOICES = 4


def answer(turn: Turn, asked: Asked) -> Answer:
    """Ask, and keep the message until the question is settled."""
    doubt = asked.doubt
    draft = Waiting.about(turn, asked).open(turn)
    blocks = [Words(f"❓ {doubt.phrase}", Style.HEADLINE)]
    if (so_far := _so_far(turn, doubt)) is not None:
        blocks.append(so_far)
    blocks.append(Words(_nothing_yet(doubt), Style.FOOTING))
    choices = tuple(
        (Button(choice.label, sentence(draft, number)),)
        for number, choice in enumerate(doubt.choices[:_MOST_CHOICES], 1)
    )
    return Answer(
        "doubt", tuple(blocks), (*choices, (Button(_("Drop it"), f"/cancel {draft}", Tone.DANGER),))
    )


def _so_far(turn: Turn, doubt: Doubt) -> Words | None:
    if doubt.so_far is None or not any(entries_of(doubt.so_far)):
        return None
    return Words(_("So far: ") + "\n".join(echo(doubt.so_far, turn.shop, turn.today)))


def _nothing_yet(doubt: Doubt) -> str:
    hint = _("Tap, or type something else.") if doubt.choices else _("Type it as a message.")
    return _("Nothing is written down yet. {hint}", hint=hint)


COMMAND = Command(
    name="doubt",
    summary=N_("Ask before writing"),
    answer=answer,
    group=N_("Talk"),
    examples=(),
    statements=(Asked,),
    hidden=True,
)
