"""Sales come in while the process is killed, told to end, cut from its answers, or hears things five times.

Each person sells 1, 2, 3, … candles at 5: quantities tell which sale was lost, written twice or answered out of order.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING

from bot.transport.wire import Person
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.soak.process import BotProcess

SALES_FOR_EACH_KILL = 5
PEOPLE = tuple(Person(number, f"Seller {number}") for number in range(1, 11))
PRICE = 5
_CONFIRMED = re.compile(r"(\d+) × Candle")


@dataclass
class Shopfront:
    """The people at the counter: who sold how much so far."""

    bot: BotProcess
    people: tuple[Person, ...] = PEOPLE
    sold: dict[int, int] = field(default_factory=dict)
    turns: Iterator[Person] = field(default_factory=lambda: cycle(PEOPLE))

    async def open(self) -> None:
        """Teach the price, so that every later sale is a plain sentence."""
        self.bot.api.wire.say(f"1 candle {PRICE}", self.people[0])
        self.sold[self.people[0].id] = 1
        await self.bot.settled()

    def sell(self, times: int = 1, at: datetime | None = None) -> None:
        """Let the next people sell one quantity more than they did before."""
        for _ in range(times):
            person = next(self.turns)
            self.sold[person.id] = self.sold.get(person.id, 0) + 1
            plural = "candles" if self.sold[person.id] > 1 else "candle"
            self.bot.api.wire.say(f"{self.sold[person.id]} {plural}", person, at=at)

    @property
    def sales(self) -> int:
        """How many sales were made."""
        return sum(self.sold.values())

    async def proven(self, *, ordered: bool = True, of: str = "") -> int:
        """Prove each sale written once and answered, in order within a chat; gives how many answers came twice.

        `of` is the product, where the book holds others that came in otherwise.
        """
        rows = [row for row in await self.bot.exported("sales_book") if not of or row["product"] == of]
        written = Counter((row["recorded_by"], float(row["quantity"])) for row in rows)
        expected = Counter(
            (person.name, float(n))
            for person in self.people
            for n in range(1, self.sold.get(person.id, 0) + 1)
        )
        aside = self.bot.rows("SELECT chat_id, message_id, attempts FROM inbox WHERE state <> 'done'")
        assert written == expected, (
            f"lost {expected - written}, too many {written - expected}; not done in the inbox: {aside}"
        )
        money = sum(float(row["total_minor"]) for row in rows) / 100
        assert money == PRICE * sum(n * (n + 1) // 2 for n in self.sold.values()), f"the sum is {money}"
        again = 0
        for person in self.people:
            heard = [
                int(found[1])
                for message in self.bot.api.wire.shown(person)
                if (found := _CONFIRMED.search(message.get("text", "")))
            ]
            once = list(dict.fromkeys(heard))
            once = once if ordered else sorted(once)
            again += len(heard) - len(once)
            most = self.sold.get(person.id, 0)
            assert once == list(range(1, most + 1)), f"chat {person.id} was answered {once} of {most}"
        refused = self.bot.api.wire.refusals()
        assert not refused, f"Telegram refused {refused[:3]}"
        return again


def killed(folder: Path, size: int, seed: int) -> str:
    """`size` kills at random moments, five sales for each of them."""
    return asyncio.run(_ended(folder, size, seed, kindly=False))


def told_to_end(folder: Path, size: int, seed: int) -> str:
    """`size` SIGTERMs under load, five sales for each of them; each must end in 10 s with 0."""
    return asyncio.run(_ended(folder, size, seed, kindly=True))


async def _ended(folder: Path, size: int, seed: int, *, kindly: bool) -> str:
    chance = random.Random(seed)
    clock = asyncio.get_running_loop().time
    slowest, codes = 0.0, Counter[int]()
    async with bot_in(folder, owners=tuple(person.id for person in PEOPLE)) as bot:
        front = Shopfront(bot)
        await bot.start()
        await front.open()
        for number in range(size):
            front.sell(SALES_FOR_EACH_KILL - (number == 0))
            await _some_way_on(bot, chance)
            if kindly:
                await bot.listening()  # before, its end is the interpreter's own
                begun = clock()
                codes[await bot.terminate()] += 1
                slowest = max(slowest, clock() - begun)
            else:
                await bot.kill()
            await bot.start()
        await bot.settled()
        again = await front.proven()
        await bot.listening()
        left = await bot.terminate()
    assert left == 0, f"it ended with {left}"
    assert set(codes) <= {0}, f"it ended with {dict(codes)}"
    how = f"slowest end {slowest:.1f} s, exit 0" if kindly else f"{again} answers came twice"
    return f"{size} ends, {front.sales} sales: 0 lost, 0 twice, order kept; {how} (seed {seed})"


async def _some_way_on(bot: BotProcess, chance: random.Random) -> None:
    """Wait until it is in the middle of the work, and a random moment more; one time in eight, of its start."""
    if chance.random() < 1 / 8:
        await asyncio.sleep(chance.random())
        return
    begun = len(bot.api.wire.calls)
    async with asyncio.timeout(60):
        while len(bot.api.wire.calls) < begun + chance.randrange(1, 6) and not bot.answered:  # noqa: ASYNC110 - another process moves
            await asyncio.sleep(0.002)
    await asyncio.sleep(chance.random() ** 2 * 0.05)


def answers_lost(folder: Path, size: int, seed: int) -> str:
    """`size` sales while answers of Telegram get lost, come late, or are a proxy's page."""
    return asyncio.run(_answers_lost(folder, size, seed))


async def _answers_lost(folder: Path, size: int, seed: int) -> str:
    chance = random.Random(seed)
    async with bot_in(folder, owners=tuple(person.id for person in PEOPLE)) as bot:
        front = Shopfront(bot)
        await bot.start()
        await front.open()
        faults = Counter[str]()
        for _ in range(size):
            kind = chance.choice(("lost", "drop", "gateway", "unauthorized", "flood"))
            method = chance.choice(("sendMessage", "sendMessage", "getUpdates"))
            bot.api.wire.fault(kind, method)
            faults[kind] += 1
            front.sell()
        await bot.settled(60 + size)
        again = await front.proven()
    return f"{size} sales, {sum(faults.values())} faults: 0 lost, 0 twice, order kept; {again} answers came twice (seed {seed})"


def five_times(folder: Path, size: int, seed: int) -> str:
    """Each of `size` sales delivered five times, under its number and under new ones, across a restart."""
    return asyncio.run(_five_times(folder, size, seed))


async def _five_times(folder: Path, size: int, seed: int) -> str:
    chance = random.Random(seed)
    async with bot_in(folder, owners=tuple(person.id for person in PEOPLE)) as bot:
        front = Shopfront(bot)
        await bot.start()
        await front.open()
        for number in range(size):
            front.sell()
            for _ in range(4):
                bot.api.wire.repeat(new_number=chance.random() < 0.5)
            if number == size // 2:
                await bot.kill()
                await bot.start()
        await bot.settled()
        await front.proven(ordered=False)  # repeats overtake what waits
    return f"{size} sales, each delivered 5 times: {size} entries (seed {seed})"
