"""Who belongs to the shop, who is invited, and who merely knocked.

Of an invitation only the hash is kept; of a stranger only a count. Every function runs in the
caller's transaction.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from storage.moments import instant, moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime, timedelta

    from storage.book import Book

MemberRole = Literal["owner", "staff", "viewer"]
KEYBOARD = 777000  # who sits at this machine's own terminal: Telegram keeps the number for itself
_CODE_BYTES = 16  # 128 bits
_RANK = "CASE role WHEN 'owner' THEN 3 WHEN 'staff' THEN 2 ELSE 1 END"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to the shop."""

    user_id: int
    name: str
    role: MemberRole
    joined_at: datetime
    language: str | None


def role_of(book: Book, user_id: int) -> MemberRole | None:
    """Give the role in force, None for a stranger."""
    row = book.connection.execute(
        "SELECT role FROM members WHERE user_id = ? AND removed_at IS NULL", (user_id,)
    ).fetchone()
    return None if row is None else row[0]


def language_of(book: Book, user_id: int) -> str | None:
    """Give the language a member chose; None when he left it alone, or is a stranger."""
    row = book.connection.execute(
        "SELECT language FROM members WHERE user_id = ? AND removed_at IS NULL", (user_id,)
    ).fetchone()
    return None if row is None else row[0]


def speaks(book: Book, user_id: int, language: str) -> None:
    """Keep the language a member chose."""
    book.connection.execute("UPDATE members SET language = ? WHERE user_id = ?", (language, user_id))


def of_shop(book: Book) -> list[Member]:
    """Give everybody who belongs to the shop, owners first, then by the day they joined."""
    rows = book.connection.execute(
        "SELECT user_id, name, role, joined_at, language FROM members WHERE removed_at IS NULL"  # noqa: S608 - own words
        f" ORDER BY {_RANK} DESC, joined_at, user_id"
    )
    return [Member(user, name, role, moment(joined), language) for user, name, role, joined, language in rows]


def owners(book: Book) -> list[int]:
    """Give the owners' user ids, the first one first; who sits at the terminal only where there is nobody else."""
    found = [member.user_id for member in of_shop(book) if member.role == "owner"]
    return [one for one in found if one != KEYBOARD] or found


def who_wrote(book: Book) -> list[tuple[int, MemberRole]]:
    """Give the members who have written to the bot, with their roles: only they have a chat that it may touch."""
    return book.rows(
        "SELECT user_id, role FROM members WHERE removed_at IS NULL"
        " AND EXISTS (SELECT 1 FROM inbox WHERE inbox.chat_id = members.user_id) ORDER BY user_id"
    )


def join(book: Book, user_id: int, role: MemberRole, name: str, at: datetime) -> None:
    """Make somebody a member, or give a member this role; an earlier removal is over."""
    book.connection.execute(
        "INSERT INTO members (user_id, name, role, joined_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (user_id) DO UPDATE SET role = excluded.role, removed_at = NULL,"
        " name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END",
        (user_id, name, role, instant(at)),
    )
    _audit(book, "joined", by=user_id, who=name, at=at, detail=role)


def configured(book: Book, user_ids: Iterable[int], at: datetime) -> None:
    """Make the owners named in the configuration owners of the book."""
    for user_id in user_ids:
        if role_of(book, user_id) != "owner":
            join(book, user_id, "owner", "", at)


def called(book: Book, user_id: int, name: str) -> None:
    """Keep the name a member goes by now."""
    book.connection.execute(
        "UPDATE members SET name = ? WHERE user_id = ? AND name <> ? AND removed_at IS NULL",
        (name, user_id, name),
    )


def remove(book: Book, user_id: int, by: int | None, at: datetime) -> bool:
    """End a membership from this moment on; False when there was none, or it is the last owner's."""
    if role_of(book, user_id) is None or owners(book) == [user_id]:
        return False
    book.connection.execute("UPDATE members SET removed_at = ? WHERE user_id = ?", (instant(at), user_id))
    _audit(book, "removed", by=by, who="", at=at, detail=str(user_id))
    return True


def invite(book: Book, role: MemberRole, at: datetime, lasts: timedelta | None = None) -> str:
    """Make a code that lets one person in, once; gives the code, which is not stored."""
    code = secrets.token_urlsafe(_CODE_BYTES)
    book.connection.execute(
        "INSERT INTO invitations (code_hash, role, made_at, expires_at) VALUES (?, ?, ?, ?)",
        (_hash(code), role, instant(at), None if lasts is None else instant(at + lasts)),
    )
    return code


def redeem(book: Book, code: str, user_id: int, name: str, at: datetime) -> MemberRole | None:
    """Let somebody in by a code; None when it is unknown, used or too old."""
    row = book.connection.execute(
        "UPDATE invitations SET used_at = ?, used_by = ? WHERE code_hash = ? AND used_at IS NULL"
        " AND (expires_at IS NULL OR expires_at > ?) RETURNING role",
        (instant(at), user_id, _hash(code), instant(at)),
    ).fetchone()
    if row is None:
        return None
    role: MemberRole = row[0]
    join(book, user_id, role, name, at)
    return role


def revoke_claims(book: Book) -> None:
    """Withdraw unused codes for ownership: only the newest one counts."""
    book.connection.execute("DELETE FROM invitations WHERE role = 'owner' AND used_at IS NULL")


def knocked(book: Book, user_id: int, on: date) -> bool:
    """Count a stranger's message; True when he has had no answer yet on this day, which he now gets."""
    row = book.connection.execute(
        "INSERT INTO strangers (user_id, seen, answered_on) VALUES (?, 1, NULL)"
        " ON CONFLICT (user_id) DO UPDATE SET seen = seen + 1 RETURNING answered_on",
        (user_id,),
    ).fetchone()
    if row[0] == on.isoformat():
        return False
    book.connection.execute(
        "UPDATE strangers SET answered_on = ? WHERE user_id = ?", (on.isoformat(), user_id)
    )
    return True


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()


def _audit(book: Book, what: str, *, by: int | None, who: str, at: datetime, detail: str) -> None:
    book.connection.execute(
        "INSERT INTO audit (at, member_id, who, what, detail) VALUES (?, ?, ?, ?, ?)",
        (instant(at), by, who, what, detail),
    )
