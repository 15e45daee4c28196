"""A shop that sells without end, for the power cut: `python -m tests.soak.seller BOOK SALES [SYNCHRONOUS]`.

Each sale goes the whole way of a message, inbox to outbox, and is acknowledged on standard output after its commit:
what a reader of that line knows may not be lost any more.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import dialogue
from bot.command import Incoming
from bot.config import Settings, StorageSettings, TelegramSettings
from bot.shop import open_shop
from storage import inbox, outbox

BEGIN = datetime(2026, 6, 1, 8, tzinfo=UTC)
PAGES_BETWEEN_CHECKPOINTS = 60  # SQLite's 1000 would see no checkpoint in a short run


def settings_for(book: Path) -> Settings:
    """Give the settings of the shop that sells."""
    return Settings(telegram=TelegramSettings(owners=(1,)), storage=StorageSettings(path=str(book)))


def main(book: Path, sales: int, synchronous: str = "") -> None:
    """Sell 1, 2, 3, … candles at 5."""
    shop = open_shop(settings_for(book))
    shop.book.connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES_BETWEEN_CHECKPOINTS}")
    if synchronous:
        shop.book.connection.execute(f"PRAGMA synchronous = {synchronous}")
    os.write(1, b"READY\n")
    for number in range(1, sales + 1):
        at = BEGIN + timedelta(minutes=number)
        text = "1 candle 5" if number == 1 else f"{number} candles"
        with shop.book.writing():
            row = inbox.keep(shop.book, update_id=number, chat_id=1, message_id=number, body=text, at=at)
        with shop.book.writing():
            answer = dialogue.begin(shop, Incoming(text, at, 1, f"tg:1:{number}", chat=1, message=number))
            outbox.put(shop.book, chat_id=1, call="sendMessage", body={"text": answer.text}, at=at)
            inbox.finish(shop.book, row.id, at)
        os.write(1, b"ACK %d\n" % number)
    os._exit(0)  # no farewell: closing would write the log into the book


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
