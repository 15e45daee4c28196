"""What a check is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class NotHere(Exception):  # noqa: N818 - it is no error: this machine lacks what the check needs
    """The check cannot be made on this machine; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Check:
    """One promise and how it is tried: `work(folder, size, seed)` gives the figures, or raises what was lost."""

    name: str
    promise: str
    size: int
    work: Callable[[Path, int, int], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check: `kept` None where it could not be made here."""

    name: str
    promise: str
    kept: bool | None
    figures: str
    seconds: float
