"""/export: the book as spreadsheets, whole or of a period; it belongs to the owner."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.answer import Answer, Button, File, Style, Words
from bot.command import Command, Lane, Role
from bot.files import outgo
from bot.findings import periods
from bot.language.slots import parse_arguments
from bot.language.statements import Slots
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Period

_WORKBOOK = frozenset({"excel", "xlsx", "workbook"})
_LARGEST = 49_000_000  # Telegram takes 50 MB


@dataclass(frozen=True, slots=True)
class Wish:
    """Which days are wanted (None: all), and whether as one workbook."""

    period: Period | None
    workbook: bool


def parse(rest: str, turn: Turn) -> Wish:
    """Read “november”, “excel last month”."""
    words = rest.split()
    kept = " ".join(word for word in words if word.casefold() not in _WORKBOOK)
    slots = parse_arguments(kept, turn.shop.known(), turn.today)
    return Wish(slots.period, workbook=len(kept.split()) < len(words))


def answer(turn: Turn, ask: Wish | Slots) -> Answer:
    """Write the views and hand them over: CSV files in one archive, or a workbook."""
    wish = (
        Wish(ask.period, workbook=bool(_WORKBOOK & set(ask.rest.split()))) if isinstance(ask, Slots) else ask
    )
    shop, period = turn.shop, wish.period
    folder = shop.settings.files_folder
    folder.mkdir(parents=True, exist_ok=True)
    wanted = outgo.Wanted(None if period is None else (period.first, period.last))
    if wish.workbook:
        made, ending = outgo.write_workbook(shop.book, folder / f"{uuid4().hex}.xlsx", wanted), "xlsx"
    else:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            files = outgo.write_views(shop.book, Path(scratch), wanted)
            made, ending = outgo.pack(files, folder / f"{uuid4().hex}.zip"), "zip"
    what = _("your book") if period is None else periods.call(period, shop, turn.today)
    days = (
        turn.today.isoformat()
        if period is None
        else _("{first} to {last}", first=period.first, last=period.last)
    )
    blocks = [
        Words(_("Here is {what}, one sheet for each part of it.", what=what), Style.HEADLINE),
        Words(_("Amounts are in cents in the columns that end in _minor. What was taken out is not in it.")),
        Words(_("Sent back to me, the files are read as they are, and nothing counts twice."), Style.FOOTING),
    ]
    sent: tuple[File, ...] = (File(made, _("shopbook {days}.{ending}", days=days, ending=ending)),)
    if made.stat().st_size > _LARGEST:
        made.unlink()
        sent = ()
        blocks[1] = Words(
            _(
                "It is too large for Telegram. Ask for a shorter period, or on the machine: python -m bot export FOLDER"
            )
        )
    said = "" if period is None else f" {periods.speak(period)}"
    other = (
        Button(_("As CSV files"), f"/export{said}")
        if wish.workbook
        else Button(_("As Excel"), f"/export excel{said}")
    )
    again = (
        Button(_("This month"), "/export this month")
        if period is None
        else Button(_("The whole book"), "/export")
    )
    return Answer("export", tuple(blocks), ((other, again), (Button(_("Backup"), "/backup"),)), files=sent)


COMMAND = Command(
    name="export",
    summary=N_("The book as spreadsheets, whole or of a period"),
    answer=answer,
    group=N_("Files"),
    examples=("/export", "/export last month", "/export excel"),
    phrases=(
        "export",
        "export to excel",
        "put the sales in excel",
        "put all the sales in excel for me",
        "send me an excel file",
        "spreadsheet",
        "give me a csv",
        "download my data",
        "i want my data in excel",
        "send me the data",
        "excel",
        "csv",
        "send all the sales in a file",
        "save it to a file",
        "can i have the sales as a file",
        "send my accountant the sales",
        "get my data out",
        "excel file of sales",
        "spreadsheet of all sales",
    ),
    parse=parse,
    about=frozenset({"words"}),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
