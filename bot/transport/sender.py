"""The sender: makes the calls that wait in the outbox, in order within a chat, chats side by side.

Nothing is lost: what fails for the moment is tried again for as long as it takes. A reply that comes twice
does no harm; a scheduled message says so when it may be a repeat.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections import deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import incidents
from bot.errors import DeliveryError
from bot.transport.call import Call
from bot.transport.delivery import Moved, Unsure, make, otherwise, perhaps_again
from bot.transport.pace import Pace
from storage import outbox
from storage.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from telegram import Bot

    from bot.lanes import WritingLane
    from bot.shop import Shop
    from storage.outbox import Waiting

_LOG = logging.getLogger(__name__)
_LONGEST_PAUSE = 10.0
_BOOK_PAUSE = 3.0


class Sender:
    """Sends what lies in the outbox."""

    def __init__(self, bot: Bot, lane: WritingLane, clock: Callable[[], datetime]) -> None:
        self._bot = bot
        self._lane = lane
        self._clock = clock
        self._pace: Pace | None = None
        self._wake = asyncio.Event()
        self._quiet = asyncio.Event()
        self._seen = 0
        self._chats: dict[int, deque[Waiting]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._reader: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin with what was left waiting."""
        self._pace = Pace()
        self._reader = asyncio.create_task(self._read(), name="outbox")
        self.posted()

    def posted(self) -> None:
        """Hear that something new lies in the outbox."""
        self._wake.set()

    async def idle(self) -> None:
        """Wait until everything was sent or given up."""
        self._quiet.clear()
        self.posted()
        await self._quiet.wait()

    async def close(self, patience: float) -> None:
        """Stop; what is on its way may arrive within `patience` seconds, the rest waits in the outbox."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        tasks = list(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                rows = await self._lane.run(_waiting, self._seen)
            except BookError:
                self._wake.set()
                await asyncio.sleep(_BOOK_PAUSE)
                continue
            for row in rows:
                self._seen = row.id
                self._chats.setdefault(row.chat_id, deque()).append(row)
                if row.chat_id not in self._tasks:
                    task = asyncio.create_task(self._serve(row.chat_id), name=f"sending {row.chat_id}")
                    self._tasks[row.chat_id] = task
            self._hush()

    def _hush(self) -> None:
        if not self._tasks and not self._wake.is_set():
            self._quiet.set()

    async def _serve(self, chat: int) -> None:
        rows = self._chats[chat]
        while rows:
            try:
                await self._deliver(rows[0])
            except Exception as error:  # noqa: BLE001 - a bug in one message must not stop the others
                code = incidents.code_of(error)
                incidents.record(error, code)
                await self._book(outbox.failed, rows[0].id, self._clock(), f"bug {code}")
            rows.popleft()
        del self._chats[chat], self._tasks[chat]
        self._hush()

    async def _deliver(self, row: Waiting) -> None:
        """Make one call, however long it takes."""
        if row.not_before is not None:
            await asyncio.sleep(max(0.0, (row.not_before - self._clock()).total_seconds()))
        call, unsure = _call(row), row.begun
        for attempt in itertools.count():
            if self._pace is not None:
                await self._pace.wait(row.chat_id)
            try:
                if row.scheduled and not row.begun:
                    await self._book(outbox.begin, row.id)
                message = await make(self._bot, perhaps_again(call) if row.scheduled and unsure else call)
            except Moved as moved:
                await self._book(outbox.move, row.chat_id, moved.to)
                row = replace(row, chat_id=moved.to)
                call = replace(call, body=call.body | {"chat_id": moved.to})
            except DeliveryError as error:
                if not error.permanent:
                    unsure = unsure or isinstance(error, Unsure)
                    await self._pause(row, error, attempt)
                    continue
                other = otherwise(call, error)
                if other is not None:
                    call = other
                    continue
                _LOG.warning("message %s to chat %s is given up: %s", row.id, row.chat_id, error)
                await self._book(outbox.failed, row.id, self._clock(), str(error))
                break
            else:
                await self._book(outbox.sent, row, self._clock(), message)
                break
        if row.file is not None and not row.keep_file:
            await self._lane.run(_remove, row.file)

    async def _pause(self, row: Waiting, error: DeliveryError, attempt: int) -> None:
        pause = min(_LONGEST_PAUSE, 2.0 ** min(attempt, 6) / 2)
        if error.retry_after is not None:
            pause = error.retry_after + 0.1
            if self._pace is not None:
                self._pace.flooded(row.chat_id)
        until = self._clock() + timedelta(seconds=pause)
        await self._book(outbox.postpone, row.id, until, str(error))
        await asyncio.sleep(pause)

    async def _book(self, note: Callable[..., None], *details: object) -> None:
        """Write a note into the outbox; a disk that is full is waited for."""
        while True:
            try:
                return await self._lane.run(_note, note, details)
            except BookError:
                await asyncio.sleep(_BOOK_PAUSE)


def _call(row: Waiting) -> Call:
    """Give the call as it was rendered; the file's parameter follows from its method."""
    field = "" if row.file is None else row.call.removeprefix("send").removeprefix("editMessage").lower()
    return Call(row.call, row.body, row.file, field, row.keep_file, row.entries)


def _waiting(shop: Shop, after: int) -> list[Waiting]:
    return outbox.waiting(shop.book, after)


def _note(shop: Shop, note: Callable[..., None], details: tuple[object, ...]) -> None:
    with shop.book.writing():
        note(shop.book, *details)


def _remove(shop: Shop, file: Path) -> None:
    if not outbox.needs_file(shop.book, file):
        file.unlink(missing_ok=True)
