"""/backup: a copy of the book that was opened and recounted before it is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, File, Style, Words
from bot.command import Command, Lane, Role
from bot.speech import N_, _
from storage import backups
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_LARGEST = 49_000_000  # Telegram takes 50 MB


def answer(turn: Turn, slots: Slots) -> Answer:
    """Make a proven backup; send it too where Telegram takes one of its size."""
    del slots
    shop = turn.shop
    made = backups.back_up(shop.book.path, shop.settings.backup_folder, turn.incoming.at)
    size = made.stat().st_size
    span = totals.span(shop.book)
    lines = 0 if span is None else totals.of_period(shop.book, *span).lines
    words = _(
        "The backup is made and proved: {number} lines, {number2} MB.",
        number=shop.number(lines),
        number2=shop.number(size / 1000000.0, 1),
    )
    sent = (File(made, made.name, temporary=False),) if size < _LARGEST else ()
    where = Words(
        _("On the machine: {name}. To bring it back: python -m bot restore FILE", name=made.name),
        Style.FOOTING,
    )
    too_large = () if sent else (Words(_("It is too large for Telegram: fetch it from the machine.")),)
    return Answer(
        "backup",
        (Words(words, Style.HEADLINE), *too_large, where),
        ((Button(_("Export"), "/export"),),),
        files=sent,
    )


COMMAND = Command(
    name="backup",
    summary=N_("A checked copy of the book"),
    answer=answer,
    group=N_("Files"),
    examples=("/backup",),
    phrases=(
        "backup",
        "back up",
        "make a backup",
        "send me a backup",
        "backup my data",
        "save a copy",
        "copy of the book",
        "is there a backup",
        "back up the book",
    ),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
