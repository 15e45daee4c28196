"""/language: in which language somebody is answered; what he writes is read in any of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import speech
from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Role
from bot.errors import NotUnderstood
from bot.speech import LANGUAGES, N_, _
from storage import members

if TYPE_CHECKING:
    from bot.command import Turn


def parse(rest: str, turn: Turn) -> str:
    """Read the code or the name of a language; nothing asks for the choice."""
    del turn
    words = rest.strip().casefold()
    for code, name in LANGUAGES.items():
        if words in (code, name.casefold()):
            return code
    if words:
        known = ", ".join(LANGUAGES.values())
        raise NotUnderstood(_("I do not speak that yet. I speak {names}.", names=known), "/language")
    return ""


def answer(turn: Turn, chosen: str) -> Answer:
    """Show the languages, or speak another one from this answer on."""
    if not isinstance(chosen, str) or not chosen:
        return _show(turn)
    members.speaks(turn.shop.book, turn.incoming.sender, chosen)
    with speech.speaking(chosen):
        return replace(_show(turn, toast=_("From now on.")), speaks=chosen)


def _show(turn: Turn, toast: str = "") -> Answer:
    now = speech.spoken()
    rows = tuple(
        (Button(f"{'✅' if code == now else '⬜'} {name}", f"/language {code}"),)
        for code, name in LANGUAGES.items()
    )
    return Answer(
        "language",
        (
            Words(_("I speak {language} with you.", language=LANGUAGES[now]), Style.HEADLINE),
            Words(_("I read either language, and both in one message: sales, corrections, questions.")),
        ),
        (*rows, (Button(_("Settings"), "/settings"), Button(_("Help"), "/help"))),
        in_place=bool(turn.incoming.pressed),
        toast=toast,
    )


COMMAND = Command(
    name="language",
    summary=N_("In which language I answer you"),
    answer=answer,
    group=N_("Begin"),
    role=Role.VIEWER,
    examples=("/language",),
    phrases=("change the language", "language", "speak afrikaans", "other language"),
    parse=parse,
)
