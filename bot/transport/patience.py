"""What the owner sees while he waits: "typing", then a message that holds the place, then how far it is."""

from __future__ import annotations

import asyncio
import contextlib
from time import monotonic
from typing import TYPE_CHECKING, Self

from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.speech import N_, _
from storage import outbox

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Bot

    from bot.answer import Progress
    from bot.shop import Shop

_ACTION_EVERY = 4.5  # seconds; Telegram shows it for 5
_PLACEHOLDER_AFTER = 4.0
_PROGRESS_EVERY = 2.0
_TICK = 0.5
_ONE_MOMENT = N_("One moment, I am working on it …")


class Showing:
    """Shows in some chats that work goes on. Nothing here matters: a failure is passed over."""

    def __init__(self, bot: Bot, chats: tuple[int, ...], *, thought: bool) -> None:
        self._bot = bot
        self._chats = chats
        self._action = ChatAction.UPLOAD_PHOTO if thought else ChatAction.TYPING
        self._sentence = _(_ONE_MOMENT)
        self._shown = ""
        self._placeholders: dict[int, int] = {}
        self._over = False
        self._task: asyncio.Task[None] | None = None
        self._placing: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin."""
        self._task = asyncio.create_task(self._show(), name="patience")
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Stop, and remove what the answer did not."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._placing is not None:
            await asyncio.gather(self._placing, return_exceptions=True)
        for chat, message in self._placeholders.items():
            with contextlib.suppress(TelegramError):
                await self._bot.delete_message(chat, message)

    def progress(self, progress: Progress) -> None:
        """Take the newest news of the work."""
        done = f" {100 * progress.done // progress.of} %" if progress.of else ""
        self._sentence = f"{progress.sentence}{done}"

    def clear(self, shop: Shop, row: int | None, at: datetime) -> None:
        """Let the placeholders be removed once the answer was sent."""
        while self._placeholders:
            chat, message = self._placeholders.popitem()
            body = {"chat_id": chat, "message_id": message}
            outbox.put(shop.book, chat_id=chat, call="deleteMessage", body=body, at=at, inbox_id=row)
        self._over = True

    async def _show(self) -> None:
        began = monotonic()
        acted = edited = -_ACTION_EVERY
        while not self._over:
            waited = monotonic() - began
            act, hold = waited - acted >= _ACTION_EVERY, waited - edited >= _PROGRESS_EVERY
            acted, edited = waited if act else acted, waited if hold else edited
            for chat in self._chats:
                with contextlib.suppress(TelegramError):
                    if act:
                        await self._bot.send_chat_action(chat, self._action)
                    if hold and waited >= _PLACEHOLDER_AFTER and not self._over:
                        await self._hold(chat)
            await asyncio.sleep(_TICK)

    async def _hold(self, chat: int) -> None:
        message = self._placeholders.get(chat)
        if message is None:
            # Shielded: once it is sent, its number must be known, or it stays for ever.
            self._placing = asyncio.ensure_future(self._place(chat))
            await asyncio.shield(self._placing)
        elif self._sentence != self._shown:
            self._shown = self._sentence
            await self._bot.edit_message_text(self._sentence, chat, message)

    async def _place(self, chat: int) -> None:
        self._shown = self._sentence
        sent = await self._bot.send_message(chat, self._sentence, disable_notification=True)
        self._placeholders[chat] = sent.message_id
