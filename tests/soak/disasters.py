"""What can befall the book's file: each start refuses with one sentence and 1, and touches nothing.

The command line is called as an owner would call it, in this process; only the disk that fills up is a real one.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.__main__ import main
from bot.shop import open_shop
from bot.transport.wire import Wire
from storage import backups, members, migrations
from tests.soak.checks import NotHere
from tests.soak.seller import settings_for
from tests.soak.wired import wired

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
STARTS = ("chat", "check", "export")
_PAGE = 4096
_DISK = 12 << 20  # room for the book and its log, which grows to 4 MB


@dataclass(frozen=True, slots=True)
class Disaster:
    """What befell the book, and the words that the sentence must have."""

    name: str
    befall: Callable[[Path], None]
    words: tuple[str, ...]
    starts: tuple[str, ...] = STARTS


def _empty(book: Path) -> None:
    book.write_bytes(b"")


def _garbage(book: Path) -> None:
    book.write_bytes(b"Dear diary, " * 4000)


def _newer(book: Path) -> None:
    with contextlib.closing(sqlite3.connect(book)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, '9999 a later step', '')",
            (migrations.SET,),
        )


def _missing(book: Path) -> None:
    book.unlink()


def _missing_without_a_mark(book: Path) -> None:
    """As after moving to a new machine with the folder of backups alone."""
    book.unlink()
    for rest in book.parent.glob(f"{book.name}*"):
        rest.unlink()


def _corrupt_page(book: Path) -> None:
    with contextlib.closing(sqlite3.connect(book)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sale_lines'").fetchone()[
            0
        ]
    with book.open("r+b") as file:
        file.seek((page - 1) * _PAGE)
        file.write(b"\xa5" * _PAGE)


def _cut_short(book: Path) -> None:
    os.truncate(book, book.stat().st_size * 2 // 3)


def _somebody_elses(book: Path) -> None:
    book.unlink()
    with contextlib.closing(sqlite3.connect(book)) as connection, connection:
        connection.execute("CREATE TABLE photos (id)")


DISASTERS = (
    Disaster("zero length", _empty, ("0 bytes", "restore")),
    Disaster("garbage", _garbage, ("damaged", "restore")),
    Disaster("newer version", _newer, ("newer version",)),
    Disaster("missing, marked", _missing, ("missing", "restore"), ("chat",)),
    Disaster("missing, backups there", _missing_without_a_mark, ("backups", "restore"), ("chat",)),
    Disaster("corrupt page", _corrupt_page, ("damaged", "restore"), ("chat", "check")),
    Disaster("cut short", _cut_short, ("damaged", "restore")),
    Disaster("not a book", _somebody_elses, ("not a shop's book",)),
)


def befallen(folder: Path, size: int, seed: int) -> str:
    """Every disaster, `size` times, at every start that meets it."""
    starts = 0
    for number in range(size):
        for disaster in DISASTERS:
            home = folder / f"{number}-{disaster.name}"
            book = _book_in(home)
            disaster.befall(book)
            for start in disaster.starts:
                before = _prints(home)
                code, said = _call(home, start)
                starts += 1
                assert code == 1, f"{disaster.name}: {start} ended with {code}: {said}"
                assert all(word in said for word in disaster.words), f"{disaster.name}: {start} said {said!r}"
                assert said.strip().count("\n") <= 1, f"{disaster.name}: {start} said {said!r}"
                assert "Traceback" not in said, said
                assert _prints(home) == before, f"{disaster.name}: {start} touched the file"
    return f"{len(DISASTERS)} disasters, {starts} starts: each a sentence and exit 1, 0 files touched (seed {seed})"


def _book_in(home: Path) -> Path:
    """Write a small book with a backup of it."""
    home.mkdir(parents=True)
    book = home / "shopbook.db"
    (home / "config.toml").write_text(f'[storage]\npath = "{book.name}"\nbackups = "backups"\n', "utf-8")
    code, said = _call(home, "chat", "1 candle 5\n2 candles\n" * 20)
    assert code == 0, said
    backups.back_up(book, home / "backups", NOW)
    return book


def _call(home: Path, start: str, typed: str = "") -> tuple[int, str]:
    words = ["--config", str(home / "config.toml"), start]
    said, stdin = io.StringIO(), io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8")
    out = io.TextIOWrapper(raw := io.BytesIO(), "utf-8", write_through=True)
    with (
        contextlib.redirect_stderr(said),
        contextlib.redirect_stdout(out),
        _standard_input(stdin),
    ):
        code = main([*words, str(home / "export")] if start == "export" else words)
    return code, raw.getvalue().decode() + said.getvalue()


@contextlib.contextmanager
def _standard_input(stdin: io.TextIOWrapper):
    import sys  # noqa: PLC0415 - only to exchange it

    kept, sys.stdin = sys.stdin, stdin
    try:
        yield
    finally:
        sys.stdin = kept


def _prints(home: Path) -> dict[str, str]:
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in home.rglob("*.db")
        if file.is_file()
    }


def restored(folder: Path, size: int, seed: int) -> str:
    """`size` restores while a log of the lost book lies there, whole, in part or of another book."""
    chance = random.Random(seed)
    for number in range(size):
        home = folder / str(number)
        home.mkdir()
        book = home / "shop.db"
        shop = open_shop(settings_for(book))
        _sell(shop, chance.randrange(1, 20))
        good = backups.back_up(book, home / "backups", NOW)
        expected = shop.book.value("SELECT count(*) FROM sales_book")
        _sell(shop, chance.randrange(1, 20))
        log = book.with_name(book.name + "-wal").read_bytes()
        shop.close()
        stale = chance.choice((log, log[: len(log) // 2], chance.randbytes(8000)))
        chance.choice((book.unlink, lambda book=book: _garbage(book), lambda: None))()
        book.with_name(book.name + "-wal").write_bytes(stale)
        backups.restore(good, book, NOW)
        shop = open_shop(settings_for(book))
        found = shop.book.value("SELECT count(*) FROM sales_book")
        wrong = shop.book.value("PRAGMA integrity_check")
        shop.close()
        assert (found, wrong) == (expected, "ok"), f"{found} of {expected} sales, {wrong} (seed {seed})"
    return f"{size} restores over stale logs: every sale of the backup there, book sound (seed {seed})"


def _sell(shop, times: int) -> None:
    from bot import dialogue  # noqa: PLC0415 - beside its only use
    from bot.command import Incoming  # noqa: PLC0415

    if not members.owners(shop.book):
        with shop.book.writing():
            members.configured(shop.book, [1], NOW)
    begun = shop.book.value("SELECT count(*) FROM entries")
    for number in range(begun, begun + times):
        text = "1 candle 5" if not number else "2 candles"
        dialogue.reply(shop, Incoming(text, NOW, 1, f"tg:1:{number}", chat=1, message=number))


def disk_full(folder: Path, size: int, seed: int) -> str:
    """`size` sales onto a disk that is full; then there is room again, without a restart."""
    if os.geteuid() != 0:
        raise NotHere("a disk of a given size needs the superuser")
    place = Path(tempfile.mkdtemp(dir=folder))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        raise NotHere("a disk of a given size cannot be mounted here")
    try:
        return asyncio.run(_disk_full(place, size, seed))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


async def _disk_full(place: Path, size: int, seed: int) -> str:
    async with wired(place, wire=Wire()) as bot:
        bot.wire.say("1 candle 5")
        await bot.settled()
        ballast = place / "ballast"
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            for step in (65_536, 4096, 512, 1):
                with contextlib.suppress(OSError):
                    while True:
                        file.write(bytes(step))
        for number in range(size):
            bot.wire.say(f"{number + 2} candles")
        await bot.wire.until(lambda: any("Not saved" in m.get("text", "") for m in bot.wire.shown()))
        told = sum("Not saved" in m.get("text", "") for m in bot.wire.shown())
        assert shutil.disk_usage(place).free < _PAGE, "the disk is not full"
        ballast.unlink()
        await bot.settled(60)
        quantities = [row[0] for row in await bot.rows("SELECT quantity FROM sales_book ORDER BY sale_id")]
        assert quantities == list(range(1, size + 2)), f"there are {quantities}"
        confirmed = sum("✅" in m.get("text", "") for m in bot.wire.shown())
        assert confirmed == size + 1, f"{confirmed} of {size + 1} confirmed"
    return f"{size} sales onto a full disk: told {told} times, earlier sales there, all written once there was room (seed {seed})"
