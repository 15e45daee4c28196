"""Bugs: a short code for each, the same for the same place, and a log without anybody's words."""

from __future__ import annotations

import hashlib
import logging
import traceback
from pathlib import Path

_LOG = logging.getLogger(__name__)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are taken for another
_LENGTH = 5


def code_of(error: BaseException) -> str:
    """Give the code of an error: from its kind and the places it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"{Path(frame.filename).name}:{frame.name}" for frame in frames)
    digest = hashlib.sha256(f"{type(error).__qualname__}\n{places}".encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])


def record(error: BaseException, code: str) -> None:
    """Write an error to the log: kind and places, not its message, which may quote what a customer wrote."""
    lines = []
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__qualname__)
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    _LOG.error("bug %s: %s", code, "\n".join(lines))
