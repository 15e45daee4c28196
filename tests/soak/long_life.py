"""A long life: what grows while charts and exports are made for days, and fifty people who write at once."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from pathlib import Path

from bot.sample.filling import fill
from bot.sample.year import Year
from bot.shop import open_shop
from bot.transport import clock as wall
from bot.transport.pace import IN_ALL
from bot.transport.wire import OWNER, Person, Wire
from tests.soak.process import bot_in
from tests.soak.wired import settings_in, wired

MOST_GROWTH_MB, MOST_LOG_MB, MOST_HANDLES = 20.0, 64.0, 4
MOST_SECONDS = 2.0
_PEOPLE = 50
_ROUND_SECONDS = _PEOPLE / (
    0.8 * IN_ALL
)  # four fifths of what the bot sends at most: at all of it a queue never ends
_WARM = 100  # the first answers load what stays loaded, in the bot and in its workers
_ASKED = ("/sales", "/forecast", "/export", "/hours", "/trends")  # each answers with a picture or a file
_SHOWN = ("sendPhoto", "sendDocument", "sendMediaGroup", "editMessageMedia")


@dataclass(frozen=True, slots=True)
class Held:
    """What a process and its workers hold: resident memory in MB, open files of the process."""

    bot: float
    workers: float
    handles: int


def long_life(folder: Path, size: int, seed: int) -> str:
    """Ask `size` questions with charts, files and sales among them: memory, log and open files stay as they were."""
    return asyncio.run(_long_life(folder, size, seed))


async def _long_life(folder: Path, size: int, seed: int) -> str:
    del seed
    fill_year(folder)
    async with bot_in(folder, owners=(OWNER.id,)) as bot:
        await bot.start()
        assert bot.running is not None
        wire, process = bot.api.wire, bot.running.pid
        await bot.listening()
        log, shown, warm = 0.0, 0, Held(0, 0, 0)
        most = warm
        for number in range(size):
            wire.say(f"{number % 7 + 2} phone cases")
            wire.say(_ASKED[number % len(_ASKED)])
            await bot.settled(120)
            shown += any(made.method in _SHOWN for made in wire.line.calls)
            now = _held(process)
            if number == min(_WARM, size // 2):
                warm = most = now
            most = Held(*(max(pair) for pair in zip(_figures(most), _figures(now), strict=True)))
            wal = bot.book.with_name(bot.book.name + "-wal")
            log = max(log, wal.stat().st_size / 1e6 if wal.exists() else 0.0)
            wire.line.calls.clear()
        now = _held(process)
        left = [file.name for file in (folder / "files").iterdir()] if (folder / "files").exists() else []
    assert shown >= size * 0.95, f"only {shown} of {size} were answered with a picture or a file"
    grown, workers = now.bot - warm.bot, most.workers - warm.workers
    assert grown < MOST_GROWTH_MB, f"memory grew by {grown:.1f} MB to {now.bot:.0f}"
    assert log < MOST_LOG_MB, f"the log grew to {log:.0f} MB"
    assert now.handles - warm.handles <= MOST_HANDLES, f"{now.handles} open files, {warm.handles} at first"
    return (
        f"{shown} charts and exports, {size} sales: memory {now.bot:.0f} MB ({grown:+.1f}),"
        f" workers at most {most.workers:.0f} MB ({workers:+.1f}), log at most {log:.1f} MB,"
        f" open files {now.handles} ({now.handles - warm.handles:+d}), {len(left)} files left"
    )


def fill_year(folder: Path) -> None:
    """Write a year of sales, so that there is something to draw."""
    shop = open_shop(settings_in(folder, (OWNER.id,)))
    try:
        fill(shop, Year(shop.today(wall.now())), wall.now())
    finally:
        shop.close()


def _figures(held: Held) -> tuple[float, float, int]:
    return held.bot, held.workers, held.handles


def _held(process: int) -> Held:
    """Give what a process and its workers hold now."""
    workers = sum(resident(child) for child in workers_of(process))
    return Held(resident(process), workers, len(list(Path(f"/proc/{process}/fd").iterdir())))


def workers_of(process: int) -> list[int]:
    """Give the processes that a process started."""
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def resident(process: int) -> float:
    """Give the resident memory in MB; a worker that has just ended holds nothing."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    resident = next((line for line in status.splitlines() if line.startswith("VmRSS")), "VmRSS: 0 kB")
    return int(resident.split()[1]) / 1024


def at_once(folder: Path, size: int, seed: int) -> str:
    """Let fifty people write at once, again and again for `size` seconds; how long each waits for his confirmation."""
    return asyncio.run(_at_once(folder, max(1, round(size / _ROUND_SECONDS)), seed))


async def _at_once(folder: Path, rounds: int, seed: int) -> str:
    chance = random.Random(seed)
    crowd = [Person(number, f"Seller {number}") for number in range(1, _PEOPLE + 1)]
    asked: dict[int, list[float]] = {person.id: [] for person in crowd}
    waited: list[float] = []
    wire = Wire()

    def heard(made) -> None:
        if made.method == "sendMessage" and "✅" in made.params.get("text", ""):
            waited.append(time.monotonic() - asked[made.params["chat_id"]].pop(0))

    async with wired(folder, owners=tuple(person.id for person in crowd), wire=wire) as bot:
        asked[OWNER.id].append(time.monotonic())
        wire.line.heard = heard
        wire.say("1 candle 5")
        await bot.settled()
        for _ in range(rounds):
            for person in crowd:
                asked[person.id].append(time.monotonic())
                wire.say(f"{chance.randrange(2, 9)} candles", person)
            await asyncio.sleep(_ROUND_SECONDS)
        await bot.settled(120)
        written = (await bot.rows("SELECT count(*) FROM sales_book"))[0][0]
        assert not wire.refusals(), wire.refusals()[:3]
    assert written == rounds * _PEOPLE + 1, f"{written} of {rounds * _PEOPLE + 1} written"
    waited.sort()
    p99 = waited[int(len(waited) * 0.99)]
    middle = waited[len(waited) // 2]
    assert len(waited) == written, f"{len(waited)} of {written} confirmed"
    # Telegram takes 30 messages a second of one bot: fifty at once wait two seconds for that alone.
    assert p99 < MOST_SECONDS + _ROUND_SECONDS, f"p99 {p99:.1f} s"
    return (
        f"{_PEOPLE} people at once, {rounds} times in {rounds * _ROUND_SECONDS:.0f} s, {written} sales: all confirmed;"
        f" wait p50 {middle * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, longest {waited[-1] * 1000:.0f} ms (seed {seed})"
    )
