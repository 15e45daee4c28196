"""The durable queue: an update is in the book's inbox before Telegram hears that it arrived.

python-telegram-bot confirms an update once `put` returns, in polling and behind a webhook alike, and
keeps it in memory only: what was not handled when the process dies is lost. Here `put` returns after the
commit, and what is to be done is read from the inbox.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import NetworkError

from bot.transport.gate import Judgement, Verdict, judge
from bot.transport.incoming import address
from storage import inbox
from storage.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.lanes import WritingLane
    from bot.shop import Shop
    from storage.inbox import Received

_LOG = logging.getLogger(__name__)


class DurableQueue(asyncio.Queue[Any]):
    """The Application's update queue. Updates go to the inbox and on to `arrived`; nothing waits in memory.

    `arrived` gets the row, and the id of the press if it is one. `joined` writes what is to be said when an
    invitation was redeemed, in that transaction. `refused` hears of everybody who was not let in, `trouble`
    that the book cannot be written: then the update is not confirmed, and Telegram hands it out again.
    """

    def __init__(
        self,
        lane: WritingLane,
        clock: Callable[[], datetime],
        *,
        arrived: Callable[[Received, str | None], None],
        joined: Callable[[Shop, Received, Update, str], None],
        refused: Callable[[Judgement], None],
        trouble: Callable[[Update, BookError], None],
    ) -> None:
        super().__init__()
        self._lane = lane
        self._clock = clock
        self._arrived = arrived
        self._joined = joined
        self._refused = refused
        self._trouble = trouble

    async def put(self, item: Any) -> None:
        """Keep an update, or pass on what is not one (the Application's own signal to stop)."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        try:
            judgement, row = await self._lane.run(self._receive, item, self._clock())
        except BookError as error:
            _LOG.error("an update could not be kept: %s", type(error).__name__)
            self._trouble(item, error)
            # The one error that makes both the poller and the webhook's caller come again.
            raise NetworkError("the inbox cannot be written") from None
        if row is not None:
            self._arrived(row, item.callback_query.id if item.callback_query is not None else None)
        if judgement.verdict is Verdict.REFUSED:
            self._refused(judgement)

    def _receive(self, shop: Shop, update: Update, at: datetime) -> tuple[Judgement, Received | None]:
        with shop.book.writing():
            judgement = judge(shop.book, update, at)
            if judgement.verdict not in (Verdict.ADMITTED, Verdict.JOINED):
                return judgement, None
            chat, message = address(update)
            row = inbox.keep(
                shop.book,
                update_id=update.update_id,
                chat_id=chat,
                message_id=message,
                body=update.to_json(),
                at=at,
            )
            if row is not None and judgement.verdict is Verdict.JOINED:
                self._joined(shop, row, update, judgement.role)
            return judgement, row
