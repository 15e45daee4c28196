"""The desk's two seams: the conversation it takes letters to, and the edge that they come from."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from bot.answer import Answer, Progress

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.command import Incoming, ReceivedFile, Thought
    from bot.shop import Shop
    from storage.inbox import Received

Steps = Generator[Progress, None, Answer]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that still lies at Telegram."""

    id: str
    name: str
    size: int
    mime: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A row of the inbox, read (None: nobody asked). Without `incoming` and `ready` there is nothing to answer.

    `audience` are the chats that get the answer, `ready` is an answer that needs no conversation, `late`
    goes before the answer to a scheduled message.
    """

    row: int | None
    audience: tuple[int, ...] = ()
    incoming: Incoming | None = None
    attachment: Attachment | None = None
    ready: Answer | None = None
    late: str = ""


class Dialogue(Protocol):
    """The conversation, as the desk needs it."""

    def begin(self, shop: Shop, incoming: Incoming, /) -> Answer | Thought | Steps:
        """Answer at once, or say what long work it takes."""

    def finish(self, shop: Shop, incoming: Incoming, answer: Answer, /) -> Answer:
        """Keep what a thought wants kept."""


class Patience(Protocol):
    """What is shown while long work goes on."""

    async def __aenter__(self) -> Self:
        """Begin to show that something happens."""

    async def __aexit__(self, *exc: object) -> None:
        """Stop."""

    def progress(self, progress: Progress, /) -> None:
        """Tell how far the work is."""

    def clear(self, shop: Shop, row: int | None, at: datetime, /) -> None:
        """Take away what held the place, in the transaction of the answer."""


class Edge(Protocol):
    """The edge that the desk serves. `read` and `post` run in the writing lane."""

    def read(self, shop: Shop, row: Received, /) -> Letter:
        """Read a row of the inbox."""

    def post(self, shop: Shop, letter: Letter, answer: Answer, at: datetime, *, reply: bool) -> None:
        """Write an answer into the outbox; `reply` names the question it belongs to."""

    async def fetch(self, attachment: Attachment, folder: Path, /) -> ReceivedFile:
        """Bring a file here; its path is None when it is larger than Telegram hands out."""

    def settle(self, row: int | None, answer: Answer | None, /) -> None:
        """Stop a pressed button's spinning, with the answer's toast where there is one by now."""

    def patience(self, letter: Letter, *, thought: bool) -> Patience:
        """Show that long work goes on."""

    async def say(self, chat: int, sentence: str, /) -> None:
        """Say a sentence past the outbox, if that works: the book cannot be written."""

    def posted(self) -> None:
        """Something lies in the outbox."""
