"""/health: the state of the bot, from what the book knows of it; nothing is guessed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Role
from bot.speech import N_, _, ngettext
from storage import heartbeats
from storage.heartbeats import BACKED_UP, RECOUNTED
from storage.reading import condition

if TYPE_CHECKING:
    from datetime import datetime

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.condition import Condition

_PUSHED = "pushed"
_BEATS = (
    (heartbeats.POLLED, N_("Last poll")),
    (heartbeats.HANDLED, N_("Last message answered")),
    (BACKED_UP, N_("Last backup")),
    (RECOUNTED, N_("Last recount")),
    (_PUSHED, N_("Last message by the clock")),
)
_OLD_BACKUP = timedelta(days=3)
_A_SIZE = 1000


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say whether anything needs a hand, then the facts."""
    del slots
    found = condition.condition(turn.shop.book)
    beats = found.beats | ({} if found.pushed is None else {_PUSHED: found.pushed})
    known = [(label, beats[name]) for name, label in _BEATS if name in beats]
    rows = [(_(label), _ago(turn.incoming.at - at)) for label, at in known]
    rows += [
        (_("Waiting to be answered"), turn.shop.number(found.waiting)),
        (_("Waiting to be sent"), turn.shop.number(found.to_send)),
        (_("Not delivered"), turn.shop.number(found.not_sent)),
        (_("Entries in the book"), turn.shop.number(found.entries)),
        (_("Lines sold"), turn.shop.number(found.sale_lines)),
        (_("Products"), turn.shop.number(found.products)),
        (_("Customers"), turn.shop.number(found.customers)),
        (_("Size of the book"), _size(turn, found.bytes)),
    ]
    troubles = _troubles(found, turn.incoming.at)
    headline = _("Nothing needs a look.") if not troubles else _("Something needs a look.")
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        *(Words(f"⚠️ {one}") for one in troubles),
        Table((Column(""), Column("", figures=True)), tuple(rows)),
    ]
    silent = [_(label) for name, label in _BEATS if name not in beats]
    if silent:
        blocks.append(
            Words(
                _("Not yet: {names}.", names=", ".join(silent)),
                Style.FOOTING,
            )
        )
    taps = (
        Button(_("Backup now"), "/backup"),
        Button(_("Who did what"), "/audit"),
        Button(_("Settings"), "/settings"),
    )
    return Answer("health", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _troubles(found: Condition, now: datetime) -> list[str]:
    troubles = []
    if found.set_aside:
        what = ngettext("1 message", "{set_aside} messages", found.set_aside, set_aside=found.set_aside)
        troubles.append(_("{what} could not be dealt with and was set aside: it is kept.", what=what))
    if found.not_sent:
        what = ngettext("1 answer", "{not_sent} answers", found.not_sent, not_sent=found.not_sent)
        troubles.append(_("{what} could not be delivered.", what=what))
    made = found.beats.get(BACKED_UP)
    if made is not None and now - made > _OLD_BACKUP:
        troubles.append(_("The last backup is {ago} old.", ago=_ago(now - made)))
    return troubles


def _ago(passed: timedelta) -> str:
    minutes = max(0, round(passed.total_seconds() / 60))
    if minutes < 1:
        return _("just now")
    if minutes < 60:  # noqa: PLR2004 - an hour
        return _("{minutes} min", minutes=minutes)
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else _("{number} days", number=hours // 24)  # noqa: PLR2004 - two days


def _size(turn: Turn, count: int) -> str:
    if count < _A_SIZE**2:
        return _("{number} kB", number=turn.shop.number(count / _A_SIZE))
    return _("{number} MB", number=turn.shop.number(count / _A_SIZE**2, 1))


COMMAND = Command(
    name="health",
    summary=N_("The state of the bot and the book"),
    answer=answer,
    group=N_("Files"),
    examples=("/health",),
    phrases=(
        "health",
        "are you working",
        "are you ok",
        "is everything working",
        "status",
        "is the bot working",
        "when was the last backup",
        "is everything saved",
        "are you there",
        "version",
    ),
    role=Role.OWNER,
)
