"""`python -m tests.soak [--only NAME] [--seed N] [--scale X]`: the long forms, and the table of what came of them.

What was found is kept in `docs/reliability.json`; a run of one check renews its line alone. Ends with 1 when a promise
was broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from dataclasses import asdict
from pathlib import Path

from docs import build
from docs.parts import reliability
from docs.parts.reliability import RESULTS
from tests.soak import (
    bombs,
    dialects,
    disasters,
    edits,
    forged,
    history,
    image,
    kills,
    leaks,
    long_life,
    migrated,
    names,
    outages,
    people,
    poison,
    power,
    pushes,
    taking,
    taps,
    thinking,
    visits,
)
from tests.soak.checks import Check, NotHere, Outcome
from tests.soak.process import ROOT

DOCUMENT = ROOT / "docs" / "reliability.md"
_SEED = 20_261_121

CHECKS = (
    Check(
        "kill",
        "kill -9 at random moments loses no sale, writes none twice, keeps the order",
        100,
        kills.killed,
    ),
    Check("terminate", "told to end under load it ends soon, and loses nothing", 20, kills.told_to_end),
    Check(
        "answers", "Telegram's answers lost, late, refused: no sale lost or doubled", 100, kills.answers_lost
    ),
    Check(
        "outages",
        "a cut line, 429, another poller, thirty hours away: nothing lost, told",
        60,
        outages.outages,
    ),
    Check("repeats", "a message delivered five times is one sale", 100, kills.five_times),
    Check("edits", "a sale changed in Telegram stands once, as it was changed last", 200, edits.edited),
    Check(
        "files",
        "kill -9 while a file comes in, goes out, comes back: whole or not at all",
        100,
        taking.killed_while_taking,
    ),
    Check(
        "taps", "one button tapped three times at once acts once, and every tap is answered", 25, taps.thrice
    ),
    Check("demo", "kill -9 while in the demo: no sale lands in the wrong book", 100, visits.in_and_out),
    Check(
        "dialects",
        "a sheet written in any dialect is read to the same days, rows and cents, or asked about",
        5000,
        dialects.any_dialect,
    ),
    Check("power", "a power cut loses no acknowledged sale and damages no book", 300, power.power_cut),
    Check("strangers", "strangers leave no row, fetch no file, learn nothing", 2000, people.strangers),
    Check(
        "buttons",
        "forged and stale buttons: no bug, nothing beyond the presser's rights",
        10_000,
        forged.forged,
    ),
    Check("invitations", "an invitation lets in one person, once, for a day", 30, people.invitations),
    Check(
        "elsewhere",
        "groups, channels, anonymous, other bots: nothing written; forwarded: asked",
        300,
        people.elsewhere,
    ),
    Check("token", "the token is in no log at any level, no table, export or backup", 4, leaks.token_kept),
    Check(
        "disasters",
        "a book that is damaged, lost or newer is refused in a sentence, untouched",
        3,
        disasters.befallen,
    ),
    Check(
        "migration", "a migration that dies leaves the old book whole, or the new one", 20, migrated.migrated
    ),
    Check("restore", "a backup comes back whole, whatever log lies beside it", 40, disasters.restored),
    Check(
        "disk full", "a full disk is told, and nothing is lost once there is room", 40, disasters.disk_full
    ),
    Check(
        "weekly", "one weekly message for each local week, in six zones, with downtime", 10, pushes.one_a_week
    ),
    Check(
        "history", "a random history equals a small model after every step", 1000, history.equals_its_model
    ),
    Check(
        "names", "hostile names are shown, exported and taken in again as they are", 100, names.hostile_names
    ),
    Check(
        "poison", "a message that ends the program is set aside, and the shop goes on", 3, poison.set_aside
    ),
    Check(
        "long life",
        "charts and exports for long: memory, log and open files do not grow",
        5000,
        long_life.long_life,
    ),
    Check(
        "thinking", "a sale is confirmed at once, whatever the bot thinks about", 24, thinking.while_thinking
    ),
    Check("bombs", "a file made to harm is refused soon, while others sell on", 3, bombs.bombs),
    Check(
        "image", "the image runs as nobody, read-only, and ends when told; no token in it", 20, image.image
    ),
    Check(
        "at once",
        "fifty people write at once for ten minutes and all are answered soon",
        600,
        long_life.at_once,
    ),
)


def main() -> int:
    """Make the checks that were asked for; gives 1 when a promise was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--only", choices=[check.name for check in CHECKS], help="one check alone")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--scale", type=float, default=1.0, help="less than 1: smaller, for a quick look")
    asked = parser.parse_args()
    kept = {one["name"]: one for one in json.loads(RESULTS.read_text("utf-8"))} if RESULTS.exists() else {}
    broken = False
    for check in CHECKS:
        if asked.only in (None, check.name):
            outcome = _made(check, max(1, round(check.size * asked.scale)), asked.seed)
            print(  # noqa: T201 - the command line prints
                f"{_SHOWN[outcome.kept]:8} {check.name:12} {outcome.figures}  [{outcome.seconds:.0f} s]",
                flush=True,
            )
            broken |= outcome.kept is False
            kept[check.name] = asdict(outcome)
            ordered = [kept[one.name] for one in CHECKS if one.name in kept]
            RESULTS.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", "utf-8")
    build.put(DOCUMENT, "reliability", reliability.table())
    return 1 if broken else 0


_SHOWN = {True: "kept", False: "BROKEN", None: "not made"}


def _made(check: Check, size: int, seed: int) -> Outcome:
    begun = time.monotonic()
    kept: bool | None = True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            figures = check.work(Path(folder), size, seed)
        except NotHere as missing:
            kept, figures = None, f"not made here: {missing}"
        except Exception as error:  # noqa: BLE001 - one broken promise does not hide the others
            traceback.print_exc()
            kept, figures = False, f"{type(error).__name__}: {str(error)[:300]}"
    return Outcome(check.name, check.promise, kept, figures, round(time.monotonic() - begun, 1))


if __name__ == "__main__":
    sys.exit(main())
