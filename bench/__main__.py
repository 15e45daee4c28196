"""`python -m bench [--data FOLDER] [--quick]`: every benchmark, one after the other, each in a process of its own.

Each figure stands beside what one would pick instead, measured in the same run. Parts that need real sets say which
file is absent.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

PARTS: tuple[tuple[str, bool], ...] = (  # name, and whether it reads real sets
    ("talk", False),
    ("language", False),
    ("storage", False),
    ("imports", True),
    ("commands", True),
    ("sheets", True),
    ("demand", True),
    ("customers", True),
)


def main() -> int:
    """Run the parts that were asked for; gives 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument(
        "--data", help="folder with real sets; without it only what is made up here is measured"
    )
    parser.add_argument("--only", choices=[name for name, _ in PARTS], help="one part alone")
    asked = parser.parse_args()
    failed = []
    for name, real in PARTS:
        if asked.only not in (None, name):
            continue
        if real and not asked.data:
            print(f"== {name}: needs real sets, give --data FOLDER")
            continue
        print(f"== {name}", flush=True)
        extra = ["--data", asked.data] if real else []
        done = subprocess.run([sys.executable, "-m", f"bench.{name}", *extra], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
