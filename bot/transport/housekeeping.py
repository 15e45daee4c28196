"""What keeps the station in order: old rows and files go, and what is said about silence and trouble."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import visiting
from bot.nights import Night
from bot.speech import _, dated
from bot.transport.clock import now
from storage import inbox, outbox

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.shop import Shop
    from storage.errors import BookError

KEPT = timedelta(days=30)  # rows that are done with
_FILES_KEPT = timedelta(days=7)  # files that came in, and drawings nobody sent
TELEGRAM_KEEPS = timedelta(hours=24)


def tidy(shop: Shop) -> None:
    """Remove rows and files that nobody needs any more."""
    at = now()
    with shop.book.writing():
        outbox.prune(shop.book, at - KEPT)
        inbox.prune(shop.book, at - KEPT)
    visiting.sweep(shop)
    oldest = (at - _FILES_KEPT).timestamp()
    for file in shop.settings.files_folder.glob("*"):
        if file.is_file() and file.stat().st_mtime < oldest and not outbox.needs_file(shop.book, file):
            file.unlink(missing_ok=True)


NIGHT = Night("tidying", tidy)


def not_yet(error: BookError) -> str:
    """Say that a message waits at Telegram because the book cannot be written."""
    del error
    return _(
        "Not saved: the disk does not take anything at the moment (is it full?). Telegram keeps your messages for"
        " a day; as soon as I can write again, I write them down by myself."
    )


def silence(begin: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Say which time to check after an outage longer than Telegram keeps messages."""
    return _(
        "I was not reachable from {begin} to {end}. Telegram keeps messages for 24 hours, so what was sent between"
        " {begin} and {kept} may be lost: please check the sales of that time.",
        begin=_when(begin, zone),
        end=_when(end, zone),
        kept=_when(end - TELEGRAM_KEEPS, zone),
    )


def _when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{dated(local, 'EEE d MMM')} {local:%H:%M}"
