"""Backups: made from the live book, proven before they count, rotated, and brought back.

A backup is one self-contained file, shopbook-20261121T093000Z.db. It gets this name only after it was synced, opened
and recounted: a backup that was never read is a hope.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from storage import migrations, opening
from storage.errors import BookDamaged, BookMissing, spoken
from storage.file import BookFile
from storage.locks import WriterLock
from storage.upkeep import recount

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_STAMP = "%Y%m%dT%H%M%SZ"
_DAYS, _WEEKS, _MONTHS = 7, 4, 12


def back_up(path: Path, folder: Path, at: datetime) -> Path:
    """Make a proven backup of the book, while it is written to; gives the backup's path.

    BookDamaged when the book or its copy does not read, recounts differently, or the disk lied.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return _copy(path, folder / f"{path.stem}-{at.astimezone(UTC).strftime(_STAMP)}.db")


def before_migration(path: Path, folder: Path) -> Path:
    """Make a backup of the book as it is before its schema changes; kept until someone removes it."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = len(_steps(path))
    return _copy(path, folder / f"{path.stem}-before-schema-{steps + 1}.db", recounted=False)


def restore(backup: Path, path: Path, at: datetime) -> Path | None:
    """Put a backup in the book's place; gives where the present book was kept, None when there was none.

    The backup is proven first, and stays. Nobody may have the book open for writing. Killed midway, the book
    is missing rather than half: run it again.
    """
    if not opening.look(backup, writing=False):
        raise BookMissing(f"There is no file {backup}.")
    _prove(backup)
    lock = WriterLock(path)
    try:
        fresh = path.with_name(path.name + ".restoring")
        shutil.copyfile(backup, fresh)
        _sync(fresh)
        aside = _set_aside(path, at)
        fresh.rename(path)
        opening.sync_folder(path.parent)
        lock.mark()
    finally:
        lock.release()
    return aside


def rotate(folder: Path, stem: str) -> list[Path]:
    """Remove the backups that 7 daily, 4 weekly and 12 monthly ones make superfluous; gives what was removed.

    Of each day, ISO week and month the newest is kept.
    """
    made = sorted(_dated(folder, stem), reverse=True)
    kept: set[Path] = set()
    for period, most in (("%Y-%m-%d", _DAYS), ("%G-W%V", _WEEKS), ("%Y-%m", _MONTHS)):
        newest: dict[str, Path] = {}
        for moment, file in made:
            newest.setdefault(moment.strftime(period), file)
        kept.update(list(newest.values())[:most])
    gone = [file for _, file in made if file not in kept]
    for file in gone:
        file.unlink()
    return gone


def _copy(path: Path, target: Path, *, recounted: bool = True) -> Path:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with (
            closing(opening.for_reading(path)) as source,
            spoken(path),
            closing(sqlite3.connect(part, isolation_level=None)) as copy,
        ):
            source.backup(copy)  # in one step: a snapshot, and the writer goes on meanwhile
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
        _sync(part)
        _prove(part, recounted=recounted)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.rename(target)
    opening.sync_folder(target.parent)
    return target


def _prove(backup: Path, *, recounted: bool = True) -> None:
    lacking = opening.examine(backup)
    if lacking or not recounted:
        return  # an older schema has other totals; they are recounted once it is brought up to date
    with BookFile(backup, opening.for_reading(backup), None) as copy:
        wrong = recount(copy)  # every page was read just before
    if wrong:
        raise BookDamaged(f"{backup} is no good backup: {wrong[0]}")


def _set_aside(path: Path, at: datetime) -> Path | None:
    if not path.exists():
        for rest in _logs(path):
            rest.unlink(missing_ok=True)
        return None
    try:
        with spoken(path):  # what the log holds goes into the file, so that one file is the whole book
            opening.for_writing(path).close()
    except (BookDamaged, sqlite3.Error):
        pass  # a damaged book is kept as it is, with its log
    aside = path.with_name(f"{path.stem}-before-restore-{at.astimezone(UTC).strftime(_STAMP)}{path.suffix}")
    path.rename(aside)
    for rest, kept in zip(_logs(path), _logs(aside), strict=True):
        if rest.exists():
            rest.rename(kept)
    return aside


def _logs(path: Path) -> Iterable[Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _dated(folder: Path, stem: str) -> Iterable[tuple[datetime, Path]]:
    for file in folder.glob(f"{stem}-*.db"):
        try:
            yield datetime.strptime(file.stem.removeprefix(f"{stem}-"), _STAMP).replace(tzinfo=UTC), file
        except ValueError:
            continue  # not one of ours, or one from before a migration: never removed


def _steps(path: Path) -> list[str]:
    with closing(opening.for_reading(path)) as connection:
        return migrations.applied(connection)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
