"""What the bot says unasked: to each member in his own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.seams import Letter
from bot.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.answer import Answer
    from bot.seams import Edge
    from bot.shop import Shop


def post(
    edge: Edge,
    shop: Shop,
    chats: Iterable[int],
    say: Callable[[], Answer],
    at: datetime,
    *,
    about: int | None = None,
    reply: bool = False,
) -> None:
    """Write to some chats what is said in the language of each; `about` is the row of the inbox that it is about.

    Runs in the writing lane, in the caller's transaction.
    """
    for chat in chats:
        with speaking(shop.language_of(chat)):
            answer = say()
        edge.post(shop, Letter(about, (chat,)), answer, at, reply=reply)
