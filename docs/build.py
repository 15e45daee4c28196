"""Writes the generated parts of the documents from the running program; `--check` only compares.

A generated part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`; the pictures are drawn by the demo shop.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot import config
from bot.answer import Picture, Table, Words
from bot.commands.registry import COMMANDS
from bot.demo.talk import copy_of, fill_once
from bot.drawing.develop import develop
from bot.transport import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.answer import Answer
    from bot.demo.talk import Talk

ROOT = Path(__file__).resolve().parent.parent
CONVERSATION = (
    "2 hdmi cables 2m to Lerato 240",
    "3 usb-c cables and 1 kettle, card",
    "no, 2 kettles",
    "who are my best customers this month",
    "what must i order",
)
PICTURES = {"sales": "/sales", "order": "/weekly", "forecast": "/forecast"}
_LINES = 12


def conversation(talk: Talk) -> str:
    """Play the conversation with the demo shop and write it down as it went."""
    lines = []
    for said in CONVERSATION:
        lines += [f"> {said}", "", *_shown(talk.say(said)), ""]
    return "```\n" + "\n".join(lines).rstrip() + "\n```"


def _shown(answer: Answer) -> Iterator[str]:
    lines: list[str] = []
    for block in answer.blocks:
        if isinstance(block, Words):
            lines += block.text.splitlines()
        elif isinstance(block, Table):
            lines += tables.lines(block)
    yield from lines[:_LINES]
    if len(lines) > _LINES:
        yield "…"
    for row in answer.buttons:
        yield "  ".join(f"[{button.label}]" for button in row)


def commands(_: Talk) -> str:
    """Give the table of commands, by group."""
    shown = [one for one in COMMANDS if not one.hidden]
    groups = dict.fromkeys(one.group for one in shown)
    lines = ["| | |", "|---|---|"]
    for group in groups:
        lines.append(f"| **{group}** | |")
        lines += [f"| `/{one.name}` | {one.summary} |" for one in shown if one.group == group]
    return "\n".join(lines)


PARTS: dict[str, Callable[[Talk], str]] = {"conversation": conversation, "commands": commands}


def build(*, check: bool) -> list[str]:
    """Write (or compare) every generated part; gives the files that are (or were) out of date."""
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "first").mkdir()
        (home / "second").mkdir()
        book = fill_once(home / "first")
        talk = copy_of(book, home / "second")
        files = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
        stale += [str(file.relative_to(ROOT)) for file in files if _renew(file, talk, check=check)]
        example = ROOT / "config.example.toml"
        if not example.exists() or example.read_text("utf-8") != config.example():
            stale.append(example.name)
            if not check:
                example.write_text(config.example(), "utf-8")
        for name, asks in PICTURES.items():
            stale += _draw(talk, name, asks, check=check)
        talk.shop.close()
    return stale


def _renew(file: Path, talk: Talk, *, check: bool) -> bool:
    text = file.read_text("utf-8")

    def part(match: re.Match[str]) -> str:
        return f"<!-- begin {match[1]} -->\n{PARTS[match[1]](talk)}\n<!-- end {match[1]} -->"

    fresh = re.sub(r"<!-- begin (\w+) -->\n.*?<!-- end \1 -->", part, text, flags=re.DOTALL)
    if fresh != text and not check:
        file.write_text(fresh, "utf-8")
    return fresh != text


def _draw(talk: Talk, name: str, asks: str, *, check: bool) -> list[str]:
    """Draw a picture; whether it is up to date is told by its existence: fonts differ between machines."""
    target = ROOT / "docs" / "pictures" / f"{name}.png"
    if check:
        return [] if target.exists() else [str(target.relative_to(ROOT))]
    answer = develop(talk.say(asks), talk.shop.settings.files_folder)
    picture = next(block for block in answer.blocks if isinstance(block, Picture))
    target.write_bytes(picture.path.read_bytes())
    return [str(target.relative_to(ROOT))]


def main(arguments: list[str]) -> int:
    """Build, or with --check fail where something is out of date."""
    check = "--check" in arguments
    stale = build(check=check)
    if check and stale:
        sys.stderr.write(f"Out of date: {', '.join(stale)}. Run: make docs\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
