"""/undo and /restore: take an entry back, and bring it back; both for ever, both told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words
from bot.clerk import memory, writing
from bot.clerk.echo import echo
from bot.command import Command
from bot.errors import NotUnderstood, Outdated
from bot.files import intake
from bot.language.statements import Redo, Undo
from bot.speech import N_, _
from storage.reading import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from bot.answer import Progress
    from bot.command import Turn

    Steps = Generator[Progress, None, Answer]


@dataclass(frozen=True, slots=True)
class Which:
    """The entry that a button names; None: the last one."""

    entry_id: int | None


def parse(rest: str, turn: Turn) -> Which:
    """Read the entry's number that a button carries."""
    del turn
    if not rest:
        return Which(None)
    if not rest.isdecimal():
        raise NotUnderstood(_("Tap Undo below the entry, or reply “undo” to it."), "/history")
    return Which(int(rest))


def undo(turn: Turn, which: Undo | Which) -> Answer | Steps:
    """Take the entry back that is meant: named, replied to, or the last of this chat."""
    entry_id = which.entry_id
    if entry_id is None:
        last = memory.last_entry(turn)
        if last is None:
            raise NotUnderstood(_("There is nothing of yours in the book to undo."), "/history")
        entry_id = last.id
    return _moved(turn, memory.standing(turn, entry_id), _take_out)


def _take_out(turn: Turn, entry_id: int) -> Answer:
    entry = _existing(turn, entry_id)
    posted = writing.take_back(turn, entry_id)
    back = (Button(_("Put it back"), f"/restore {entry_id}"), Button(_("Today"), "/today"))
    if not posted.new:
        return Answer(
            "undo", (Words(_("That was taken out already.")),), (back,), toast=_("Taken out already")
        )
    lines = _what(turn, entry)
    return Answer(
        "undo",
        (Words(_("↩️ Taken out: {lines}", lines=lines)),),
        (back,),
        entries=(entry_id,),
        toast=_("Taken out"),
    )


def restore(turn: Turn, which: Redo | Which) -> Answer | Steps:
    """Bring an entry back that was taken out."""
    entry_id = which.entry_id if isinstance(which, Which) else None
    if entry_id is None:
        last = entries.last_undone(
            turn.shop.book, chat_id=turn.incoming.where, member_id=turn.incoming.sender
        )
        if last is None:
            raise NotUnderstood(_("Nothing was taken out here that I could put back."), "/history")
        entry_id = last.id
    return _moved(turn, entry_id, _put_back)


def _put_back(turn: Turn, entry_id: int) -> Answer:
    entry = _existing(turn, entry_id)
    posted = writing.bring_back(turn, entry_id)
    buttons = ((Button(_("Undo"), f"/undo {entry_id}"), Button(_("Today"), "/today")),)
    if not posted.new:
        return Answer(
            "undo", (Words(_("That is in the book already.")),), buttons, toast=_("In the book already")
        )
    words = Words(_("✅ Back in the book: {what}", what=_what(turn, entry)))
    return Answer("undo", (words,), buttons, entries=(entry_id,), toast=_("Back in the book"))


def _moved(turn: Turn, entry_id: int, move: Callable[[Turn, int], Answer]) -> Answer | Steps:
    """Move an entry out or in: a large one in steps, so that nobody's sale waits for it."""
    if turn.shop.book.is_large(entry_id):
        return _in_steps(turn, entry_id, move)
    return move(turn, entry_id)


def _in_steps(turn: Turn, entry_id: int, move: Callable[[Turn, int], Answer]) -> Steps:
    yield from intake.add_up(turn, entry_id)
    return move(turn, entry_id)


def _existing(turn: Turn, entry_id: int) -> entries.Entry:
    entry = entries.by_id(turn.shop.book, entry_id)
    if entry is None:
        raise Outdated(_("That entry is not in this book."))
    return entry


def _what(turn: Turn, entry: entries.Entry) -> str:
    statement = memory.statement_of(turn, entry.id)
    if statement is None:
        return entry.file_name or entry.raw_text
    return "\n".join(echo(statement, turn.shop, turn.today))


COMMANDS = (
    Command(
        name="undo",
        summary=N_("Take the last entry out of the book"),
        answer=undo,
        group=N_("Write down"),
        examples=("undo", "/undo"),
        parse=parse,
        statements=(Undo,),
        menu=True,
    ),
    Command(
        name="restore",
        summary=N_("Put back what was taken out"),
        answer=restore,
        group=N_("Write down"),
        examples=("redo", "/restore"),
        parse=parse,
        statements=(Redo,),
        hidden=True,
    ),
)
