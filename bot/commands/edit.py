"""/edit and every correction: the entry is taken back and stands anew under the same sale number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.clerk import memory, writing
from bot.clerk.confirm import confirmation, known_already
from bot.clerk.echo import echo
from bot.clerk.questions import Asked, Waiting
from bot.command import Command
from bot.commands import doubt
from bot.errors import NotUnderstood, Outdated
from bot.interpret import Rewritten
from bot.language import correction, reading
from bot.language import statements as say
from bot.speech import N_, _
from storage.reading import entries
from storage.records import Posted

if TYPE_CHECKING:
    from bot.command import Turn


@dataclass(frozen=True, slots=True)
class Opened:
    """Edit was pressed: the new words are awaited, or came with it (`On credit`)."""

    entry_id: int
    words: str


def parse(rest: str, turn: Turn) -> Opened:
    """Read the entry's number that a button carries, and the words behind it; none: the last entry."""
    number, _space, words = rest.partition(" ")
    if not number:
        last = memory.last_entry(turn)
        if last is None:
            raise NotUnderstood(_("There is nothing of yours in the book to change."), "/history")
        return Opened(last.id, "")
    if not number.isdecimal():
        raise NotUnderstood(
            _("Reply to the confirmation with what is different, such as “no, 3” or “on credit”.")
        )
    return Opened(memory.standing(turn, int(number)), words)


def answer(turn: Turn, ask: Opened | say.Correction | say.Slots | Rewritten) -> Answer:
    """Change an entry, or ask what is different."""
    match ask:
        case say.Slots():  # “that is wrong”, and no word of what
            last = memory.last_entry(turn)
            return _nothing() if last is None else _open(turn, last.id)
        case say.Correction():
            return _correct(turn, ask)
        case Rewritten():
            return _rewrite(turn, ask)
        case Opened(entry_id, ""):
            return _open(turn, entry_id)
        case Opened(entry_id, words):
            changes = reading.read(
                words,
                turn.shop.known(),
                turn.today,
                recent=(say.Recent(entry_id, _standing(turn, entry_id)),),
            )
            if not isinstance(changes, say.Correction):
                raise Outdated(_("That button no longer stands."))
            return _correct(turn, say.Correction(changes.changes, entry_id))


def _nothing() -> Answer:
    words = Words(_("There is nothing of yours in the book to change."))
    return Answer("edit", (words,), ((Button(_("History"), "/history"), Button(_("Help"), "/help")),))


def _standing(turn: Turn, entry_id: int) -> say.Entry:
    statement = memory.statement_of(turn, entry_id)
    if statement is None:
        raise NotUnderstood(
            _("That came from a file: withdraw the import, or mend the line by a return."), "/history"
        )
    return statement


def _correct(turn: Turn, asked: say.Correction) -> Answer:
    entry_id = asked.entry_id
    if entry_id is None:
        last = memory.recent(turn)
        if not last:
            raise NotUnderstood(
                _("I do not know which entry you mean. Reply to its confirmation."), "/history"
            )
        entry_id = last[0].entry_id
    corrected = correction.apply(asked, _standing(turn, entry_id), turn.shop.known())
    return _rewrite(turn, Rewritten(entry_id, corrected))


def _rewrite(turn: Turn, ask: Rewritten) -> Answer:
    entry = entries.by_id(turn.shop.book, ask.entry_id)
    if entry is not None and entry.state == "reversed":
        return known_already(turn, Posted(entry.id, new=False, state="reversed"), "edit")
    if isinstance(ask.statement, say.Doubt):
        return doubt.answer(turn, Asked(ask.statement, {}, rewrites=ask.entry_id))
    if not isinstance(ask.statement, say.Entry):
        raise NotUnderstood(_("I could not read the new line, so the entry stays as it was."))
    if writing.overtaken(turn, ask.entry_id):
        later = Words(_("A later change of this message is in the book already, and stays."))
        return Answer("edit", (later,), entries=(ask.entry_id,))
    old = _standing(turn, ask.entry_id)
    if old == ask.statement:
        return Answer(
            "edit", (Words(_("Nothing is different: the entry stays as it is.")),), entries=(ask.entry_id,)
        )
    posted = writing.rewrite(turn, ask.entry_id, ask.statement)
    if not posted.new:
        return known_already(turn, posted, "edit")
    return confirmation(turn, ask.statement, posted, "edit", mark=_("✏️ Changed:"))


def _open(turn: Turn, entry_id: int) -> Answer:
    if entries.by_id(turn.shop.book, entry_id) is None:
        raise Outdated(_("That entry is not in this book."))
    statement = _standing(turn, entry_id)
    incoming = turn.incoming
    draft = Waiting("", incoming.at, incoming.source, entry_id=entry_id).open(turn)
    return Answer(
        "edit",
        (
            Words(_("What should it say? Send the whole line, or only what is different:")),
            Words("\n".join(echo(statement, turn.shop, turn.today))),
            Words("no, 3\nprice was 110\nit was for Sipho\non credit\nmake it yesterday", Style.QUOTE),
        ),
        ((Button(_("Take it out"), f"/undo {entry_id}"), Button(_("Leave it"), f"/cancel {draft}")),),
        entries=(entry_id,),
    )


COMMAND = Command(
    name="edit",
    summary=N_("Change an entry"),
    answer=answer,
    group=N_("Write down"),
    examples=("no, 3 not 2",),
    phrases=(
        "that is wrong",
        "that was wrong",
        "it is wrong",
        "it was wrong",
        "this is wrong",
        "i made a mistake",
        "that was a mistake",
        "change the last one",
    ),
    parse=parse,
    statements=(say.Correction, Rewritten),
)
