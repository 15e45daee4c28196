"""The book: one SQLite file, opened by one writer, with everything that changes it.

Each method is one transaction; several in `with book.writing():` are one together. How a change is written
is in `posting`, `imports` and `names`; what can be asked of a book is in `reading`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from storage import backups, imports, migrations, moving, names, opening, posting
from storage.errors import BookMissing
from storage.file import BookFile
from storage.locks import WriterLock
from storage.records import FactChange
from storage.sales import SaleNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from storage.imports import KnownRows
    from storage.names import Catalogue, Named
    from storage.records import EntryHead, Line, Posted, SaleLine


class Book(BookFile):
    """A shop's sales book."""

    _staging: dict[int, SaleNumbers]

    @classmethod
    def open(cls, path: Path | str, *, create: bool = True, backups_folder: Path | None = None) -> Self:
        """Open the book for writing, beginning a new one where there never was any.

        Brings an older book up to date, after a backup of it. Refuses with a sentence, the file untouched,
        what is missing, damaged, newer, in use or not to be written (storage.errors).
        """
        path = Path(path)
        exists = opening.look(path, backups=backups_folder, writing=True)
        if not exists and not create:
            raise _missing(path)
        lock = WriterLock(path)
        try:
            if not exists:
                opening.begin(path)
            elif opening.examine(path):
                backups.before_migration(path, backups_folder or path.parent)
            connection = opening.for_writing(path)
            try:
                migrations.bring_up_to_date(connection, path)
            except BaseException:
                connection.close()
                raise
            lock.mark()
        except BaseException:
            lock.release()
            raise
        book = cls(path, connection, lock)
        book._staging = {}
        return book

    @classmethod
    def open_reading(cls, path: Path | str) -> Self:
        """Open the book so that nothing can change it, beside the writer: for worker processes."""
        path = Path(path)
        if not opening.look(path, writing=False):
            raise _missing(path)
        opening.examine(path, thorough=False)
        return cls(path, opening.for_reading(path), None)

    # ── entries ────────────────────────────────────────────────────────────────────────────────

    def post(self, head: EntryHead, *lines: Line) -> Posted:
        """Write an entry with its lines; a source that the book knows changes nothing (new=False)."""
        with self.writing() as connection:
            return posting.post(connection, head, lines)

    def replace(self, entry_id: int, head: EntryHead, *lines: Line) -> Posted:
        """Let a new entry stand for one in force, under the same sale numbers; NotInForce if it is not."""
        with self.writing() as connection:
            return posting.replace(connection, entry_id, head, lines)

    def reverse(
        self, entry_id: int, *, who: str, at: datetime, source: str, member_id: int | None = None
    ) -> Posted:
        """Undo an entry; new=False when it was undone already or this source acted before."""
        with self.writing() as connection:
            return posting.reverse(connection, entry_id, who=who, at=at, source=source, member_id=member_id)

    def restore(
        self, entry_id: int, *, who: str, at: datetime, source: str, member_id: int | None = None
    ) -> Posted:
        """Bring an undone entry back, in the place of an edit of it that stands now."""
        with self.writing() as connection:
            return posting.restore(connection, entry_id, who=who, at=at, source=source, member_id=member_id)

    # ── files ──────────────────────────────────────────────────────────────────────────────────

    def stage(self, head: EntryHead) -> Posted:
        """Begin an import that counts nowhere until it is enforced; new=False: the book knows this file."""
        with self.writing() as connection:
            staged = imports.stage(connection, head)
        if staged.new:
            self._staging[staged.entry_id] = SaleNumbers()
        return staged

    def stage_sales(self, entry_id: int, lines: Iterable[SaleLine]) -> None:
        """Write one chunk of a staged import; a chunk that fails ends the import."""
        numbers = self._staging.pop(entry_id, None) or SaleNumbers()
        with self.writing() as connection:
            imports.stage_sales(connection, entry_id, lines, numbers)
        self._staging[entry_id] = numbers

    def enforce(self, entry_id: int, *, at: datetime) -> Posted:
        """Let a staged import count, all of it in one transaction."""
        with self.writing() as connection:
            enforced = imports.enforce(connection, entry_id, at=at)
        self._staging.pop(entry_id, None)
        return enforced

    def is_large(self, entry_id: int) -> bool:
        """Say whether an entry is to be gathered before it is reversed or restored."""
        return moving.is_large(self, entry_id)

    def gather(self, entry_id: int) -> Iterator[tuple[int, int]]:
        """Work out in steps what a large entry adds, for `enforce`, `reverse` or `restore` to move at once.

        Gives (lines done, lines in all) after each step; typed sales get in between.
        """
        return moving.gather(self, entry_id)

    def drop_staged(self, entry_id: int | None = None) -> int:
        """Remove what unfinished imports left (at start), or one import that was cancelled; give how many."""
        return imports.drop_staged(self, entry_id)

    def known_rows(self, first: date, last: date) -> KnownRows:
        """Give the lines that files brought for these days, both included, to spot repeated ones."""
        return imports.known_rows(self, first, last)

    # ── names ──────────────────────────────────────────────────────────────────────────────────

    def ensure_products(self, spellings: Iterable[str], entry_id: int | None = None) -> dict[str, int]:
        """Give each product's id by the name given, making the new ones; `entry_id`: for this staged import."""
        with self.writing() as connection:
            return names.ensure(connection, "product", spellings, entry_id)

    def ensure_customers(self, spellings: Iterable[str], entry_id: int | None = None) -> dict[str, int]:
        """Give each customer's id by the name given, making the new ones; `entry_id`: for this staged import."""
        with self.writing() as connection:
            return names.ensure(connection, "customer", spellings, entry_id)

    def merge(self, head: EntryHead, subject: Named, from_id: int, into_id: int, *, on: date) -> Posted:
        """Let one product or customer be another from the first line on; undone like any entry."""
        return self.post(head, FactChange(subject, from_id, "merged_into", None, str(into_id), on))

    def add_alias(self, subject: Named, name: str, subject_id: int, entry_id: int | None = None) -> None:
        """Remember that this spelling means this one; forgotten while the entry that taught it is undone."""
        with self.writing() as connection:
            names.add_alias(connection, subject, name, subject_id, entry_id)

    def remove_alias(self, subject: Named, name: str) -> bool:
        """Forget an alias; False when there was none."""
        with self.writing() as connection:
            return names.remove_alias(connection, subject, name)

    def catalogue(self) -> Catalogue:
        """Read all names that mean something."""
        return names.catalogue(self)

    def catalogue_version(self) -> int:
        """Give a number that grows with every change of the catalogue."""
        return names.catalogue_version(self)


def _missing(path: Path) -> BookMissing:
    return BookMissing(f"There is no book at {path}. Set [storage] path, or start the program to begin one.")
