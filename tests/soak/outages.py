"""Outages: the line is cut, Telegram says 429, another program polls, nobody was there for thirty hours."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.config import Settings
from bot.transport import clock as wall
from storage.moments import instant
from tests.soak.kills import PEOPLE, Shopfront
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tests.soak.process import BotProcess

AWAY, SENT = timedelta(hours=30), timedelta(hours=20)
SELLING = 0.5  # seconds between two sales
MOST_TO_REFUSE = 5.0
_RETRY_AFTER = 7.0


def outages(folder: Path, size: int, seed: int) -> str:
    """Let the first three outages last `size` seconds each, while people go on selling."""
    del seed
    return asyncio.run(_outages(folder, size))


async def _outages(folder: Path, seconds: int) -> str:
    async with bot_in(folder, owners=tuple(person.id for person in PEOPLE)) as bot:
        front = Shopfront(bot)
        await bot.start()
        await front.open()
        wire = bot.api.wire

        bot.api.cut = True
        await _sell_on(front, seconds)
        bot.api.cut = False
        back = await _caught_up(bot)

        for _ in range(3):
            wire.fault("flood", "sendMessage", seconds=min(_RETRY_AFTER, seconds))
        await _sell_on(front, seconds)
        await _caught_up(bot)

        wire.line.api.webhook = "https://elsewhere.example"  # each poll ends in 409
        await _sell_on(front, seconds)
        wire.line.api.webhook = ""
        await _caught_up(bot)
        owner = PEOPLE[0]
        told = sum("Another program uses my" in one.get("text", "") for one in wire.shown(owner))
        lines = bot.log.read_text("utf-8").count("another program polls")
        assert told == 1, f"the owner was told {told} times of another program"
        assert 1 <= lines <= 1 + seconds // 60, f"{lines} lines of the log in {seconds} s"

        refused = await _second_process(bot)
        sent = await _away(front)
        silent = [one["text"] for one in wire.shown(owner) if "I was not reachable" in one.get("text", "")]
        assert len(silent) == 1, f"told {len(silent)} times of the silence"
        again = await front.proven()
        oldest = bot.rows(f"SELECT sold_on, sold_at FROM sales_book ORDER BY sold_at LIMIT {len(PEOPLE)}")
        said = (f"{sent.astimezone(Settings().zone):%Y-%m-%d}", instant(sent.replace(microsecond=0)))
        assert set(oldest) == {said}, "the sales of the silence are not on their day"
    return (
        f"cut, 429 and 409 for {seconds} s each, thirty hours away, {front.sales} sales: 0 lost, 0 twice, order kept,"
        f" {again} answers came twice; caught up {back:.1f} s after the cut; the owner told once of the other program,"
        f" and of the hours to check; a second process refused after {refused:.1f} s of work"
    )


async def _sell_on(front: Shopfront, seconds: float) -> None:
    for _ in range(max(1, round(seconds / SELLING))):
        front.sell()
        await asyncio.sleep(SELLING)


async def _caught_up(bot: BotProcess) -> float:
    """Wait until all is answered; gives how long that took."""
    clock = asyncio.get_running_loop().time
    begun = clock()
    await bot.settled(120)
    return clock() - begun


async def _second_process(bot: BotProcess) -> float:
    """Start another process on the same book: it must end with a sentence; gives its seconds of processor time."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    code, said = await bot.call("run")
    done = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = done.ru_utime + done.ru_stime - begun.ru_utime - begun.ru_stime
    assert code == 1, f"the second process ended with {code}"
    assert "in use by another program" in said, said
    assert taken < MOST_TO_REFUSE, f"it took {taken:.1f} s"
    return taken


async def _away(front: Shopfront) -> datetime:
    """Let thirty hours pass with nobody there; what was sent twenty hours ago waits. Gives that moment."""
    bot = front.bot
    await bot.listening()
    await bot.terminate()
    then, sent = wall.now() - AWAY, wall.now() - SENT
    with contextlib.closing(sqlite3.connect(bot.book)) as book, book:
        book.execute("UPDATE heartbeats SET at = ? WHERE name = 'polled'", (instant(then),))
    front.sell(len(PEOPLE), at=sent)
    await bot.start()
    await bot.settled(60)
    async with asyncio.timeout(30):
        while not any("not reachable" in one.get("text", "") for one in bot.api.wire.shown(PEOPLE[0])):  # noqa: ASYNC110 - another process moves
            await asyncio.sleep(0.1)
    await bot.settled(60)
    return sent
