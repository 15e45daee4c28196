"""The token: in no log, whatever is logged and however Telegram fails, in no table, export or backup."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.transport.redact import HIDDEN
from bot.transport.wire import TOKEN
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = ("unauthorized", "gateway", "flood", "drop", "lost")


def token_kept(folder: Path, size: int, seed: int) -> str:
    """`size` faults of each kind, everything logged, then every byte that was written is searched."""
    return asyncio.run(_token_kept(folder, size, seed))


async def _token_kept(folder: Path, size: int, seed: int) -> str:
    del seed  # nothing is left to chance
    async with bot_in(folder, module=("tests.soak.driver", "--debug", "--poison", "poison")) as bot:
        await bot.start()
        wire = bot.api.wire
        wire.say("1 candle 5")
        await bot.settled()
        for number in range(size):
            for kind in FAULTS:
                for method in ("sendMessage", "getUpdates", "getMe"):
                    wire.fault(kind, method, seconds=0.2)
                wire.say(f"{number + 2} candles")
                await bot.settled()
        wire.say("/top_customers")
        await bot.settled()
        wire.say("poison")
        assert bot.running is not None
        await asyncio.wait_for(bot.running.wait(), 30)  # a crash, and a start with a crash behind it
        wire.line.api.webhook = "https://elsewhere.example"  # the next polls end in 409
        await bot.start()
        await asyncio.sleep(2.5)
        wire.line.api.webhook = ""
        wire.fault("unauthorized", "getMe", times=1)
        wrong = await bot.call("check")
        await bot.call("export", str(folder / "export"))
        await bot.call("backup", str(folder / "copy.db"))
        await bot.kill()
    return _searched(folder, bot.log, wrong[1], size)


def _searched(folder: Path, log: Path, said: str, size: int) -> str:
    """Search every byte that the bot wrote, but for its configuration."""
    (folder / "said.txt").write_text(said, "utf-8")
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "config.toml"]
    lines = log.read_text("utf-8").count("\n")
    half = TOKEN.partition(":")[2]
    forms = {form.encode() for part in (TOKEN, half) for form in (part, quote(part, safe=""), part[::-1])}
    found = [file.name for file in files if any(form in file.read_bytes() for form in forms)]
    assert not found, f"the token is in {found}"
    hidden = log.read_text("utf-8").count(HIDDEN)
    assert hidden > size, "nothing had to be hidden, so nothing was proved"
    assert {"copy.db", "shopbook.db", "sales_book.csv"} <= {file.name for file in files}
    return f"{lines} lines of log at DEBUG with 401, 409, 429, 502, cuts and a crash: hidden {hidden} times, found 0 times; {len(files)} files (book, export, backup): found 0 times"
