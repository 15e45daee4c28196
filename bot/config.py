"""The configuration: `config.toml`, every key with its default, unknown keys refused.

The dataclasses of `sections` are the only list of settings: `config.example.toml`, the errors and the tests
derive from their fields, defaults and comments (`metadata`).
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.errors import SetupError
from bot.sections import (
    TOKEN_VARIABLE,
    WEEK_STARTS,
    WEEKDAYS,
    LogSettings,
    MetricsSettings,
    PushSettings,
    ShopSettings,
    StockSettings,
    StorageSettings,
    TelegramSettings,
    Webhook,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "CHOSEN",
    "SECTIONS",
    "TOKEN_VARIABLE",
    "WEEKDAYS",
    "WEEK_STARTS",
    "LogSettings",
    "MetricsSettings",
    "PushSettings",
    "Settings",
    "ShopSettings",
    "StockSettings",
    "StorageSettings",
    "TelegramSettings",
    "Webhook",
    "example",
    "load",
    "with_chosen",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration. `folder` is where the file lies: relative paths start there."""

    telegram: TelegramSettings = field(default_factory=TelegramSettings)
    shop: ShopSettings = field(default_factory=ShopSettings)
    storage: StorageSettings = field(default_factory=StorageSettings)
    push: PushSettings = field(default_factory=PushSettings)
    stock: StockSettings = field(default_factory=StockSettings)
    log: LogSettings = field(default_factory=LogSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)
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
    "log": LogSettings,
    "metrics": MetricsSettings,
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


CHOSEN = (
    "shop.name", "shop.currency", "shop.timezone", "shop.week_starts", "push.weekly", "push.daily",
    "stock.service_level", "stock.lead_time_days",
)  # fmt: skip


def with_chosen(given: Settings, chosen: Mapping[str, str]) -> Settings:
    """Give the settings with what the owner chose in the chat in their place, by the names in CHOSEN.

    A choice that is no longer valid counts as not made.
    """
    for name in CHOSEN:
        if name in chosen:
            section, _, key = name.partition(".")
            before = getattr(given, section)
            try:
                part = replace(before, **{key: type(getattr(before, key))(chosen[name])})
                part.check()
            except (SetupError, ValueError):
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
