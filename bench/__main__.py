"""`python -m bench [--data FOLDER] [--only PART] [--lines N]`: each part in a process of its own, and one table at the end.

What a part hands over is kept in `docs/benchmarks.json` and shown in `docs/benchmarks.md`; a run of one part renews
its rows alone. Everything is measured on made-up data; `--data` measures on real sets as well, and says which is absent.
Gives 1 where a part failed or missed what it must reach.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import figures
from bot.transport.clock import now
from docs import build
from docs.parts import benchmarks

DOCUMENT = build.ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Part:
    """One `python -m bench.NAME`: its heading; whether `--lines` sets its size; what a run on real sets adds, if any."""

    title: str
    sized: bool = False
    real: tuple[str, ...] | None = None


PARTS = {
    "imports": Part("A file of sales comes in", sized=True, real=("--lines", "0")),
    "sheets": Part("A file is read", sized=True, real=("--lines", "0")),
    "commands": Part("A question to a large book", sized=True, real=()),
    "language": Part("A message is understood"),
    "demand": Part("Forecast", real=("--quick",)),
    "customers": Part("Baskets", sized=True, real=("--quick",)),
    "talk": Part("The bot at work"),
    "storage": Part("The book is kept safe", sized=True),
}


def main() -> int:
    """Run the parts that were asked for, keep what they found and show all that is known."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--data", help="folder with real sets, to measure on them too")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    parser.add_argument("--lines", type=int, help="size of the made-up data, for a machine with other work")
    asked = parser.parse_args()
    failed = []
    for name, part in PARTS.items():
        if asked.only not in (None, name):
            continue
        sized = ["--lines", str(asked.lines)] if part.sized and asked.lines else []
        failed += _run(name, sized, real=False)
        if asked.data and part.real is not None:
            failed += _run(name, ["--data", asked.data, *part.real], real=True)
    runs = _kept()
    build.put(DOCUMENT, "benchmarks", benchmarks.document(runs))
    _show(runs)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(name: str, arguments: list[str], *, real: bool) -> list[str]:
    """Run a part and keep its figures; gives its name if it failed. Figures of before stay where it has none."""
    title = PARTS[name].title + (", real sets" if real else "")
    print(f"== {title}: python -m bench.{' '.join([name, *arguments])}", flush=True)
    run = {"part": name, "title": title, "day": f"{now():%Y-%m-%d}", "machine": machine(), "load": _load()}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures"
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{name}", *arguments],
            check=False,
            env=os.environ | {figures.FILE: str(file)},
        )
        found = figures.handed_over(file)
    if found:
        _keep(run | {"figures": [_rounded(asdict(one)) for one in found]})
    return [title] if done.returncode else []


def _rounded(figure: dict[str, Any]) -> dict[str, Any]:
    """Give it with four digits that count: more would be noise in every comparison of two runs."""
    return {name: float(f"{held:.4g}") if isinstance(held, float) else held for name, held in figure.items()}


def _load() -> float:
    return round(os.getloadavg()[0], 1)


def machine() -> str:
    """Give what figures depend on, and nothing that tells machines of a kind apart."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def _kept() -> list[dict[str, Any]]:
    return json.loads(benchmarks.RESULTS.read_text("utf-8")) if benchmarks.RESULTS.exists() else []


def _keep(run: dict[str, Any]) -> None:
    """Put a run in the place of the last one of its kind."""
    others = [one for one in _kept() if one["title"] != run["title"]]
    order = list(PARTS)
    runs = sorted([*others, run], key=lambda one: (order.index(one["part"]), one["title"]))
    benchmarks.RESULTS.write_text(json.dumps(runs, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _show(runs: list[dict[str, Any]]) -> None:
    """Print the table as text."""
    table = [benchmarks.HEAD]
    for run in runs:
        table += [(run["title"].upper(),), *benchmarks.rows(run["figures"])]
    width = [max(len(row[place]) for row in table if len(row) > 1) for place in range(len(benchmarks.HEAD))]
    for row in table:
        cells = [
            f"{cell:{'>' if place in (2, 4, 5) else '<'}{width[place]}}" for place, cell in enumerate(row)
        ]
        print("  ".join(cells).rstrip())
    print("\n" + "\n".join(benchmarks.measured(runs)))


if __name__ == "__main__":
    sys.exit(main())
