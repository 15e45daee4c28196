"""The demo shop as the documents use it: fresh talks with the made-up year, and a place for pictures."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

from bot.commands.staff import USERNAME
from bot.demo.talk import NOW, OWNER, Talk, copy_of, fill_once, settings_in
from bot.drawing import draw
from bot.shop import open_shop
from storage import members, settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answer import Chart

COLOURS = 192  # enough for edges and shades of a chart; a third of the file


@dataclass(slots=True)
class Demo:
    """The demo shop in a folder of its own; every talk begins with the same book on the same day.

    `pictures` is the folder of the documents' pictures. They are drawn only where `draws`; otherwise the ones that
    are not there are named in `missing`: fonts differ between machines, so their bytes say nothing.
    """

    home: Path
    pictures: Path
    draws: bool
    missing: list[str] = field(default_factory=list)
    _talks: list[Talk] = field(default_factory=list)
    _book: Path | None = None

    def talk(self, *, empty: bool = False) -> Talk:
        """Give a talk with a fresh copy of the demo year, or with an empty book."""
        folder = self.home / f"talk-{len(self._talks)}"
        folder.mkdir()
        talk = Talk(open_shop(settings_in(folder))) if empty else copy_of(self._filled(), folder)
        _introduce(talk)
        self._talks.append(talk)
        return talk

    def _filled(self) -> Path:
        if self._book is None:
            folder = self.home / "year"
            folder.mkdir()
            self._book = fill_once(folder)
        return self._book

    def picture(self, name: str, chart: Chart, *, dark: bool = False) -> str:
        """Draw a chart as `name` (no suffix, may name a folder); give its path below `docs/`."""
        file = self.pictures / f"{name}.png"
        if self.draws:
            file.parent.mkdir(parents=True, exist_ok=True)
            small = fewer_colours(draw(chart, dark=dark))
            if not file.exists() or file.read_bytes() != small:
                file.write_bytes(small)
        elif not file.exists():
            self.missing.append(f"docs/pictures/{name}.png")
        return f"pictures/{name}.png"

    def close(self) -> None:
        """Close every talk's book."""
        for talk in self._talks:
            talk.shop.close()
        self._talks.clear()


def _introduce(talk: Talk) -> None:
    """Tell the book what a start in Telegram tells it: the owner's name, and the bot's."""
    book = talk.shop.book
    with book.writing():
        members.configured(book, [OWNER], NOW)
        members.called(book, OWNER, "Mr Pilusa")
        settings.put(book, USERNAME, "PilusaShopBot")


def fewer_colours(png: bytes) -> bytes:
    """Give the same picture with at most `COLOURS` colours."""
    with Image.open(io.BytesIO(png)) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
