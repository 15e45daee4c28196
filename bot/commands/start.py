"""/start: one sentence, an example to tap, and where to go next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.command import Command, Role

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
            Words(f"Welcome to the book of {shop}.", Style.HEADLINE),
            Words("Tell me what you sold, as you would say it:"),
            Words(EXAMPLE, Style.QUOTE),
            Words(
                "I write it down, keep the stock, answer questions about the shop, and every Monday I say what to"
                " order. A file of sales or your price list works too: just send it.",
            ),
            Words("Everything stays in one file on your own machine. No AI service sees it.", Style.FOOTING),
        ),
        (
            (Button("Try it", EXAMPLE, Tone.GOOD), Button("Today", "/today")),
            (Button("Copy my book", "/copy"), Button("Help", "/help")),
        ),
    )


COMMAND = Command(
    name="start",
    summary="How it works",
    answer=answer,
    group="Begin",
    examples=("/start",),
    role=Role.VIEWER,
)
