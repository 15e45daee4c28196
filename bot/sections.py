"""The sections of the configuration: each setting with its default and one sentence, and what cannot work refused.

Belongs here: what a key may be. How the file is read is in `config`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from bot.errors import SetupError

TOKEN_VARIABLE = "SHOPBOOK_TOKEN"  # noqa: S105 - the name of the variable, not a token
TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
_WEEKLY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):([0-5]\d)")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
WEEK_STARTS = ("mon", "sat", "sun")
_YEAR_DAYS = 365
_LAST_PORT = 65_535
LEAST_SERVICE, MOST_SERVICE = 0.5, 0.999
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAILY = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def _key(default: Any, says: str) -> Any:
    return field(default=default, metadata={"says": says})


@dataclass(frozen=True, slots=True)
class Webhook:
    """Only read when `mode = "webhook"`."""

    url: str = _key("", "public https address that Telegram calls, such as https://shop.example.org/shopbook")
    listen: str = _key("127.0.0.1", "address this machine listens on, behind your web server")
    port: int = _key(8443, "port this machine listens on")
    secret: str = _key("", "1 to 256 letters, digits, _ or -: Telegram sends it along, others are refused")

    def check(self) -> None:
        """Raise SetupError where Telegram would refuse it."""
        if not self.url.startswith("https://"):
            raise SetupError("telegram.webhook.url must be an https:// address when mode is webhook.")
        if not _SECRET.fullmatch(self.secret):
            raise SetupError("telegram.webhook.secret must be 1 to 256 letters, digits, _ or -.")


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """How to reach Telegram, and who owns the book."""

    token: str = field(
        default="", repr=False, metadata={"says": "from @BotFather; or set SHOPBOOK_TOKEN, or token_file"}
    )
    token_file: str = _key("", "a file that holds nothing but the token")
    owners: tuple[int, ...] = _key(
        (), "Telegram user ids; empty: the first start prints a one-time claim code for /start CODE"
    )
    api_url: str = _key(TELEGRAM, "your own Bot API server, if you run one")
    mode: str = _key("polling", "polling or webhook")
    webhook: Webhook = field(default_factory=Webhook)

    def check(self) -> None:
        """Raise SetupError at what cannot work; the token itself is never repeated."""
        if self.token and not _TOKEN.fullmatch(self.token):
            raise SetupError(
                f"The Telegram token (telegram.token, {TOKEN_VARIABLE} or token_file) does not look like one:"
                " digits, a colon, then at least 20 letters and digits, with nothing around them.",
            )
        if any(owner <= 0 for owner in self.owners):
            raise SetupError("telegram.owners must hold user ids: whole numbers above 0.")
        address = urlsplit(self.api_url)
        if address.scheme not in ("http", "https") or not address.netloc:
            raise SetupError(f"telegram.api_url must be an address such as {TELEGRAM}.")
        if self.mode not in ("polling", "webhook"):
            raise SetupError('telegram.mode must be "polling" or "webhook".')
        if self.mode == "webhook":
            self.webhook.check()


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The shop itself."""

    name: str = _key("My shop", "as it stands on reports")
    currency: str = _key("ZAR", "ISO 4217 code")
    locale: str = _key("en_ZA", "how numbers, money and dates are written")
    timezone: str = _key("Africa/Johannesburg", "decides what day it is in the shop")
    week_starts: str = _key("mon", "the first day of what is called a week: mon, sat or sun")

    def check(self) -> None:
        """Raise SetupError at a currency, locale or zone that nobody knows."""
        if self.currency not in list_currencies():
            raise SetupError(f"shop.currency: {self.currency!r} is not an ISO 4217 code such as ZAR.")
        try:
            Locale.parse(self.locale)
        except (UnknownLocaleError, ValueError):
            raise SetupError(f"shop.locale: {self.locale!r} is not known; such as en_ZA or de_DE.") from None
        try:
            ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):
            raise SetupError(
                f"shop.timezone: {self.timezone!r} is not known; such as Africa/Johannesburg.",
            ) from None
        if self.week_starts not in WEEK_STARTS:
            raise SetupError("shop.week_starts must be mon, sat or sun.")


@dataclass(frozen=True, slots=True)
class StorageSettings:
    """Where the book lies."""

    path: str = _key("shopbook.db", "the book, one SQLite file; relative to this file")
    backups: str = _key("backups", "folder of its backups; relative to this file")

    def check(self) -> None:
        """Raise SetupError where a path is missing."""
        if not self.path or not self.backups:
            raise SetupError("storage.path and storage.backups must not be empty.")


@dataclass(frozen=True, slots=True)
class PushSettings:
    """When the bot speaks first, in the shop's time zone."""

    weekly: str = _key("mon 07:30", 'what to order: weekday and time, "off" to switch off')
    daily: str = _key("off", 'summary of the day, such as "18:30"')

    def check(self) -> None:
        """Raise SetupError at a time that is none."""
        if self.weekly != "off" and not _WEEKLY.fullmatch(self.weekly):
            raise SetupError('push.weekly must be a weekday and a time such as "mon 07:30", or "off".')
        if self.daily != "off" and not _DAILY.fullmatch(self.daily):
            raise SetupError('push.daily must be a time such as "18:30", or "off".')


@dataclass(frozen=True, slots=True)
class StockSettings:
    """How orders are worked out where a product has nothing of its own."""

    lead_time_days: int = _key(7, "days between ordering and receiving")
    service_level: float = _key(0.9, "chance not to run out before the next delivery, 0.5 to 0.999")

    def check(self) -> None:
        """Raise SetupError outside what a stock rule can mean."""
        if not 0 <= self.lead_time_days <= _YEAR_DAYS:
            raise SetupError("stock.lead_time_days must be between 0 and 365.")
        if not LEAST_SERVICE <= self.service_level <= MOST_SERVICE:
            raise SetupError("stock.service_level must be between 0.5 and 0.999.")


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What the log looks like; it never holds a token or anybody's words."""

    format: str = _key("text", "text, or json: one object a line, for a program that collects logs")
    level: str = _key("info", "debug, info, warning or error")

    def check(self) -> None:
        """Raise SetupError at a word that means nothing here."""
        if self.format not in ("text", "json"):
            raise SetupError('log.format must be "text" or "json".')
        if self.level not in ("debug", "info", "warning", "error"):
            raise SetupError('log.level must be "debug", "info", "warning" or "error".')


@dataclass(frozen=True, slots=True)
class MetricsSettings:
    """Figures for Prometheus; they need `pip install prometheus-client`."""

    port: int = _key(0, "where Prometheus asks for figures, such as 9101; 0: nowhere")
    listen: str = _key("127.0.0.1", "address for it on this machine; there is no password")

    def check(self) -> None:
        """Raise SetupError at a port that there is not."""
        if not 0 <= self.port <= _LAST_PORT:
            raise SetupError("metrics.port must be between 1 and 65535, or 0 for none.")
