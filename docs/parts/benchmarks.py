"""The table of benchmarks: each figure beside what one would pick instead, from the last `make bench`."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.demo import Demo

RESULTS = Path(__file__).resolve().parent.parent / "benchmarks.json"
HEAD = ("measured", "on", "Shopbook", "what one would pick instead", "its figure", "ratio")


def part(_: Demo, __: str) -> str:
    """Give the table and what it was measured on, from what the last runs left."""
    return document(json.loads(RESULTS.read_text("utf-8")))


def document(runs: list[dict[str, Any]]) -> str:
    """Give the table and, below it, when and on what each part was measured."""
    lines = [_line(HEAD), "|---|---|--:|---|--:|--:|"]
    for title, of_title in groupby(runs, key=lambda run: run["title"]):
        lines.append(_line((f"**{title}**", *[""] * (len(HEAD) - 1))))
        lines += [_line(row) for run in of_title for row in rows(run["figures"])]
    return "\n".join([*lines, "", *measured(runs)])


def rows(figures: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Give each figure's cells; what is the same as in the row above is left out."""
    above: tuple[str, ...] = ()
    for one in figures:
        unit = f" {one['unit']}" if one["unit"] else ""
        ours = (one["what"], one["on"], f"{_short(one['ours'])}{unit}")
        theirs = one["theirs"]
        beside = (
            ("", "", "")
            if theirs is None
            else (one["beside"], f"{_short(theirs)}{unit}", _short(one["ours"] / theirs))
        )
        yield (*(("", "", "") if ours == above else ours), *beside)
        above = ours


def measured(runs: list[dict[str, Any]]) -> list[str]:
    """Give a sentence for each machine and day that something was measured on."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for run in runs:
        found.setdefault((run["day"], run["machine"]), []).append(run)
    return [
        f"Measured on {day}: {machine}; load when a part began {_loads(of_day)}"
        + ("." if len(of_day) == len(runs) else f" ({', '.join(run['title'].lower() for run in of_day)}).")
        for (day, machine), of_day in found.items()
    ]


def _loads(runs: list[dict[str, Any]]) -> str:
    low, high = min(run["load"] for run in runs), max(run["load"] for run in runs)
    return f"{low:.1f}" if low == high else f"{low:.1f} to {high:.1f}"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _short(figure: float) -> str:
    """Give three digits that count."""
    digits = 0 if figure >= 100 else 1 if figure >= 10 else 2 if figure >= 1 else 3  # noqa: PLR2004 - as said
    return f"{figure:,.{digits}f}"
