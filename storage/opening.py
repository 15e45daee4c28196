"""Opening the file of a book: what is refused before anything is touched, and how a connection is set.

The order matters: everything that can be wrong is found with the file opened so that SQLite changes nothing.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

from storage import migrations
from storage.errors import BookDamaged, BookMissing, BookReadOnly, BookUnusable, NotABook, damaged, spoken
from storage.locks import marked

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_BUSY_MS = 5_000
_OLDEST_SQLITE = (3, 37)  # STRICT tables
_WAL_KEPT_BYTES = 64 * 1024 * 1024


def look(path: Path, *, backups: Path | None = None, writing: bool) -> bool:
    """Tell whether there is a book to open (True) or one may be begun (False); refuse everything else."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise BookUnusable(
            f"This Python brings SQLite {sqlite3.sqlite_version}, and the book needs 3.37 or newer. Use a newer Python."
        )
    if not path.parent.is_dir():
        raise BookMissing(
            f"The folder {path.parent} does not exist. Make it, or set [storage] path to another."
        )
    if not path.exists():
        _refuse_if_lost(path, backups)
        return False
    if not path.is_file():
        raise BookDamaged(f"{path} is not a file. Set [storage] path to the book's file.")
    if not os.access(path, os.R_OK) or (writing and not os.access(path, os.W_OK)):
        raise BookReadOnly(
            f"{path} cannot be {'written' if writing else 'read'}: give the program's user the right to."
        )
    if path.stat().st_size == 0:
        raise BookDamaged(
            f"{path} is empty (0 bytes), so the book is lost. Bring back a backup with: python -m bot restore FILE."
        )
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise BookDamaged(damaged(path))
    return True


def examine(path: Path, *, thorough: bool = True) -> list[str]:
    """Give the schema steps that an existing book lacks, its file untouched.

    `thorough` reads every page (0.3 s a million lines): a damaged page hides from anything less.
    """
    # Immutable touches nothing at all, but is only for a file that nobody has open: a log beside it tells.
    connection = _connect(path, "mode=ro" if _log(path).exists() else "mode=ro&immutable=1")
    try:
        with spoken(path):
            if connection.execute("PRAGMA application_id").fetchone() != (migrations.APPLICATION_ID,):
                raise NotABook(
                    f"{path} is an SQLite file, but not a shop's book. Set [storage] path to the book's file."
                )
            lacking = migrations.pending(connection, path)
            if thorough and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise BookDamaged(damaged(path))
            return lacking
    finally:
        connection.close()


def begin(path: Path) -> None:
    """Make an empty book under another name and put it in place at once: killed midway, there is none."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with spoken(path):
        connection = _connect(fresh, "mode=rwc")
        try:
            connection.execute("PRAGMA synchronous = FULL")
            migrations.bring_up_to_date(connection, path)
        finally:
            connection.close()
        fresh.rename(path)
        sync_folder(path.parent)


def for_writing(path: Path) -> sqlite3.Connection:
    """Give the writing connection: WAL, every commit synced, foreign keys on, transactions by hand."""
    with spoken(path):
        connection = _connect(path, "mode=rw")
        try:
            _begin_log(connection, path)
            # NORMAL loses confirmed sales in a power cut; FULL does not.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT_BYTES}")
        except BaseException:
            connection.close()
            raise
        return connection


def _begin_log(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
        raise BookReadOnly(
            f"The disk that holds {path} cannot keep a write-ahead log. Move the book to a local disk."
        )


def for_reading(path: Path) -> sqlite3.Connection:
    """Give a connection that cannot change the book."""
    with spoken(path):
        connection = _connect(path, "mode=ro")
        connection.execute("PRAGMA query_only = ON")
        return connection


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _connect(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?{how}", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return connection


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _refuse_if_lost(path: Path, backups: Path | None) -> None:
    lost = f"{path} is missing, though there was a book"
    cure = "Bring back a backup with: python -m bot restore FILE."
    if marked(path) or (_log(path).exists() and _log(path).stat().st_size > 0):
        raise BookMissing(f"{lost}. {cure}")
    if backups is not None and any(backups.glob("*.db")):
        raise BookMissing(f"{lost}: {backups} holds its backups. {cure}")
