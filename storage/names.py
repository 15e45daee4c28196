"""Names of products and customers: one row a spelling, aliases that taps taught, and the catalogue to match against."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from storage.file import BookFile

Named = Literal["product", "customer"]
_TABLES: dict[Named, str] = {"product": "products", "customer": "customers"}
# A merged name goes on being understood, and an alias is forgotten with the entry that taught it.
_ALIASES = """
SELECT coalesce(t.merged_into, t.id), a.folded FROM aliases AS a JOIN {table} AS t ON t.id = a.subject_id
WHERE a.subject = :subject AND (a.entry_id IS NULL OR EXISTS (
    SELECT 1 FROM entries AS f JOIN entries AS e ON e.root_id = f.root_id
    WHERE f.id = a.entry_id AND e.state = 'in force'))
UNION ALL SELECT merged_into, name FROM {table} WHERE merged_into IS NOT NULL
ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product as a message may name it; prices in minor units, None when not known."""

    id: int
    name: str
    category: str | None
    price_minor: int | None
    cost_minor: int | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer as a message may name him."""

    id: int
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All names that mean something, as of `version`."""

    version: int
    products: tuple[KnownProduct, ...]
    customers: tuple[KnownCustomer, ...]


def tidy(name: str) -> str:
    """Give the name with its white space folded; an empty name is a bug of the caller."""
    tidied = " ".join(name.split())
    if not tidied:
        raise ValueError("a name needs at least one letter")
    return tidied


def fold(name: str) -> str:
    """Give the spelling under which a name is unique: case, width and white space do not count."""
    return unicodedata.normalize("NFKC", tidy(name)).casefold()


def ensure(
    connection: sqlite3.Connection, subject: Named, names: Iterable[str], entry_id: int | None = None
) -> dict[str, int]:
    """Give the id of each name, making those that are new; a merged name gives what it was merged into.

    `entry_id` is the staged import that brings the names: dropped with it, they are not shown.
    """
    table = _TABLES[subject]
    found: dict[str, int] = {}
    made = False
    for name in names:
        if name in found:
            continue
        row = connection.execute(
            f"SELECT coalesce(merged_into, id) FROM {table} WHERE folded = ?",  # noqa: S608 - of constants only
            [fold(name)],
        ).fetchone()
        if row is None:
            row = connection.execute(
                f"INSERT INTO {table} (name, folded, first_entry_id) VALUES (?, ?, ?) RETURNING id",  # noqa: S608 - of constants only
                [tidy(name), fold(name), entry_id],
            ).fetchone()
            made = True
        found[name] = row[0]
    if made:
        catalogue_changed(connection)
    return found


def add_alias(
    connection: sqlite3.Connection, subject: Named, name: str, subject_id: int, entry_id: int | None = None
) -> None:
    """Remember that this spelling means this product or customer; it replaces an earlier meaning."""
    connection.execute(
        "INSERT INTO aliases (subject, folded, subject_id, entry_id) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET subject_id = excluded.subject_id, entry_id = excluded.entry_id",
        [subject, fold(name), subject_id, entry_id],
    )
    catalogue_changed(connection)


def remove_alias(connection: sqlite3.Connection, subject: Named, name: str) -> bool:
    """Forget an alias; False when there was none."""
    gone = connection.execute("DELETE FROM aliases WHERE subject = ? AND folded = ?", [subject, fold(name)])
    if gone.rowcount:
        catalogue_changed(connection)
    return gone.rowcount > 0


def catalogue_changed(connection: sqlite3.Connection) -> None:
    """Let everyone who keeps a catalogue read it again."""
    connection.execute(
        "INSERT INTO counters (name, value) VALUES ('catalogue', 1) ON CONFLICT DO UPDATE SET value = value + 1"
    )


def catalogue_version(book: BookFile) -> int:
    """Give a number that grows whenever a name, a price or an alias changes; costs microseconds."""
    return book.value("SELECT value FROM counters WHERE name = 'catalogue'") or 0


def catalogue(book: BookFile) -> Catalogue:
    """Read all names that mean something."""
    with book.snapshot():
        products = _aliases(book, "product")
        customers = _aliases(book, "customer")
        return Catalogue(
            catalogue_version(book),
            tuple(
                KnownProduct(*(*row, tuple(products.get(row[0], ()))))
                for row in book.rows(
                    "SELECT id, name, category, price_minor, cost_minor FROM products_known ORDER BY id"
                )
            ),
            tuple(
                KnownCustomer(*(*row, tuple(customers.get(row[0], ()))))
                for row in book.rows("SELECT id, name FROM customers_known ORDER BY id")
            ),
        )


def _aliases(book: BookFile, subject: Named) -> dict[int, list[str]]:
    gathered: dict[int, list[str]] = {}
    for one, spelling in book.rows(_ALIASES.format(table=_TABLES[subject]), {"subject": subject}):
        gathered.setdefault(one, []).append(spelling)
    return gathered
