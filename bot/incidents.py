"""Bugs: a short code for each, the same for the same place, a log without anybody's words, and what is said of them."""

from __future__ import annotations

import hashlib
import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answer, Words
from bot.speech import _

if TYPE_CHECKING:
    from storage.errors import BookError

_LOG = logging.getLogger(__name__)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are taken for another
_LENGTH = 5
_ELSEWHERE = "places in the worker process:\n"  # not every note is ours: another may quote anything


def code_of(error: BaseException) -> str:
    """Give the code of an error: from its kind and the places it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.name}" for frame in frames] + _elsewhere(error)
    digest = hashlib.sha256("\n".join((type(error).__qualname__, *places)).encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])


def remember_places(error: BaseException) -> None:
    """Keep the places an error came through with it: its traceback does not travel between processes."""
    error.add_note(_ELSEWHERE + "\n".join(_places(error)))


def record(error: BaseException, code: str) -> None:
    """Write an error to the log: kind and places, not its message, which may quote what a customer wrote."""
    _LOG.error("bug %s: %s", code, "\n".join(trace(error)), extra={"code": code})


def trace(error: BaseException | None) -> list[str]:
    """Give the kinds and places of an error and of those that led to it, a line each."""
    lines = []
    while error is not None:
        lines += [type(error).__qualname__, *_elsewhere(error), *_places(error)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]


def _elsewhere(error: BaseException) -> list[str]:
    notes = [note for note in getattr(error, "__notes__", ()) if note.startswith(_ELSEWHERE)]
    return [line for note in notes for line in note.removeprefix(_ELSEWHERE).splitlines()]


def not_yet(error: BookError) -> str:
    """Say that a message waits to be written down."""
    del error
    return _(
        "Not saved yet: the disk does not take it (is it full?). I keep your message, try again by myself, and confirm it when it is written."
    )


def regret(code: str, what: str) -> Answer:
    """Say that a message was set aside: with the code of a bug, or, without one, that it took too long.

    `what` is a sentence of the catalogue: which message it was.
    """
    if not code:
        sentence = _("This took too long, so I stopped. Ask for a shorter period, or for one product.")
        return Answer("trouble", (Words(sentence),))
    sentence = _(
        "Something went wrong on my side with {what}: it is kept aside and nothing was written down from it. Who looks after me needs this code: {code}.",
        what=_(what),
        code=code,
    )
    return Answer("trouble", (Words(sentence),))
