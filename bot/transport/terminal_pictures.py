"""Pictures inside the terminal, where it can show them: the protocols of kitty and of iTerm, each a PNG in an escape.

Which terminal it is stands in the environment; one that says nothing, a pipe, and a multiplexer between get none.
"""

from __future__ import annotations

from base64 import standard_b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PNG = b"\x89PNG\r\n\x1a\n"
_CHUNK = 4096  # letters of base64 that kitty takes at once
_KITTY = ("xterm-kitty", "xterm-ghostty")
_ITERM = ("iTerm.app", "WezTerm")


def drawer(environment: Mapping[str, str], *, interactive: bool) -> Callable[[bytes], str] | None:
    """Give what turns a PNG into the letters that this terminal shows as a picture; None where it cannot."""
    if not interactive or environment.get("TMUX") or environment.get("STY"):
        return None
    if environment.get("TERM") in _KITTY or environment.get("KITTY_WINDOW_ID"):
        return kitty
    return iterm if environment.get("TERM_PROGRAM") in _ITERM else None


def kitty(png: bytes) -> str:
    """Write a PNG in kitty's graphics protocol: chunks, all but the last announcing more."""
    encoded = standard_b64encode(png).decode()
    chunks = [encoded[at : at + _CHUNK] for at in range(0, len(encoded), _CHUNK)]
    written = []
    for number, chunk in enumerate(chunks):
        more = int(number < len(chunks) - 1)
        control = f"a=T,f=100,q=2,m={more}" if number == 0 else f"m={more}"
        written.append(f"\x1b_G{control};{chunk}\x1b\\")
    return "".join(written)


def iterm(png: bytes) -> str:
    """Write a PNG as iTerm's inline file."""
    return f"\x1b]1337;File=inline=1;size={len(png)};width=auto:{standard_b64encode(png).decode()}\a"
