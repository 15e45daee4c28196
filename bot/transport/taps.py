"""Pressed buttons: each stops spinning soon, with the answer's short word where there is one by then."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.transport.render import toast

if TYPE_CHECKING:
    from telegram import Bot

    from bot.answer import Answer

_LOG = logging.getLogger(__name__)
_SOON = 1.0  # seconds a press waits for its answer


class Taps:
    """The presses that still spin, by their row in the inbox."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._spinning: dict[int, tuple[str, asyncio.TimerHandle]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def pressed(self, row: int, query: str) -> None:
        """Take a press that just came."""
        timer = asyncio.get_running_loop().call_later(_SOON, self.settle, row, None)
        self._spinning[row] = (query, timer)

    def settle(self, row: int | None, answer: Answer | None) -> None:
        """Stop a button's spinning; a press settled before, or in an earlier run, is left alone."""
        spinning = self._spinning.pop(row, None) if row is not None else None
        if spinning is None:
            return
        query, timer = spinning
        timer.cancel()
        self.stop(query, answer)

    def stop(self, query: str, answer: Answer | None = None) -> None:
        """Answer a press by its own id."""
        task = asyncio.create_task(self._answer(query, answer), name="tap")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop every spinning before the program ends."""
        for row in list(self._spinning):
            self.settle(row, None)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1.0)

    async def _answer(self, query: str, answer: Answer | None) -> None:
        try:
            await self._bot.answer_callback_query(query, **(toast(answer) if answer is not None else {}))
        except TelegramError as error:
            # Too late, or no network: the button stops by itself, and the answer comes all the same.
            _LOG.info("a press was not answered: %s", type(error).__name__)
