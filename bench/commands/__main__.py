"""Every command about figures on a large book: how long it takes, beside plain SQL and pandas; and real files checked.

    python -m bench.commands [--lines 1000000] [--only NAME …] [--data FOLDER] [--book FOLDER]

Above 1,000,000 lines twice the time is theirs, and pandas is not asked (its table would fill the memory). What forecasts
or groups has a goal of its own; `--only` asks others too, which have none: those that learn or compare. `--book` keeps
the made-up book for the next run. Judged is the time of the process, not the wall clock: median, warm; beside it stands
the first run, which loads the libraries and makes the forecast of the day unless the book's folder keeps it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.commands import asked, beside, made_up, real, table
from bench.commands.asked import Asking, timed
from bench.figures import hand_over
from bot.answer import Words
from bot.demo.talk import OWNER, settings_in
from bot.shop import open_shop

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from bench.commands.asked import Question
    from bot.shop import Shop

TEXT_GOAL, CHART_GOAL, THOUGHT_GOAL = 0.300, 0.700, 2.0  # seconds
ALL_BELOW = 1_000_000


@dataclass(frozen=True, slots=True)
class Goals:
    """Seconds of the process that an answer may take."""

    text: float = TEXT_GOAL
    charts: float = CHART_GOAL
    thought: float = THOUGHT_GOAL

    def of(self, command: str) -> tuple[float, float] | None:
        """Give what a command may take to text and with charts; None where it has no goal."""
        if command in asked.THOUGHTS:
            return self.thought, self.thought
        if command not in asked.NUMBERS:
            return None
        # The report draws its charts itself.
        return self.charts if command == "report" else self.text, self.charts


_HEAD = f"{'question':38} {'first':>8} {'text cpu':>9} {'wall':>8} {'+charts':>9} {'SQL':>9} {'pandas':>9}"


def main() -> int:
    """Run what was asked for; gives 1 where a command misses its goal or a figure of a real file is off."""
    parser = argparse.ArgumentParser(prog="python -m bench.commands", description=__doc__)
    parser.add_argument("--lines", type=int, default=ALL_BELOW)
    parser.add_argument("--only", nargs="*", help="these commands alone")
    parser.add_argument("--data", type=Path, help="folder with real files, to check figures")
    parser.add_argument("--book", type=Path, help="folder in which the made-up book stays")
    options = parser.parse_args()
    if options.data:
        return real.check(options.data)
    with tempfile.TemporaryDirectory() as folder:
        shop = _shop(options.book or Path(folder), options.lines)
        try:
            return _measure(shop, options.only)
        finally:
            shop.close()


def _shop(folder: Path, lines: int) -> Shop:
    folder.mkdir(parents=True, exist_ok=True)
    shop = open_shop(settings_in(folder))
    if not shop.book.value("SELECT 1 FROM sale_lines LIMIT 1"):
        made_up.fill(shop.book, lines)
    return shop


def _measure(shop: Shop, only: Sequence[str] | None) -> int:
    asking = Asking(shop, made_up.NOW, OWNER, shop.settings.files_folder)
    count = shop.book.value("SELECT sum(lines) FROM day_totals")
    goals = Goals() if count <= ALL_BELOW else Goals(2 * TEXT_GOAL, 2 * CHART_GOAL, 2 * THOUGHT_GOAL)
    print(
        f"{count:,} lines; milliseconds of the process, median, warm; goals {_ms(goals.text)} to text, "
        f"{_ms(goals.charts)} with charts, {_ms(goals.thought)} where it forecasts or groups"
    )
    lines = None
    if count <= ALL_BELOW:
        read, lines = timed(lambda: beside.read(shop.book))
        print(f"reading all lines for pandas: {_ms(read.cpu)}")
    print(_HEAD)
    rows: list[table.Asked] = []
    over = [
        question.text for question in asked.questions(only) if not _line(asking, question, lines, goals, rows)
    ]
    print(f"OVER: {', '.join(over) or 'none'}")
    if only is None:
        hand_over(table.figures(rows, count))
    return int(bool(over))


def _line(
    asking: Asking,
    question: Question,
    lines: pd.DataFrame | None,
    goals: Goals,
    rows: list[table.Asked],
) -> bool:
    text, answer = asking.to_text(question)
    charts = any(not isinstance(block, Words) for block in answer.blocks)
    drawn = asking.drawn(answer).cpu if charts else 0.0
    plain, frame = _beside(asking.shop, question, lines)
    thinks = question.command in asked.THOUGHTS
    rows.append(table.Asked(question.text, text.cpu, text.cpu + drawn, plain, frame, thinks))
    goal = goals.of(question.command)
    met = goal is None or (text.cpu <= goal[0] and text.cpu + drawn <= goal[1])
    print(
        f"{question.text[:38]:38} {_ms(text.first):>8} {_ms(text.cpu):>9} {_ms(text.wall):>8} {_ms(text.cpu + drawn):>9} "
        f"{_ms(plain):>9} {_ms(frame):>9}  {'' if goal is None else 'ok' if met else 'OVER'}"
        + ("" if answer.command == question.command else f"  (answered by {answer.command})"),
        flush=True,
    )
    return met


def _beside(shop: Shop, question: Question, lines: pd.DataFrame | None) -> tuple[float | None, float | None]:
    """Give the seconds of the core question in plain SQL and in pandas; None where there is none."""
    core = beside.CORES.get(question.command)
    if core is None:
        return None, None
    period = {"first": question.first.isoformat(), "last": question.last.isoformat()}
    plain = timed(lambda: shop.book.rows(core.sql, period))[0].cpu
    if lines is None:
        return plain, None
    frame = timed(lambda: core.pandas(beside.within(lines, question.first, question.last)))[0].cpu
    return plain, frame


def _ms(seconds: float | None) -> str:
    return "-" if seconds is None else f"{1000 * seconds:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
