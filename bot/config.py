"""The configuration: `config.toml`, every key with its default, unknown keys refused.

The dataclasses below are the only list of settings: `config.example.toml`, the errors and the tests
derive from their fields, defaults and comments (`metadata`).
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from bot.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN_VARIABLE = "SHOPBOOK_TOKEN"  # noqa: S105 - the name of the variable, not a token
TELEGRAM = "https://api.telegram.org"
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
_WEEKLY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):([0-5]\d)")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
WEEK_STARTS = ("mon", "sat", "sun")
_YEAR_DAYS = 365
_LEAST_SERVICE, _MOST_SERVICE = 0.5, 0.999
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
        if not _LEAST_SERVICE <= self.service_level <= _MOST_SERVICE:
            raise SetupError("stock.service_level must be between 0.5 and 0.999.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration. `folder` is where the file lies: relative paths start there."""

    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    shop: ShopSettings = field(default_factory=ShopSettings)
    storage: StorageSettings = field(default_factory=StorageSettings)
    push: PushSettings = field(default_factory=PushSettings)
    stock: StockSettings = field(default_factory=StockSettings)
    folder: Path = Path()

    @property
    def book_path(self) -> Path:
        """Where the book lies."""
        return self.folder / self.storage.path

    @property
    def backup_folder(self) -> Path:
        """Where its backups lie."""
        return self.folder / self.storage.backups

    @property
    def files_folder(self) -> Path:
        """Files on their way in or out; beside the book, so that one folder is all that is writable."""
        return self.book_path.parent / "files"

    @property
    def models_folder(self) -> Path:
        """Fitted models, each bound to the data it was made from; they can be made anew at any time."""
        return self.book_path.parent / "models"

    @property
    def zone(self) -> ZoneInfo:
        """The shop's time zone."""
        return ZoneInfo(self.shop.timezone)


SECTIONS = {
    "telegram": TelegramSettings,
    "shop": ShopSettings,
    "storage": StorageSettings,
    "push": PushSettings,
    "stock": StockSettings,
}


def load(path: Path | str | None = None) -> Settings:
    """Read the configuration at `path`, or `config.toml` here, or nothing but the defaults.

    Raises SetupError with one sentence that names the key and never shows a secret.
    """
    file = Path(path) if path is not None else Path("config.toml")
    if path is not None and not file.is_file():
        raise SetupError(f"There is no configuration file {file}.")
    folder = file.parent
    data: dict[str, Any] = {}
    if file.is_file():
        try:
            data = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SetupError(f"{file} cannot be read as TOML: {error}.") from None
        except OSError as error:
            raise SetupError(f"{file} cannot be opened: {error.strerror}.") from None
    settings = _build(data, folder)
    for name in SECTIONS:
        getattr(settings, name).check()
    return settings


CHOSEN = ("shop.name", "shop.currency", "shop.timezone", "shop.week_starts", "push.weekly", "push.daily")


def with_chosen(given: Settings, chosen: Mapping[str, str]) -> Settings:
    """Give the settings with what the owner chose in the chat in their place, by the names in CHOSEN.

    A choice that is no longer valid counts as not made.
    """
    for name in CHOSEN:
        if name in chosen:
            section, _, key = name.partition(".")
            part = replace(getattr(given, section), **{key: chosen[name]})
            try:
                part.check()
            except SetupError:
                continue
            changed: dict[str, Any] = {section: part}
            given = replace(given, **changed)
    return given


def _build(data: dict[str, Any], folder: Path) -> Settings:
    for name in data.keys() - SECTIONS.keys():
        raise SetupError(f"The configuration has an unknown section [{name}]. Known: {', '.join(SECTIONS)}.")
    parts = {name: _section(cls, data.get(name, {}), name) for name, cls in SECTIONS.items()}
    telegram: TelegramSettings = parts["telegram"]
    token = os.environ.get(TOKEN_VARIABLE, telegram.token)
    if not token and telegram.token_file:
        file = folder / telegram.token_file
        try:
            token = file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SetupError(f"telegram.token_file: {file} cannot be read.") from None
    values = {key.name: getattr(telegram, key.name) for key in fields(telegram)}
    parts["telegram"] = TelegramSettings(**(values | {"token": token}))
    return Settings(**parts, folder=folder)


def _section(cls: type, data: Any, name: str) -> Any:
    if not isinstance(data, dict):
        raise SetupError(f"[{name}] must be a section with keys.")
    known = {key.name: key for key in fields(cls)}
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known:
            raise SetupError(f"{name}.{key} is not a setting. Known: {', '.join(known)}.")
        if key == "webhook":
            values[key] = _section(Webhook, value, f"{name}.webhook")
        else:
            values[key] = _typed(known[key].default, value, f"{name}.{key}")
    return cls(**values)


def _typed(default: Any, value: Any, name: str) -> Any:
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            raise SetupError(f"{name} must be a list of numbers, such as [123456789].")
        return tuple(value)
    if isinstance(default, float) and type(value) in (int, float):
        return float(value)
    if type(value) is not type(default):
        kind = {str: "a text in quotes", int: "a whole number", float: "a number"}[type(default)]
        raise SetupError(f"{name} must be {kind}.")
    return value


def example() -> str:
    """Write `config.example.toml`: every key with its default and one sentence."""
    lines = ["# Every setting with its default. Copy what you change into config.toml."]
    for name, cls in SECTIONS.items():
        lines += ["", f"[{name}]", *_example_keys(cls)]
        if name == "telegram":
            lines += ["", f"[{name}.webhook]", *_example_keys(Webhook)]
    return "\n".join(lines) + "\n"


def _example_keys(cls: type) -> list[str]:
    lines = []
    for key in fields(cls):
        if key.name == "webhook":
            continue
        value = json.dumps(list(key.default) if isinstance(key.default, tuple) else key.default)
        lines.append(f"{f'{key.name} = {value}':44s} # {key.metadata['says']}")
    return lines
