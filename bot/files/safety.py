"""Cells that no spreadsheet takes for a formula: an apostrophe goes before them on the way out, and off on the way in."""

from __future__ import annotations

from typing import Any

# The signs that begin a formula, also in their full-width forms; and the apostrophe itself, so that one can come off.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(cell: Any) -> Any:
    """Give a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(RISKY):
        return "'" + cell
    return "" if cell is None else cell


def bared(text: str) -> str:
    """Take the apostrophe off that `safe` put there; any other one stays."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text
