"""One call of the Bot API that waits to be made: what `render` gives and the outbox keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Call:
    """A Bot API method with its parameters as JSON values, and the file that goes with it.

    `field` is the parameter that takes the file (`photo`, `document`). A file that is not `keep`ed
    is removed once it was delivered. `entries` are the book entries this message confirms.
    """

    method: str
    body: dict[str, Any]
    file: Path | None = None
    field: str = ""
    keep: bool = False
    entries: tuple[int, ...] = ()
