"""The two lanes: one thread that writes the book, and worker processes that think about it.

Writing a sale down never waits for thinking. Nothing here knows what is written or thought.
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import anyio
from anyio import to_process

from bot import incidents
from bot.errors import ShopbookError
from bot.speech import speaking
from storage.errors import spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answer import Answer
    from bot.command import Thought
    from bot.config import Settings
    from bot.shop import Shop

P = ParamSpec("P")
R = TypeVar("R")
_POOL = "AnyIO process pool shutdown task"  # cancelling it ends anyio's idle workers at once


class TookTooLong(ShopbookError):  # noqa: N818 - errors are named as they are spoken of
    """A thought was stopped at its time limit."""


class WritingLane:
    """The one thread that owns the shop's writing connection.

    Work given to `run` is done one piece after the other; each piece opens its own short transactions.
    SQLite's complaints leave as the errors of `storage.errors`.
    """

    def __init__(self, opens: Callable[[], Shop]) -> None:
        self._opens = opens
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._shop: Shop | None = None

    async def open(self) -> Shop:
        """Open the shop in the lane's own thread."""
        loop = asyncio.get_running_loop()
        self._shop = await loop.run_in_executor(self._thread, self._opens)
        return self._shop

    async def run(self, work: Callable[Concatenate[Shop, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do one piece of work with the shop; whoever waits may be cancelled, the work is not."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: self._do(work, *args, **kwargs))

    def _do(self, work: Callable[Concatenate[Shop, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self._shop is None:
            raise RuntimeError("the writing lane is not open")
        shop = self._shop
        with spoken(shop.settings.book_path), speaking(shop.language):
            return work(shop, *args, **kwargs)

    async def close(self) -> None:
        """Finish what was begun, and close the shop."""
        loop = asyncio.get_running_loop()
        if self._shop is not None:
            await loop.run_in_executor(self._thread, self._shop.close)
            self._shop = None
        self._thread.shutdown()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one thought may use."""

    seconds: float = 90.0
    memory_bytes: int = 2 * 1024**3
    at_once: int = 2
    idle_seconds: int = 120  # then the worker gives its memory back
    nice: int = 10


class ThinkingLane:
    """Worker processes that answer thoughts, read-only, under limits, and may die without harm."""

    def __init__(
        self, settings: Settings, think: Callable[[Settings, Thought], Answer], limits: Limits | None = None
    ) -> None:
        # A worker needs the book, not the bot: the token stays here.
        self._settings = replace(settings, telegram=replace(settings.telegram, token=""))
        self._think = think
        self._limits = limits or Limits()
        self._asked: asyncio.Queue[tuple[Thought, asyncio.Future[Answer]]] = asyncio.Queue()
        # The pool of anyio lives as long as the task that first used it: these, not the one that asks.
        self._thinkers: list[asyncio.Task[None]] = []
        # One process, one core: libraries that start a thread for every core fight the writing lane.
        os.environ.setdefault("OMP_NUM_THREADS", "1")

    async def run(self, thought: Thought) -> Answer:
        """Answer a thought; raises TookTooLong, or whatever the thought raised."""
        while len(self._thinkers) < self._limits.at_once:
            self._thinkers.append(asyncio.create_task(self._serve(), name="thinker"))
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._asked.put_nowait((thought, answer))
        return await answer

    async def close(self) -> None:
        """End the workers, whatever they are at."""
        ending = [*self._thinkers, *(task for task in asyncio.all_tasks() if task.get_name() == _POOL)]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        self._thinkers.clear()

    async def _serve(self) -> None:
        while True:
            thought, answer = await self._asked.get()
            if answer.cancelled():
                continue
            try:
                thought_up = await self._within_time(thought)
            except Exception as error:  # noqa: BLE001 - it belongs to who asked
                if not answer.cancelled():
                    answer.set_exception(error)
            else:
                if not answer.cancelled():
                    answer.set_result(thought_up)

    async def _within_time(self, thought: Thought) -> Answer:
        try:
            with anyio.fail_after(self._limits.seconds):
                return await to_process.run_sync(
                    _within, self._limits, self._think, self._settings, thought, cancellable=True
                )
        except TimeoutError:
            raise TookTooLong(f"more than {self._limits.seconds:.0f} s") from None


def _within(
    limits: Limits, think: Callable[[Settings, Thought], Answer], settings: Settings, thought: Thought
) -> Answer:
    """Run in the worker process: think under limits."""
    signal.alarm(0)
    _limit(limits)
    try:
        return think(settings, thought)
    except Exception as error:
        incidents.remember_places(error)
        raise
    finally:
        signal.alarm(limits.idle_seconds)  # nobody asks again: SIGALRM ends this process


def _limit(limits: Limits) -> None:
    if os.getpriority(os.PRIO_PROCESS, 0) < limits.nice:
        os.setpriority(os.PRIO_PROCESS, 0, limits.nice)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, hard))
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    allowed = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))
