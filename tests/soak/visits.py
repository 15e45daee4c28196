"""People go in and out of the demo shop while the process is killed: no sale lands in the wrong book.

A sale is known again, wherever it lies, by the message that it came from: typed in the demo, it must be in a demo book
once and nowhere else; typed outside, in the shop's own book once.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.transport.wire import Person
from tests.soak.process import bot_in
from tests.soak.taking import offered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soak.process import BotProcess

PEOPLE = tuple(Person(number, f"Visitor {number}") for number in range(1, 4))
OUTSIDE = Person(9, "Seller")
PRICE = 5
_IN_A_ROW = 3  # sales between two moves
_ANSWERED, _ENTERED = 0.3, 2.0  # seconds within which a death comes in between
_SOLD = "SELECT source, quantity FROM sales_book WHERE product = 'Candle' ORDER BY source"


@dataclass
class Visitors:
    """Who is in the demo, and what was sold where: the message it came from, and the quantity."""

    bot: BotProcess
    chance: random.Random
    kills_left: int
    inside: set[int] = field(default_factory=set)
    own: dict[str, float] = field(default_factory=dict)
    demo: dict[str, float] = field(default_factory=dict)
    typed: list[dict[str, Any]] = field(default_factory=list)  # the updates of what was typed in the demo
    undone: int = 0
    visits: int = 0
    late: int = 0

    async def round(self) -> None:
        """Let everybody sell, take some of it back, and some go in or out; the process dies in between."""
        wire = self.bot.api.wire
        last = {person: self._sell(person, self.chance.randint(1, _IN_A_ROW)) for person in PEOPLE}
        self._sell(OUTSIDE)
        await self._dies(_ANSWERED)
        for person, source in last.items():
            if person.id in self.inside and self.chance.random() < 1 / 3:
                wire.press(*offered(wire, "Undo", person), person)
                del self.demo[source]
                self.undone += 1
        await self._dies(_ANSWERED)
        for person in PEOPLE:
            if self.chance.random() < 1 / 2:
                (self._leave if person.id in self.inside else self._enter)(person)
        self._sell(OUTSIDE)
        await self._dies(_ENTERED)
        self._proven()

    def _sell(self, person: Person, times: int = 1) -> str:
        wire, source = self.bot.api.wire, ""
        for _ in range(times):
            number = self.chance.randint(1, 20)
            message = wire.say(f"{number} candle{'s' * (number > 1)} {PRICE * number}", person)
            source = f"tg:{person.id}:{message}"
            (self.demo if person.id in self.inside else self.own)[source] = float(number)
            if person.id in self.inside:
                self.typed.append(wire._newest)
        return source

    def _enter(self, person: Person) -> None:
        """Ask for the demo: from the answer on, what he types belongs there."""
        self.bot.api.wire.say("/demo", person)
        self.inside.add(person.id)
        self.visits += 1

    def _leave(self, person: Person) -> None:
        """Leave, and sell at once; something that was typed in the demo comes once more."""
        wire = self.bot.api.wire
        wire.press(*offered(wire, "Leave the demo", person), person)
        self.inside.discard(person.id)
        theirs = [one for one in self.typed if one["message"]["from"]["id"] == person.id]
        if theirs:
            wire.line.update({"message": self.chance.choice(theirs)["message"]})
            self.late += 1
        self._sell(person)

    async def _dies(self, within: float) -> None:
        """Let the process die within so many seconds, one time in two, and wait until all is answered."""
        if self.kills_left and self.chance.random() < 1 / 2:
            self.kills_left -= 1
            await asyncio.sleep(self.chance.random() * within)
            await self.bot.kill()
            await self.bot.start()
        await self.bot.settled(120)

    def _proven(self) -> None:
        found = self.bot.rows(_SOLD)
        assert found == sorted(self.own.items()), f"own book: {_differ(found, self.own)}"
        there: list[tuple[str, float]] = []
        for book in (self.bot.folder / "demo").glob("*/demo.db"):
            with contextlib.closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True)) as connection:
                there += connection.execute(_SOLD).fetchall()
        assert sorted(there) == sorted(self.demo.items()), f"demo books: {_differ(there, self.demo)}"
        refused = [one for one in self.bot.api.wire.refusals() if not one.startswith("answerCallbackQuery")]
        assert not refused, f"Telegram refused {refused[:3]}"


def _differ(found: list[tuple[str, float]], expected: dict[str, float]) -> str:
    lost, more = Counter(expected.items()) - Counter(found), Counter(found) - Counter(expected.items())
    return f"lost {dict(lost)}, too many {dict(more)}"


def in_and_out(folder: Path, size: int, seed: int) -> str:
    """`size` kills while three people go in and out of the demo and a fourth sells outside."""
    return asyncio.run(_in_and_out(folder, size, seed))


async def _in_and_out(folder: Path, size: int, seed: int) -> str:
    owners = (OUTSIDE.id, *(person.id for person in PEOPLE))
    async with bot_in(folder, owners=owners) as bot:
        await bot.start()
        visitors = Visitors(bot, random.Random(seed), size)
        while visitors.kills_left:
            await visitors.round()
        code, said = await bot.call("check")
        assert code == 0, said
    return (
        f"{size} kills, {visitors.visits} visits: {len(visitors.own)} sales typed outside are in the shop's book once,"
        f" {len(visitors.demo)} typed in the demo in a demo's book alone, {visitors.undone} taken back there,"
        f" {visitors.late} that came again after leaving nowhere else (seed {seed})"
    )
