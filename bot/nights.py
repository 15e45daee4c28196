"""The work of the night: done once between one half past three and the next, whenever the bot is there.

That a piece was begun is a row in the book: it is not begun twice, whatever was restarted.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot import config, incidents
from bot.shop import visit_shop
from bot.speech import _
from storage import heartbeats, settings
from storage.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.command import Thought
    from bot.config import Settings
    from bot.lanes import WritingLane
    from bot.shop import Shop

_LOG = logging.getLogger(__name__)
NIGHT = time(3, 30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """Work of the night; a sentence it returns goes to the owners.

    It is done in the writing lane, or `apart`: on the book opened for reading, while sales are written. `done` is the
    heartbeat that says when it was last done.
    """

    name: str
    work: Callable[[Shop], str | None]
    apart: bool = False
    done: str = ""


@dataclass(frozen=True, slots=True)
class NightThought:
    """What a worker process thinks at night, so that nobody has to wait for it by day; `thought` None: not this night.

    Nobody is told how it went: whoever asks by day has it made then.
    """

    name: str
    thought: Callable[[Shop, datetime], Thought | None]


class Nights:
    """Does what is due of the night's work."""

    def __init__(
        self,
        lane: WritingLane,
        given: Settings,
        clock: Callable[[], datetime],
        *,
        tell: Callable[[str], object],
        think: Callable[[Thought], Awaitable[object]],
        nights: Sequence[Night | NightThought],
    ) -> None:
        self._lane = lane
        self._settings = given
        self._clock = clock
        self._tell = tell
        self._think = think
        self._nights = nights
        self._thinking: set[asyncio.Task[None]] = set()

    async def do(self) -> None:
        """Do what is due; thoughts go on by themselves."""
        for night in self._nights:
            now = self._clock()
            if not await self._lane.run(_begin, night.name, self._settings, now):
                continue
            if isinstance(night, Night):
                await self._do(night, now)
            else:
                task = asyncio.create_task(self._make_ready(night, now), name=f"night {night.name}")
                self._thinking.add(task)
                task.add_done_callback(self._thinking.discard)

    async def idle(self) -> None:
        """Wait until nothing is thought any more."""
        await asyncio.gather(*self._thinking)

    async def close(self) -> None:
        """Leave off thinking."""
        for task in self._thinking:
            task.cancel()
        await asyncio.gather(*self._thinking, return_exceptions=True)

    async def _do(self, night: Night, now: datetime) -> None:
        try:
            if night.apart:
                said = await asyncio.to_thread(_apart, night, self._settings)
            else:
                said = await self._lane.run(night.work)
            if night.done:
                await self._lane.run(_note, night.done, now)
        except Exception as error:  # noqa: BLE001 - the next piece of work must have its turn
            code = incidents.code_of(error)
            incidents.record(error, code)
            said = _(
                "The nightly {name} failed. Who looks after me needs this code: {code}.",
                name=night.name,
                code=code,
            )
        if said:
            self._tell(said)

    async def _make_ready(self, night: NightThought, now: datetime) -> None:
        try:
            thought = await self._lane.run(night.thought, now)
            if thought is not None:
                await self._think(thought)
        except Exception as error:  # noqa: BLE001 - by day it is tried again, and then somebody hears of it
            _LOG.warning("the %s of the night was not made ready: %s", night.name, type(error).__name__)
            with suppress(BookError):
                await self._lane.run(_note, failed(night.name), now)


def failed(name: str) -> str:
    """Name the heartbeat that says when a thought of the night last failed."""
    return f"night {name} failed"


def newest_night(now: datetime, given: Settings) -> datetime:
    """Give when the last night's work was due."""
    local = now.astimezone(given.zone)
    moment = datetime.combine(local.date(), NIGHT, tzinfo=given.zone).astimezone(UTC)
    return moment if moment <= now else moment - _DAY


def as_set(shop: Shop, given: Settings) -> Settings:
    """Give the settings with what the owner chose in the chat in their place."""
    return config.with_chosen(given, settings.everything(shop.book))


def _apart(night: Night, settings: Settings) -> str | None:
    shop = visit_shop(settings)
    try:
        return night.work(shop)
    finally:
        shop.close()


def _note(shop: Shop, name: str, now: datetime) -> None:
    with shop.book.writing():
        heartbeats.beat(shop.book, name, now)


def _begin(shop: Shop, night: str, given: Settings, now: datetime) -> bool:
    """Note that a night's work begins; False when it was done since it was due."""
    due_at = newest_night(now, as_set(shop, given))
    name = f"night {night}"
    with shop.book.writing():
        last = heartbeats.last(shop.book, name)
        if last is not None and due_at <= last.at <= now:
            return False
        heartbeats.beat(shop.book, name, now)
        return True
