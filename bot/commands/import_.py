"""A file that was sent: what it is, what it would bring, and the tap that takes it in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.command import Command, Lane, ReceivedFile
from bot.commands import import_columns, import_outcome, import_preview, restore_book
from bot.commands.import_draft import KIND, KeepDraft, Waiting
from bot.errors import NotUnderstood, Outdated
from bot.files import harvest, intake, look, own, words
from bot.files.sent import Sent
from bot.language.sheets.layout import Layout
from bot.language.sheets.sheet import SheetRefused
from bot.speech import N_, _
from storage import drafts, settings
from storage.reading import entries

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.answer import Progress
    from bot.command import Turn
    from bot.files.look import Reading

_MOST_WORDS = 4  # of a button's sentence


@dataclass(frozen=True, slots=True)
class Again:
    """A file looked at once more, with one thing about it settled by a tap."""

    draft: int
    waiting: Waiting
    step: tuple[str, ...]


def parse(rest: str, turn: Turn) -> Again | None:
    """Read which file a button means and what it settles."""
    number, *step = rest.split()[:_MOST_WORDS] or [""]
    if not number:
        return None
    row = drafts.draft(turn.shop.book, int(number)) if number.isdecimal() else None
    if row is None or row.kind != KIND or row.chat_id != turn.incoming.where or row.state != "open":
        raise Outdated(_("That file is no longer waiting. Send it again."))
    return Again(row.id, Waiting.from_body(dict(row.body)), tuple(step))


def preview(turn: Turn, ask: ReceivedFile | Again | None) -> Answer:
    """Look at a file and say what it would bring; nothing is written."""
    match ask:
        case None:
            hint = Words(_("Send me a file: a CSV, an Excel or ODS sheet of sales, products or customers."))
            return Answer("import", (hint,), ((Button(_("Help"), "/help"),),))
        case ReceivedFile(path, name):
            if path is None:
                too_large = Words(_("Telegram hands me files up to 20 MB. Split it, by month for instance."))
                return Answer("import", (too_large,), ((Button(_("Help"), "/help"),),))
            return preview_file(turn, Sent.at(path, name))
        case Again(draft, waiting, step):
            if not waiting.sent.path.exists():
                raise Outdated(_("That file is no longer here. Send it again."))
            return _again(turn, draft, waiting, step)


def preview_file(turn: Turn, sent: Sent) -> Answer:
    """Look at a file on disk and say what it would bring."""
    if sent.is_book:
        return restore_book.compare(turn, sent)
    return _look(turn, Waiting(sent), None)


def _again(turn: Turn, draft: int, waiting: Waiting, step: tuple[str, ...]) -> Answer:
    match step:
        case ():
            return _look(turn, waiting, draft)
        case ("columns", page) if page.isdecimal():
            return import_columns.show_columns(waiting, _layout(turn, waiting), int(page), draft)
        case ("at", at, page) if at.isdecimal() and page.isdecimal():
            layout = _layout(turn, waiting)
            return import_columns.show_meanings(waiting, layout, int(at), int(page), draft)
        case ("kinds",):
            return import_columns.ask_kind(waiting, _layout(turn, waiting), draft)
        case ("same", place) if place.isdecimal() and int(place) < len(waiting.alike):
            subject, name, one, _ = waiting.alike[int(place)]
            return _look(turn, replace(waiting, same=(*waiting.same, (subject, name, one))), draft)
        case ("sheet", place) if place.isdecimal():
            others = waiting.sent.open().other_sheets
            if int(place) < len(others):
                return _look(turn, Waiting(replace(waiting.sent, sheet=others[int(place)])), draft)
    return _look(turn, waiting.with_step(step), draft)


def _reading(turn: Turn, waiting: Waiting) -> Reading:
    """Open the file and read its layout, with everything that was settled so far."""
    found = look.recognised(turn.shop, waiting.sent.open(), turn.today)
    if waiting.steps and found.layout.source == own.SOURCE:
        raise Outdated(_("An export of the book is read as it is."))
    for step in waiting.steps:
        layout = import_columns.settle(found.layout, step)
        found = replace(found, layout=layout)
        if step[0] != "choose":
            found = _settled(turn, found, waiting.steps)
    return found


def _settled(turn: Turn, found: Reading, steps: tuple[tuple[str, ...], ...]) -> Reading:
    """Decide days and decimals anew after a column changed; what the owner chose about them stands."""
    if found.layout.missing:
        return found
    found = look.settled(turn.shop, found, turn.today)
    for step in steps:
        if step[0] == "choose":
            found = replace(found, layout=import_columns.settle(found.layout, step))
    return found


def _layout(turn: Turn, waiting: Waiting) -> Layout:
    return _reading(turn, waiting).layout


def _look(turn: Turn, waiting: Waiting, former: int | None) -> Answer:
    shop, sent = turn.shop, waiting.sent
    known = entries.by_source(shop.book, sent.source)
    if known is not None and known.state != "staged":
        return _known(known, waiting, former)
    try:
        reading = _reading(turn, waiting)
        layout = reading.layout
        if layout.kind.value not in words.ROWS:
            return import_columns.ask_kind(waiting, layout, former)
        if layout.missing and layout.source != own.SOURCE:
            return import_columns.ask_column(waiting, layout, former)
        if layout.ambiguous:
            return import_columns.ask_reading(turn, waiting, layout, layout.ambiguous[0], former)
        found = look.look(shop, reading, turn.today, waiting.meant)
    except SheetRefused as refused:
        return _refused(sent, _(words.REFUSED.get(refused.reason, words.REFUSED["binary"])))
    except own.WorkedOutError as derived:
        return _refused(sent, _(derived.sentence))
    return import_preview.offer(turn, waiting, reading, found, former)


def _refused(sent: Sent, sentence: str) -> Answer:
    sent.path.unlink(missing_ok=True)
    return Answer(
        "import",
        (Words(f"{sent.name}: {sentence}"), Words(_("Nothing was taken in."), Style.FOOTING)),
        ((Button(_("Help"), "/help"),),),
    )


def _known(entry: entries.Entry, waiting: Waiting, former: int | None) -> Answer:
    """Say that a file came in before; the other sheets of a workbook may not have."""
    try:
        sheets = import_preview.other_sheets(waiting.sent.open())
    except SheetRefused:
        sheets = ()  # it was readable once, under other limits
    if entry.state == "reversed":
        says = _("{file_name} was taken in before, and withdrawn.", file_name=entry.file_name)
        buttons: tuple[Button, ...] = (Button(_("Put it back"), f"/restore {entry.id}"),)
    else:
        says = _("{file_name} is in the book already; it counts once.", file_name=entry.file_name)
        buttons = (Button(_("Withdraw it"), f"/undo {entry.id}", Tone.DANGER), Button(_("Sales"), "/sales"))
    keeps = (KeepDraft(waiting, former),) if sheets else ()
    return Answer("import", (Words(says),), (buttons, *sheets), keeps=keeps)


def take(turn: Turn, ask: Again | None) -> Generator[Progress, None, Answer]:
    """Take the file in, with progress; at the end say what is in the book now."""
    if ask is None:
        raise NotUnderstood(_("Send me the file first; then I show what it would bring."))
    waiting = ask.waiting
    if waiting.ready is None or waiting.layout is None or not harvest.is_whole(waiting.ready):
        return _look_again(ask, _("Let me look at that file again first."))
    layout = Layout.from_dict(waiting.layout)
    try:
        taken = yield from intake.take_in(turn, waiting.sent, layout, waiting.ready, waiting.meant)
    except intake.BookMovedOn as moved:
        return _look_again(ask, moved.sentence)
    book = turn.shop.book
    with book.writing():
        drafts.use(book, ask.draft)
        if layout.signature and layout.source != own.SOURCE:
            settings.keep_layout(book, layout.signature, layout.to_dict(), turn.incoming.at)
    answer = import_outcome.told(turn, waiting, layout, taken)
    return replace(answer, spent=(waiting.ready, waiting.sent.path))


def _look_again(ask: Again, sentence: str) -> Answer:
    return Answer(
        "import",
        (Words(sentence),),
        ((Button(_("Look again"), f"/import {ask.draft}"), Button(_("Cancel"), f"/cancel {ask.draft}")),),
    )


COMMANDS = (
    Command(
        name="import",
        summary=N_("Take in a file of sales, products or customers"),
        answer=preview,
        group=N_("Files"),
        examples=("/import",),
        parse=parse,
        statements=(ReceivedFile,),
        lane=Lane.THINKING,
    ),
    Command(
        name="import_now",
        summary=N_("Take the file in"),
        answer=take,
        group=N_("Files"),
        examples=(),
        parse=parse,
        hidden=True,
    ),
)
