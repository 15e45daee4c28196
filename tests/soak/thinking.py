"""While the bot thinks, draws and forecasts for one person, it writes down at once what another one sells."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from bot.transport.wire import OWNER
from tests.soak.long_life import fill_year
from tests.soak.process import bot_in
from tests.soak.till import SELLER, Till

if TYPE_CHECKING:
    from pathlib import Path

MOST_SECONDS = 2.0
QUESTIONS = (
    "/forecast",
    "/sales this year",
    "/reorder",
    "/basket",
    "/churn",
    "/clusters",
    "/drivers",
    "/trends",
)


def while_thinking(folder: Path, size: int, seed: int) -> str:
    """Ask `size` heavy questions, one after the other, while somebody sells."""
    return asyncio.run(_while_thinking(folder, size, seed))


async def _while_thinking(folder: Path, size: int, seed: int) -> str:
    fill_year(folder)
    async with bot_in(folder, owners=(OWNER.id, SELLER.id)) as bot:
        await bot.start()
        await bot.listening()
        wire = bot.api.wire
        wire.say("1 candle 5", SELLER)
        await bot.settled()
        till = Till(wire, random.Random(seed))
        wire.line.heard = till.heard
        selling = asyncio.create_task(till.sell())
        for number in range(size):
            wire.say(QUESTIONS[number % len(QUESTIONS)])
            answered = len(wire.shown(OWNER))
            async with asyncio.timeout(120):
                while len(wire.shown(OWNER)) == answered:  # noqa: ASYNC110 - another process moves
                    await asyncio.sleep(0.02)
        selling.cancel()
        await bot.settled(120)
        aside = bot.rows("SELECT count(*) FROM inbox WHERE state = 'set aside'")
    assert aside == [(0,)], "a question was set aside"
    p99 = till.wait(0.99)
    assert p99 < MOST_SECONDS, f"p99 {p99:.1f} s"
    return (
        f"{size} heavy questions, {len(till.waited)} sales meanwhile: all confirmed; wait p50 {till.wait(0.5) * 1000:.0f} ms,"
        f" p99 {p99 * 1000:.0f} ms, longest {till.wait(1) * 1000:.0f} ms (seed {seed})"
    )
