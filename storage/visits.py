"""Who is looking at the demo shop, and which messages were said there. Every function runs in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import instant, moment

if TYPE_CHECKING:
    from datetime import datetime

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's stay in the demo: the folder of his demo book, and when it is over by itself."""

    member_id: int
    folder: str
    until: datetime


def of(book: BookFile, member_id: int) -> Visit | None:
    """Give somebody's visit, over or not; None when he is not there."""
    row = book.row("SELECT member_id, folder, until FROM demo_visits WHERE member_id = ?", [member_id])
    return None if row is None else Visit(row[0], row[1], moment(row[2]))


def folders(book: BookFile) -> frozenset[str]:
    """Give the folders of the demo books that somebody is in."""
    return frozenset(folder for (folder,) in book.rows("SELECT folder FROM demo_visits"))


def begin(book: BookFile, visit: Visit) -> None:
    """Let somebody be in the demo; again: until then, or in another book."""
    with book.writing() as connection:
        connection.execute(
            "INSERT INTO demo_visits (member_id, folder, until) VALUES (?, ?, ?)"
            " ON CONFLICT (member_id) DO UPDATE SET folder = excluded.folder, until = excluded.until",
            [visit.member_id, visit.folder, instant(visit.until)],
        )


def end(book: BookFile, member_id: int) -> None:
    """Let somebody be back in his own book."""
    with book.writing() as connection:
        connection.execute("DELETE FROM demo_visits WHERE member_id = ?", [member_id])


def note(book: BookFile, source: str, at: datetime) -> None:
    """Note that a message was said in the demo."""
    with book.writing() as connection:
        connection.execute(
            "INSERT INTO demo_messages (source, said_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [source, instant(at)],
        )


def noted(book: BookFile, source: str) -> bool:
    """Tell whether a message was said in the demo."""
    return book.value("SELECT 1 FROM demo_messages WHERE source = ?", [source]) is not None


def answered_with(book: BookFile, chat_id: int, message_id: int, says: str) -> bool:
    """Tell whether our message carried a button that says this."""
    return (
        book.value(
            "SELECT 1 FROM outbox WHERE chat_id = ? AND message_id = ? AND instr(body, json_quote(?)) LIMIT 1",
            [chat_id, message_id, says],
        )
        is not None
    )
