"""Somebody talks with a shop, without any wire: for the documents, tests and benchmarks.

The demo year is written into a book once and copied wherever a conversation wants one of its own.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot import config, dialogue
from bot.command import Incoming
from bot.sample.filling import fill, sample_settings
from bot.sample.year import Year
from bot.shop import open_shop

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answer import Answer
    from bot.shop import Shop

TODAY = date(2025, 11, 21)
NOW = datetime(2025, 11, 21, 12, 0, tzinfo=UTC)
OWNER = 1
_BETWEEN = timedelta(seconds=30)


def fill_once(folder: Path) -> Path:
    """Write the demo year into a book in `folder`, and close it; gives the book's file."""
    settings = settings_in(folder)
    shop = open_shop(settings)
    fill(shop, Year(TODAY), NOW)
    shop.close()
    return settings.book_path


def settings_in(folder: Path) -> config.Settings:
    """Give the demo shop's settings for a book in `folder`, with an owner who talks."""
    settings = sample_settings(config.Settings(), folder)
    return replace(settings, telegram=config.TelegramSettings(owners=(OWNER,)))


@dataclass(slots=True)
class Talk:
    """Somebody talks with a shop: each message half a minute after the last."""

    shop: Shop
    at: datetime = NOW
    sender: int = OWNER
    said: int = 0
    last_source: str = ""
    answers: list[Answer] = field(default_factory=list)

    def say(self, text: str, **more: Any) -> Answer:
        """Say something and give the answer; `more` are other fields of the `Incoming`."""
        self.said += 1
        self.at += _BETWEEN
        told: dict[str, Any] = {
            "text": text,
            "at": self.at,
            "sender": self.sender,
            "source": f"tg:{self.sender}:{self.said}",
            "message": self.said,
            "name": "Pilusa",
        }
        answer = dialogue.reply(self.shop, Incoming(**(told | more)))
        self.answers.append(answer)
        return answer

    def tap(self, label: str) -> Answer:
        """Press the button of the last answer whose label begins so."""
        buttons = {one.label: one.says for row in self.answers[-1].buttons for one in row}
        found = [says for name, says in buttons.items() if name.startswith(label)]
        if not found:
            raise LookupError(f"no button {label!r} among {list(buttons)}")
        return self.say(found[0], source=f"tap:{self.said}", pressed=self.said)


def copy_of(book: Path, folder: Path) -> Talk:
    """Give a talk with a fresh copy of a filled book."""
    settings = settings_in(folder)
    shutil.copyfile(book, settings.book_path)
    return Talk(open_shop(settings))
