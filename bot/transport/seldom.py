"""Saying the same thing seldom: trouble lasts, and a line of the log a second helps nobody."""

from __future__ import annotations

from time import monotonic


class Seldom:
    """Remembers when each thing was last said."""

    def __init__(self) -> None:
        self._said_at: dict[object, float] = {}

    def due(self, about: object, every: float) -> bool:
        """Tell whether it may be said again, after `every` seconds; it counts as said."""
        last = self._said_at.get(about)
        if last is not None and monotonic() - last < every:
            return False
        self._said_at[about] = monotonic()
        return True
