"""Logs without secrets and without anybody's words, whatever library wrote the line.

httpx logs every address at INFO, and a token is part of each; a rejected token even stands in a traceback.
So the text is cleaned where it leaves, after message, arguments and traceback were put together. What
python-telegram-bot logs may quote an update, and an error's message may quote anything: of the first only the
sentence is written, of the second only the kind and the places.
"""

from __future__ import annotations

import copy
import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from bot import incidents

if TYPE_CHECKING:
    from collections.abc import Iterable

HIDDEN = "[token]"
_ANY_TOKEN = re.compile(r"\d{3,20}(?::|%3[Aa])[A-Za-z0-9_-]{20,100}")
_QUOTING = "telegram"
_TOLD = ("row", "command", "seconds", "code")  # what a record may carry besides its sentence: nobody's words
_CHATTY = ("httpx", "httpcore", "hpack", "apscheduler", "tornado.access", "telegram.ext.Application")


class Redactor(logging.Formatter):
    """A formatter that hides tokens: ours in whole and in part, and whatever looks like one."""

    def __init__(self, secrets: Iterable[str] = (), *, as_json: bool = False) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._as_json = as_json
        self._secrets = sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Write the record, traceback included, without secrets."""
        if record.name.startswith(_QUOTING):
            record = copy.copy(record)
            record.args = ()
        return self.clean(self._object(record) if self._as_json else super().format(record))

    def _object(self, record: logging.LogRecord) -> str:
        """Write the record as one JSON object on one line: a token has no letter that JSON would write otherwise."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= {name: getattr(record, name) for name in _TOLD if hasattr(record, name)}
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        """Write an error's kind and places."""
        return "\n".join(incidents.trace(ei[1]))

    def clean(self, text: str) -> str:
        """Hide every secret in a text."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _ANY_TOKEN.sub(HIDDEN, text)


def _forms(secret: str) -> set[str]:
    """Give the ways a token can be written: whole, its secret half, both also as parts of an address."""
    if not secret:
        return set()
    parts = {secret, secret.partition(":")[2]} - {""}
    return parts | {quote(part, safe="") for part in parts} | {quote(part, safe="").lower() for part in parts}


def set_up_logging(secrets: Iterable[str], level: int | str = logging.INFO, *, as_json: bool = False) -> None:
    """Send the log to standard error through a Redactor, in place of what the root logger had."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redactor(secrets, as_json=as_json))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
