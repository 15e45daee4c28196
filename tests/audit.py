"""`python -m tests.audit [--strict]`: bandit over the program, pip-audit over its locked libraries.

A finding of bandit must be justified where it stands, by ruff's mark of the same rule with its reason, or below. Where
there is no data about holes, pip-audit finds none and is content: so it is also asked about a release that is known to
have some, and its silence is called "not audited". Ends with 1 at a finding; with --strict also where nothing was audited.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("analytics", "storage", "bot")
HOLED = "jinja2==2.10"  # CVE-2019-10906 and later ones
NO_HOLES = {  # what bandit minds, and ruff does not
    ("B105", "bot/files/words.py"): "a sentence for the owner about a file with a password",
    ("B106", "bot/lanes.py"): "an empty token: the workers get none",
    ("B403", "analytics/model_file.py"): "it unpacks only what it wrote itself, and looks first",
}
_SECONDS = "5"  # for each answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one look: `fine` None where nothing could be looked up."""

    fine: bool | None
    says: str


def bandit() -> Verdict:
    """Look for what bandit minds and nobody has justified."""
    done = _ran("bandit", "-q", "-r", *PROGRAM, "-f", "json")
    found = json.loads(done.stdout)
    if found["errors"]:
        return Verdict(None, f"bandit could not read {found['errors'][0]['filename']}")
    left = [one for one in found["results"] if not _justified(one)]
    if left:
        lines = [
            f"  {one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}" for one in left
        ]
        return Verdict(False, "\n".join([f"bandit: {len(left)} findings without a reason", *lines]))
    return Verdict(True, f"bandit: {len(found['results'])} findings, each with its reason; none without")


def _justified(finding: dict[str, Any]) -> bool:
    if (finding["test_id"], finding["filename"]) in NO_HOLES:
        return True
    mark = re.compile(rf"noqa:.*\bS{finding['test_id'][1:]}\b.* - \w")
    lines = (ROOT / finding["filename"]).read_text("utf-8").splitlines()
    return any(mark.search(lines[number - 1]) for number in finding["line_range"])


def libraries() -> Verdict:
    """Look up every locked library, and one release with known holes to see whether there is any data."""
    with tempfile.TemporaryDirectory() as folder:
        control = Path(folder) / "holed.txt"
        control.write_text(HOLED + "\n", "utf-8")
        seen = _looked_up("--no-deps", "-r", str(control))
    return judged(_looked_up("--require-hashes", "-r", "requirements.lock"), seen)


def judged(libraries: list[dict[str, Any]] | None, control: list[dict[str, Any]] | None) -> Verdict:
    """Give the verdict on what pip-audit told of the libraries, and of the release with known holes."""
    holes = [(one["name"], hole["id"]) for one in libraries or () for hole in one.get("vulns", ())]
    if holes:
        return Verdict(False, "pip-audit: " + ", ".join(f"{name} {hole}" for name, hole in holes))
    if libraries is None or control is None:
        return Verdict(None, "pip-audit: not audited (it got no answer)")
    skipped = sum("skip_reason" in one for one in libraries)
    if skipped or not libraries:
        return Verdict(
            None, f"pip-audit: not audited ({skipped} of {len(libraries)} libraries not known there)"
        )
    if not any(one.get("vulns") for one in control):
        return Verdict(
            None, f"pip-audit: not audited (the data know of no hole in {HOLED}, which has several)"
        )
    return Verdict(True, f"pip-audit: {len(libraries)} locked libraries, no known hole")


def _looked_up(*words: str) -> list[dict[str, Any]] | None:
    done = _ran(
        "pip_audit", "--disable-pip", "-f", "json", "--progress-spinner", "off", "--timeout", _SECONDS, *words
    )
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return None
    return found


def _ran(module: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *words], check=False, capture_output=True, text=True, cwd=ROOT
    )


def main() -> int:
    """Look at both, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.audit")
    parser.add_argument("--strict", action="store_true", help="not audited is a failure too")
    asked = parser.parse_args()
    verdicts = [bandit(), libraries()]
    for one in verdicts:
        print(one.says)  # noqa: T201 - the command line prints
    bad = (False, None) if asked.strict else (False,)
    return 1 if any(one.fine in bad for one in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
