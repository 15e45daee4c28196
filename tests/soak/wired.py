"""The real bot on the in-process wire: the whole of it but the network."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.config import Settings, StorageSettings, TelegramSettings
from bot.transport import telegram
from bot.transport.wire import TOKEN, Wire
from storage import members

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.transport.station import Station
    from bot.transport.wire import Person

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


@dataclass
class Wired:
    """A running bot and its Telegram. `at` is the time on every clock."""

    wire: Wire
    station: Station
    at: list[datetime]

    async def settled(self, within: float = 60.0) -> None:
        """Wait until everything is fetched and answered."""
        await self.wire.until(lambda: self.wire.confirmed, within)
        await asyncio.wait_for(self.station.idle(), within)

    async def rows(self, sql: str) -> list[tuple]:
        """Ask the book."""
        return await self.station.lane.run(lambda shop: shop.book.rows(sql))

    async def invite(self, role: str, lasts: timedelta) -> str:
        """Make an invitation; gives its code."""

        def work(shop):
            with shop.book.writing():
                return members.invite(shop.book, role, self.at[0], lasts)

        return await self.station.lane.run(work)

    def later(self, by: timedelta) -> None:
        """Let time pass."""
        self.at[0] += by


@dataclass
class Forger:
    """Sends what no client of Telegram offers: presses with any data, messages of any kind."""

    wire: Wire
    number: int = 0
    pressed: list[str] = field(default_factory=list)

    def press(self, user: Person, data: str, message: int = 1) -> None:
        """Press a button that nobody ever showed."""
        self.number += 1
        query = f"forged-{self.number}"
        self.wire.api.queries.add(query)
        self.wire.join(user)
        ours = {"message_id": message, "date": int(self.wire.clock().timestamp()), "from": BOT}
        self.send(
            {
                "callback_query": {
                    "id": query,
                    "from": user.user,
                    "chat_instance": "1",
                    "data": data,
                    "message": ours | {"chat": {"id": user.id, "type": "private"}, "text": "x"},
                }
            }
        )

    def message(self, user: Person | None, chat: dict[str, Any] | None = None, **content: Any) -> None:
        """Send a message with any content, to any chat."""
        self.number += 1
        own = {"id": user.id, "type": "private"} if user is not None else {}
        body = {
            "message_id": 900_000 + self.number,
            "date": int(self.wire.clock().timestamp()),
            "chat": chat or own,
        }
        kind = "edited_message" if "edit_date" in content else "message"
        self.send({kind: body | ({"from": user.user} if user is not None else {}) | content})

    def send(self, update: dict[str, Any]) -> None:
        """Send any update."""
        self.wire.line.update(update)


BOT = {"id": 4_000_000_001, "is_bot": True, "first_name": "Shopbook"}


def settings_in(folder: Path, owners: tuple[int, ...] = (1,)) -> Settings:
    """Give the settings of a shop in a folder."""
    return Settings(
        telegram=TelegramSettings(token=TOKEN, owners=owners),
        storage=StorageSettings(path=str(folder / "shopbook.db"), backups=str(folder / "backups")),
    )


@contextlib.asynccontextmanager
async def wired(
    folder: Path, owners: tuple[int, ...] = (1,), wire: Wire | None = None, **parts: Any
) -> AsyncIterator[Wired]:
    """Run the bot on the wire."""
    at = [NOON]
    wire = wire or Wire(lambda: at[0])
    station = telegram.build(
        settings_in(folder, owners),
        request=wire.request,
        polling=wire.request,
        clock=lambda: at[0],
        **parts,
    )
    try:
        await station.start(lambda *_: None)
        yield Wired(wire, station, at)
    finally:
        await asyncio.wait_for(station.stop(), 20)
