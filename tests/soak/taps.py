"""One button tapped three times at once, each tap delivered twice, and again later: it acts once, and every tap is answered."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.transport.wire import OWNER
from tests.soak.long_life import fill_year
from tests.soak.process import bot_in
from tests.soak.taking import SMALL, offered, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soak.process import BotProcess

TAPS = 3
_STANDING = (
    "SELECT kind, count(*) FROM entries WHERE state = 'in force' GROUP BY kind"
    " UNION ALL SELECT 'audit: ' || what, count(*) FROM audit GROUP BY what"
    " UNION ALL SELECT 'visits', count(*) FROM demo_visits"
    " UNION ALL SELECT 'lines', count(*) FROM sales_book"
)
_KILLED = 1 / 4  # of the buttons: the process dies over the taps
_ANSWERS = ("sendMessage", "editMessageText", "sendDocument")


@dataclass(frozen=True, slots=True)
class Step:
    """A button and what comes before it: what is said or sent, and what one tap changes in the book."""

    label: str
    does: dict[str, int]
    says: tuple[str, ...] = ()
    sends: bool = False
    others: bool = False  # the other buttons beside it are tapped too: only the first tap of all may count


def steps(lines: int) -> tuple[Step, ...]:
    """Give one round; `lines` are those of the file that is sent."""
    return (
        Step("Undo", {"sale": -1, "lines": -1, "audit: undo": 1}, says=("3 candles",)),
        Step("Put it back", {"sale": 1, "lines": 1, "audit: restore": 1}),
        Step("R", {"sale": 1, "lines": 1, "audit: sale": 1}, says=("2 kettles 100",), others=True),
        Step("Import", {"import": 1, "lines": lines, "audit: import": 1}, sends=True),
        Step("Withdraw this import", {"import": -1, "lines": -lines, "audit: undo": 1}),
        Step("Ordered", {"order": 1, "audit: order": 1}, says=("counted 0 kettles", "/reorder")),
        Step("All of it came in", {"restock": 1, "audit: restock": 1}, says=("/arrived",)),
        Step("Leave the demo", {"visits": -1}, says=("/demo",)),
    )


@dataclass
class Fingers:
    """Who taps: every tap is kept, for it may come again."""

    bot: BotProcess
    chance: random.Random
    taps: int = 0
    kills: int = 0
    unanswered: set[str] = field(default_factory=set)  # taps of a life that ended over them

    async def step(self, step: Step, file: Path) -> None:
        """Tap one button many times; it must act once, now and after a restart."""
        wire = self.bot.api.wire
        for words in step.says:
            wire.say(words)
            await self.bot.settled()
        if step.sends:
            wire.upload(file)
            await self.bot.settled()
        before = self._standing()
        message, place = offered(wire, step.label, OWNER)
        places = [place] * TAPS
        if step.others:
            beside = [
                at
                for at, one in enumerate(wire.buttons(message))
                if one["text"].startswith(step.label) or "price" in one["text"]
            ]
            places = self.chance.sample(beside, TAPS)
        heard = len(wire.calls)
        tapped = [self._tap(message, one) for one in places]
        killed = self.chance.random() < _KILLED
        if killed:
            await asyncio.sleep(self.chance.random() ** 2 * 0.3)
            await self.bot.kill()
            self.kills += 1
            self.unanswered |= wire.api.queries
            await self.bot.start()
        await self.bot.settled()
        self._proven(before, step, "at once")
        await self._answered(tapped, wire.calls[heard:], step, killed=killed)
        for update in tapped:
            self._later(update, same=self.chance.random() < 1 / 2)
        await self.bot.settled()
        self._proven(before, step, "tapped later")

    def _tap(self, message: int, place: int) -> dict[str, Any]:
        wire = self.bot.api.wire
        wire.press(message, place)
        update = wire._newest
        wire.repeat(new_number=self.chance.random() < 1 / 2)
        self.taps += 1
        return update

    def _later(self, update: dict[str, Any], *, same: bool) -> None:
        """Let a tap come again: the same one under a new number, or a new one on the button that was there."""
        query = dict(update["callback_query"])
        if not same:
            self.taps += 1
            query["id"] = f"later-{self.taps}"
            self.bot.api.wire.api.queries.add(query["id"])
        self.bot.api.wire.line.update({"callback_query": query})

    async def _answered(
        self, tapped: list[dict[str, Any]], calls: list[Any], step: Step, *, killed: bool
    ) -> None:
        """Prove that each tap stops spinning and is answered: in words, below the button or in the chat."""
        queries = {update["callback_query"]["id"] for update in tapped}
        if not killed:
            async with asyncio.timeout(10):
                while queries & self.bot.api.wire.api.queries:  # noqa: ASYNC110 - another process moves
                    await asyncio.sleep(0.02)
        shown = sum(made.method in _ANSWERS and not made.refused for made in calls)
        assert shown >= 1 if killed else shown >= TAPS, f"{step.label!r}: {shown} answers to {TAPS} taps"

    def _proven(self, before: Counter[str], step: Step, when: str) -> None:
        after = self._standing()
        found = {name: after[name] - before[name] for name in before | after if after[name] != before[name]}
        assert found == step.does, f"{step.label!r} {when}: {found}"

    def _standing(self) -> Counter[str]:
        return Counter(dict(self.bot.rows(_STANDING)))


def thrice(folder: Path, size: int, seed: int) -> str:
    """`size` rounds of eight buttons, each tapped three times at once."""
    return asyncio.run(_thrice(folder, size, seed))


async def _thrice(folder: Path, size: int, seed: int) -> str:
    chance = random.Random(seed)
    fill_year(folder)
    async with bot_in(folder, owners=(OWNER.id,)) as bot:
        await bot.start()
        bot.api.wire.say("1 candle 5")
        await bot.settled()
        fingers, buttons = Fingers(bot, chance), 0
        for number in range(size):
            file = folder / f"bulbs {number}.csv"
            written(file, number, SMALL, chance)
            for step in steps(SMALL):
                await fingers.step(step, file)
                buttons += 1
        code, said = await bot.call("check")
        assert code == 0, said
        spinning = bot.api.wire.api.queries - fingers.unanswered
        assert not spinning, f"{len(spinning)} taps spin still"
    return (
        f"{buttons} buttons (Undo, Put it back, a choice, Import, Withdraw, Ordered, Came in, Leave the demo) tapped {fingers.taps}"
        f" times, three at once, each tap delivered twice and once more later, {fingers.kills} kills over them:"
        f" each acted once, every tap answered, every figure recounted (seed {seed})"
    )
