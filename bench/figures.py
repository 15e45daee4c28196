"""A measured figure beside what one would pick instead, and how a part hands its figures to who collects them.

A part is a process of its own. Where `FILE` names a file, what it hands over is added there, a line of JSON a figure;
run alone it only prints.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "SHOPBOOK_BENCH_FIGURES"


@dataclass(frozen=True, slots=True)
class Figure:
    """What Shopbook takes for something, and what another way takes in the same run; less is better in every unit.

    `on` says how much was worked on. `theirs` is None where there is nothing to pick instead; then `beside` is empty.
    """

    what: str
    on: str
    ours: float
    unit: str
    beside: str = ""
    theirs: float | None = None


def hand_over(figures: Iterable[Figure]) -> None:
    """Give the figures to whoever collects them; without one, nothing happens."""
    if FILE in os.environ:
        with Path(os.environ[FILE]).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(figure), ensure_ascii=False) + "\n" for figure in figures)


def handed_over(file: Path) -> list[Figure]:
    """Give what a part handed over, in its order."""
    if not file.exists():
        return []
    return [Figure(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]
