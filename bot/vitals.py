"""Whether the running bot is at work, from what it notes in the book: for HEALTHCHECK and for whoever runs it.

Nothing is asked of the process itself. Restarting it helps against what is called ill here; what needs a person (an
old backup, a message set aside) is told beside it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage import heartbeats
from storage.book import Book
from storage.reading import condition

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.config import Settings
    from storage.reading.condition import Condition

POLLED_WITHIN = timedelta(minutes=3)
DEALT_WITH_WITHIN = timedelta(minutes=15)  # a large file takes minutes
OLD_BACKUP = timedelta(days=3)
_MEGA = 1_000_000


def alive(settings: Settings, now: datetime, say: Callable[[str], None]) -> int:
    """Say how the running bot is; gives 1 where it is not at work. Raises the errors of a book that cannot be read."""
    book = Book.open_reading(settings.book_path)
    try:
        found = condition.condition(book)
    finally:
        book.close()
    ill = troubles(found, now)
    say("\n".join(ill) if ill else "The bot is at work.")
    for line in (*_warnings(found, now), *_facts(found, now)):
        say(line)
    return 1 if ill else 0


def troubles(found: Condition, now: datetime) -> list[str]:
    """Give in sentences why the bot is not at work; empty means that it is."""
    ill = []
    polled = found.beats.get(heartbeats.POLLED)
    if polled is None or now - polled > POLLED_WITHIN:
        ill.append("The bot is not at work: it has not asked Telegram for messages lately.")
    if found.waiting_since is not None and now - found.waiting_since > DEALT_WITH_WITHIN:
        ill.append(f"A message has waited for {_ago(now - found.waiting_since)} to be dealt with.")
    if found.to_send_since is not None and now - found.to_send_since > DEALT_WITH_WITHIN:
        ill.append(f"An answer has waited for {_ago(now - found.to_send_since)} to be sent.")
    return ill


def _warnings(found: Condition, now: datetime) -> list[str]:
    made = found.beats.get(heartbeats.BACKED_UP)
    told = []
    if made is not None and now - made > OLD_BACKUP:
        told.append(f"The last backup is {_ago(now - made)} old.")
    if found.set_aside:
        told.append(f"Messages set aside, because they could not be dealt with: {found.set_aside}.")
    if found.not_sent:
        told.append(f"Answers that could not be delivered: {found.not_sent}.")
    return told


def _facts(found: Condition, now: datetime) -> list[str]:
    last = {
        "last poll": found.beats.get(heartbeats.POLLED),
        "last message dealt with": found.beats.get(heartbeats.HANDLED),
        "last backup": found.beats.get(heartbeats.BACKED_UP),
        "last recount": found.beats.get(heartbeats.RECOUNTED),
        "last message by the clock": found.pushed,
    }
    lines = [f"{what}: {'never' if at is None else _ago(now - at) + ' ago'}" for what, at in last.items()]
    return [
        *lines,
        f"waiting: {found.waiting} to be dealt with, {found.to_send} to be sent",
        f"book: {found.bytes / _MEGA:.1f} MB, {found.entries} entries, {found.sale_lines} lines sold",
    ]


def _ago(passed: timedelta) -> str:
    seconds = max(0, round(passed.total_seconds()))
    for unit, size in (("days", 172_800), ("h", 7200), ("min", 120)):
        if seconds >= size:
            return f"{seconds // {'days': 86_400, 'h': 3600, 'min': 60}[unit]} {unit}"
    return f"{seconds} s"
