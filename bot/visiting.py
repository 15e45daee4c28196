"""Looking at the demo shop from the chat: which book a message belongs to, and how an answer shows where it is from.

The demo is another book in another file. Whether somebody is there is a row in his own book, and so is each message
that he said there: whatever comes late, again or changed finds its way by that row, not by where he is by then.
A demo answer's buttons say their sentence through `IN_DEMO`, so that a tap never reaches the wrong book either.
"""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Progress, Style, Words
from bot.sample.filling import sample_settings
from bot.shop import open_shop
from bot.speech import _
from storage import members, visits

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.command import Incoming
    from bot.config import Settings
    from bot.shop import Shop

ENTER, LEAVE = "/demo", "/leave_demo"
IN_DEMO = "/in_demo"
LASTS = timedelta(hours=3)  # since the last word said there
FOLDER = "demo"  # beside the book
_SWEPT_AFTER = 3600.0  # seconds: a file from it may still be on its way


class Where(Enum):
    """Where a message belongs."""

    OWN = "own"  # the shop's own book
    DEMO = "demo"
    OVER = "over"  # it was said in a demo that has ended: nothing is done


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs; `incoming` is what it says there, `ended` that the demo just ended by itself."""

    where: Where
    incoming: Incoming
    ended: bool = False


def place(shop: Shop, incoming: Incoming) -> Place:
    """Tell where a message belongs, from what the book knows. Call it inside `book.writing()`."""
    word, _space, rest = incoming.text.strip().partition(" ")
    private = incoming.where == incoming.sender and not incoming.source.startswith("job:")
    if not private or word in (ENTER, LEAVE):
        return Place(Where.OWN, incoming)
    visit = visits.of(shop.book, incoming.sender)
    ended = visit is not None and incoming.at >= visit.until
    surely = word == IN_DEMO or _said_there(shop, incoming)
    if not surely and (visit is None or incoming.pressed is not None):
        return Place(Where.OWN, incoming)  # a button of his own book's answer stays with that book
    if ended:
        leave(shop, incoming.sender)
    if visit is None or ended or not _there(shop, visit):
        leave(shop, incoming.sender)
        return Place(Where.OVER if surely else Where.OWN, incoming, ended=visit is not None)
    visits.note(shop.book, incoming.source, incoming.at)
    visits.begin(shop.book, replace(visit, until=max(visit.until, incoming.at + LASTS)))
    return Place(Where.DEMO, replace(incoming, text=rest) if word == IN_DEMO else incoming)


def _said_there(shop: Shop, incoming: Incoming) -> bool:
    if visits.noted(shop.book, incoming.source):
        return True
    answered = incoming.reply_to
    return answered is not None and visits.answered_with(shop.book, incoming.where, answered, LEAVE)


def _there(shop: Shop, visit: visits.Visit) -> bool:
    return settings_of(shop.settings, visit.folder).book_path.is_file()


def settings_of(settings: Settings, folder: str) -> Settings:
    """Give the settings of the demo book in a folder beside the shop's own."""
    return sample_settings(settings, settings.book_path.parent / FOLDER / Path(folder).name)


def demo_of(shop: Shop, member_id: int) -> Shop | None:
    """Give the demo shop that somebody is in, open for writing; None when he is in none."""
    visit = visits.of(shop.book, member_id)
    if visit is None:
        return None
    settings = settings_of(shop.settings, visit.folder)
    known = shop.demos.get(member_id)
    if known is not None and known.given.book_path == settings.book_path:
        return known
    _close(shop, member_id)
    demo = open_shop(settings)
    demo.visited = True
    if members.role_of(demo.book, member_id) is None:
        with demo.book.writing():
            members.join(demo.book, member_id, "owner", "", visit.until)
            members.speaks(demo.book, member_id, shop.language_of(member_id))
    shop.demos[member_id] = demo
    return demo


def enter(shop: Shop, incoming: Incoming, folder: str) -> None:
    """Let somebody be in the demo from now on; what earlier visits left behind is removed."""
    _close(shop, incoming.sender)
    visits.begin(shop.book, visits.Visit(incoming.sender, folder, incoming.at + LASTS))
    sweep(shop)


def leave(shop: Shop, member_id: int) -> bool:
    """Let somebody be back in his own book; False when he was there."""
    there = visits.of(shop.book, member_id) is not None
    visits.end(shop.book, member_id)
    _close(shop, member_id)
    return there


def sweep(shop: Shop) -> None:
    """Remove the demo books that nobody is in any more."""
    used, oldest = visits.folders(shop.book), time.time() - _SWEPT_AFTER
    for folder in (shop.settings.book_path.parent / FOLDER).glob("*"):
        if folder.name not in used and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _close(shop: Shop, member_id: int) -> None:
    demo = shop.demos.pop(member_id, None)
    if demo is not None:
        demo.close()


# How it looks


def marked(answer: Answer) -> Answer:
    """Give an answer of the demo as such: a line above, buttons that stay in it, and the way out below."""
    if not answer.blocks and not answer.files:
        return replace(
            answer, entries=(), toast=_("Demo: {toast}", toast=answer.toast) if answer.toast else ""
        )
    mark = Words(_("🧪 Demo shop: nothing here touches your book."), Style.FOOTING)
    rows = tuple(tuple(_inside(one) for one in row) for row in answer.buttons)
    return replace(
        answer,
        blocks=(mark, *answer.blocks),
        buttons=(*rows, (leaving(),)),
        files=tuple(
            replace(one, caption=_("Demo shop. {caption}", caption=one.caption)) for one in answer.files
        ),
        entries=(),  # a reply must not find an entry of the same number in the own book
        toast=_("Demo: {toast}", toast=answer.toast) if answer.toast else "",
    )


def marked_steps(demo: Shop, work: Generator[Progress, None, Answer]) -> Generator[Progress, None, Answer]:
    """Give long work in the demo: each step one transaction of the demo book."""
    while True:
        with demo.book.writing():
            try:
                progress = next(work)
            except StopIteration as done:
                return marked(done.value)
        yield progress


def reminded(shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
    """Say below an answer of the own book, to a tap from within the demo, that it was the own book."""
    if incoming.pressed is None or visits.of(shop.book, incoming.sender) is None or answer.command == "demo":
        return answer
    line = Words(_("This is your own book. What you type still goes to the demo."), Style.FOOTING)
    return replace(answer, blocks=(*answer.blocks, line)).with_buttons((leaving(),))


def over() -> Answer:
    """Say that a message belongs to a demo that has ended."""
    words = Words(_("That belongs to the demo, which is over. Nothing was done; you are in your own book."))
    return Answer("demo", (words,), ((Button(_("Back to the demo"), ENTER), Button(_("Today"), "/today")),))


def after_the_end(answer: Answer) -> Answer:
    """Say above an answer of the own book that the demo has ended by itself."""
    words = Words(_("The demo has ended by itself: this is your own book again."), Style.FOOTING)
    return replace(answer, blocks=(words, *answer.blocks))


def leaving() -> Button:
    """Give the button that leads out."""
    return Button(_("Leave the demo"), LEAVE)


def _inside(button: Button) -> Button:
    if button.says.split(" ")[0] in (ENTER, LEAVE):
        return button
    return replace(button, says=f"{IN_DEMO} {button.says}")
