"""The whole conversation: `reply(shop, incoming) -> Answer`. No Telegram, no clock, no network.

The desk takes it in three strides, because writing a sale down never waits for thinking: `begin` runs where the
book is written and answers at once, or hands back a `Thought`; `think` answers that in a worker process that only
reads; `finish` keeps what the thought wants kept. `reply` does all of it in one place.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import interpret, speech, visiting
from bot.answer import Answer, Button, Progress, Style, Words
from bot.command import Lane, Role, Thought, Turn
from bot.commands.registry import COMMANDS
from bot.errors import OwnerError
from bot.findings import firsts
from bot.findings.heard import with_left_out
from bot.shop import visit_shop
from bot.speech import _
from storage import heartbeats, members, visits
from storage.errors import BookError

if TYPE_CHECKING:
    from bot.command import Incoming
    from bot.config import Settings
    from bot.shop import Shop

BY_NAME = {command.name: command for command in COMMANDS}

Outcome = Answer | Thought | Generator[Progress, None, Answer]


def reply(shop: Shop, incoming: Incoming) -> Answer:
    """Answer one message from beginning to end, in this process."""
    with shop.book.writing():
        outcome = begin(shop, incoming)
    if isinstance(outcome, Thought):
        about = visiting.demo_of(shop, incoming.sender) if outcome.demo else shop
        answer = answer_thought(about or shop, outcome)
        with shop.book.writing():
            return finish(shop, incoming, answer)
    if isinstance(outcome, Answer):
        return outcome
    return _drain(outcome)


def begin(shop: Shop, incoming: Incoming) -> Outcome:
    """Understand and, where that needs no thinking, do and answer. Call it inside `book.writing()`."""
    language = shop.language_of(incoming.sender)
    with speech.speaking(language):
        outcome = _where_it_belongs(shop, incoming)
    return speech.steps(language, outcome) if isinstance(outcome, Generator) else outcome


def _where_it_belongs(shop: Shop, incoming: Incoming) -> Outcome:
    """Begin in the shop's own book, or in the demo that the sender is looking at."""
    place = visiting.place(shop, incoming)
    demo = visiting.demo_of(shop, incoming.sender) if place.where is visiting.Where.DEMO else None
    if demo is not None:
        return _in_demo(shop, demo, place.incoming)
    if place.where is not visiting.Where.OWN:
        return visiting.over()
    outcome = _begin(_turn(shop, incoming), _named(incoming))
    if not isinstance(outcome, Answer):
        return outcome
    if place.ended:
        return visiting.after_the_end(outcome)
    return visiting.reminded(shop, incoming, outcome)


def _in_demo(shop: Shop, demo: Shop, incoming: Incoming) -> Outcome:
    with demo.book.writing():
        outcome = _begin(_turn(demo, incoming), _named(incoming))
    if isinstance(outcome, Answer) and outcome.speaks:  # a person's language, in whichever book it is chosen
        members.speaks(shop.book, incoming.sender, outcome.speaks)
    if isinstance(outcome, Thought):
        visit = visits.of(shop.book, incoming.sender)
        return replace(outcome, demo=visit.folder if visit is not None else "")
    return visiting.marked(outcome) if isinstance(outcome, Answer) else visiting.marked_steps(demo, outcome)


def _begin(turn: Turn, name: str) -> Outcome:
    try:
        # A refused entry leaves nothing behind, whatever the caller goes on to write.
        with turn.shop.book.writing():
            command, ask, turn = interpret.interpret(turn, COMMANDS)
            name = command.name
            interpret.allow(command, turn)
            if command.lane is Lane.THINKING:
                return Thought(name, ask, turn.incoming, turn.role, turn.today, speech.spoken())
            outcome = command.answer(turn, ask)
            if not isinstance(outcome, Answer):
                return outcome
            return firsts.asked(turn.shop, turn.incoming, with_left_out(outcome, command, turn, ask))
    except (OwnerError, BookError) as error:
        return apology(error, name)


def think(settings: Settings, thought: Thought) -> Answer:
    """Answer a thought in a worker process: the book opened read-only, the charts drawn into files."""
    from bot.drawing.develop import develop  # noqa: PLC0415 - matplotlib belongs in the workers alone

    if thought.demo:
        settings = visiting.settings_of(settings, thought.demo)
    try:
        shop = visit_shop(settings)
    except BookError:
        if not thought.demo:
            raise
        return Answer(thought.command)  # it was left meanwhile; `finish` says so
    try:
        with shop.book.snapshot(), speech.speaking(thought.language):
            return develop(answer_thought(shop, thought), settings.files_folder)
    finally:
        shop.close()


def answer_thought(shop: Shop, thought: Thought) -> Answer:
    """Answer a thought with the shop at hand."""
    turn = Turn(shop, thought.incoming, thought.role, thought.today)
    with speech.speaking(thought.language):
        try:
            command = BY_NAME[thought.command]
            outcome = command.answer(turn, thought.ask)
            answer = outcome if isinstance(outcome, Answer) else _drain(outcome)
            return with_left_out(answer, command, turn, thought.ask)
        except (OwnerError, BookError) as error:
            return apology(error, thought.command)


def finish(shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
    """Keep what a thought wants kept (drafts, forecasts to be judged later). Call it inside `book.writing()`."""
    with speech.speaking(shop.language_of(incoming.sender)):
        if visits.noted(shop.book, incoming.source):
            demo = visiting.demo_of(shop, incoming.sender)
            if demo is None:
                return visiting.over()
            with demo.book.writing():
                return visiting.marked(_kept(demo, incoming, answer))
        _note_looking_ahead(shop, incoming, answer)
        answer = firsts.asked(shop, incoming, _kept(shop, incoming, answer))
        return visiting.reminded(shop, incoming, answer)


def _note_looking_ahead(shop: Shop, incoming: Incoming, answer: Answer) -> None:
    """Note that a person asked for the forecast: while some do, it is made ready at night."""
    if answer.command in BY_NAME and BY_NAME[answer.command].ahead and not incoming.source.startswith("job:"):
        heartbeats.beat(shop.book, heartbeats.LOOKED_AHEAD, incoming.at)


def _kept(shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
    for keep in answer.keeps:
        answer = keep.keep(shop, incoming, answer)
    return replace(answer, keeps=())


def apology(error: OwnerError | BookError, command: str) -> Answer:
    """Say what the owner can do about it, with the sentences to tap next: no answer is a dead end."""
    offers = error.offers if isinstance(error, OwnerError) and error.offers else ("/today", "/help")
    buttons = tuple(Button(_offered(offer), offer) for offer in offers)
    sentence = _(error.template, **error.values) if isinstance(error, BookError) else error.sentence
    return Answer(command, (Words(sentence, Style.PLAIN),), (buttons,), alert=True, toast=sentence)


def _offered(offer: str) -> str:
    """Give the label of a sentence to tap next: the command's own, or its words."""
    words = offer.lstrip("/").partition(" ")[0]
    return _(words.replace("_", " ").capitalize())


def _named(incoming: Incoming) -> str:
    """Give the command that a slash names, for an error before it was reached."""
    name = incoming.text.partition(" ")[0].removeprefix("/")
    return name if name in BY_NAME else "unclear"


def _turn(shop: Shop, incoming: Incoming) -> Turn:
    shop.refresh()
    if incoming.sender in shop.settings.telegram.owners and shop.book.may_write:
        members.configured(shop.book, [incoming.sender], incoming.at)
    role = members.role_of(shop.book, incoming.sender)
    return Turn(shop, incoming, Role[role.upper()] if role else Role.STRANGER, shop.today(incoming.at))


def _drain(steps: Generator[Progress, None, Answer]) -> Answer:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            answer: Answer = done.value
            answer.clear_away()
            return answer
