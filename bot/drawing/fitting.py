"""Figures in the longest form that fits: in full, in short, or without the words of their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.figures import bare, write, write_short
from bot.drawing.lettering import clean, widest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Unit


def fitted(
    values: Sequence[float | None],
    unit: Unit,
    room: float,
    size: float,
    *,
    bold: bool = False,
    signed: bool = False,
) -> list[str]:
    """Write all values alike, the widest of them within `room` pixels where any form allows it."""
    forms = ((write, unit), (write_short, unit), (write, bare(unit)), (write_short, bare(unit)))
    written: list[str] = []
    for writer, dress in forms:
        written = [clean(writer(value, dress, signed=signed)) for value in values]
        if widest(written, size, bold=bold) <= room:
            break
    return written
