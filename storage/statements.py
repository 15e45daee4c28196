"""The statements of an SQL file, one by one: what `executescript` cannot do inside a transaction."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_HERE = Path(__file__).parent


def of_file(name: str) -> list[str]:
    """Give the statements of a file of this folder; comments inside a statement stay with it."""
    return split((_HERE / name).read_text(encoding="utf-8"))


def split(script: str) -> list[str]:
    """Split a script in which every statement begins on a line of its own."""
    found: list[str] = []
    gathered = ""
    for line in script.splitlines():
        if not gathered and (not line.strip() or line.lstrip().startswith("--")):
            continue
        gathered += line.rstrip() + "\n"
        if sqlite3.complete_statement(gathered):
            found.append(gathered.rstrip().removesuffix(";"))
            gathered = ""
    if gathered.strip():
        raise ValueError(f"the script ends inside a statement: {gathered.strip()[:60]}")
    return found
