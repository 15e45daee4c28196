"""Facts of products, customers and the shop: each change is a row, the value in force is worked out from them.

In force is the `after` of the change in force that was said last (an edit stands where its first version stood), else
what was there before the first change ever. The day is for history: who names a price means it from now on. So undoing a price change brings back the price before it, in whatever order things are undone.
A name and a merge are facts like any other, with more behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import goods
from storage.errors import Circular, NameTaken
from storage.names import catalogue_changed, fold, tidy

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from storage.records import FactChange, Subject

_TABLES: dict[Subject, str] = {"product": "products", "customer": "customers"}
FIELDS: dict[Subject, dict[str, type]] = {
    "product": {
        "name": str,
        "category": str,
        "price_minor": int,
        "cost_minor": int,
        "lead_time_days": int,
        "reorder_milli": int,
        "pack_milli": int,
        "minimum_milli": int,
        "supplier": str,
        "merged_into": int,
    },
    "customer": {"name": str, "region": str, "phone": str, "merged_into": int},
}
_LATEST = """
SELECT f.after FROM fact_changes AS f JOIN entries AS e ON e.id = f.entry_id
WHERE f.subject = ? AND f.subject_id = ? AND f.field = ? AND e.state = 'in force'
ORDER BY e.root_id DESC, e.id DESC, f.id DESC LIMIT 1
"""
_FIRST = (
    "SELECT before FROM fact_changes WHERE subject = ? AND subject_id = ? AND field = ? ORDER BY id LIMIT 1"
)


def insert(connection: sqlite3.Connection, entry_id: int, changes: Iterable[FactChange]) -> None:
    """Write what changed; where `before` is not said, what the book has. The shop's fields are its settings.

    A field that nobody knows is a bug of the caller.
    """
    rows = []
    for o in changes:
        if o.subject != "shop" and o.field not in FIELDS[o.subject]:
            raise ValueError(f"a {o.subject} has no {o.field}")
        before = _kept(connection, o.subject, o.subject_id, o.field) if o.before is None else o.before
        rows.append((entry_id, o.subject, o.subject_id, o.field, before, o.after, o.changed_on.isoformat()))
    connection.executemany(
        "INSERT INTO fact_changes (entry_id, subject, subject_id, field, before, after, changed_on) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def refresh_entry(connection: sqlite3.Connection, entry_id: int) -> None:
    """Work the facts out again that an entry touched, after it came into force or went out of it."""
    touched = connection.execute(
        "SELECT DISTINCT subject, subject_id, field FROM fact_changes WHERE entry_id = ?", [entry_id]
    ).fetchall()
    for subject, subject_id, field in touched:
        if field == "merged_into":
            continue
        _write(connection, subject, subject_id, field, in_force(connection, subject, subject_id, field))
    for subject in {subject for subject, _, field in touched if field == "merged_into"}:
        refresh_merges(connection, subject)
    if touched:
        catalogue_changed(connection)


def in_force(connection: sqlite3.Connection, subject: Subject, subject_id: int, field: str) -> str | None:
    """Give the value in force of one field, as text."""
    asked = (subject, subject_id, field)
    found = connection.execute(_LATEST, asked).fetchone() or connection.execute(_FIRST, asked).fetchone()
    return found[0] if found else None


def refresh_merges(connection: sqlite3.Connection, subject: Subject) -> None:
    """Point every merged product or customer at the end of its chain of merges."""
    table = _TABLES[subject]
    before, after = _merges(connection, subject)
    changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
    for one in changed:
        connection.execute(f"UPDATE {table} SET merged_into = ? WHERE id = ?", [after.get(one), one])  # noqa: S608 - of constants only
    if subject == "product" and changed:
        ends = (chain.get(one) for chain in (before, after) for one in changed)
        goods.refresh(connection, sorted(changed | {end for end in ends if end is not None}))


def wrong(connection: sqlite3.Connection) -> list[tuple[Subject, int, str, str | None, str | None]]:
    """Give the facts that are not what their changes say: subject, id, field, as kept, as worked out."""
    asked = "SELECT DISTINCT subject, subject_id, field FROM fact_changes WHERE field <> 'merged_into'"
    found: list[tuple[Subject, int, str, str | None, str | None]] = []
    for subject, subject_id, field in connection.execute(asked).fetchall():
        kept = _kept(connection, subject, subject_id, field)
        value = in_force(connection, subject, subject_id, field)
        if kept != value and not (field == "name" and (value is None or kept == tidy(value))):
            found.append((subject, subject_id, field, kept, value))
    for subject in _TABLES:
        before, after = _merges(connection, subject)
        found += [
            (subject, one, "merged_into", _text(before.get(one)), _text(after.get(one)))
            for one in sorted(before.keys() | after.keys())
            if before.get(one) != after.get(one)
        ]
    return found


def repair(connection: sqlite3.Connection) -> None:
    """Write the facts anew that are not what their changes say."""
    for subject, subject_id, field, _, value in wrong(connection):
        if field == "merged_into":
            refresh_merges(connection, subject)
        else:
            _write(connection, subject, subject_id, field, value)
        catalogue_changed(connection)


def _kept(connection: sqlite3.Connection, subject: Subject, subject_id: int, field: str) -> str | None:
    if subject == "shop":
        row = connection.execute("SELECT value FROM settings WHERE key = ?", [field]).fetchone()
    else:
        asked = f"SELECT {field} FROM {_TABLES[subject]} WHERE id = ?"  # noqa: S608 - the field is one of FIELDS
        row = connection.execute(asked, [subject_id]).fetchone()
    return _text(row[0]) if row else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _merges(connection: sqlite3.Connection, subject: Subject) -> tuple[dict[int, int], dict[int, int]]:
    asked = f"SELECT id, merged_into FROM {_TABLES[subject]} WHERE merged_into IS NOT NULL"  # noqa: S608 - of constants only
    kept = dict(connection.execute(asked))
    steps = _merges_in_force(connection, subject)
    return kept, {merged: _end(steps, merged) for merged in steps}


def _merges_in_force(connection: sqlite3.Connection, subject: Subject) -> dict[int, int]:
    asked = "SELECT DISTINCT subject_id FROM fact_changes WHERE subject = ? AND field = 'merged_into'"
    ones = [one for (one,) in connection.execute(asked, [subject])]
    found = {one: in_force(connection, subject, one, "merged_into") for one in ones}
    return {one: int(into) for one, into in found.items() if into is not None}


def _end(steps: dict[int, int], start: int) -> int:
    seen = {start}
    here = steps[start]
    while here in steps:
        if here in seen:
            raise Circular("These two would each be part of the other. Undo the other merge first.")
        seen.add(here)
        here = steps[here]
    if here in seen:
        raise Circular("These two would each be part of the other. Undo the other merge first.")
    return here


def _write(
    connection: sqlite3.Connection, subject: Subject, subject_id: int, field: str, value: str | None
) -> None:
    if subject == "shop":
        connection.execute("DELETE FROM settings WHERE key = ?", [field])
        if value is not None:
            connection.execute("INSERT INTO settings (key, value) VALUES (?, ?)", [field, value])
    elif field == "name":
        _rename(connection, subject, subject_id, value)
    else:
        kept = None if value is None else FIELDS[subject][field](value)
        connection.execute(f"UPDATE {_TABLES[subject]} SET {field} = ? WHERE id = ?", [kept, subject_id])  # noqa: S608 - the field is one of FIELDS


def _rename(connection: sqlite3.Connection, subject: Subject, subject_id: int, name: str | None) -> None:
    if name is None:
        return  # a product born with this change keeps the name it was made with
    table = _TABLES[subject]
    other = connection.execute(
        f"SELECT name FROM {table} WHERE folded = ? AND id <> ?",  # noqa: S608 - of constants only
        [fold(name), subject_id],
    ).fetchone()
    if other:
        raise NameTaken(f"There is another {subject} called {other[0]}. Merge the two instead.")
    connection.execute(
        f"UPDATE {table} SET name = ?, folded = ? WHERE id = ?",  # noqa: S608 - of constants only
        [tidy(name), fold(name), subject_id],
    )
