"""The power fails: what was written and not yet synced is lost, in part, out of order or torn.

A shop sells under strace. Its writes are replayed up to a random call; what a sync had not yet covered is dropped,
kept by chance, or torn at a sector. The book of every such moment must open and hold all that was acknowledged.
Limit: the contents of files only, no folders, and disks that honour a sync.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.shop import open_shop
from storage import inbox, upkeep
from storage.errors import BookError
from tests.soak.checks import NotHere
from tests.soak.process import ROOT, clean_environment
from tests.soak.seller import settings_for

SECTOR = 512
COUNTERPROOF_FROM, COUNTERPROOF_SALES = 100, 60
_CALL = re.compile(r"^\d+\s+(?P<call>\w+)\((?P<fd>\d+)<(?P<file>[^>]*)>(?P<more>.*)\)\s+= (?P<result>\d+)")
_DATA = re.compile(r', "(?P<data>(?:\\x[0-9a-f]{2})*)", (?P<size>\d+)(?:, (?P<at>\d+))?')


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at a place of a file; without bytes, the file is cut or stretched to `at`."""

    file: str
    at: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Sync:
    """What was written to a file before is on the disk from here on."""

    file: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """From here on somebody knows that so many sales are written."""

    sales: int


Step = Write | Sync | Acknowledged
Fate = Callable[[list[Write], random.Random], list[Write]]


def power_cut(folder: Path, size: int, seed: int) -> str:
    """`size` power cuts at random calls of a shop that sells."""
    if shutil.which("strace") is None:
        raise NotHere("strace is not installed")
    sales = min(300, 60 + size)
    book = folder / "shop.db"
    open_shop(settings_for(book)).close()
    before = {book.name: book.read_bytes()}
    steps = _traced(folder, book, sales)
    chance = random.Random(seed)
    syncs = sum(isinstance(step, Sync) for step in steps)
    written = sum(isinstance(step, Write) for step in steps)
    lost = _cut(folder, before, steps, size, chance)
    assert not lost, f"{len(lost)} of {size} cuts, seed {seed}: {lost[0]}"
    figures = f"{size} cuts in {written} writes, {syncs} syncs, {sales} sales: 0 acknowledged sales lost, 0 damaged books"
    return (
        f"{figures} (seed {seed}){_counterproof(folder, size, chance) if size >= COUNTERPROOF_FROM else ''}"
    )


def _counterproof(folder: Path, size: int, chance: random.Random) -> str:
    """Prove that a loss would be seen: with the sync that SQLite's own advice for WAL leaves out, sales are lost."""
    book = folder / "unsynced" / "shop.db"
    book.parent.mkdir()
    open_shop(settings_for(book)).close()
    before = {book.name: book.read_bytes()}
    steps = _traced(folder, book, COUNTERPROOF_SALES, "NORMAL")
    lost = _cut(folder, before, steps, size // 5, chance)
    assert lost, "synchronous=NORMAL lost nothing: the cuts do not cut"
    return f"; counter-proof with synchronous=NORMAL: {len(lost)} of {size // 5} cuts lose sales"


def _cut(
    folder: Path, before: dict[str, bytes], steps: list[Step], size: int, chance: random.Random
) -> list[str]:
    """Cut the power so many times; gives what was lost."""
    lost = []
    for number in range(size):
        cut = chance.randrange(len(steps))
        fate = FATES[number % len(FATES)]
        image = _image(before, steps[:cut], fate, chance)
        known = max((step.sales for step in steps[:cut] if isinstance(step, Acknowledged)), default=0)
        try:
            _prove(folder / "after", next(iter(before)), image, known)
        except (AssertionError, BookError) as error:
            lost.append(f"cut {cut} ({fate.__name__}): {error}")
    return lost


def _traced(folder: Path, book: Path, sales: int, *options: str) -> list[Step]:
    trace = folder / "trace"
    subprocess.run(
        [
            "strace", "-f", "-y", "-xx", "-s", "1000000", "-o", str(trace),
            "-e", "trace=pwrite64,write,fsync,fdatasync,ftruncate",
            sys.executable, "-m", "tests.soak.seller", str(book), str(sales), *options,
        ],
        cwd=ROOT, env=clean_environment(), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    steps = [step for line in trace.read_text("ascii").splitlines() if (step := _read(line)) is not None]
    assert Acknowledged(sales) in steps, "the trace does not reach the end"
    return steps


def _read(line: str) -> Step | None:
    """Give what a line of the trace does to the book, or None."""
    call = _CALL.match(line)
    if call is None:
        return None
    file, data = Path(_bytes(call["file"]).decode()).name, _DATA.match(call["more"])
    if call["call"] == "write" and call["fd"] == "1" and data is not None:
        said = _bytes(data["data"]).split()
        return Acknowledged(0 if said == [b"READY"] else int(said[1]))
    if not file.startswith("shop.db") or file.endswith(("-shm", ".lock")):
        return None
    if call["call"] in ("fsync", "fdatasync"):
        return Sync(file)
    if call["call"] == "ftruncate":
        return Write(file, int(call["more"].strip(", ")), None)
    if call["call"] == "pwrite64" and data is not None:
        return Write(file, int(data["at"]), _bytes(data["data"]))
    raise ValueError(f"the trace has a call that is not understood: {line[:120]}")


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if "\\x" in text else text.encode()


# What becomes of the writes that no sync covered yet.


def _dropped(_writes: list[Write], _chance: random.Random) -> list[Write]:
    return []


def _all_kept(writes: list[Write], _chance: random.Random) -> list[Write]:
    return writes


def _some_kept(writes: list[Write], chance: random.Random) -> list[Write]:
    return [write for write in writes if chance.random() < 1 / 2]


def _out_of_order(writes: list[Write], chance: random.Random) -> list[Write]:
    kept = _some_kept(writes, chance)
    chance.shuffle(kept)
    return kept


def _torn(writes: list[Write], chance: random.Random) -> list[Write]:
    return [
        Write(write.file, write.at, write.data[: chance.randrange(len(write.data) + 1) // SECTOR * SECTOR])
        if write.data
        else write
        for write in _some_kept(writes, chance)
    ]


FATES: tuple[Fate, ...] = (_dropped, _some_kept, _out_of_order, _torn, _all_kept)


def _image(
    before: dict[str, bytes], steps: list[Step], fate: Fate, chance: random.Random
) -> dict[str, bytes]:
    """Give the files as the disk holds them when the power fails after these steps."""
    disk = {name: bytearray(content) for name, content in before.items()}
    loose: dict[str, list[Write]] = defaultdict(list)
    for step in steps:
        if isinstance(step, Write):
            loose[step.file].append(step)
        elif isinstance(step, Sync):
            _apply(disk, loose.pop(step.file, []))
    for writes in loose.values():
        _apply(disk, fate(writes, chance))
    return {name: bytes(content) for name, content in disk.items()}


def _apply(disk: dict[str, bytearray], writes: list[Write]) -> None:
    for write in writes:
        image = disk.setdefault(write.file, bytearray())
        if write.data is None:
            del image[write.at :]
            image.extend(bytes(write.at - len(image)))
        else:
            image.extend(bytes(max(0, write.at + len(write.data) - len(image))))
            image[write.at : write.at + len(write.data)] = write.data


def _prove(folder: Path, name: str, image: dict[str, bytes], known: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file, content in image.items():
        (folder / file).write_bytes(content)
    shop = open_shop(settings_for(folder / name))
    try:
        sold = [int(row[0]) for row in shop.book.rows("SELECT quantity FROM sales_book ORDER BY sale_id")]
        assert sold[:known] == list(range(1, known + 1)), f"{known} acknowledged, {len(sold)} there"
        assert sold == list(range(1, len(sold) + 1)), f"gaps in {sold}"
        waiting = len(inbox.waiting(shop.book))
        assert waiting <= 1, f"{waiting} wait"
        wrong = upkeep.check(shop.book)
        assert not wrong, f"{wrong}"
    finally:
        shop.close()
