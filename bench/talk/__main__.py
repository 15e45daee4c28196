"""`python -m bench.talk`: the bot as a process, with a year in its book: its start, its memory, how long a sale waits.

It talks to a Bot API on this machine over HTTP. Beside it, in the same run and on the same wire, stands the bot that
one would write first (`bench.talk.echo`); the two take turns.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from bench.figures import Figure, hand_over
from tests.soak.long_life import fill_year
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from tests.soak.process import BotProcess

OURS, ECHO = (), ("bench.talk.echo",)
STARTS, SALES = 5, 100
_WITHIN = 60.0
_REST = 5.0  # seconds until what the start left to do is done
_BESIDE = "an echo bot with one commit a message"


@dataclass(slots=True)
class Lives:
    """What several lives of one bot took: seconds, megabytes."""

    starts: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    drawing: list[float] = field(default_factory=list)


async def live(folder: Path, module: tuple[str, ...], lives: Lives) -> None:
    """Start once, rest, sell, and sell while charts are drawn."""
    async with started(folder, module) as (bot, seconds):
        lives.starts.append(seconds)
        await asyncio.sleep(_REST)
        lives.rest.append(memory(bot.running.pid))
        await answered(bot, 1)  # the first one loads what the start leaves out
        lives.alone += [await answered(bot, 1 + n % 7) for n in range(SALES // STARTS)]
        if module == OURS:
            for chart in ("/sales this year", "/trends this year"):
                bot.api.wire.say(chart)
                lives.drawing += [await answered(bot, 1 + n % 7) for n in range(SALES // STARTS // 2)]
        await bot.terminate(_WITHIN)


@asynccontextmanager
async def started(folder: Path, module: tuple[str, ...]):
    """Give a bot that polls, and the seconds from its command line to its first poll."""
    async with bot_in(folder, module=module) as bot:
        began = perf_counter()
        await bot.start()
        async with asyncio.timeout(_WITHIN):
            while "getUpdates" not in bot.api.requests:  # noqa: ASYNC110 - another process moves
                await asyncio.sleep(0.005)
        yield bot, perf_counter() - began


async def answered(bot: BotProcess, pieces: int) -> float:
    """Say a sale, and give the seconds until its confirmation is there."""
    wire = bot.api.wire
    before = len(wire.calls)
    began = perf_counter()
    wire.say(f"{pieces} kettles {299 * pieces}")
    await wire.until(
        lambda: any("✅" in str(made.params.get("text", "")) for made in wire.calls[before:]), _WITHIN
    )
    return perf_counter() - began


def memory(process: int) -> float:
    """Give the resident memory of a process and its workers in megabytes (what they share counts for each)."""
    own = Path(f"/proc/{process}")
    found = re.search(r"VmRSS:\s+(\d+) kB", (own / "status").read_text("ascii"))
    workers = (own / "task" / str(process) / "children").read_text("ascii").split()
    return (int(found[1]) / 1000 if found else 0.0) + sum(memory(int(one)) for one in workers)


def figures(ours: Lives, echo: Lives) -> list[Figure]:
    """Give the table's rows."""
    book = "a year's book"
    waits = f"{len(ours.alone)} sales"
    alone, drawing = 1e3 * median(echo.alone), f"{_BESIDE}, nothing drawn"
    worst = 1e3 * quantiles(echo.alone, n=20)[18]
    return [
        Figure("start to first poll", book, median(ours.starts), "s", _BESIDE, median(echo.starts)),
        Figure("memory at rest", book, median(ours.rest), "MB", _BESIDE, median(echo.rest)),
        Figure("a sale acknowledged, median", waits, 1e3 * median(ours.alone), "ms", _BESIDE, alone),
        Figure(
            "the same, the slowest in twenty",
            waits,
            1e3 * quantiles(ours.alone, n=20)[18],
            "ms",
            _BESIDE,
            worst,
        ),
        Figure("while charts are drawn, median", waits, 1e3 * median(ours.drawing), "ms", drawing, alone),
        Figure(
            "the same, the slowest in twenty",
            waits,
            1e3 * quantiles(ours.drawing, n=20)[18],
            "ms",
            drawing,
            worst,
        ),
    ]


async def measure(folder: Path) -> list[Figure]:
    """Let the two bots live in turn."""
    ours, echo = Lives(), Lives()
    for life in range(STARTS):
        for name, module, lives in (("ours", OURS, ours), ("echo", ECHO, echo)):
            home = folder / f"{name}-{life}"
            home.mkdir()
            if module == OURS:
                fill_year(home)
            await live(home, module, lives)
    return figures(ours, echo)


def main() -> None:
    """Measure, print and hand over."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        found = asyncio.run(measure(Path(name)))
    for one in found:
        print(f"{one.what:46} {one.ours:9.2f} {one.unit:3} {one.beside} {one.theirs:.2f}")
    hand_over(found)


if __name__ == "__main__":
    main()
