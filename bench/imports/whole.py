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

from bench.imports.taking import Taking
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
        began, used = time.perf_counter(), time.process_time()
        steps = taking.take(shown)
        taken, taken_used = time.perf_counter() - began, time.process_time() - used
        wrong = upkeep.recount(taking.shop.book)
        lines = taking.shop.book.value("SELECT count(*) FROM sales_book")
    json.dump(
        {
            "lines": lines,
            "look_s": looked,
            "look_cpu_s": looked_used,
            "take_s": taken,
            "take_cpu_s": taken_used,
            "longest_step_s": max(steps),
            "last_step_s": steps[-1],
            "most_mb": most_looking,
            "wrong": len(wrong),
        },
        sys.stdout,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
