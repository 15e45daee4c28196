"""Talk that changes nothing: a greeting, thanks, a wish for tomorrow, a price somebody told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words
from bot.command import Command, Role
from bot.language.statements import Chat
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn

_REPLIES = {
    "greeting": N_("Hello! Tell me what you sold, like: 2 hdmi cables to Thabo 240"),
    "thanks": N_("With pleasure. 🙏"),
    "praise": N_("Good to hear. 🙏"),
    "wish": N_("Nothing is written down: that has not happened yet. When it is sold, tell me."),
    "no_sale": N_("Nothing is written down as sold."),
    "hearsay": N_("Nothing is changed. When your own price changes, say: kettle is now R320"),
    "off_topic": N_("I know this shop's book and nothing else. /help shows what I can answer."),
}


_TAPS = {
    "greeting": ((N_("Today"), "/today"), (N_("Help"), "/help")),
    "off_topic": ((N_("Today"), "/today"), (N_("Help"), "/help")),
    "no_sale": ((N_("Stock"), "/stock"), (N_("What to order"), "/reorder")),
    "hearsay": ((N_("Stock"), "/stock"), (N_("What if"), "/whatif")),
}


def answer(turn: Turn, chat: Chat) -> Answer:
    """Answer kindly; the book stays as it is."""
    del turn
    taps = tuple(Button(_(label), says) for label, says in _TAPS.get(chat.kind, ()))
    return Answer("chat", (Words(_(_REPLIES[chat.kind])),), (taps,) if taps else ())


COMMAND = Command(
    name="chat",
    summary=N_("A word in passing"),
    answer=answer,
    group=N_("Talk"),
    examples=("hello", "thanks my friend", "sold nothing today"),
    statements=(Chat,),
    role=Role.VIEWER,
    hidden=True,
)
