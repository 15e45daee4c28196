"""`python -m tests.mutants [PATTERN]`: does a test fail when the arithmetic of money is changed on purpose?

What is changed and which tests are asked stands in `[tool.mutmut]`. A change that no test noticed must be explained in
`equivalent.toml` beside this file: why nobody could notice it. Ends with 1 when one is not.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

MUTMUT = Path(sys.executable).with_name("mutmut")
EXPLAINED = Path(__file__).with_name("equivalent.toml")
KILLED = frozenset({"killed", "timeout", "caught by type check"})


@dataclass(frozen=True, slots=True)
class Change:
    """One function with one change in it: the lines taken out and those put in, without indentation."""

    where: str
    was: str
    becomes: str


def main() -> int:
    """Change, test, and print what was found out."""
    subprocess.run([MUTMUT, "run", *sys.argv[1:]], check=True)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    explained = explanations()
    met, loose = set(), []
    for name, status in results():
        if status == "not checked":
            continue
        change = None if status in KILLED else shown(name)
        verdict = "killed" if change is None else "explained" if change in explained else "survived"
        found[name.rsplit(".", 1)[0]][verdict] += 1
        if verdict == "explained":
            met.add(change)
        if verdict == "survived":
            loose.append((status, change))
    for status, change in loose:
        print(f"\n{change.where}: {status}\n  was      {change.was}\n  becomes  {change.becomes}")  # noqa: T201
    print(f"\n{'module':28}{'changes':>9}{'killed':>9}{'explained':>11}{'survived':>10}")  # noqa: T201
    for module, counts in sorted(found.items()):
        row = (counts.total(), counts["killed"], counts["explained"], counts["survived"])
        print(f"{module:28}{row[0]:9}{row[1]:9}{row[2]:11}{row[3]:10}")  # noqa: T201
    stale = [] if sys.argv[1:] else sorted(change.where for change in explained - met)
    if stale:
        print(f"\nExplained, and not there any more: {', '.join(stale)}")  # noqa: T201
    return 1 if loose or stale else 0


def explanations() -> set[Change]:
    """Give the changes that are known to change nothing."""
    table = tomllib.loads(EXPLAINED.read_text("utf-8"))
    return {
        Change(one["where"], one["was"], becomes) for one in table["equivalent"] for becomes in one["becomes"]
    }


def results() -> list[tuple[str, str]]:
    """Give every change by name with what became of it."""
    lines = told("results", "--all", "true").splitlines()
    return [(name.strip(), status) for name, _, status in (line.partition(": ") for line in lines) if status]


def shown(name: str) -> Change:
    """Give what a change by this name did."""
    lines = [
        line
        for line in told("show", name).splitlines()
        if line[:1] in "-+" and line[:3] not in {"---", "+++"}
    ]
    was, becomes = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
    where = name.partition("__mutmut_")[0].replace("xǁ", "").replace("ǁ", ".").replace(".x_", ".")
    return Change(where, was, becomes)


def told(*command: str) -> str:
    """Give what mutmut prints."""
    return subprocess.run([MUTMUT, *command], check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
