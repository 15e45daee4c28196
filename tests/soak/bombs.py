"""Files made to harm: each is refused soon, while others sell on, and the bot and its workers keep their memory."""

from __future__ import annotations

import asyncio
import io
import random
import struct
import time
import zipfile
from typing import TYPE_CHECKING

from bot.transport.wire import OWNER
from tests.soak.long_life import resident, workers_of
from tests.soak.process import bot_in
from tests.soak.till import SELLER, Till

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_BOT_MB, MOST_SECONDS, MOST_WAIT = 300.0, 30.0, 2.0
_ROOM = 2048.0  # MB, the limit of a worker
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def bombs(folder: Path, size: int, seed: int) -> str:
    """Send every hostile file `size` times."""
    return asyncio.run(_bombs(folder, size, seed))


async def _bombs(folder: Path, size: int, seed: int) -> str:
    made = folder / "made"
    made.mkdir(parents=True)
    async with bot_in(folder, owners=(OWNER.id, SELLER.id)) as bot:
        await bot.start()
        wire = bot.api.wire
        wire.say("1 candle 5", SELLER)
        await bot.settled()
        assert bot.running is not None
        stage = _Stage(bot.running.pid, till := Till(wire, random.Random(seed)))
        wire.line.heard = stage.heard
        watching = asyncio.create_task(stage.watch())
        selling = asyncio.create_task(till.sell())
        told: dict[str, str] = {}
        for _ in range(size):
            for name, content, claims in hostile():
                path = made / name
                path.write_bytes(content)
                told[name] = await stage.refusal(
                    lambda path=path, claims=claims: wire.upload(path, claims=claims)
                )
        for task in (watching, selling):
            task.cancel()
        await bot.settled(60)
        assert bot.rows("SELECT count(*) FROM entries WHERE kind = 'import'") == [(0,)], "a bomb was taken in"
        assert bot.rows("SELECT count(*) FROM inbox WHERE state = 'set aside'") == [(0,)], (
            "a bomb broke something"
        )
    assert stage.bot < MOST_BOT_MB, f"the bot grew to {stage.bot:.0f} MB"
    assert stage.slowest < MOST_SECONDS, f"a refusal took {stage.slowest:.1f} s"
    longest = till.wait(1)
    assert longest < MOST_WAIT, f"others waited {longest:.1f} s"
    return (
        f"{len(told)} files x {size}: all refused, the slowest after {stage.slowest:.1f} s; {len(till.waited)} sales"
        f" meanwhile, the longest wait {longest * 1000:.0f} ms; bot at most {stage.bot:.0f} MB,"
        f" a worker at most {stage.worker:.0f} MB (seed {seed})"
    )


class _Stage:
    """What is measured while the files come: waits, refusals, memory."""

    def __init__(self, process: int, till: Till) -> None:
        self._process, self._till = process, till
        self._answer: asyncio.Future[str] | None = None
        self.slowest = self.bot = self.worker = 0.0

    def heard(self, made) -> None:
        """Take note of what the bot says: to the seller a confirmation, to the owner the answer to a file."""
        self._till.heard(made)
        text = made.params.get("text", "")
        if made.params.get("chat_id") == OWNER.id and text and not text.endswith("…"):  # it is still looking
            answer, self._answer = self._answer, None
            if answer is not None:
                answer.set_result(text + str(made.params.get("reply_markup", "")))

    async def refusal(self, send: Callable[[], int]) -> str:
        """Send a file; gives the answer, which must not offer to take it in."""
        coming = self._answer = asyncio.get_running_loop().create_future()
        begun = time.monotonic()
        send()
        answer = await asyncio.wait_for(coming, 2 * MOST_SECONDS)
        self.slowest = max(self.slowest, time.monotonic() - begun)
        assert "import_now" not in answer, f"it would be taken in: {answer[:200]}"
        return answer

    async def watch(self) -> None:
        """Look at the memory ten times a second."""
        while True:
            self.bot = max(self.bot, resident(self._process))
            self.worker = max([self.worker, *(resident(one) for one in workers_of(self._process))])
            await asyncio.sleep(0.1)


def hostile() -> Iterator[tuple[str, bytes, int | None]]:
    """Give the files: name, content, and the size that Telegram tells where it is another."""
    yield "bomb.xlsx", workbook(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 60_000), None
    yield "liar.xlsx", lying(workbook(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 60_000)), None
    yield "far.xlsx", workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' * 2), None
    yield (
        "laughs.xlsx",
        workbook('<row><c t="inlineStr"><is><t>&a9;</t></is></c></row>' * 3, entities()),
        None,
    )
    yield "42.zip", nested(), None
    yield "42.xlsx", nested(), None
    yield "large.csv", b"date,product,quantity,total\n", 21_500_000
    yield "line.csv", b"x" * 19_000_000, None
    yield "wide.csv", b"a," * 1_000_000 + b"\n" + b"1," * 1_000_000 + b"\n", None
    yield "quote.csv", b'date,product,total\n2026-01-01,"' + b"a\n" * 5_000_000, None
    yield "zeros.csv", bytes(10_000_000), None


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Give a zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(rows: str, before: str = "") -> bytes:
    """Give a workbook of one sheet with these rows."""
    return packed({**_PARTS, "xl/worksheets/sheet1.xml": before + _SHEET.format(rows)})


def lying(content: bytes) -> bytes:
    """Let a zip say of its largest part that it unpacks to a kilobyte."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(one.file_size for one in archive.infolist())
    return content.replace(struct.pack("<L", largest), struct.pack("<L", 1000))


def entities() -> str:
    """Give a document type whose last entity unfolds to a thousand million words."""
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    return f"<!DOCTYPE worksheet [{''.join(lines)}]>"


def nested() -> bytes:
    """Give zips in zips in zips, sixteen each, with ten million zeros in each of the innermost."""
    content = packed({"zeros.csv": bytes(10_000_000)})
    for _ in range(3):
        content = packed({f"{number}.zip": content for number in range(16)})
    return content
