"""One writer a book: a lock file beside it, held for as long as the book is open for writing.

The lock file is also the marker that there was a book here. A missing book beside a marker is a loss to be
told, not a new shop to be begun.
"""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

from storage.errors import BookInUse, BookReadOnly, in_use

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"A book was begun here. If it is missing, restore a backup; to begin anew, delete this file.\n"


def lock_path(path: Path) -> Path:
    """Give the lock file of a book."""
    return path.with_name(path.name + ".lock")


class WriterLock:
    """The right to write one book, until `release` or the end of the process."""

    def __init__(self, path: Path) -> None:
        try:
            self._handle = os.open(lock_path(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except PermissionError as error:
            raise BookReadOnly(
                f"{path.parent} cannot be written: give the program's user the right to write this folder."
            ) from error
        except OSError as error:
            raise BookReadOnly(
                f"{path.parent} cannot be written ({error.strerror}). Mend that, then start again."
            ) from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._handle)
            raise BookInUse(in_use(path)) from error

    def mark(self) -> None:
        """Remember that there is a book."""
        if os.fstat(self._handle).st_size == 0:
            os.write(self._handle, _MARK)
            os.fsync(self._handle)

    def release(self) -> None:
        """Let the next writer in."""
        os.close(self._handle)


def marked(path: Path) -> bool:
    """Tell whether there ever was a book here."""
    lock = lock_path(path)
    return lock.exists() and lock.stat().st_size > 0
