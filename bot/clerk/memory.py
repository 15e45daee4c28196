"""What the clerk remembers: the entries of a chat as statements, for undo, corrections and `same again`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clerk.understood import from_json
from bot.language.statements import Recent
from storage.reading import entries

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Entry

_RECENT = 6
_LOOKED_AT = 30  # undone and edited ones are among them


def recent(turn: Turn) -> tuple[Recent, ...]:
    """Give the last entries in force of this sender here, newest first; the one replied to comes before all."""
    found = list({one.id: one for one in (*_replied_to(turn), *_last(turn))}.values())
    return tuple(
        Recent(one.id, statement) for one in found if (statement := _statement(turn, one)) is not None
    )


def last_entry(turn: Turn) -> entries.Entry | None:
    """Give the entry that a bare "undo" means: the one replied to, else the last one of this sender here."""
    return next(iter((*_replied_to(turn), *_last(turn))), None)


def by_source(turn: Turn, source: str) -> int | None:
    """Give the entry that a message made, as it stands after its edits; where it was undone, its last version."""
    first = entries.by_source(turn.shop.book, source)
    if first is None:
        return None
    now = entries.standing(turn.shop.book, first.root_id)
    return (now or entries.versions(turn.shop.book, first.root_id)[-1]).id


def statement_of(turn: Turn, entry_id: int) -> Entry | None:
    """Give what an entry was understood to say; None for those made by files."""
    entry = entries.by_id(turn.shop.book, entry_id)
    return None if entry is None else _statement(turn, entry)


def standing(turn: Turn, entry_id: int) -> int:
    """Give the entry that stands now where this one stood: buttons outlive edits."""
    entry = entries.by_id(turn.shop.book, entry_id)
    now = None if entry is None else entries.standing(turn.shop.book, entry.root_id)
    return entry_id if now is None else now.id


def _replied_to(turn: Turn) -> list[entries.Entry]:
    incoming = turn.incoming
    if incoming.reply_to is None:
        return []
    meant = entries.by_confirmation(turn.shop.book, incoming.where, incoming.reply_to)
    now = (entries.standing(turn.shop.book, one.root_id) for one in meant)
    return [one for one in now if one is not None]


def _last(turn: Turn) -> list[entries.Entry]:
    mine = entries.history(turn.shop.book, member_id=turn.incoming.sender, limit=_LOOKED_AT)
    here = [one for one in mine if one.state == "in force" and one.chat_id == turn.incoming.where]
    return here[:_RECENT]


def _statement(turn: Turn, entry: entries.Entry) -> Entry | None:
    if "is" not in entry.understood:
        return None
    statement: Entry = from_json(dict(entry.understood), turn.shop.known())
    return statement
