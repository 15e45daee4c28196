"""The bot as a process: started, killed, ended, and its book looked at from outside."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import json
import os
import signal
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.transport.wire import TOKEN
from tests.soak.fake_api import FakeApi

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class BotProcess:
    """One shop's bot against a fake Bot API; `module` and `options` say how it is started."""

    folder: Path
    api: FakeApi
    owners: tuple[int, ...] = (1,)
    module: tuple[str, ...] = ()
    extra: str = ""
    running: asyncio.subprocess.Process | None = None
    starts: int = 0
    heard_before: int = 0

    @property
    def config(self) -> Path:
        """The configuration, written as an owner would."""
        path = self.folder / "config.toml"
        if not path.exists():
            path.write_text(
                f'[telegram]\ntoken = "{TOKEN}"\nowners = {json.dumps(list(self.owners))}\n'
                f'api_url = "{self.api.url}"\n{self.extra}',
                "utf-8",
            )
        return path

    @property
    def book(self) -> Path:
        """The book's file."""
        return self.folder / "shopbook.db"

    @property
    def log(self) -> Path:
        """Everything that the process said, in all its lives."""
        return self.folder / "bot.log"

    async def start(self) -> None:
        """Start it; it is not waited for."""
        self.starts += 1
        self.heard_before = self._heard()
        with self.log.open("ab") as log:
            self.running = await asyncio.create_subprocess_exec(
                *self.command("run"),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=clean_environment(),
            )

    def command(self, *words: str) -> list[str]:
        """Give the command line that starts it, or one of its sub-commands."""
        if self.module and words == ("run",):
            return [sys.executable, "-m", self.module[0], str(self.config), *self.module[1:]]
        return [sys.executable, "-m", "bot", "--config", str(self.config), *words]

    async def kill(self) -> None:
        """End it in the middle of whatever it does."""
        if self.running is not None and self.running.returncode is None:
            self.running.kill()
            await self.running.wait()

    async def terminate(self, within: float = 10.0) -> int:
        """Ask it to end, as an init system does; gives its exit code."""
        if self.running is None:
            raise RuntimeError("it was never started")
        self.running.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.running.wait(), within)

    async def call(self, *words: str) -> tuple[int, str]:
        """Run a sub-command; gives its exit code and what it said."""
        done = await asyncio.create_subprocess_exec(
            *self.command(*words),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=clean_environment(),
        )
        said, _ = await done.communicate()
        return done.returncode or 0, said.decode()

    async def exported(self, view: str) -> list[dict[str, str]]:
        """Give a view as the owner's export shows it."""
        folder = self.folder / "export"
        code, said = await self.call("export", str(folder))
        assert code == 0, said
        with (folder / f"{view}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def rows(self, sql: str) -> list[tuple]:
        """Ask the book from outside, as Datasette would; an absent book has no rows."""
        if not self.book.exists():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{self.book}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    def _heard(self) -> int:
        return self.log.read_text("utf-8").count("the bot listens") if self.log.exists() else 0

    async def listening(self, within: float = 60.0) -> None:
        """Wait until this life of it listens."""
        async with asyncio.timeout(within):
            while self._heard() == self.heard_before:  # noqa: ASYNC110 - another process moves
                await asyncio.sleep(0.02)

    async def settled(self, within: float = 60.0) -> None:
        """Wait until everything that was said is fetched, dealt with and answered."""
        async with asyncio.timeout(within):
            while not self.answered:  # noqa: ASYNC110 - another process moves
                await asyncio.sleep(0.05)

    @property
    def answered(self) -> bool:
        """Whether everything that was said is fetched, dealt with and answered."""
        return self.api.wire.confirmed and self.rows(
            "SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting')"
            " + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending'))"
        ) == [(0,)]


@contextlib.asynccontextmanager
async def bot_in(folder: Path, **more):
    """Give a bot's process with its Bot API; whatever happens, it is not left running."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - once, before anything runs
    api = FakeApi()
    api.start()
    bot = BotProcess(folder, api, **more)
    try:
        yield bot
    finally:
        await bot.kill()
        await api.stop()


def clean_environment() -> dict[str, str]:
    """Give the environment without what would change the configuration."""
    return {name: value for name, value in os.environ.items() if name != "SHOPBOOK_TOKEN"} | {
        "OMP_NUM_THREADS": "1"
    }
