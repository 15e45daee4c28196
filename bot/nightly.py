"""The nights' work on the book: a proven backup, the recount of every total against its rows, the day's forecast.

Sales go on meanwhile.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.command import Incoming, Role, Thought
from bot.config import WEEKDAYS
from bot.language.statements import Slots
from bot.nights import Night, NightThought, failed
from bot.speech import _
from bot.transport.clock import now
from storage import backups, heartbeats, upkeep

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.shop import Shop

FORECAST = "forecast"
ASKED_LATELY = timedelta(days=14)


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


def forecast_of_today(shop: Shop, at: datetime) -> Thought | None:
    """Give the thought that makes the day's forecast; None where nobody is likely to look at it.

    It is awaited where somebody looked ahead in the last two weeks, and on the day of the weekly message. Where it
    failed, as on a machine that is too slow for so large a book, it waits until somebody asks again.
    """
    shop.refresh()
    today = shop.today(at)
    asked = heartbeats.last(shop.book, heartbeats.LOOKED_AHEAD)
    if not (_is_weekly(shop, today) or (asked is not None and at - asked.at <= ASKED_LATELY)):
        return None
    gave_up = heartbeats.last(shop.book, failed(FORECAST))
    if gave_up is not None and (asked is None or asked.at <= gave_up.at):
        return None
    incoming = Incoming("/ready", at, 0, f"job:{FORECAST}:{today}")
    return Thought("ready", Slots(), incoming, Role.OWNER, today)


def _is_weekly(shop: Shop, today: date) -> bool:
    weekly = shop.settings.push.weekly
    return weekly != "off" and weekly.split()[0] == WEEKDAYS[today.weekday()]


NIGHTS = (
    Night("backup", back_up, apart=True, done=heartbeats.BACKED_UP),
    Night("recount", recount, apart=True, done=heartbeats.RECOUNTED),
    NightThought(FORECAST, forecast_of_today),
)
