"""What the owner set by tapping, over config.toml; and how files with a known header are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from storage.moments import instant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.file import BookFile


def get(book: BookFile, key: str) -> str | None:
    """Give a setting, None when the owner left it alone."""
    found = book.value("SELECT value FROM settings WHERE key = ?", [key])
    return None if found is None else str(found)


def everything(book: BookFile) -> dict[str, str]:
    """Give all settings that were ever made."""
    return dict(book.rows("SELECT key, value FROM settings ORDER BY key"))


def put(book: BookFile, key: str, value: str | None) -> None:
    """Set, or with None go back to what config.toml says. For a change that can be undone, post a FactChange of the shop."""
    with book.writing() as connection:
        connection.execute("DELETE FROM settings WHERE key = ?", [key])
        if value is not None:
            connection.execute("INSERT INTO settings (key, value) VALUES (?, ?)", [key, value])


def layout(book: BookFile, header_hash: str) -> dict[str, Any] | None:
    """Give how files with this header are read, None when the owner has not yet accepted a way."""
    found = book.value("SELECT layout FROM layouts WHERE header_hash = ?", [header_hash])
    return None if found is None else dict(json.loads(found))


def keep_layout(book: BookFile, header_hash: str, layout: Mapping[str, Any], at: datetime) -> None:
    """Remember how files with this header are read."""
    with book.writing() as connection:
        connection.execute(
            "INSERT INTO layouts (header_hash, layout, used_at) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET layout = excluded.layout, used_at = excluded.used_at",
            [header_hash, json.dumps(layout, ensure_ascii=False, sort_keys=True), instant(at)],
        )
