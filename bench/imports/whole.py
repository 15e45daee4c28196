"""One import of a large file from beginning to end, in a process of its own: prints what it took as JSON.

Usage: python -m bench.imports.whole FILE FOLDER
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from pathlib import Path

from bench.imports.taking import Step, Taking
from storage import upkeep


def main(arguments: list[str]) -> int:
    source, folder = Path(arguments[0]), Path(arguments[1])
    copy = folder / source.name
    shutil.copyfile(source, copy)
    with Taking(folder) as taking:
        began, used = time.perf_counter(), time.process_time()
        shown = taking.look(copy, source.name)
        looked, looked_used = time.perf_counter() - began, time.process_time() - used
        most_looking = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        steps = taking.take(shown)
        book = taking.shop.book
        wrong = len(upkeep.recount(book))
        lines = book.value("SELECT count(*) FROM sales_book")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        out, back = taking.withdraw(1), taking.put_back(1)
        wrong += len(upkeep.recount(book)) + (book.value("SELECT count(*) FROM sales_book") != lines)
    json.dump(
        {
            "lines": lines,
            "look_s": looked,
            "look_cpu_s": looked_used,
            "take_s": sum(step.wall for step in steps),
            "take_cpu_s": sum(step.used for step in steps),
            "longest": {"import": _longest(steps), "withdrawal": _longest(out), "undoing it": _longest(back)},
            "most_looking_mb": most_looking,
            "most_mb": most,
            "wrong": wrong,
        },
        sys.stdout,
    )
    return 0


def _longest(steps: list[Step]) -> tuple[float, float]:
    """Give the longest step by the clock, and the one that took most of the processor."""
    return max(step.wall for step in steps), max(step.used for step in steps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
