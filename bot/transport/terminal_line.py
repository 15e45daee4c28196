"""The line that is typed in the terminal: history that outlives the session, commands completed with Tab."""

from __future__ import annotations

import atexit
import contextlib
from typing import TYPE_CHECKING

from bot.commands.registry import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 1000  # lines of history


def completions(typed: str) -> list[str]:
    """Give the commands that what is typed may become, in the order of /help."""
    if not typed.startswith("/"):
        return []
    names = (f"/{one.name}" for one in COMMANDS if not one.hidden or len(typed) > 1)
    return [name for name in names if name.startswith(typed)]


def prepare(history: Path) -> None:
    """Let `input` edit lines, remember them in a file, and complete commands; where that is not there, nothing."""
    try:
        import readline  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with contextlib.suppress(OSError):
        readline.read_history_file(history)
    readline.set_history_length(_KEPT)
    atexit.register(_keep, history)
    readline.set_completer_delims(" \t\n")
    readline.set_completer(lambda typed, at: next(iter(completions(typed)[at : at + 1]), None))
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")


def _keep(history: Path) -> None:
    import readline  # noqa: PLC0415 - it is there: `prepare` had it

    with contextlib.suppress(OSError):
        readline.write_history_file(history)
        history.chmod(0o600)  # what was typed is as private as the book
