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
    "no_sale": "Nothing is written down as sold.",
    "hearsay": "Nothing is changed. When your own price changes, say: kettle is now R320",
    "off_topic": "I know this shop's book and nothing else. /help shows what I can answer.",
}


_TAPS = {
    "greeting": ((Button("Today", "/today"), Button("Help", "/help")),),
    "off_topic": ((Button("Today", "/today"), Button("Help", "/help")),),
    "no_sale": ((Button("Stock", "/stock"), Button("What to order", "/reorder")),),
    "hearsay": ((Button("Stock", "/stock"), Button("What if", "/whatif")),),
}


def answer(turn: Turn, chat: Chat) -> Answer:
    """Answer kindly; the book stays as it is."""
    del turn
    buttons = _TAPS.get(chat.kind, ())
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
