"""/start: a sentence, an example to tap, and where to go next. The first sale needs no set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.command import Command, Role
from bot.config import ShopSettings
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

EXAMPLE = N_("2 hdmi cables to Thabo 240")


def answer(turn: Turn, ask: Slots) -> Answer:
    """Welcome; a sale can be the very next message."""
    del ask
    name = turn.shop.settings.shop.name
    welcome = (
        _("Welcome to your sales book.")
        if name == ShopSettings().name
        else _("Welcome to the book of {name}.", name=name)
    )
    return Answer(
        "start",
        (
            Words(welcome, Style.HEADLINE),
            Words(_("Tell me what you sold, as you would say it, and it is written down:")),
            Words(_(EXAMPLE), Style.QUOTE),
        ),
        (
            (Button(_("Try it"), _(EXAMPLE), Tone.GOOD), Button(_("Look at a demo shop"), "/demo")),
            (Button(_("Copy my paper book"), "/copy"), Button(_("Help"), "/help")),
        ),
    )


COMMAND = Command(
    name="start",
    summary=N_("How it works"),
    answer=answer,
    group=N_("Begin"),
    examples=("/start",),
    role=Role.VIEWER,
)
