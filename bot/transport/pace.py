"""How fast Telegram may be spoken to: about 30 messages a second in all, 20 a minute in a group.

A private chat answers a person who types, so nothing is held back there: a confirmation that waits is worse than a
429, which loses nothing. A chat that was told to slow down gets one message a second for the next while.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

IN_ALL = 25.0  # a second; a margin below Telegram's 30
BURST = 4
SLOW_SECONDS = 60.0  # for so long after a 429
_GROUP_SECONDS = 3.0
_KEPT = 1000  # chats; one that was silent for long is as good as new


@dataclass(slots=True)
class _Bucket:
    """Room for so many messages, and when that was so."""

    room: float
    at: float


class Pace:
    """Says when the next message may go."""

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now or asyncio.get_running_loop().time
        self._all = _Bucket(IN_ALL, self._now())
        self._chats: dict[int, _Bucket] = {}
        self._slow: dict[int, float] = {}  # chats that were told to slow down, and until when they do

    async def wait(self, chat: int) -> None:
        """Wait until a message may go to this chat; it counts as gone."""
        while pause := self.take(chat):  # noqa: ASYNC110 - it waits for time, not for an event
            await asyncio.sleep(pause)

    def flooded(self, chat: int) -> None:
        """Note that Telegram found this chat too fast."""
        now = self._now()
        self._slow[chat] = now + SLOW_SECONDS
        self._chats[chat] = _Bucket(0.0, now)

    def take(self, chat: int) -> float:
        """Take room for one message (0.0), or give how many seconds to wait before asking again."""
        now = self._now()
        _refill(self._all, now, IN_ALL, IN_ALL)
        pause = (1 - self._all.room) / IN_ALL
        if chat > 0 and self._slow.get(chat, 0.0) <= now:
            self._slow.pop(chat, None)
            if pause > 1e-6:  # noqa: PLR2004 - less than a clock can tell
                return pause
            self._all.room -= 1
            return 0.0
        rate = 1 / _GROUP_SECONDS if chat < 0 else 1.0
        bucket = self._chats.setdefault(chat, _Bucket(BURST, now))
        _refill(bucket, now, rate, BURST)
        pause = max((1 - bucket.room) / rate, pause)
        if pause > 1e-6:  # noqa: PLR2004 - less than a clock can tell
            return pause
        bucket.room -= 1
        self._all.room -= 1
        if len(self._chats) > _KEPT:
            self._chats = {
                one: kept for one, kept in self._chats.items() if now - kept.at < BURST * _GROUP_SECONDS
            }
        return 0.0


def _refill(bucket: _Bucket, now: float, rate: float, most: float) -> None:
    bucket.room = min(most, bucket.room + (now - bucket.at) * rate)
    bucket.at = now
