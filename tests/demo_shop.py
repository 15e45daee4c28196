"""The demo year as a book for tests: filled once, copied for each test that wants it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot import config, dialogue
from bot.command import Incoming
from bot.demo.play import demo_settings, fill
from bot.demo.year import Year
from bot.shop import open_shop

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answer import Answer
    from bot.shop import Shop

TODAY = date(2025, 11, 21)
NOW = datetime(2025, 11, 21, 12, 0, tzinfo=UTC)
OWNER = 1


def fill_once(folder: Path) -> Path:
    """Write the demo year into a book in `folder`, and close it."""
    settings = settings_in(folder)
    shop = open_shop(settings)
    fill(shop, Year(TODAY), NOW)
    shop.close()
    return settings.book_path


def settings_in(folder: Path) -> config.Settings:
    """Give settings whose book lies in `folder`."""
    found = demo_settings(config.Settings(), folder)
    return config.Settings(
        telegram=config.TelegramSettings(owners=(OWNER,)),
        shop=found.shop,
        storage=found.storage,
        push=found.push,
        folder=folder,
    )


@dataclass(slots=True)
class Talk:
    """Somebody talks with a shop: each message half a minute after the last."""

    shop: Shop
    at: datetime = NOW
    sender: int = OWNER
    said: int = 0
    answers: list[Answer] = field(default_factory=list)

    def say(self, text: str, **more: object) -> Answer:
        """Say something and give the answer."""
        self.said += 1
        self.at += timedelta(seconds=30)
        incoming = Incoming(
            **({"text": text, "at": self.at, "sender": self.sender, "source": f"tg:{self.sender}:{self.said}",
                "message": self.said, "name": "Pilusa"} | more)
        )  # fmt: skip
        answer = dialogue.reply(self.shop, incoming)
        self.answers.append(answer)
        return answer

    def tap(self, label: str) -> Answer:
        """Press the button of the last answer whose label begins so."""
        says = next(
            one.says for row in self.answers[-1].buttons for one in row if one.label.startswith(label)
        )
        return self.say(says, source=f"tap:{self.said}", pressed=self.said)


def copy_of(book: Path, folder: Path) -> Talk:
    """Give a talk with a fresh copy of a filled book."""
    settings = settings_in(folder)
    shutil.copyfile(book, settings.book_path)
    return Talk(open_shop(settings))
