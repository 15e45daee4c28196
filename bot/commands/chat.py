"""Talk that changes nothing: a greeting, thanks, a wish for tomorrow, a price somebody told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words
from bot.command import Command, Role
from bot.language.statements import Chat

if TYPE_CHECKING:
    from bot.command import Turn

_REPLIES = {
    "greeting": "Hello! Tell me what you sold, like: 2 hdmi cables to Thabo 240",
    "thanks": "With pleasure. 🙏",
    "praise": "Good to hear. 🙏",
    "wish": "Nothing is written down: that has not happened yet. When it is sold, tell me.",
    "no_sale": "Fine: nothing is written down.",
    "hearsay": "Nothing is changed. When your own price changes, say: kettle is now R320",
    "off_topic": "I know this shop's book and nothing else. /help shows what I can answer.",
}


def answer(turn: Turn, chat: Chat) -> Answer:
    """Answer kindly; the book stays as it is."""
    del turn
    buttons = (
        ((Button("Today", "/today"), Button("Help", "/help")),)
        if chat.kind in ("greeting", "off_topic")
        else ()
    )
    return Answer("chat", (Words(_REPLIES[chat.kind]),), buttons)


COMMAND = Command(
    name="chat",
    summary="A word in passing",
    answer=answer,
    group="Talk",
    examples=("hello", "thanks my friend", "sold nothing today"),
    statements=(Chat,),
    role=Role.VIEWER,
    hidden=True,
)
