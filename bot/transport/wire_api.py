"""A small Telegram in memory: one bot, its chats, their messages and files, and the rules they keep.

The Bot API's methods on it are in `wire_methods.py`; what people do is in `wire.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.transport import wire_checks as checks
from bot.transport.wire_checks import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

BOT = {"id": 4_000_000_001, "is_bot": True, "first_name": "Shopbook", "username": "shopbook_bot"}
Params = dict[str, Any]
Message = dict[str, Any]
Uploads = dict[str, tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Stored:
    """A file at Telegram. `size` is what it says of itself."""

    id: str
    name: str
    content: bytes
    size: int


@dataclass(slots=True)
class Api:
    """The server's state; what breaks its rules is Refused."""

    clock: Callable[[], datetime]
    after: int = 0  # the number before the first message's
    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[tuple[int, int], Message] = field(default_factory=dict)
    files: dict[str, Stored] = field(default_factory=dict)
    queries: set[str] = field(default_factory=set)  # presses that still spin
    blocked: set[int] = field(default_factory=set)
    menu: list[dict[str, str]] = field(default_factory=list)
    webhook: str = ""
    _last_message: int = 0

    def __post_init__(self) -> None:
        self._last_message = self.after

    def next_message(self) -> int:
        """Give a fresh message number: one sequence for all chats, as for a person's own chats."""
        self._last_message += 1
        return self._last_message

    def keep(self, name: str, content: bytes, size: int | None = None) -> Stored:
        """Keep a file."""
        number = f"file-{len(self.files) + 1}"
        self.files[number] = Stored(number, name, content, len(content) if size is None else size)
        return self.files[number]

    def download(self, path: str) -> bytes:
        """Give a file's content by what `getFile` called its path."""
        number = path.rpartition("/")[2]
        if number not in self.files:
            raise Refused("Not Found", 404)
        return self.files[number].content

    def chat(self, params: Params) -> dict[str, Any]:
        """Give the chat that a call names, if the bot may write there."""
        chat = number(params, "chat_id", "chat not found")
        if chat not in self.chats:
            raise Refused("chat not found")
        if chat in self.blocked:
            raise Refused("bot was blocked by the user", 403)
        return self.chats[chat]

    def deliver(self, params: Params, content: Message) -> Message:
        """Put a message of the bot's into a chat."""
        chat = self.chat(params)
        markup = checks.keyboard(params.get("reply_markup"))
        quoted = self._quoted(params, chat["id"])
        message: Message = {
            "message_id": self.next_message(),
            "date": int(self.clock().timestamp()),
            "chat": chat,
            "from": BOT,
            **content,
        }
        if markup:
            message["reply_markup"] = markup
        if quoted:
            message["reply_to_message"] = {key: quoted[key] for key in quoted if key != "reply_to_message"}
        self.messages[chat["id"], message["message_id"]] = message
        return message

    def _quoted(self, params: Params, chat: int) -> Message | None:
        wanted = params.get("reply_parameters")
        if not wanted:
            return None
        quoted = self.messages.get((chat, wanted.get("message_id", 0)))
        if quoted is None and not wanted.get("allow_sending_without_reply"):
            raise Refused("message to be replied not found")
        return quoted

    def editable(self, params: Params) -> Message:
        """Give the message of the bot's that a call wants to change."""
        chat = self.chat(params)
        wanted = number(params, "message_id", "message identifier is not specified")
        message = self.messages.get((chat["id"], wanted))
        if message is None:
            raise Refused("message to edit not found")
        if message["from"] != BOT:
            raise Refused("message can't be edited")
        return message

    def change(self, params: Params, message: Message, *gone: str, **content: Any) -> Message:
        """Put new content into a message; without `reply_markup` its buttons go."""
        markup = checks.keyboard(params.get("reply_markup"))
        changed = {
            key: value for key, value in message.items() if key not in (*gone, "reply_markup")
        } | content
        if markup:
            changed["reply_markup"] = markup
        if changed == message:
            raise Refused("message is not modified")
        changed["edit_date"] = int(self.clock().timestamp())
        self.messages[message["chat"]["id"], message["message_id"]] = changed
        return changed


def number(params: Params, key: str, otherwise: str) -> int:
    """Give a whole number among the parameters, or refuse with `otherwise`."""
    try:
        return int(params[key])
    except (KeyError, TypeError, ValueError):
        raise Refused(otherwise) from None
