"""The table of promises: what was tried, how often, and what came of it, from the last `make soak`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs.demo import Demo

RESULTS = Path(__file__).resolve().parent.parent / "reliability.json"
_MARKS = {True: "kept", False: "**broken**", None: "not made here"}


def part(_: Demo, __: str) -> str:
    """Give the table, from what the last run left."""
    return table()


def table() -> str:
    """Give the table, a promise a row."""
    lines = ["| promise | | what was tried, and what came of it |", "|---|---|---|"]
    for one in json.loads(RESULTS.read_text("utf-8")):
        figures = one["figures"].replace("|", "\\|").replace("\n", " ")
        lines.append(f"| **{one['name']}**: {one['promise']} | {_MARKS[one['kept']]} | {figures} |")
    return "\n".join(lines)
