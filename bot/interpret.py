"""What an incoming message asks for: which command, and its ask.

The order is fixed: a file; an edited message; a button or a slash command; the answer to an open question; then the
words themselves. An open question never swallows the next sale: it only takes what reads as its answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.clerk import memory
from bot.clerk.questions import Asked, Settled, Waiting
from bot.command import ROLES, Command, Role, Turn
from bot.errors import NotAllowed, NotUnderstood, Outdated
from bot.language import reading
from bot.language import statements as say
from bot.language.questions import Phrasebook
from bot.language.slots import parse_arguments
from bot.language.words import ABROAD
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable

CHOOSE = "/choose"
FORWARDED = ("intent", "forwarded")


@dataclass(frozen=True, slots=True)
class Rewritten:
    """An entry whose message was changed, or that is said anew: `statement` is how it must stand."""

    entry_id: int
    statement: say.Statement


def interpret(turn: Turn, commands: Iterable[Command]) -> tuple[Command, Any, Turn]:
    """Find the command and its ask; the turn comes back too, because a tap stands for an earlier message."""
    book = _indexed(tuple(commands))
    incoming = turn.incoming
    if turn.role is Role.STRANGER:
        return book.names["stranger"], None, turn
    if incoming.file is not None:
        return book.names["import"], incoming.file, turn
    text = incoming.text.strip()
    if incoming.edit and (entry := memory.by_source(turn, incoming.source)) is not None:
        return book.names["edit"], Rewritten(entry, _read(turn, book, {}, entry)), turn
    if text.startswith(CHOOSE + " "):
        return _chosen(turn, book, text)
    if text.startswith("/"):
        return book.slash(turn, text)
    return _words(turn, book)


def _words(turn: Turn, book: _Index) -> tuple[Command, Any, Turn]:
    if (waiting := Waiting.latest(turn)) is not None:
        if waiting.entry_id is not None and isinstance(
            said := _read(turn, book, {}), say.Sale | say.Correction
        ):
            waiting.close(turn)
            return book.names["edit"], _rewrite(memory.standing(turn, waiting.entry_id), said), turn
        doubt = _reread(turn, waiting, book)[0]
        if isinstance(doubt, say.Doubt):
            value = reading.answer(doubt, turn.incoming.text, turn.shop.known(), turn.today)
            if value is not None:
                return _settle(turn, book, waiting, doubt.key, value)
    return *book.of(_read(turn, book, {})), turn


def _rewrite(entry_id: int, said: say.Statement) -> Any:
    return replace(said, entry_id=entry_id) if isinstance(said, say.Correction) else Rewritten(entry_id, said)


def _read(turn: Turn, book: _Index, settled: Settled, rewrites: int | None = None) -> say.Statement:
    statement = reading.read(
        turn.incoming.text,
        turn.shop.known(),
        turn.today,
        settled=settled,
        recent=memory.recent(turn),
        phrases=book.phrases,
        replaced=None if rewrites is None else memory.statement_of(turn, rewrites),
    )
    if turn.incoming.forwarded and FORWARDED not in settled and any(say.entries_of(statement)):
        question = _("This was forwarded from somebody else. Shall I write it down?")
        return say.Doubt(
            FORWARDED, "forwarded", question, (say.Choice(_("Write it down"), "yes"),), statement
        )
    return statement


def _chosen(turn: Turn, book: _Index, text: str) -> tuple[Command, Any, Turn]:
    try:
        draft, number = (int(part) for part in text.split()[1:])
    except ValueError:
        raise Outdated(_("That button no longer stands.")) from None
    waiting = Waiting.load(turn, draft)
    doubt, _then = _reread(turn, waiting, book)
    if not isinstance(doubt, say.Doubt) or not 0 < number <= len(doubt.choices):
        raise Outdated(_("That question no longer stands: the book has moved on. Say it again."))
    return _settle(turn, book, waiting, doubt.key, doubt.choices[number - 1].value)


def _reread(turn: Turn, waiting: Waiting, book: _Index) -> tuple[say.Statement, Turn]:
    """Read the waiting message again as it was sent, with what has been settled since."""
    then = replace(turn, incoming=waiting.incoming(turn), today=turn.shop.today(waiting.at))
    return _read(then, book, waiting.settled, waiting.rewrites), then


def _settle(
    turn: Turn, book: _Index, waiting: Waiting, key: tuple[str, str], value: str
) -> tuple[Command, Any, Turn]:
    waiting.close(turn)
    waiting = replace(waiting, settled={**waiting.settled, key: value})
    statement, then = _reread(turn, waiting, book)
    then = replace(then, taught=waiting.learn(turn, key, value))
    if isinstance(statement, say.Doubt):
        return *book.of(waiting.again(statement)), then
    if waiting.rewrites is not None:
        return book.names["edit"], Rewritten(waiting.rewrites, statement), then
    return *book.of(statement), then


class _Index:
    """The commands by name and by the statement they take care of."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        self.names = {command.name: command for command in commands}
        self.statements = {kind: command for command in commands for kind in command.statements}
        self.phrases = Phrasebook(
            {command.name: command.phrases for command in commands if command.phrases}, ABROAD
        )

    def of(self, statement: say.Statement | Asked) -> tuple[Command, Any]:
        """Give the command for what was said; a question names its own."""
        if isinstance(statement, say.Question):
            if statement.command not in self.names:
                return self.of(say.Unclear((statement.command.replace("_", " "),)))
            command = self.names[statement.command]
            return command, statement.slots if command.bare is None else command.bare
        if isinstance(statement, say.Page):
            return self.statements[type(statement.entries[0])], statement
        if isinstance(statement, say.Doubt):
            return self.of(Asked(statement, {}))
        return self.statements[type(statement)], statement

    def slash(self, turn: Turn, text: str) -> tuple[Command, Any, Turn]:
        """Read `/name rest`; a group adds the bot's name after an @."""
        head, _space, rest = text.partition(" ")
        name = head[1:].partition("@")[0].casefold()
        command = self.names.get(name)
        if command is not None and command.statements and command.parse is None and rest.strip():
            # "/sale 2 kettles" is said like "sale 2 kettles"
            return _words(replace(turn, incoming=replace(turn.incoming, text=f"{name} {rest}")), self)
        if command is None or (command.statements and command.parse is None):
            raise NotUnderstood(_("There is no /{name}. /help shows what I know.", name=name), "/help")
        allow(command, turn)  # before its words are looked at
        parse = command.parse or _slots
        return command, parse(rest.strip(), turn), turn


def allow(command: Command, turn: Turn) -> None:
    """Raise NotAllowed where the sender's role does not cover a command."""
    if turn.role < command.role:
        raise NotAllowed(_("Only the {role} can do that.", role=_(ROLES[command.role])))


@cache
def _indexed(commands: tuple[Command, ...]) -> _Index:
    """Index the commands once: weighing their phrases takes longer than reading a message."""
    return _Index(commands)


def _slots(rest: str, turn: Turn) -> say.Slots:
    return parse_arguments(rest, turn.shop.known(), turn.today)


def sentence(draft: int, number: int) -> str:
    """Give the sentence of the button for the `number`th choice (from 1) of an open question."""
    return f"{CHOOSE} {draft} {number}"
