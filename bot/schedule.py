"""When the bot speaks first: the weekly and the daily message; and the tick that also does the work of the night.

The clock is one more customer. A tick asks which is the newest slot that is due and was not handed in;
what was handed in is a row in the book, not the scheduler's memory. So there is exactly one message a
local week, whatever was down, whenever the clocks change, and a late one says so.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import config
from bot.job import Job
from bot.nights import as_set
from storage import deliveries, heartbeats, inbox
from storage.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from bot.config import Settings
    from bot.lanes import WritingLane
    from bot.nights import Nights
    from bot.shop import Shop
    from storage.inbox import Received

_LOG = logging.getLogger(__name__)
_SECONDS = "*/20"  # of each minute
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def due(
    now: datetime,
    given: Settings,
    delivered: Mapping[str, Collection[str]],
    since: Mapping[str, datetime] | None = None,
) -> list[Job]:
    """Give what is due at `now` and was not delivered: of each kind the newest slot at most.

    `delivered` has the periods handed in, `since` the moment from which a kind is wanted: slots before it
    were never promised. A time that the clocks skip or repeat counts once.
    """
    slots = []
    for kind, slot in (("weekly", _weekly(now, given)), ("daily", _daily(now, given))):
        if slot is None or slot.period in delivered.get(kind, ()):
            continue
        if since is not None and kind in since and slot.due_at < since[kind]:
            continue
        slots.append(slot)
    return slots


def _weekly(now: datetime, given: Settings) -> Job | None:
    if given.push.weekly == "off":
        return None
    weekday, at = given.push.weekly.split()
    today = now.astimezone(given.zone).date()
    day = today - timedelta(days=today.weekday() - config.WEEKDAYS.index(weekday))
    moment = _moment(day, at, given)
    if moment > now:
        day -= _WEEK
        moment = _moment(day, at, given)
    year, week, _ = day.isocalendar()
    return Job("weekly", f"{year}-W{week:02}", moment)


def _daily(now: datetime, given: Settings) -> Job | None:
    if given.push.daily == "off":
        return None
    day = now.astimezone(given.zone).date()
    moment = _moment(day, given.push.daily, given)
    if moment > now:
        day -= _DAY
        moment = _moment(day, given.push.daily, given)
    return Job("daily", day.isoformat(), moment)


def _moment(day: date, at: str, given: Settings) -> datetime:
    """Give the instant of a local time: the first of two, or as far after the gap as it lies in it."""
    return datetime.combine(day, time.fromisoformat(at), tzinfo=given.zone).astimezone(UTC)


class Schedule:
    """Ticks, and hands in what is due."""

    def __init__(
        self,
        lane: WritingLane,
        given: Settings,
        clock: Callable[[], datetime],
        *,
        arrived: Callable[[Received], None],
        nights: Nights | None = None,
    ) -> None:
        self._lane = lane
        self._settings = given
        self._clock = clock
        self._arrived = arrived
        self._nights = nights
        self._ticking = asyncio.Lock()
        # Not the library's second of grace, nor its memory: a late tick is as good as one on time.
        self._scheduler = AsyncIOScheduler(
            timezone=given.zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin with what became due while nobody was there."""
        self._scheduler.start()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Tick now, and from now on: after the clock was set back, the next tick would be far off."""
        self._scheduler.add_job(
            self.tick,
            "cron",
            second=_SECONDS,
            timezone=UTC,  # whose minutes are never skipped nor repeated
            id="tick",
            replace_existing=True,
            next_run_time=datetime.now(UTC),  # noqa: TID251 - the scheduler's own clock
        )

    async def close(self) -> None:
        """Stop ticking, once a tick that is on is over."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()
            async with self._ticking:
                self._scheduler.shutdown(wait=False)
        if self._nights is not None:
            await self._nights.close()

    async def tick(self) -> None:
        """Hand in what is due, and do the work of the night."""
        async with self._ticking:
            try:
                for row in await self._lane.run(hand_in, self._settings, self._clock()):
                    self._arrived(row)
                if self._nights is not None:
                    await self._nights.do()
            except BookError as error:
                _LOG.warning("the schedule waits for the book: %s", type(error).__name__)


def hand_in(shop: Shop, given: Settings, now: datetime) -> list[Received]:
    """Put what is due into the inbox, with its row among the deliveries, in one transaction."""
    book = shop.book
    with book.writing():
        wanted = as_set(shop, given)
        # A shop that moves to another zone wants its messages at that zone's times from now on, not from before.
        elsewhere = "" if wanted.zone == given.zone else f" {wanted.zone.key}"
        since = {
            "weekly": _wanted_since(shop, "weekly", f"{wanted.push.weekly}{elsewhere}", now),
            "daily": _wanted_since(shop, "daily", f"{wanted.push.daily}{elsewhere}", now),
        }
        made = {kind: deliveries.made(book, kind) for kind in since}
        rows = []
        for job in due(now, wanted, made, since):
            if deliveries.record(book, job.kind, job.period, due_at=job.due_at, made_at=now):
                row = inbox.keep(
                    book, update_id=None, chat_id=None, message_id=None, body=job.write(), at=now
                )
                if row is not None:
                    rows.append(row)
        return rows


def _wanted_since(shop: Shop, kind: str, setting: str, now: datetime) -> datetime:
    """Give since when a message is wanted at this time of the week; a change begins now."""
    name = f"wanted {kind}"
    known = heartbeats.last(shop.book, name)
    if known is not None and known.detail == setting:
        return known.at
    heartbeats.beat(shop.book, name, now, setting)
    return now
