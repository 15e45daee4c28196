"""A file is imported, withdrawn and put back while the process is killed at any moment and others sell on.

Looked at from outside after each death, before anything could be mended: every file is in the book in whole or not at
all, the files that were left alone are as they were, and every running total equals its rows.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot import config
from bot.shop import visit_shop
from bot.transport.wire import Person
from storage import upkeep
from tests.soak.kills import PEOPLE, Shopfront
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.transport.wire import Wire
    from tests.soak.process import BotProcess

CLERK = Person(99, "Clerk")
SMALL, LARGE = 400, 25_000  # lines: done at once, and in portions with the adding up apart
_EVERY = 4  # one file in so many is a large one
_FIRST, _A_DAY, _PRODUCTS = date(2019, 1, 1), 60, 40
_BETWEEN = 0.2  # seconds between two sales
_MOST_KILLS = 2  # of one step
Brought = tuple[int, int]  # lines, minor units
NOTHING: Brought = (0, 0)
_CAME = f"SELECT count(*) FROM inbox WHERE chat_id = {CLERK.id}"
_WAITING = f"{_CAME} AND state = 'waiting'"


@dataclass
class Filing:
    """The clerk's files: what each of them holds and whether it stands in the book."""

    bot: BotProcess
    front: Shopfront
    chance: random.Random
    most: int  # kills in all
    stands: dict[str, Brought] = field(default_factory=dict)
    took: dict[tuple[str, int], float] = field(default_factory=dict)  # seconds, by step and lines
    kills: int = 0
    amid: Counter[str] = field(default_factory=Counter)  # deaths in the middle of a step

    async def through(self) -> None:
        """Take one file through all its steps."""
        number = len(self.stands)
        lines = LARGE if number % _EVERY == 2 else SMALL
        path = self.bot.folder / f"bulbs {number}.csv"
        whole = lines, written(path, number, lines, self.chance)
        self.stands[path.name] = NOTHING
        wire = self.bot.api.wire
        await self._step("Look", path.name, NOTHING, lines, lambda: wire.upload(path, CLERK))
        for label, then in (("Import", whole), ("Withdraw", NOTHING), ("Put it back", whole)):
            await self._step(
                label,
                path.name,
                then,
                lines,
                lambda label=label: wire.press(*offered(wire, label, CLERK), CLERK),
            )

    async def _step(self, name: str, file: str, then: Brought, lines: int, act: Callable[[], object]) -> None:
        """Take one step, killed now and then on the way; `then` is how the file stands when it is done."""
        clock = asyncio.get_running_loop().time
        known = self.took.get((name, lines))
        selling = asyncio.create_task(self._sell_on())
        begun = clock()
        act()
        if known is None:  # the first of its kind tells how long it takes
            await self._done()
            self.took[name, lines] = clock() - begun
        else:
            for _ in range(min(self.chance.randint(0, _MOST_KILLS), self.most - self.kills)):
                await asyncio.sleep(self.chance.random() * known)
                await self._killed(name, file, then)
                if self.chance.random() < 1 / 2:  # else the next comes while it takes up what was left
                    await self.bot.listening()
        selling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await selling
        await self.bot.settled(120)
        self.stands[file] = then
        self._proven(self.stands, f"after {name!r} of {file}")

    async def _killed(self, name: str, file: str, then: Brought) -> None:
        await self.bot.kill()
        self.kills += 1
        self.amid[name] += bool(self.bot.rows(_WAITING)[0][0])
        found = self._found()
        either = self.stands | {file: found.get(file, NOTHING)}
        assert either[file] in {self.stands[file], then}, f"{file} is torn after {name!r}: {either[file]}"
        self._proven(either, f"killed in {name!r} of {file}")
        await self.bot.start()

    async def _done(self) -> None:
        came = self.bot.rows(_CAME)
        async with asyncio.timeout(120):
            while self.bot.rows(_CAME) == came or self.bot.rows(_WAITING) != [(0,)]:  # noqa: ASYNC110 - another process moves
                await asyncio.sleep(0.02)

    async def _sell_on(self) -> None:
        while True:
            self.front.sell()
            await asyncio.sleep(_BETWEEN)

    def _found(self) -> dict[str, Brought]:
        rows = self.bot.rows(
            "SELECT e.file_name, count(*), sum(b.total_minor) FROM sales_book AS b"
            " JOIN entries AS e ON e.id = b.entry_id WHERE e.file_name IS NOT NULL GROUP BY e.file_name"
        )
        return {name: (lines, minor) for name, lines, minor in rows}

    def _proven(self, expected: dict[str, Brought], when: str) -> None:
        standing = {name: brought for name, brought in expected.items() if brought != NOTHING}
        assert (found := self._found()) == standing, f"{when}: {found} stand, not {standing}"
        shop = visit_shop(config.load(self.bot.config))
        try:
            wrong = upkeep.recount(shop.book)
        finally:
            shop.close()
        assert not wrong, f"{when}: {wrong[:3]}"


def offered(wire: Wire, label: str, person: Person) -> tuple[int, int]:
    """Give the newest message with a button whose label begins so, and the button's place."""
    shown = wire.shown(person)
    for message in reversed(shown):
        for place, button in enumerate(wire.buttons(message["message_id"], person)):
            if button["text"].startswith(label):
                return message["message_id"], place
    raise AssertionError(f"no button {label!r} below {[one.get('text') for one in shown[-3:]]}")


def written(path: Path, number: int, lines: int, chance: random.Random) -> int:
    """Write a file of sales whose every line is its own; gives what they come to, in minor units."""
    whole = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Date,Receipt,Product,Quantity,Unit price,Total,Customer\n")
        for place in range(lines):
            day = _FIRST + timedelta(days=place // _A_DAY)
            quantity, minor = chance.randint(1, 9), chance.randint(50, 9_999)
            whole += quantity * minor
            file.write(
                f"{day},F{number}-{place},Bulb {place % _PRODUCTS},{quantity},{minor / 100:.2f},"
                f"{quantity * minor / 100:.2f},Buyer {chance.randrange(200)}\n"
            )
    return whole


def killed_while_taking(folder: Path, size: int, seed: int) -> str:
    """`size` kills at random moments while files come in, go out and come back."""
    return asyncio.run(_killed_while_taking(folder, size, seed))


async def _killed_while_taking(folder: Path, size: int, seed: int) -> str:
    owners = (CLERK.id, *(person.id for person in PEOPLE))
    async with bot_in(folder, owners=owners) as bot:
        front = Shopfront(bot)
        await bot.start()
        await front.open()
        filing = Filing(bot, front, random.Random(seed), size)
        while filing.kills < size:
            await filing.through()
        again = await front.proven(of="Candle")
        code, said = await bot.call("check")
        assert code == 0, said
    lines = sum(brought[0] for brought in filing.stands.values())
    return (
        f"{filing.kills} kills, {filing.amid.total()} of them in the middle of a step"
        f" ({', '.join(f'{n} {name}' for name, n in sorted(filing.amid.items()))}); {len(filing.stands)} files, {lines} lines:"
        f" each in whole or not at all after every death, every figure recounted; {front.sales} sales typed meanwhile:"
        f" 0 lost, 0 twice, {again} answers came twice (seed {seed})"
    )
