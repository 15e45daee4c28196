"""What the owners hear unasked: who joined, what goes wrong, what to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import notices
from bot.answer import Answer, Button, Tone, Words
from bot.speech import _
from storage import members

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Update

    from bot.lanes import WritingLane
    from bot.seams import Edge
    from bot.shop import Shop
    from storage.inbox import Received


class Owners:
    """Tells the owners, each in his own language."""

    def __init__(self, lane: WritingLane, edge: Edge, clock: Callable[[], datetime]) -> None:
        self._lane = lane
        self._edge = edge
        self._clock = clock

    def joined(self, shop: Shop, row: Received, update: Update, role: str) -> None:
        """Tell the others who came in; runs in the transaction that let him in."""
        person = update.effective_user
        if person is None:
            return

        def say() -> Answer:
            said = _("{name} has joined by your invitation: {role}.", name=person.full_name, role=_(role))
            remove = Button(_("Remove"), f"/staff remove {person.id}", Tone.DANGER)
            return Answer("joined", (Words(said),), ((remove,),))

        owners = [owner for owner in members.owners(shop.book) if owner != person.id]
        notices.post(self._edge, shop, owners, say, self._clock(), about=row.id)

    async def tell(self, say: Callable[[Shop], str]) -> None:
        """Tell them a sentence, said anew in the language of each."""
        await self._lane.run(self._write, say)
        self._edge.posted()

    def _write(self, shop: Shop, say: Callable[[Shop], str]) -> None:
        with shop.book.writing():
            owners = members.owners(shop.book)
            notices.post(
                self._edge, shop, owners, lambda: Answer("notice", (Words(say(shop)),)), self._clock()
            )
