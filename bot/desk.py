"""The desk: takes what is in the inbox to the conversation, and what it answers to the outbox.

Each chat is served one message at a time, chats side by side. Long work (a thought, an import) waits in a
line of its own for each chat, so that a sale typed meanwhile is written down at once. A message is done in
the transaction that writes its answer; one that fails three times is set aside and the owners hear of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot import incidents, notices
from bot.answer import Answer
from bot.command import Thought
from bot.lanes import TookTooLong
from bot.seams import Letter
from bot.speech import N_, speaking
from storage import heartbeats, inbox, members
from storage.errors import BookError, Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path

    from bot.answer import Progress
    from bot.command import Incoming
    from bot.lanes import ThinkingLane, WritingLane
    from bot.seams import Dialogue, Edge, Patience, Steps
    from bot.shop import Shop
    from storage.inbox import Received

_LOG = logging.getLogger(__name__)
ATTEMPTS = 3
_PAUSE = 0.3  # between attempts, seconds
_NO_ROOM_PAUSE = 3.0
_CRASHED_PAUSE = 1.0

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Long:
    """Work that takes a while, for a letter."""

    letter: Letter
    incoming: Incoming
    work: Thought | Steps
    language: str


@dataclass(slots=True)
class _Chat:
    """One chat at the desk: what waits to be served, its long work, the newest row that came."""

    rows: deque[Received] = field(default_factory=deque)
    long: deque[tuple[Received, _Long]] = field(default_factory=deque)
    serving: asyncio.Task[None] | None = None
    working: asyncio.Task[None] | None = None
    newest: int = 0


class Desk:
    """Serves the inbox."""

    def __init__(
        self,
        lane: WritingLane,
        thinking: ThinkingLane,
        dialogue: Dialogue,
        edge: Edge,
        *,
        files: Path,
        clock: Callable[[], datetime],
    ) -> None:
        self._lane = lane
        self._thinking = thinking
        self._dialogue = dialogue
        self._edge = edge
        self._files = files
        self._clock = clock
        self._chats: dict[int, _Chat] = {}
        self._came: dict[int, float] = {}  # when a row came to the desk, in the loop's seconds
        self._closed = False

    async def replay(self) -> int:
        """Take up what was waiting when the program last ended, in order; gives how many."""
        rows = await self._lane.run(lambda shop: inbox.waiting(shop.book))
        for row in rows:
            self.arrived(row)
        return len(rows)

    def arrived(self, row: Received) -> None:
        """Take a row of the inbox that was just committed."""
        if self._closed:
            return  # it is in the inbox, and the next start takes it up
        self._came[row.id] = asyncio.get_running_loop().time()
        key = row.chat_id or 0
        chat = self._chats.setdefault(key, _Chat())
        chat.rows.append(row)
        chat.newest = row.id
        if chat.serving is None:
            chat.serving = asyncio.create_task(self._serve(key, chat), name=f"serving {key}")

    async def idle(self) -> None:
        """Wait until nothing is left to do."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Stop; what is not done stays in the inbox."""
        self._closed = True
        tasks = self._tasks()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._chats.clear()

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [task for chat in self._chats.values() for task in (chat.serving, chat.working) if task]

    # ── one chat ───────────────────────────────────────────────────────────────────────────────

    async def _serve(self, key: int, chat: _Chat) -> None:
        while chat.rows:
            row = chat.rows.popleft()
            if row.attempts:
                # The program ended over it. The others go first: what ended it may be a power that comes and
                # goes, and three such moments must not look like a message that nobody can read.
                await asyncio.sleep(_CRASHED_PAUSE * row.attempts)
            long = await self._persist(row, partial(self._take, row))
            if long is not None:
                chat.long.append((row, long))
                if chat.working is None:
                    chat.working = asyncio.create_task(self._work(key, chat), name=f"working {key}")
        chat.serving = None
        self._leave(key, chat)

    async def _work(self, key: int, chat: _Chat) -> None:
        while chat.long:
            row, long = chat.long.popleft()
            await self._persist(row, partial(self._carry_on, row, chat, [long]))
        chat.working = None
        self._leave(key, chat)

    def _leave(self, key: int, chat: _Chat) -> None:
        if chat.serving is None and chat.working is None:
            self._chats.pop(key, None)

    # ── one row ────────────────────────────────────────────────────────────────────────────────

    async def _persist(self, row: Received, attempt: Callable[[bool], Awaitable[R]]) -> R | None:
        """Try until the row is dealt with, one way or another."""
        told, count = False, True
        while True:
            try:
                return await attempt(count)
            except Exception as error:  # noqa: BLE001 - a bug in one message must not stop the others
                if isinstance(error, BookError) and not isinstance(error, Refused):
                    count = False  # no room on the disk is not the message's fault
                    if not told and row.chat_id is not None:
                        told = True
                        await self._edge.say(row.chat_id, incidents.not_yet(error))
                    await asyncio.sleep(_NO_ROOM_PAUSE)
                    continue
                count = True
                if await self._gave_up(row, error):
                    return None
                await asyncio.sleep(_PAUSE)

    async def _take(self, row: Received, count: bool) -> _Long | None:
        """Make one attempt at a row; gives the long work that it takes, if it does."""
        outcome = await self._lane.run(self._attempt, row, count)
        if isinstance(outcome, Letter):
            file = await self._edge.fetch(outcome.attachment, self._files) if outcome.attachment else None
            incoming = outcome.incoming and replace(outcome.incoming, file=file)
            outcome = await self._lane.run(self._begin, replace(outcome, incoming=incoming))
        if isinstance(outcome, _Long):
            self._edge.settle(row.id, None)
            return outcome
        self._edge.settle(row.id, outcome)
        self._edge.posted()
        self._note(row, outcome)
        return None

    def _attempt(self, shop: Shop, row: Received, count: bool) -> Letter | Answer | _Long | None:
        """Read a row and deal with it in one piece of work; a letter comes back when its file must be fetched.

        In one piece: should the program crash, the attempt is counted for the row that crashed it, and not
        for those of other chats that merely waited behind it.
        """
        if count:
            with shop.book.writing():
                attempts = inbox.count_attempt(shop.book, row.id)
            if attempts > ATTEMPTS:
                self._set_aside(shop, row, "CRASH")
                return None
        letter = self._edge.read(shop, row)
        if letter.attachment is not None and letter.incoming is not None:
            return letter
        return self._begin(shop, letter)

    def _begin(self, shop: Shop, letter: Letter) -> Answer | _Long | None:
        with shop.book.writing():
            if letter.ready is not None or letter.incoming is None:
                self._close(shop, letter, letter.ready, reply=True)
                return letter.ready
            outcome = self._dialogue.begin(shop, letter.incoming)
            if not isinstance(outcome, Answer):
                return _Long(letter, letter.incoming, outcome, shop.language_of(letter.incoming.sender))
            self._close(shop, letter, outcome)
            return outcome

    async def _carry_on(self, row: Received, chat: _Chat, begun: list[_Long], count: bool) -> None:
        """Attempt long work: the one begun already, or begun anew after a failure."""
        long = begun.pop() if begun else await self._take(row, count)
        if long is not None:
            self._note(row, await self._carry_out(long, chat))

    def _note(self, row: Received, answer: Answer | None) -> None:
        """Write to the log that a row is dealt with: by which command and how fast, not what it said."""
        now = asyncio.get_running_loop().time()
        seconds = round(now - self._came.pop(row.id, now), 3)
        if answer is not None:
            about = {"row": row.id, "command": answer.command, "seconds": seconds}
            _LOG.info("%s done after %.1f s", answer.command, seconds, extra=about)

    async def _carry_out(self, long: _Long, chat: _Chat) -> Answer:
        thought = isinstance(long.work, Thought)
        with speaking(long.language):
            showing = self._edge.patience(long.letter, thought=thought)
        async with showing as patience:
            if isinstance(long.work, Thought):
                answer = await self._thinking.run(long.work)
                await self._lane.run(self._finish, long, answer, patience, chat)
            else:
                while not isinstance(made := await self._lane.run(self._step, long, patience, chat), Answer):
                    patience.progress(made)
                answer = made
        self._edge.posted()
        return answer

    def _finish(self, shop: Shop, long: _Long, answer: Answer, patience: Patience, chat: _Chat) -> None:
        with shop.book.writing():
            answer = self._dialogue.finish(shop, long.incoming, answer)
            self._close(shop, long.letter, answer, reply=chat.newest > (long.letter.row or 0))
            patience.clear(shop, long.letter.row, self._clock())

    def _step(self, shop: Shop, long: _Long, patience: Patience, chat: _Chat) -> Progress | Answer:
        if isinstance(long.work, Thought):
            raise TypeError("a thought has no steps")
        with shop.book.writing():
            try:
                return next(long.work)
            except StopIteration as end:
                answer: Answer = end.value
                self._close(shop, long.letter, answer, reply=chat.newest > (long.letter.row or 0))
                patience.clear(shop, long.letter.row, self._clock())
        answer.clear_away()
        return answer

    def _close(self, shop: Shop, letter: Letter, answer: Answer | None, *, reply: bool = False) -> None:
        at = self._clock()
        if answer is not None:
            self._edge.post(shop, letter, answer, at, reply=reply)
        if letter.row is not None:
            inbox.finish(shop.book, letter.row, at)
        heartbeats.beat(shop.book, heartbeats.HANDLED, at)

    # ── what fails ─────────────────────────────────────────────────────────────────────────────

    async def _gave_up(self, row: Received, error: Exception) -> bool:
        code = incidents.code_of(error)
        incidents.record(error, code)
        try:
            over = await self._lane.run(self._judge, row, code, isinstance(error, TookTooLong))
        except BookError:
            return False
        if over:
            self._came.pop(row.id, None)
            self._edge.settle(row.id, None)
            self._edge.posted()
        return over

    def _judge(self, shop: Shop, row: Received, code: str, hopeless: bool) -> bool:
        over = hopeless or inbox.attempts_of(shop.book, row.id) >= ATTEMPTS
        if over:
            self._set_aside(shop, row, "" if hopeless else code)
        return over

    def _set_aside(self, shop: Shop, row: Received, code: str) -> None:
        """Keep a row out of the way of the others; its sender and the owners hear of it in one sentence."""
        at = self._clock()
        with shop.book.writing():
            inbox.set_aside(shop.book, row.id, at)
            sender = () if row.chat_id is None else (row.chat_id,)
            said = partial(incidents.regret, code, N_("this message"))
            notices.post(self._edge, shop, sender, said, at, about=row.id, reply=True)
            if code:
                owners = [owner for owner in members.owners(shop.book) if owner != row.chat_id]
                said = partial(incidents.regret, code, N_("one message"))
                notices.post(self._edge, shop, owners, said, at, about=row.id)
