"""Writes the generated parts of the documents from the running program; `--check` only compares.

A generated part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`, or `NAME:DETAIL`; it is written by
`part` in `docs/parts/NAME.py`. A new part is a new file there, and nothing else.
"""

from __future__ import annotations

import importlib
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot import config
from docs.demo import Demo

if TYPE_CHECKING:
    from collections.abc import Callable

    Part = Callable[[Demo, str], str]

ROOT = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).parent / "parts"
_PLACE = re.compile(
    r"^<!-- begin (([a-z_]+)(?::([\w-]+))?) -->\n.*?^<!-- end \1 -->$", re.DOTALL | re.MULTILINE
)


def parts() -> dict[str, Part]:
    """Give every part's function by name."""
    names = sorted(file.stem for file in PARTS.glob("[a-z]*.py"))
    return {name: importlib.import_module(f"docs.parts.{name}").part for name in names}


def documents() -> list[Path]:
    """Give every document, the README first."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def build(*, check: bool) -> list[str]:
    """Write (or compare) every generated part; gives the files that are (or were) out of date."""
    stale = []
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(Path(folder), ROOT / "docs" / "pictures", draws=not check)
        try:
            for file in documents():
                stale += _renew(file, renewed(file, demo), check=check)
        finally:
            demo.close()
        stale += _renew(ROOT / "config.example.toml", config.example(), check=check)
    return stale + demo.missing


def renewed(file: Path, demo: Demo) -> str:
    """Give a document's text with every generated part written anew."""
    known = parts()

    def place(match: re.Match[str]) -> str:
        written = known[match[2]](demo, match[3] or "")
        if file.parent == ROOT:  # a part names files as the documents in docs/ see them
            written = written.replace('src="pictures/', 'src="docs/pictures/')
        return _placed(match[1], written)

    return _PLACE.sub(place, file.read_text("utf-8"))


def put(file: Path, name: str, written: str) -> None:
    """Write one generated part alone into a document, as `build` would."""

    def place(match: re.Match[str]) -> str:
        return _placed(name, written) if match[1] == name else match[0]

    file.write_text(_PLACE.sub(place, file.read_text("utf-8")), "utf-8")


def _placed(name: str, written: str) -> str:
    return f"<!-- begin {name} -->\n{written}\n<!-- end {name} -->"


def _renew(file: Path, fresh: str, *, check: bool) -> list[str]:
    if file.exists() and file.read_text("utf-8") == fresh:
        return []
    if not check:
        file.write_text(fresh, "utf-8")
    return [str(file.relative_to(ROOT))]


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
