"""The open file: transactions for one writer, consistent snapshots for readers, errors that speak.

A `BookFile` belongs to the thread that opened it. What the tables mean is not known here.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from storage.errors import BookReadOnly, spoken

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from storage.locks import WriterLock

    Values = Sequence[Any] | Mapping[str, Any]


class BookFile:
    """One SQLite connection on a book, with the lock that allows writing, or without."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None) -> None:
        self.path = path
        self.connection = connection
        self._lock = lock
        self._depth = 0

    @property
    def may_write(self) -> bool:
        """Whether this connection is the book's writer."""
        return self._lock is not None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction: all of it is saved at the end, or nothing.

        Used inside itself, the inner part is a savepoint: when it fails, only it is taken back.
        """
        if self._lock is None:
            raise BookReadOnly(f"{self.path} is open for reading only; changes go through its one writer.")
        begin, save, undo = _marks(self._depth)
        with spoken(self.path):
            self.connection.execute(begin)
            self._depth += 1
            try:
                yield self.connection
                self.connection.execute(save)
            except BaseException:
                # A full disk may have ended the transaction already; then there is nothing left to undo.
                if _open(self.connection):
                    for statement in undo:
                        self.connection.execute(statement)
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Hold one state of the book for several questions, whatever is written meanwhile.

        Keep it short: the write-ahead log grows while a snapshot is held.
        """
        with spoken(self.path):
            if _open(self.connection):
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if _open(self.connection):
                    self.connection.execute("ROLLBACK")

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Give all rows of a question at once: a half-read answer would pin the write-ahead log."""
        with spoken(self.path):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """Give the first row, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """Give the first column of the first row, or None."""
        found = self.row(sql, values)
        return found[0] if found else None

    def close(self) -> None:
        """Close the file and let the next writer in."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _open(connection: sqlite3.Connection) -> bool:
    return connection.in_transaction


def _marks(depth: int) -> tuple[str, str, tuple[str, ...]]:
    if depth == 0:
        # IMMEDIATE: a deferred BEGIN that reads first fails at once when another commits, without waiting.
        return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)
    inner = f"inner_{depth}"
    return f"SAVEPOINT {inner}", f"RELEASE {inner}", (f"ROLLBACK TO {inner}", f"RELEASE {inner}")
