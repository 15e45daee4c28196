"""The clock on the wall. Only the edges look at it; below them the moment comes with the message."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Give this moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the edge
