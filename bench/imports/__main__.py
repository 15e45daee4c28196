"""How fast and how right files come in: `python -m bench.imports [--data FOLDER]`.

First a made-up till export of half a million lines: the whole import beside `sqlite-utils insert --csv` and a bare
`executemany` of the same rows, in one run. With a folder, then, every sales file of the folder through the real import,
against what it is known to hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.imports import files, speed


def main() -> int:
    """Print every figure and check; 1 if a check is off."""
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with the files; without it speed alone")
    parser.add_argument(
        "--lines", type=int, default=500_000, help="lines of the made-up file; 0 leaves it out"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.lines:
            speed.measure(Path(folder), asked.lines)
        if asked.data is None:
            return 0
        off = files.check(asked.data, Path(folder))
    print(f"{off} OFF" if off else "all files as they are known to be")
    return 1 if off else 0


if __name__ == "__main__":
    sys.exit(main())
