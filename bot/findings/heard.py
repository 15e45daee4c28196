"""What a question named and its answer left out: nothing that somebody asked about is passed over without a word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.answer import Answer, Button, Style, Words
from bot.findings.choosing import unknown_words
from bot.language.statements import Slots
from bot.speech import _

if TYPE_CHECKING:
    from bot.command import Command, Turn

_NAMED = 3


def with_left_out(answer: Answer, command: Command, turn: Turn, ask: Any) -> Answer:
    """Say below an answer which words of its question it does not take in, with a tap to what was named."""
    if not isinstance(ask, Slots) or answer.command != command.name:
        return answer
    taps = _named(ask, command)
    words = [name for name, _says in taps]
    if turn.incoming.text.startswith("/") and "words" not in command.about:
        words += unknown_words(ask, command.phrases)
    elif "product" in command.about and "words" not in command.about and not (ask.products or ask.category):
        words += ask.unheard
    if not words:
        return answer
    said = Words(_("Not looked at here: {names}.", names=", ".join(words[:_NAMED])), Style.FOOTING)
    row = tuple(Button(name, says) for name, says in taps[:_NAMED])
    return replace(
        answer, blocks=(*answer.blocks, said), buttons=(row, *answer.buttons) if row else answer.buttons
    )


def _named(ask: Slots, command: Command) -> list[tuple[str, str]]:
    """Give what was named and is no subject of the command, each with the question that is about it."""
    found: list[tuple[str, str]] = []
    if "product" not in command.about:
        found += [(one.name, f"/product {one.name}") for one in ask.products]
    if "customer" not in command.about:
        found += [(one.name, f"/customer {one.name}") for one in ask.customers]
    if "category" not in command.about and ask.category is not None:
        found.append((ask.category, f"/categories {ask.category}"))
    return found
