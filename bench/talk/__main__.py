"""`python -m bench.talk`: the whole bot on its in-process wire: its start, its memory, how long a sale waits.

Each figure stands beside its bound in the same run: the answer to a sale beside a bare commit to disk, memory beside
a bare interpreter with python-telegram-bot.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.demo.talk import fill_once, settings_in
from bot.transport import telegram
from bot.transport.wire import OWNER, TOKEN, Wire

SALES = 200
_WITHIN = 60.0


async def answered(wire: Wire, said: str) -> float:
    """Say a sale, and give the seconds until its confirmation is there."""
    before = len(wire.calls)
    began = perf_counter()
    wire.say(said)
    await wire.until(
        lambda: any("✅" in str(made.params.get("text", "")) for made in wire.calls[before:]), _WITHIN
    )
    return perf_counter() - began


async def measure(folder: Path) -> None:
    """Start the bot on a year of sales and print what was measured."""
    settings = settings_in(folder)
    settings = replace(settings, telegram=replace(settings.telegram, token=TOKEN))
    wire = Wire()
    wire.join(OWNER)
    station = telegram.build(settings, request=wire.request, polling=wire.request)
    began = perf_counter()
    await station.start(lambda *_: None)
    row("start to listening", perf_counter() - began, "s")
    await asyncio.sleep(1)
    row("memory at rest", memory(), "MB", bare_memory(), "python-telegram-bot alone")
    commit = bare_commits(folder)
    alone = [await answered(wire, f"{n % 7 + 1} kettles {299 * (n % 7 + 1)}") for n in range(SALES)]
    latency("sale answered, alone", alone, commit)
    drawing = []
    for n in range(SALES // 10):
        wire.say(f"/sales {2024 + n % 2}")
        drawing += [await answered(wire, f"{m + 1} usb-c cables {90 * (m + 1)}") for m in range(10)]
    latency("sale answered while charts are drawn", drawing, commit)
    await station.stop()


def latency(name: str, seconds: list[float], commit: float) -> None:
    """Print the median and the 99th percentile of waiting."""
    worst = quantiles(seconds, n=100)[98]
    row(f"{name}, median", 1e3 * median(seconds), "ms", 1e3 * commit, "two bare commits")
    row(f"{name}, 99th percentile", 1e3 * worst, "ms")


def bare_commits(folder: Path) -> float:
    """Give the seconds of the two commits that every sale needs: the message, then the entry."""
    with sqlite3.connect(folder / "bare.db", isolation_level=None) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE t (x)")
        taken = []
        for n in range(SALES):
            began = perf_counter()
            bare.execute("INSERT INTO t VALUES (?)", [n])
            taken.append(perf_counter() - began)
    return 2 * median(taken)


def memory() -> float:
    """Give this process's resident memory in megabytes."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else float("nan")


def bare_memory() -> float:
    """Give the same for an interpreter that only imported python-telegram-bot."""
    code = (
        "import telegram.ext, re; print(re.search(r'VmRSS:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout) / 1000


def row(name: str, figure: float, unit: str, beside: float | None = None, what: str = "") -> None:
    """Print one line of the table."""
    line = f"{name:46s} {figure:9.2f} {unit:3s}"
    print(line if beside is None else f"{line}   {figure / beside:7.1f} x {what} ({beside:.2f})")


def main() -> None:
    """Measure on a copy of the demo shop."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill_once(folder)
        asyncio.run(measure(folder))


if __name__ == "__main__":
    main()
