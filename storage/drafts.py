"""Half-finished entries that wait for an answer. A draft is used once, however often its button is tapped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from storage.moments import instant, moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from storage.file import BookFile

_COLUMNS = "id, chat_id, member_id, kind, body, source, made_at, state"


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that was asked, with what is known so far."""

    id: int
    chat_id: int
    member_id: int | None
    kind: str
    body: Mapping[str, Any]
    source: str
    made_at: datetime
    state: Literal["open", "used", "dropped"]


def open_draft(
    book: BookFile,
    *,
    chat_id: int,
    member_id: int | None,
    kind: str,
    body: Mapping[str, Any],
    source: str,
    at: datetime,
) -> int:
    """Keep what is known so far; gives the draft's number."""
    with book.writing() as connection:
        (draft_id,) = connection.execute(
            "INSERT INTO drafts (chat_id, member_id, kind, body, source, made_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            [chat_id, member_id, kind, _written(body), source, instant(at)],
        ).fetchone()
        return int(draft_id)


def draft(book: BookFile, draft_id: int) -> Draft | None:
    """Give a draft in whatever state; None when there is no such number (it may be forged)."""
    row = book.row(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", [draft_id])  # noqa: S608 - of constants only
    return None if row is None else _draft(row)


def open_drafts(book: BookFile, chat_id: int) -> list[Draft]:
    """Give the questions still open in a chat, the newest first."""
    asked = f"SELECT {_COLUMNS} FROM drafts WHERE chat_id = ? AND state = 'open' ORDER BY id DESC"  # noqa: S608 - of constants only
    return [_draft(row) for row in book.rows(asked, [chat_id])]


def amend(book: BookFile, draft_id: int, body: Mapping[str, Any]) -> bool:
    """Put more into an open draft; False when it is no longer open."""
    return (
        _changed(book, "UPDATE drafts SET body = ? WHERE id = ? AND state = 'open'", _written(body), draft_id)
        == 1
    )


def use(book: BookFile, draft_id: int) -> bool:
    """Close a draft because its answer came; False for the second tap: it may be used once."""
    return _changed(book, "UPDATE drafts SET state = 'used' WHERE id = ? AND state = 'open'", draft_id) == 1


def drop(book: BookFile, draft_id: int) -> bool:
    """Close a draft without using it; False when it is no longer open."""
    return (
        _changed(book, "UPDATE drafts SET state = 'dropped' WHERE id = ? AND state = 'open'", draft_id) == 1
    )


def _changed(book: BookFile, sql: str, *values: object) -> int:
    with book.writing() as connection:
        return connection.execute(sql, values).rowcount


def _written(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def _draft(row: tuple[Any, ...]) -> Draft:
    draft_id, chat_id, member_id, kind, body, source, made_at, state = row
    return Draft(draft_id, chat_id, member_id, kind, json.loads(body), source, moment(made_at), state)
