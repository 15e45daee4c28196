"""The way from the README to every document, by its title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs.demo import Demo

FOLDER = Path(__file__).resolve().parents[1]
FIRST = ("handbook", "running", "developing")


def part(_: Demo, __: str) -> str:
    """Give a link to each document, the owner's first."""
    files = sorted(FOLDER.glob("*.md"), key=lambda file: (_rank(file), file.stem))
    links = [f"[{_title(file)}](docs/{file.name})" for file in files]
    return " ·\n".join([*links, "[Decisions](DECISIONS.md)"])


def _rank(file: Path) -> int:
    return FIRST.index(file.stem) if file.stem in FIRST else len(FIRST)


def _title(file: Path) -> str:
    heading = file.read_text("utf-8").partition("\n")[0].removeprefix("# ").removeprefix("Shopbook: ")
    return heading[0].upper() + heading[1:]
