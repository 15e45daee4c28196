"""/export: the whole book as spreadsheets, one file a view; it belongs to the owner."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.answer import Answer, Button, File, Style, Words
from bot.command import Command, Lane, Role
from bot.files import outgo

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots


def answer(turn: Turn, slots: Slots) -> Answer:
    """Write the views and hand them over in one archive."""
    del slots
    folder = turn.shop.settings.files_folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        archive = outgo.pack(outgo.write_views(turn.shop.book, Path(scratch)), folder / f"{uuid4().hex}.zip")
    name = f"shopbook {turn.today.isoformat()}.zip"
    return Answer(
        "export",
        (
            Words("Here is your book, one sheet for each part of it.", Style.HEADLINE),
            Words("Amounts are in cents in the columns that end in _minor. Taken-out entries are not in it."),
        ),
        ((Button("Backup", "/backup"), Button("Sales", "/sales")),),
        files=(File(archive, name),),
    )


COMMAND = Command(
    name="export",
    summary="The whole book as spreadsheets",
    answer=answer,
    group="Files",
    examples=("/export",),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
