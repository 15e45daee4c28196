"""What the clock hands in, as the inbox keeps it: a scheduled message waits there like everybody's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.moments import instant, moment

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A message of the clock: /weekly for 2026-W47, due at that moment."""

    kind: str
    period: str
    due_at: datetime

    @property
    def source(self) -> str:
        """Its idempotency key."""
        return f"job:{self.kind}:{self.period}"

    def write(self) -> str:
        """Give the body of its row."""
        return json.dumps({"job": self.kind, "period": self.period, "due_at": instant(self.due_at)})


def read(body: dict[str, str]) -> Job | None:
    """Read a body back; None when somebody else handed it in."""
    if "job" not in body:
        return None
    return Job(body["job"], body["period"], moment(body["due_at"]))
