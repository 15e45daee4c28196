"""What can go wrong with the book. Each error is a sentence that says what to do.

BookError
├── BookUnusable      the file cannot be opened (also: SQLite is too old); who runs the machine must act
│   ├── BookMissing       no file, though there was one: nothing new is begun over it
│   ├── BookDamaged       empty, garbage, or a page that does not read
│   ├── NotABook          a healthy SQLite file of something else
│   ├── BookNewer         written by a newer program
│   ├── BookInUse         another process has it open for writing
│   └── BookReadOnly      the rights of the file or the folder, or opened for reading only
├── NotSaved          the moment's change was not written; all earlier ones are safe
│   ├── DiskFull
│   └── DiskFailed
└── Refused           the change itself makes no sense; the owner can say it otherwise
    ├── NoSuchEntry
    ├── NotInForce        the entry was undone, replaced, or is not yet imported
    ├── NameTaken         another product or customer has this name
    ├── Circular          a merge that would end in itself
    └── TooLarge          an amount or quantity that nobody means
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class BookError(Exception):
    """The root of everything this room raises on purpose; `sentence` is meant to be shown.

    What an owner may get to see keeps its `template` and `values` apart: it can be said in another language.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence.format_map(values) if values else sentence
        super().__init__(self.sentence)
        self.template = sentence
        self.values = values


class BookUnusable(BookError):  # noqa: N818 - errors are named as they are spoken of
    """The file cannot be opened."""


class BookMissing(BookUnusable):
    """There is no file, though there was or should be one."""


class BookDamaged(BookUnusable):
    """The file is empty, garbage, or has a page that does not read."""


class NotABook(BookUnusable):
    """A healthy SQLite file that something else made."""


class BookNewer(BookUnusable):
    """The schema is newer than this program knows."""


class BookInUse(BookUnusable):
    """Another process has the book open for writing."""


class BookReadOnly(BookUnusable):
    """The book may be read, not written."""


class NotSaved(BookError):  # noqa: N818 - errors are named as they are spoken of
    """This change was not written; everything before it is safe."""


class DiskFull(NotSaved):
    """No room on the disk."""


class DiskFailed(NotSaved):
    """The disk did not do what it was asked."""


class Refused(BookError):  # noqa: N818 - errors are named as they are spoken of
    """The change makes no sense as it stands."""


class NoSuchEntry(Refused):
    """No entry has this number."""


class NotInForce(Refused):
    """The entry was undone, replaced, or is not yet imported."""


class NameTaken(Refused):
    """Another product or customer has this name."""


class Circular(Refused):
    """A merge that would end in itself."""


class TooLarge(Refused):
    """An amount or quantity that nobody means."""


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn SQLite's error codes into this room's sentences; a fault of the program's own passes as it is."""
    try:
        yield
    except OverflowError as error:  # a number of more than 64 bits does not even reach SQLite
        raise _too_large() from error
    except sqlite3.Error as error:
        said = _say(error, path)
        if said is None:
            raise
        raise said from error


def _say(error: sqlite3.Error, path: Path) -> BookError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    match code & 0xFF:  # the low byte is the family; the rest says which member
        case sqlite3.SQLITE_FULL:
            return DiskFull(
                "Not saved: the disk that holds {path} is full. Free some space and send it again.", path=path
            )
        case sqlite3.SQLITE_IOERR:
            return DiskFailed(
                "Not saved: the disk that holds {path} does not answer. Check it, then send it again.",
                path=path,
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return BookDamaged(damaged(path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return BookReadOnly(
                f"{path} cannot be written: give the program's user the right to write the file and its folder."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BookInUse(in_use(path))
        case sqlite3.SQLITE_CONSTRAINT if "within_reach" in str(error):
            return _too_large()
        case _:
            return None


def _too_large() -> TooLarge:
    return TooLarge("That number is too large to be meant. Check it and send it again.")


def damaged(path: Path) -> str:
    """Say what to do about a file that does not read."""
    return f"{path} is damaged. Nothing was changed; bring back a backup with: python -m bot restore FILE."


def in_use(path: Path) -> str:
    """Say what to do about a book that another process holds."""
    return f"{path} is in use by another program. Stop the other one first; two must not write one book."
