"""Somebody who sells on, three times a second, whatever else goes on: how long he waits for each confirmation."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from bot.transport.wire import Person

if TYPE_CHECKING:
    import random

    from bot.transport.wire import Wire

SELLER = Person(2, "Seller")
PAUSE = 1 / 3


class Till:
    """The seller; `waited` are his waits in seconds, one for each confirmed sale."""

    def __init__(self, wire: Wire, chance: random.Random) -> None:
        self._wire, self._chance = wire, chance
        self._asked: list[float] = []
        self.waited: list[float] = []

    def heard(self, made) -> None:
        """Take note of a confirmation."""
        if made.params.get("chat_id") == SELLER.id and "✅" in made.params.get("text", ""):
            self.waited.append(time.monotonic() - self._asked.pop(0))

    async def sell(self) -> None:
        """Sell until cancelled."""
        while True:
            self._asked.append(time.monotonic())
            self._wire.say(f"{self._chance.randrange(2, 9)} candles", SELLER)
            await asyncio.sleep(PAUSE)

    def wait(self, share: float) -> float:
        """Give the wait, in seconds, that this share of the sales did not exceed; nobody may wait still."""
        assert self.waited, "nobody sold meanwhile"
        assert not self._asked, f"{len(self._asked)} sales were not confirmed"
        return sorted(self.waited)[int((len(self.waited) - 1) * share)]
