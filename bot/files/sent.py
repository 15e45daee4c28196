"""A file on its way in: where it lies, what it is called, what it is by its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.language.sheets import opening
from bot.language.sheets.sheet import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from bot.language.sheets.sheet import RawTable

_LOCAL = Limits(file_size=4_000_000_000, unpacked_size=8_000_000_000, rows=50_000_000)
_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent. `local` files were named on this machine's command line: they may be large.

    `sheet` is the one of a workbook that was asked for; '' leaves the choice to the reader.
    """

    path: Path
    name: str
    sha256: str
    local: bool = False
    sheet: str = ""

    @classmethod
    def at(cls, path: Path, name: str, *, local: bool = False) -> Sent:
        """Look at a file on disk."""
        with path.open("rb") as file:
            return cls(path, name, hashlib.file_digest(file, "sha256").hexdigest(), local)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Sent:
        """Give what `to_dict` kept."""
        return cls(Path(plain["path"]), plain["name"], plain["sha256"], plain["local"], plain["sheet"])

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values for a draft."""
        return {
            "path": str(self.path),
            "name": self.name,
            "sha256": self.sha256,
            "local": self.local,
            "sheet": self.sheet,
        }

    @property
    def source(self) -> str:
        """The idempotency key of its import: the file by its bytes, and the sheet where one was asked for."""
        return f"file:{self.sha256}" + (f"#{self.sheet}" if self.sheet else "")

    @property
    def is_book(self) -> bool:
        """Whether it is a database: a backup of a book, perhaps."""
        with self.path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE

    def open(self) -> RawTable:
        """Open it as a table; SheetRefused says why it cannot be."""
        limits = _LOCAL if self.local else DEFAULT_LIMITS
        return opening.open_table(self.path, limits, name=self.name, sheet=self.sheet or None)
