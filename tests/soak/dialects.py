"""Made-up sheets of sales, each written in two dialects and read: the same days, rows and cents come out, or a question."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import hypothesis
from hypothesis import HealthCheck, given, settings

from tests.language.sheets.dialects import SHEETS, Dialect, Outcome, Sheet, dialects, outcome

if TYPE_CHECKING:
    from pathlib import Path

MOST_LEFT = 0.01  # of the files, that the owner must explain


def any_dialect(folder: Path, size: int, seed: int) -> str:
    """`size` sheets in two dialects each; what is read wrongly is made smaller before it is told."""
    del folder
    outcomes, counts = Counter[Outcome](), Counter[str]()

    @hypothesis.seed(seed)
    @settings(max_examples=size, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(SHEETS, dialects(), dialects())
    def read_back(sheet: Sheet, one: Dialect, other: Dialect) -> None:
        found = [outcome(sheet, dialect) for dialect in (one, other)]
        outcomes.update(how for how, _ in found)
        keys = [rows for how, rows in found if how is not Outcome.LEFT]
        assert len(keys) < len(found) or keys[0] == keys[1], f"known as other rows in {other} than in {one}"
        counts.update(rows=sum(rows.total() for rows in keys), broken=bool(sheet.broken) * len(keys))

    read_back()
    files = outcomes.total()
    assert outcomes[Outcome.LEFT] <= MOST_LEFT * files, (
        f"{outcomes[Outcome.LEFT]} of {files} were not understood"
    )
    told = ", ".join(f"{outcomes[how]} {how.value}" for how in Outcome)
    return (
        f"{files} files, {size} sheets in two dialects each ({told}): {counts['rows']} rows, every day, product, customer,"
        f" quantity and cent as written, and known again in the other dialect; {counts['broken']} broken lines told,"
        f" none read (seed {seed})"
    )
