"""What a command is, what comes in, and the turn in which it is answered.

A command exists in one place: its file in `commands/`, and one line in `commands.registry.COMMANDS`.
Dispatch, /help, Telegram's menu, plain-word phrases, the README's table and the tests of every
command all derive from the `Command` it declares.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any, Literal, Protocol

from bot.speech import N_, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import date, datetime
    from pathlib import Path

    from bot.answer import Answer, Progress
    from bot.shop import Shop


class Role(IntEnum):
    """What somebody may do; each role covers the ones below it."""

    STRANGER = 0
    VIEWER = 1
    STAFF = 2
    OWNER = 3


ROLES = {
    Role.STRANGER: N_("stranger"),
    Role.VIEWER: N_("viewer"),
    Role.STAFF: N_("staff"),
    Role.OWNER: N_("owner"),
}
"""What the roles are called."""


class Lane(Enum):
    """Where a command is answered."""

    WRITING = "writing"  # at once, in the one process that writes: nothing heavy
    THINKING = "thinking"  # in a worker process that only reads: analysis, charts, files


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file somebody sent. `path` is None where it was larger than Telegram hands out (20 MB)."""

    path: Path | None
    name: str
    size: int
    mime: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message, press of a button, file or scheduled job, free of Telegram.

    `at` is the moment of the message (aware): nothing below the edge asks the clock. `source` is the
    idempotency key: `tg:<chat>:<message>`, `tap:<id of the press>`, `job:weekly:2026-W47`, `cli:…`.
    `edit` marks a sender's change of an earlier message, which `source` names; `version` tells it from
    the message's other changes: its second, and something of its words behind a dash. `pressed` is our
    message whose button was pressed, `reply_to` the message that this one replies to.
    """

    text: str
    at: datetime
    sender: int
    source: str
    name: str = ""
    chat: int | None = None
    message: int | None = None
    reply_to: int | None = None
    pressed: int | None = None
    edit: bool = False
    version: str = ""
    forwarded: bool = False
    file: ReceivedFile | None = None

    @property
    def where(self) -> int:
        """The chat it belongs to; a message without one is from the sender's own chat."""
        return self.sender if self.chat is None else self.chat


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange: the shop, what came in, who sent it, and what day it is in the shop.

    `taught` is what a tap has just taught: the owner's word, and the product it means from now on.
    """

    shop: Shop
    incoming: Incoming
    role: Role
    today: date
    taught: tuple[str, str] | None = None


class Answers(Protocol):
    """A command's work: an answer at once, or steps that report progress and end in one."""

    def __call__(self, turn: Turn, ask: Any, /) -> Answer | Generator[Progress, None, Answer]:
        """Answer one ask."""


Subject = Literal["product", "category", "customer", "words"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the owner can ask for or write down.

    `summary` is the line in help and menu. `phrases` are the plain words that mean it, `examples`
    are sentences that must work on any book (tests play them). `parse` reads what follows the name;
    `bare` is what one of its phrases asks of it; None: the slots of the sentence. `statements` are the kinds of statement (`language.statements`) it takes care of. `about` is what a question may
    narrow it to; anything else that was named is said to be left out. `ahead`: it stands on the day's forecast, which
    is made ready at night where people ask for it.
    """

    name: str
    summary: str
    answer: Answers
    group: str
    examples: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    parse: Callable[[str, Turn], Any] | None = None
    bare: Any = None
    statements: tuple[type, ...] = ()
    about: frozenset[Subject] = frozenset()
    role: Role = Role.STAFF
    lane: Lane = Lane.WRITING
    menu: bool = False
    hidden: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Thought:
    """A command and its ask on their way to a worker process: both travel pickled."""

    command: str
    ask: Any
    incoming: Incoming
    role: Role
    today: date
    language: str = SOURCE  # in which it is answered
    demo: str = ""  # the folder of the demo book that it is about; empty: the shop's own
