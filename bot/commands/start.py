"""/start: one sentence, an example to tap, and where to go next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.command import Command, Role
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

EXAMPLE = "2 hdmi cables to Thabo 240"


def answer(turn: Turn, ask: Slots) -> Answer:
    """Welcome; a sale can be the very next message."""
    del ask
    shop = turn.shop.settings.shop.name
    return Answer(
        "start",
        (
            Words(_("Welcome to the book of {shop}.", shop=shop), Style.HEADLINE),
            Words(_("Tell me what you sold, as you would say it:")),
            Words(EXAMPLE, Style.QUOTE),
            Words(
                _(
                    "I write it down, keep the stock, answer questions about the shop, and every Monday I say what to order. A file of sales or your price list works too: just send it."
                ),
            ),
            Words(
                _("Everything stays in one file on your own machine. No AI service sees it."), Style.FOOTING
            ),
        ),
        (
            (Button(_("Try it"), EXAMPLE, Tone.GOOD), Button(_("Today"), "/today")),
            (Button(_("Copy my book"), "/copy"), Button(_("Help"), "/help")),
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
