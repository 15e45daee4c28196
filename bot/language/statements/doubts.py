"""Doubt: what a careful clerk asks before he writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.language.statements.corrections import Correction, Redo, Undo
from bot.language.statements.entries import Entry
from bot.language.statements.questions import Chat, DidYouMean, Question, Unclear


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it says, and the value that settles the doubt."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question that a careful clerk asks before anything is written.

    `key` names what is open, as (kind, words): read the same message again with ``settled={key: value}``, the value
    taken from a choice or from `reading.answer` for a typed one. `so_far` is the statement as understood without it.
    Kinds: product, customer, price (none known: type one), amount (makes no sense as it stands), quantity, count (one
    that may be none), number (which of two counts), scope (of one item or of all), goods (named by no name),
    deposit, payment, date, intent (which kind of entry), line (a page's line that cannot be read), total (a page's,
    that does not add up), correction (which item). Some have no choices: the answer is typed, and to `again` it is the
    whole message anew.
    """

    key: tuple[str, str]
    about: str
    phrase: str
    choices: tuple[Choice, ...] = ()
    so_far: Statement | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """An entry already in the book, for `undo`, corrections, `same again` and `2 more`."""

    entry_id: int
    statement: Entry


Statement: TypeAlias = Entry | Undo | Redo | Correction | Question | DidYouMean | Chat | Unclear | Doubt
