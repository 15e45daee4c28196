"""A message that ends the program, as a crash in a C library would: set aside, and the shop goes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.transport.wire import OWNER, Person
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from pathlib import Path

STAFF = Person(2, "Lerato")
OTHERS = tuple(Person(number, f"Seller {number}") for number in range(3, 11))
_ATTEMPTS = 3
_SALES = 2 + len(OTHERS)


def set_aside(folder: Path, size: int, seed: int) -> str:
    """`size` messages that each end the process, among sales; a supervisor starts it anew each time."""
    return asyncio.run(_set_aside(folder, size, seed))


async def _set_aside(folder: Path, size: int, seed: int) -> str:
    del seed
    async with bot_in(
        folder,
        owners=(OWNER.id, STAFF.id, *(one.id for one in OTHERS)),
        module=("tests.soak.driver", "--poison", "poison"),
    ) as bot:
        await bot.start()
        wire = bot.api.wire
        wire.say("1 candle 5")
        await bot.settled()
        for number in range(size):
            wire.say(f"poison {number}", STAFF)
            wire.say(f"{number + 2} candles", STAFF)
            wire.say(f"{number + 2} candles")
            for person in OTHERS:  # they wait behind it through every crash
                wire.say(f"{number + 2} candles", person)
        supervised = asyncio.create_task(_supervise(bot))
        await bot.settled(60 + 20 * size)
        supervised.cancel()
        aside = bot.rows("SELECT count(*), max(attempts) FROM inbox WHERE state = 'set aside'")
        assert aside[0][0] == size, f"{aside[0][0]} of {size} were set aside"
        assert bot.rows("SELECT count(*) FROM sales_book") == [(1 + _SALES * size,)], "sales are missing"
        starts = bot.starts
        for person, words in ((STAFF, "this message"), *((one, "one message") for one in (OWNER, *OTHERS))):
            told = [m for m in wire.shown(person) if words in m.get("text", "")]
            assert len(told) == size, f"{person.name} was told {len(told)} times of {size}"
    return (
        f"{size} messages that end the process: each set aside after {_ATTEMPTS} tries ({starts} starts),"
        f" owner and sender told, {_SALES * size} other sales written"
    )


async def _supervise(bot) -> None:
    while True:
        await bot.running.wait()
        await bot.start()
