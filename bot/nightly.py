"""The work of the night: a proven backup, and the recount of every total against its rows. Sales go on meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.schedule import Night
from bot.speech import _
from bot.transport.clock import now
from storage import backups, heartbeats, upkeep

if TYPE_CHECKING:
    from bot.shop import Shop


def back_up(shop: Shop) -> None:
    """Make the night's backup and let old ones go; silence means that it went well."""
    settings = shop.settings
    backups.back_up(settings.book_path, settings.backup_folder, now())
    backups.rotate(settings.backup_folder, settings.book_path.stem)


def recount(shop: Shop) -> str | None:
    """Work every total out again; gives the sentence for the owner where one is wrong."""
    wrong = upkeep.recount(shop.book)
    if not wrong:
        return None
    return _(
        "⚠️ The nightly recount found {count} figures that do not agree with their sales. No sale is lost. Who looks after me should run: python -m bot check",
        count=len(wrong),
    )


NIGHTS = (
    Night("backup", back_up, apart=True, done=heartbeats.BACKED_UP),
    Night("recount", recount, apart=True, done=heartbeats.RECOUNTED),
)
