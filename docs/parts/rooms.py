"""The house room by room, each with the first sentence that it says about itself."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs.demo import Demo

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("analytics", "storage", "bot")


def part(_: Demo, __: str) -> str:
    """Give every package, the rooms of one house together."""
    lines = ["| room | |", "|---|---|"]
    for house in HOUSE:
        for file in sorted((ROOT / house).rglob("__init__.py")):
            says = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
            name = file.parent.relative_to(ROOT)
            lines.append(f"| `{name}/` | {says.partition(chr(10) * 2)[0].replace(chr(10), ' ')} |")
    return "\n".join(lines)
