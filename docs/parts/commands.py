"""The table of commands, by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.registry import COMMANDS

if TYPE_CHECKING:
    from docs.demo import Demo


def part(_: Demo, __: str) -> str:
    """Give every command that is not hidden, with its line of help."""
    shown = [one for one in COMMANDS if not one.hidden]
    lines = ["| | |", "|---|---|"]
    for group in dict.fromkeys(one.group for one in shown):
        lines.append(f"| **{group}** | |")
        lines += [f"| `/{one.name}` | {one.summary} |" for one in shown if one.group == group]
    return "\n".join(lines)
