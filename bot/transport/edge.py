"""Telegram as the desk sees it: letters read, answers posted, files fetched, buttons stopped."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import BadRequest, TelegramError

from bot.answer import Words
from bot.command import ReceivedFile, Role
from bot.transport import incoming, menu, render
from bot.transport.patience import Showing
from bot.transport.taps import Taps
from storage import members, outbox, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from telegram import Bot

    from bot.answer import Answer
    from bot.command import Command
    from bot.seams import Attachment, Letter
    from bot.shop import Shop
    from storage.inbox import Received

_LOG = logging.getLogger(__name__)
LARGEST_FILE = 20 * 1024 * 1024  # what Telegram hands out
_FETCH_PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)


class TelegramEdge:
    """Serves the desk."""

    def __init__(self, bot: Bot, posted: Callable[[], None], commands: Sequence[Command]) -> None:
        self._bot = bot
        self._commands = commands
        self.posted = posted
        self.taps = Taps(bot)

    def read(self, shop: Shop, row: Received) -> Letter:
        """Read a row of the inbox."""
        return incoming.read(shop, row)

    def post(self, shop: Shop, letter: Letter, answer: Answer, at: datetime, *, reply: bool) -> None:
        """Write an answer into the outbox of everybody it is for."""
        if letter.late:
            answer = replace(answer, blocks=(Words(letter.late), *answer.blocks))
        asked = letter.incoming
        for chat in letter.audience:
            calls = render.render(
                answer,
                chat=chat,
                reply_to=asked.message if asked is not None and (reply or chat < 0) else None,
                pressed=asked.pressed if asked is not None else None,
                sentence=lambda says: sentences.number_of(shop.book, says),
            )
            for call in calls:
                outbox.put(
                    shop.book,
                    chat_id=chat,
                    call=call.method,
                    body=call.body,
                    at=at,
                    inbox_id=letter.row,
                    file=call.file,
                    keep_file=call.keep,
                    entries=call.entries,
                )
        if answer.speaks and asked is not None:
            self._renew_menu(shop, asked.sender, answer.speaks, at)

    def _renew_menu(self, shop: Shop, member: int, language: str, at: datetime) -> None:
        """Let the menu of a member's own chat follow when he is spoken to in another language."""
        role = Role[(members.role_of(shop.book, member) or "viewer").upper()]
        commands = menu.of(self._commands, menu.Reader(member, role, language))
        body = {"chat_id": member, "commands": commands}
        outbox.put(shop.book, chat_id=member, call="setMyCommands", body=body, at=at)

    async def fetch(self, attachment: Attachment, folder: Path) -> ReceivedFile:
        """Bring a file here under a name of its own; a broken line is waited for."""
        known = ReceivedFile(None, attachment.name, attachment.size, attachment.mime)
        if attachment.size > LARGEST_FILE:
            return known
        for pause in (*_FETCH_PAUSES, None):
            try:
                file = await self._bot.get_file(attachment.id)
                path = folder / f"in-{secrets.token_hex(8)}{_ending(attachment.name)}"
                await file.download_to_drive(path)
            except BadRequest as error:
                if "too big" in error.message.lower():
                    return known
                raise
            except TelegramError:
                if pause is None:
                    raise
                await asyncio.sleep(pause)
            else:
                return replace(known, path=path, size=path.stat().st_size)
        raise AssertionError("unreachable: the last round returns or raises")

    def settle(self, row: int | None, answer: Answer | None) -> None:
        """Stop a pressed button's spinning."""
        self.taps.settle(row, answer)

    def patience(self, letter: Letter, *, thought: bool) -> Showing:
        """Show in the chats concerned that work goes on; nobody waits for what the clock asked."""
        asked = letter.incoming
        somebody = asked is not None and not (asked.message is None and asked.pressed is None)
        return Showing(self._bot, letter.audience if somebody else (), thought=thought)

    async def say(self, chat: int, sentence: str) -> None:
        """Say a sentence past the outbox, if that works."""
        try:
            await self._bot.send_message(chat, sentence)
        except TelegramError as error:
            _LOG.warning("chat %s could not be told: %s", chat, type(error).__name__)


def _ending(name: str) -> str:
    """Give the ending of a file's name if it is a plain one: the name itself is the sender's invention."""
    ending = Path(name).suffix.lower()
    return ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 8 else ""  # noqa: PLR2004 - .numbers
