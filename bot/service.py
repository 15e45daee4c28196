"""What the command line does with the book besides talking: take files in, take them out, back up, prove.

Each function prints sentences through `say` and gives an exit code: 0 fine, 1 failed.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.answer import Table, Words
from bot.command import Incoming, Role, Turn
from bot.commands import import_
from bot.files import outgo
from bot.files.sent import Sent
from bot.shop import open_shop, visit_shop
from bot.transport.clock import now
from storage import backups, drafts, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.answer import Answer
    from bot.config import Settings
    from bot.shop import Shop

    Say = Callable[[str], None]


def import_files(settings: Settings, files: Sequence[Path], say: Say) -> int:
    """Read files into the book without asking; a file that needs an answer is refused with the question."""
    shop = open_shop(settings)
    shop.book.drop_staged()
    try:
        results = [_import(shop, file, say) for file in files]
    finally:
        shop.close()
    return 0 if all(results) else 1


def _import(shop: Shop, file: Path, say: Say) -> bool:
    if not file.is_file():
        say(f"There is no file {file}.")
        return False
    copy = shop.settings.files_folder / f"{uuid4().hex}{file.suffix}"
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, copy)
    turn = _turn(shop, now(), f"cli:{copy.name}")
    shown = import_.preview_file(turn, Sent.at(copy, file.name, local=True))
    try:
        with shop.book.writing():
            for keep in shown.keeps:
                shown = keep.keep(shop, turn.incoming, shown)
        draft = _offered(shown)
        if draft is None:
            _say_all(shown, say)
            return "already" in shown.text
        steps = import_.take(turn, import_.parse(draft, turn))
        while True:
            try:
                next(steps)
            except StopIteration as done:
                _say_all(shown, say)
                say(done.value.text)
                done.value.clear_away()
                return True
    finally:
        copy.unlink(missing_ok=True)
        for one in drafts.open_drafts(shop.book, turn.incoming.where):
            drafts.drop(shop.book, one.id)


def _offered(shown: Answer) -> str | None:
    says = [one.says for row in shown.buttons for one in row]
    return next((one.removeprefix("/import_now ") for one in says if one.startswith("/import_now ")), None)


def _say_all(answer: Answer, say: Say) -> None:
    for block in answer.blocks:
        if isinstance(block, Words):
            say(block.text)
        elif isinstance(block, Table):
            for row in block.rows:
                say("   " + "  ".join(row))


def _turn(shop: Shop, at: datetime, source: str) -> Turn:
    incoming = Incoming(text="", at=at, sender=0, source=source, name="command line")
    return Turn(shop, incoming, Role.OWNER, shop.today(at))


def export(settings: Settings, folder: Path, say: Say) -> int:
    """Write every view of the book as CSV into a folder."""
    shop = visit_shop(settings)
    try:
        for file in outgo.write_views(shop.book, folder):
            say(str(file))
    finally:
        shop.close()
    return 0


def backup(settings: Settings, file: Path, say: Say) -> int:
    """Write a proven copy of the book to `file`, while the bot may be running."""
    if file.exists():
        say(f"{file} is there already. Name a new file.")
        return 1
    made = backups.back_up(settings.book_path, file.parent, now())
    made.rename(file)
    say(f"The backup {file} is made and proved.")
    return 0


def restore(settings: Settings, file: Path, say: Say) -> int:
    """Bring a backup back; the present book is kept aside."""
    aside = backups.restore(file, settings.book_path, now())
    say(f"{settings.book_path} is now the book of {file}.")
    if aside is not None:
        say(f"The book that was there is kept as {aside}.")
    return 0


def check(settings: Settings, say: Say) -> int:
    """Prove the configuration (it was read to come here), the book and its figures, and the token when online."""
    say("The configuration is fine.")
    wrong: list[str] = []
    if settings.book_path.exists():
        shop = visit_shop(settings)
        try:
            wrong = upkeep.check(shop.book)
        finally:
            shop.close()
        say(
            "\n".join(wrong)
            if wrong
            else f"The book {settings.book_path} is sound, and its figures agree with its rows."
        )
    else:
        say(f"There is no book at {settings.book_path} yet; the first start begins one.")
    token_fine = _check_token(settings, say)
    return 1 if wrong or not token_fine else 0


def _check_token(settings: Settings, say: Say) -> bool:
    if not settings.telegram.token:
        say("No Telegram token is set: make run is the chat in this terminal.")
        return True
    from bot.transport import telegram  # noqa: PLC0415 - only here

    verdict, sentence = telegram.try_token(settings)
    say(sentence)
    return verdict
