"""The public views of the book: each with its columns, one line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.reading import views

if TYPE_CHECKING:
    from docs.demo import Demo


def part(_demo: Demo, view: str) -> str:
    """Give the table of one view's columns."""
    lines = ["| column | holds |", "|---|---|"]
    lines += [f"| `{column}` | {_cell(says)} |" for column, says in views.COLUMNS[view].items()]
    return "\n".join(lines)


def _cell(says: str) -> str:
    return says.replace("|", "\\|").replace("<", "&lt;")
