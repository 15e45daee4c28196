"""The watchdog: ends a process that is alive and does not listen, so that its supervisor starts it anew.

A cut of the network is no reason: the poll fails, is tried again, and a new process could do no better. Two
things are: no poll has come to an end in any way for two minutes, or polls have failed for two minutes
while other calls to Telegram succeed.
"""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.transport.housekeeping import TELEGRAM_KEEPS
from storage import heartbeats
from storage.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telegram import Bot

    from bot.lanes import WritingLane
    from bot.shop import Shop
    from bot.transport.requests import Polling

_LOG = logging.getLogger(__name__)
DEAF_AFTER = 120.0  # seconds
_EVERY = 15.0
_BEAT_EVERY = 60.0
_JUMP = 30.0  # seconds; a clock that is merely put right is no jump


class Watchdog:
    """Looks after the poll, and keeps the moment of the last good one in the book.

    `silent` hears the two ends of a silence longer than Telegram keeps messages, `jumped` that the clock on
    the wall was set. Behind a webhook there is no poll to look after.
    """

    def __init__(
        self,
        bot: Bot,
        polling: Polling | None,
        lane: WritingLane,
        clock: Callable[[], datetime],
        *,
        silent: Callable[[datetime, datetime], None],
        jumped: Callable[[], None],
        every: float = _EVERY,
    ) -> None:
        self._bot = bot
        self._polling = polling
        self._lane = lane
        self._clock = clock
        self._silent = silent
        self._jumped = jumped
        self._every = every
        self._beat_at: float | None = None

    async def watch(self) -> str:
        """Return, with the reason, once the process should end."""
        await asyncio.sleep(min(1.0, self._every))
        offset = self._clock().timestamp() - monotonic()
        while True:
            reason = await self.look()
            if reason is not None:
                return reason
            await asyncio.sleep(self._every)
            drift = self._clock().timestamp() - monotonic() - offset
            if abs(drift) > _JUMP:
                offset += drift
                self._jumped()

    async def look(self) -> str | None:
        """Look once; gives the reason to end, if there is one."""
        now = monotonic()
        if self._polling is not None:
            if now - self._polling.last_end > DEAF_AFTER:
                return "polling has stopped by itself"
            if now - self._polling.last_good > DEAF_AFTER and await self._reaches_telegram():
                return "polls fail while Telegram answers everything else"
            if not self._polling.heard or now - self._polling.last_good > _BEAT_EVERY:
                return None
        if self._beat_at is None or now - self._beat_at >= _BEAT_EVERY:
            self._beat_at = now
            await self._beat()
        return None

    async def _beat(self) -> None:
        at = self._clock()
        try:
            last = await self._lane.run(_beat, at)
        except BookError as error:
            _LOG.warning("the heartbeat was not kept: %s", type(error).__name__)
            return
        if last is not None and at - last > TELEGRAM_KEEPS:
            self._silent(last, at)

    async def _reaches_telegram(self) -> bool:
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True


def _beat(shop: Shop, at: datetime) -> datetime | None:
    with shop.book.writing():
        last = heartbeats.last(shop.book, heartbeats.POLLED)
        heartbeats.beat(shop.book, heartbeats.POLLED, at)
        return None if last is None else last.at
