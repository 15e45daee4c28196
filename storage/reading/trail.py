"""Who did what: the audit rows, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import instant, moment

if TYPE_CHECKING:
    from datetime import datetime

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did: `what` is an entry's kind, or edit, undo, restore, import, joined, removed."""

    id: int
    at: datetime
    who: str
    what: str
    entry_id: int | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody did something."""

    who: str
    what: str
    count: int


def steps(
    book: BookFile,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    before_id: int | None = None,
    limit: int = 10,
) -> list[Step]:
    """Give what was done from `since` to before `until`, older than `before_id` for the next page."""
    rows = book.rows(
        "SELECT id, at, who, what, entry_id, detail FROM audit WHERE (:before IS NULL OR id < :before) "
        "AND (:since IS NULL OR at >= :since) AND (:until IS NULL OR at < :until) ORDER BY id DESC LIMIT :limit",
        {
            "before": before_id,
            "since": since and instant(since),
            "until": until and instant(until),
            "limit": limit,
        },
    )
    return [Step(row[0], moment(row[1]), *row[2:]) for row in rows]


def tally(book: BookFile, since: datetime, until: datetime) -> list[Tally]:
    """Count what everybody did from `since` to before `until`, the busiest first."""
    rows = book.rows(
        "SELECT who, what, count(*) FROM audit WHERE at >= ? AND at < ? GROUP BY who, what ORDER BY 3 DESC, 1, 2",
        [instant(since), instant(until)],
    )
    return [Tally(*row) for row in rows]
