"""The bot that one would write first, to measure beside: `python -m bench.talk.echo CONFIG`.

python-telegram-bot as its documents show it: one handler, one commit for each message, one answer; nothing is read,
checked or counted.
"""

from __future__ import annotations

import sqlite3
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.ext import ApplicationBuilder, MessageHandler, filters

if TYPE_CHECKING:
    from telegram import Update


def main(config: Path) -> None:
    """Serve until told to end."""
    settings = tomllib.loads(config.read_text("utf-8"))["telegram"]
    kept = sqlite3.connect(config.with_name("echo.db"), isolation_level=None)
    kept.execute("PRAGMA journal_mode = WAL")
    kept.execute("PRAGMA synchronous = FULL")
    kept.execute("CREATE TABLE IF NOT EXISTS said (at TEXT, what TEXT) STRICT")

    async def answer(update: Update, _: object) -> None:
        message = update.effective_message
        kept.execute("INSERT INTO said VALUES (?, ?)", (message.date.isoformat(), message.text))
        await message.reply_text(f"✅ {message.text}")

    builder = ApplicationBuilder().token(settings["token"]).base_url(f"{settings['api_url']}/bot")
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
