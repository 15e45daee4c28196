"""A long life: what grows while charts and exports are made for days, and fifty people who write at once."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

from bot.transport.wire import OWNER, Person, Wire
from tests.soak.process import bot_in
from tests.soak.wired import wired

MOST_GROWTH_MB, MOST_LOG_MB, MOST_HANDLES = 20.0, 64.0, 4
MOST_SECONDS = 2.0
_WARM = 20  # the first answers load what stays loaded
_ASKED = ("/sales", "/top_products", "/forecast", "/export", "/today")


def long_life(folder: Path, size: int, seed: int) -> str:
    """`size` questions with charts, files and sales among them: memory, log and open files stay as they were."""
    return asyncio.run(_long_life(folder, size, seed))


async def _long_life(folder: Path, size: int, seed: int) -> str:
    del seed
    async with bot_in(folder, owners=(OWNER.id,)) as bot:
        await bot.start()
        wire = bot.api.wire
        wire.say("1 candle 5")
        await bot.settled()
        log, first = 0.0, (0.0, 0)
        for number in range(size):
            wire.say(f"{number % 7 + 2} candles")
            wire.say(_ASKED[number % len(_ASKED)])
            await bot.settled(120)
            assert bot.running is not None
            if number == min(_WARM, size // 2):
                first = _measured(bot.running.pid)
            wal = bot.book.with_name(bot.book.name + "-wal")
            log = max(log, wal.stat().st_size / 1e6 if wal.exists() else 0.0)
            wire.line.calls.clear()
        memory, handles = _measured(bot.running.pid)
        left = [file.name for file in (folder / "files").iterdir()] if (folder / "files").exists() else []
    grown = memory - first[0]
    assert grown < MOST_GROWTH_MB, f"memory grew by {grown:.1f} MB to {memory:.0f}"
    assert log < MOST_LOG_MB, f"the log grew to {log:.0f} MB"
    assert handles - first[1] <= MOST_HANDLES, f"{handles} open files, {first[1]} at first"
    return (
        f"{size} charts and exports, {size} sales: memory {memory:.0f} MB ({grown:+.1f}), log at most {log:.1f} MB,"
        f" open files {handles} ({handles - first[1]:+d}), {len(left)} files left"
    )


def _measured(process: int) -> tuple[float, int]:
    """Give the resident memory in MB, and the number of open files."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) / 1024, len(list(Path(f"/proc/{process}/fd").iterdir()))


def at_once(folder: Path, size: int, seed: int) -> str:
    """`size` people write at once, ten sales each; how long each waits for his confirmation."""
    return asyncio.run(_at_once(folder, size, seed))


async def _at_once(folder: Path, size: int, seed: int) -> str:
    chance = random.Random(seed)
    crowd = [Person(number, f"Seller {number}") for number in range(1, size + 1)]
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
        for _ in range(10):
            for person in crowd:
                asked[person.id].append(time.monotonic())
                wire.say(f"{chance.randrange(2, 9)} candles", person)
            await asyncio.sleep(size / 25)  # as fast as Telegram lets one bot answer
        await bot.settled(120)
        written = (await bot.rows("SELECT count(*) FROM sales_book"))[0][0]
        assert not wire.refusals(), wire.refusals()[:3]
    assert written == 10 * size + 1, f"{written} of {10 * size + 1} written"
    waited.sort()
    p99 = waited[int(len(waited) * 0.99)]
    middle = waited[len(waited) // 2]
    assert len(waited) == written, f"{len(waited)} of {written} confirmed"
    # Telegram takes 30 messages a second of one bot: fifty at once wait two seconds for that alone.
    assert p99 < MOST_SECONDS + size / 25, f"p99 {p99:.1f} s"
    return f"{size} people at once, {written} sales: all confirmed; wait p50 {middle * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms (seed {seed})"
