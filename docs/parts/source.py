"""A command's file as it stands: `source:NAME` shows `bot/commands/NAME.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs.demo import Demo

COMMANDS = Path(__file__).resolve().parents[2] / "bot" / "commands"


def part(_: Demo, detail: str) -> str:
    """Give the file's text as code."""
    return f"```python\n{(COMMANDS / f'{detail}.py').read_text('utf-8').rstrip()}\n```"
