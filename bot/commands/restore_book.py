"""A backup that was sent: what bringing it back would change, and how it is done.

It is not done here: whoever runs holds the book open, and messages wait in it. The command line does it with the
program stopped, and keeps the present book aside.
"""

from __future__ import annotations

import shlex
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Column, Style, Table, Words
from bot.command import Role
from bot.errors import NotAllowed
from bot.files import words
from bot.findings import periods
from bot.language.statements import Period
from bot.speech import NN_, _, dated
from storage import upkeep
from storage.book import Book
from storage.errors import BookError
from storage.reading import entries
from storage.reading import periods as totals

if TYPE_CHECKING:
    from datetime import datetime

    from bot.command import Turn
    from bot.files.sent import Sent


@dataclass(frozen=True, slots=True)
class _Held:
    """What a book holds."""

    lines: int
    revenue_minor: int
    days: Period | None
    last: datetime | None


def compare(turn: Turn, sent: Sent) -> Answer:
    """Say what a backup holds against the book as it is, and how to bring it back; for the owner."""
    if turn.role < Role.OWNER:
        sent.path.unlink(missing_ok=True)
        raise NotAllowed(_("Only the owner can bring a backup back."))
    try:
        with Book.open_reading(sent.path) as backup:
            wrong = upkeep.check(backup)
            then = _held(backup)
    except BookError as error:
        return _refused(sent, error.sentence.replace(str(sent.path), sent.name))
    if wrong:
        return _refused(sent, _("It is no good backup: {wrong}", wrong=wrong[0]))
    kept = turn.shop.settings.backup_folder / f"received-{sent.sha256[:12]}.db"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(sent.path, kept)
    now = _held(turn.shop.book)
    rows = _rows(turn, now, then)
    command = f"python -m bot restore {shlex.quote(str(kept))}"
    return Answer(
        "import",
        (
            Words(_("{name} is a sound backup of a book.", name=sent.name), Style.HEADLINE),
            Table((Column(""), Column(_("Book now"), figures=True), Column(_("Backup"), figures=True)), rows),
            Words(_loss(turn, now, then)),
            Words(_("I cannot change the book under my own feet. Stop me, and on the machine run:")),
            Words(command, Style.QUOTE),
            Words(_("The book as it is now is kept aside. Nothing has changed yet."), Style.FOOTING),
        ),
        _buttons(),
    )


def _buttons() -> tuple[tuple[Button, ...], ...]:
    return ((Button(_("Backup of now"), "/backup"), Button(_("Export"), "/export")),)


def _refused(sent: Sent, sentence: str) -> Answer:
    sent.path.unlink(missing_ok=True)
    return Answer(
        "import",
        (Words(f"{sent.name}: {sentence}"), Words(_("Nothing has changed."), Style.FOOTING)),
        _buttons(),
    )


def _held(book: Book) -> _Held:
    with book.snapshot():
        span = totals.span(book)
        whole = None if span is None else totals.of_period(book, *span)
        last = entries.history(book, limit=1)
    return _Held(
        0 if whole is None else whole.lines,
        0 if whole is None else whole.revenue_minor,
        None if span is None else Period(*span),
        last[0].made_at if last else None,
    )


def _rows(turn: Turn, *books: _Held) -> tuple[tuple[str, ...], ...]:
    """Give what there is to compare, a line each, with a cell for each book."""
    shop = turn.shop

    def day(held: _Held, *, last: bool) -> str:
        if held.days is None:
            return "–"
        on = held.days.last if last else held.days.first
        return periods.call(Period(on, on), shop, turn.today)

    return (
        (_("Lines"), *(shop.number(one.lines) for one in books)),
        (_("Revenue"), *(shop.round(one.revenue_minor) for one in books)),
        (_("From"), *(day(one, last=False) for one in books)),
        (_("To"), *(day(one, last=True) for one in books)),
        (_("Last entry"), *(_moment(turn, one.last) for one in books)),
    )


def _moment(turn: Turn, at: datetime | None) -> str:
    if at is None:
        return "–"
    local = at.astimezone(turn.shop.settings.zone)
    return f"{dated(local, 'd MMM y')} {local:%H:%M}"


def _loss(turn: Turn, now: _Held, then: _Held) -> str:
    lost = now.lines - then.lines
    if lost == 0:
        return _("It has as many lines of sales as the book has now.")
    lines = words.count(abs(lost), *NN_("line", "lines"), turn.shop.number)
    if lost < 0:
        return _("It has {lines} of sales more than the book has now.", lines=lines)
    return _(
        "It has {lines} of sales fewer: what was written since would be gone from the book.", lines=lines
    )
