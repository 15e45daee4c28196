"""/copy: how to move the paper book in, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.command import Command
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_PAGE = N_("3 July\n2 hdmi cables 240\n1 kettle 299 Mrs Naidoo\n3 led bulbs 135 card\ntotal 674")


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show what a page looks like."""
    del turn, slots
    return Answer(
        "copy",
        (
            Words(_("Copy a page of your book as one message"), Style.HEADLINE),
            Words(
                _(
                    "A line with the date, then a line for each sale, and at the end the page's total if you have it:"
                )
            ),
            Words(_PAGE, Style.QUOTE),
            Words(_("I check the total, write the page down as one, and you can take it out again as one.")),
        ),
        ((Button(_("Today"), "/today"), Button(_("Help"), "/help")),),
    )


COMMAND = Command(
    name="copy",
    summary=N_("Move the paper book in, page by page"),
    answer=answer,
    group=N_("Begin"),
    examples=("/copy",),
    phrases=("copy my book", "how do i copy my book"),
)
