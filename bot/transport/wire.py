"""Telegram without a network: an in-process Bot API, and the people who talk to the bot.

`Wire.request` is what python-telegram-bot is given instead of its HTTP client, so the very same
application runs on it: for the terminal chat and, with faults, for the project's own tests. Here are
the people and what they do and see; what the bot calls is in `wire_api.py`, what Telegram refuses in
`wire_checks.py`, and the line between them in `wire_line.py`.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.transport import clock as wall
from bot.transport.wire_api import Api
from bot.transport.wire_line import FAULTS, Fault, Line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from telegram.request import BaseRequest

    from bot.transport.wire_api import Message
    from bot.transport.wire_line import Made

TOKEN = "4000000001:in-process-wire-without-any-network"  # noqa: S105 - no secret: there is no network behind it
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@\w+)?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with Telegram."""

    id: int
    name: str = "Owner"

    @property
    def user(self) -> dict[str, Any]:
        """Give the person as a Telegram user."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "en"}


OWNER = Person(1)


@dataclass(slots=True)
class Wire:
    """One bot's Telegram, as the people see it. `clock` dates the messages.

    Messages, presses and updates are numbered from `after` on. A book remembers the numbers it has seen: on a wire
    to the same book, each session needs numbers of its own.
    """

    clock: Callable[[], datetime] = wall.now
    after: int = 0
    api: Api = field(init=False)
    line: Line = field(init=False)
    _presses: int = 0
    _newest: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.api = Api(self.clock, after=self.after)
        self.line = Line(self.api, after=self.after)
        self._presses = self.after

    # People

    def say(
        self, text: str, user: Person = OWNER, *, at: datetime | None = None, reply_to: int | None = None
    ) -> int:
        """Let somebody write a message; gives its number. `at` is when it was sent, else now."""
        return self._write(user, _spoken(text), at, reply_to)

    def edit(self, message: int, text: str, user: Person = OWNER, *, at: datetime | None = None) -> None:
        """Let somebody change an earlier message."""
        old = self.message(message, user)
        changed = {key: value for key, value in old.items() if key != "entities"} | _spoken(text)
        changed["edit_date"] = self._seconds(at)
        self.api.messages[user.id, message] = changed
        self._update({"edited_message": changed})

    def upload(
        self,
        path: Path,
        user: Person = OWNER,
        *,
        caption: str = "",
        at: datetime | None = None,
        claims: int | None = None,
    ) -> int:
        """Let somebody send a file; gives the message's number. `claims` is the size that Telegram tells."""
        kept = self.api.keep(path.name, path.read_bytes(), claims)
        document = {
            "file_id": kept.id,
            "file_unique_id": kept.id,
            "file_name": kept.name,
            "file_size": kept.size,
        }
        content: Message = {"document": document}
        return self._write(user, content | ({"caption": caption} if caption else {}), at, None)

    def press(self, message: int, button: str | int, user: Person = OWNER) -> str:
        """Let somebody press a button, by its label or its place from 0; gives the press's id.

        Raises LookupError where the message has no such button.
        """
        buttons = self.buttons(message, user)
        labels = [one["text"] for one in buttons]
        if button not in (range(len(labels)) if isinstance(button, int) else labels):
            raise LookupError(f"no button {button!r} among {labels}")
        place = button if isinstance(button, int) else labels.index(button)
        self._presses += 1
        query = f"press-{self._presses}"
        self.api.queries.add(query)
        self._update(
            {
                "callback_query": {
                    "id": query,
                    "from": user.user,
                    "chat_instance": str(user.id),
                    "data": buttons[place]["callback_data"],
                    "message": self.message(message, user),
                }
            }
        )
        return query

    def join(self, user: Person) -> None:
        """Let somebody press Start: from now on the bot may write to him."""
        self.api.chats[user.id] = {"id": user.id, "type": "private", "first_name": user.name}

    def block(self, user: Person, *, blocked: bool = True) -> None:
        """Let somebody block the bot, or take it back."""
        (self.api.blocked.add if blocked else self.api.blocked.discard)(user.id)

    def repeat(self, *, new_number: bool = False) -> None:
        """Deliver the last update once more, as happens when the bot's confirmation got lost."""
        if new_number:
            self.line.update({key: value for key, value in self._newest.items() if key != "update_id"})
        else:
            self.line.again(self._newest)

    # What they see

    def message(self, number: int, user: Person = OWNER) -> Message:
        """Give a message as it stands now; KeyError where it was deleted."""
        return self.api.messages[user.id, number]

    def buttons(self, number: int, user: Person = OWNER) -> list[dict[str, str]]:
        """Give a message's buttons, row by row."""
        rows = self.message(number, user).get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def shown(self, user: Person = OWNER) -> list[Message]:
        """Give the bot's messages in a chat as they stand now, the oldest first."""
        return [
            message
            for (chat, _), message in sorted(self.api.messages.items())
            if chat == user.id and message["from"]["is_bot"]
        ]

    @property
    def confirmed(self) -> bool:
        """Say whether the bot took every update and said so."""
        return not self.line.updates

    # The line

    @property
    def request(self) -> BaseRequest:
        """Give what python-telegram-bot takes for its HTTP client, for polling as for the rest."""
        return self.line

    @property
    def calls(self) -> list[Made]:
        """Give every call that the bot made, in order, but for getUpdates."""
        return self.line.calls

    def refusals(self) -> list[str]:
        """Give what Telegram refused, with its words."""
        return [f"{made.method}: {made.refused}" for made in self.calls if made.refused]

    async def until(self, holds: Callable[[], bool], within: float | None = 20.0) -> None:
        """Wait until something holds that the bot brings about; TimeoutError after `within` seconds."""
        await asyncio.wait_for(self.line.until(holds), within)

    def fault(self, kind: str, method: str = "sendMessage", *, times: int = 1, seconds: float = 1.0) -> None:
        """Let the next calls of a method (or `download`) go wrong.

        `drop`: never arrives. `lost`: arrives, its answer does not. `late`: the same, as a timeout.
        `flood`: 429 with `seconds` to wait. `unauthorized`: 401. `gateway`: a proxy's 502. `delay`: slow, fine.
        """
        if kind not in FAULTS:
            raise ValueError(f"no fault is called {kind!r}")
        self.line.faults.append(Fault(kind, method, times, seconds))

    def _write(self, user: Person, content: Message, at: datetime | None, reply_to: int | None) -> int:
        self.join(user)
        message: Message = {
            "message_id": self.api.next_message(),
            "date": self._seconds(at),
            "chat": self.api.chats[user.id],
            "from": user.user,
            **content,
        }
        if reply_to is not None:
            message["reply_to_message"] = self.message(reply_to, user)
        self.api.messages[user.id, message["message_id"]] = message
        self._update({"message": message})
        return int(message["message_id"])

    def _update(self, content: dict[str, Any]) -> None:
        self._newest = self.line.update(content)

    def _seconds(self, at: datetime | None) -> int:
        return int((at or self.clock()).timestamp())


def _spoken(text: str) -> Message:
    command = _COMMAND.match(text)
    entity = {"type": "bot_command", "offset": 0, "length": command.end()} if command else None
    return {"text": text} | ({"entities": [entity]} if entity else {})
