"""/demo: a made-up shop to play with, in a book of its own; /leave_demo: back to one's own."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import visiting
from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.errors import NotAllowed
from bot.sample.filling import NAME, fill
from bot.sample.year import Year
from bot.shop import open_shop
from bot.speech import N_, _
from storage import visits

if TYPE_CHECKING:
    from bot.command import Incoming, Turn
    from bot.language.statements import Slots
    from bot.shop import Shop


@dataclass(frozen=True, slots=True)
class Enter:
    """The demo book in this folder is written: now somebody may go in."""

    folder: str

    def keep(self, shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
        """Let him in."""
        visiting.enter(shop, incoming, self.folder)
        return answer


def answer(turn: Turn, slots: Slots) -> Answer:
    """Write a demo book and let the sender in; who is in already hears how to play and how to leave."""
    del slots
    incoming = turn.incoming
    if incoming.where != incoming.sender:
        raise NotAllowed(_("The demo is for a chat of our own, so that nobody's sale goes astray."), "/today")
    visit = visits.of(turn.shop.book, incoming.sender)
    if visit is not None and incoming.at < visit.until:
        return _inside(_("You are in the demo shop"), ())
    key = hashlib.sha256(incoming.source.encode()).hexdigest()[:12]
    folder = f"{incoming.sender}-{key}"  # the same question again, after a crash, writes the same book
    settings = visiting.settings_of(turn.shop.settings, folder)
    shutil.rmtree(settings.folder, ignore_errors=True)
    shop = open_shop(settings)
    try:
        fill(shop, Year(shop.today(incoming.at)), incoming.at)
    finally:
        shop.close()
    return _inside(_("Welcome to {shop}, a made-up shop with a year of sales", shop=NAME), (Enter(folder),))


def _inside(headline: str, keeps: tuple[Enter, ...]) -> Answer:
    said = ("2 hdmi cables to Thabo 240", _("who are my best customers"), _("what must i order"))
    tries = tuple(Button(f"“{one}”", f"{visiting.IN_DEMO} {one}") for one in said)
    blocks = (
        Words(headline, Style.HEADLINE),
        Words(
            _(
                "Type and tap whatever you like: all of it goes into the demo's book, and none into yours. Every answer"
                " from there is marked. Your own pushes still come, and nobody else notices."
            )
        ),
        Words(_("It ends by itself three hours after your last word."), Style.FOOTING),
    )
    rows = (*((one,) for one in tries), (visiting.leaving(),))
    return Answer("demo", blocks, rows, keeps=keeps)


def leave(turn: Turn, slots: Slots) -> Answer:
    """Go back to one's own book."""
    del slots
    left = visiting.leave(turn.shop, turn.incoming.sender)
    words = (
        _("You are back in your own book; the demo left nothing in it.")
        if left
        else _("You are in your own book.")
    )
    rows = ((Button(_("Today"), "/today"), Button(_("Copy my paper book"), "/copy")),)
    return Answer("leave_demo", (Words(words),), rows)


COMMANDS = (
    Command(
        name="demo",
        summary=N_("A made-up shop to play with, apart from your book"),
        answer=answer,
        group=N_("Begin"),
        examples=("/demo",),
        phrases=("show me the demo", "demo shop", "let me try with a demo"),
        lane=Lane.THINKING,
        role=Role.VIEWER,
    ),
    Command(
        name="leave_demo",
        summary=N_("Back from the demo to your own book"),
        answer=leave,
        group=N_("Begin"),
        examples=("/leave_demo",),
        phrases=("leave the demo", "end the demo", "stop the demo"),
        role=Role.VIEWER,
        hidden=True,
    ),
)
