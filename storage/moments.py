"""Days and instants as the book writes them: YYYY-MM-DD, and ISO 8601 in UTC to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime


def instant(moment: datetime) -> str:
    """Write an aware moment: 2026-11-21T09:30:00Z. A moment without a zone is a bug of the caller."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """Read an instant back as an aware moment in UTC."""
    return datetime.fromisoformat(text)


def day(text: str) -> date:
    """Read a day back."""
    return date.fromisoformat(text)
