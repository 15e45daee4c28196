"""/health: the state of the bot, from what the book knows of it; nothing is guessed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Role
from storage import heartbeats
from storage.heartbeats import BACKED_UP, RECOUNTED
from storage.reading import condition

if TYPE_CHECKING:
    from datetime import datetime

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.condition import Condition

_BEATS = (
    (heartbeats.POLLED, "Last poll"),
    (heartbeats.HANDLED, "Last message answered"),
    (BACKED_UP, "Last backup"),
    (RECOUNTED, "Last recount"),
)
_OLD_BACKUP = timedelta(days=3)
_A_SIZE = 1000


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say whether anything needs a hand, then the facts."""
    del slots
    found = condition.condition(turn.shop.book)
    known = [(label, found.beats[name]) for name, label in _BEATS if name in found.beats]
    rows = [(label, _ago(turn.incoming.at - at)) for label, at in known]
    rows += [
        ("Waiting to be answered", turn.shop.number(found.waiting)),
        ("Waiting to be sent", turn.shop.number(found.to_send)),
        ("Not delivered", turn.shop.number(found.not_sent)),
        ("Entries in the book", turn.shop.number(found.entries)),
        ("Lines sold", turn.shop.number(found.sale_lines)),
        ("Products", turn.shop.number(found.products)),
        ("Customers", turn.shop.number(found.customers)),
        ("Size of the book", _size(turn, found.bytes)),
    ]
    troubles = _troubles(found, turn.incoming.at)
    headline = "Nothing needs a look." if not troubles else "Something needs a look."
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        *(Words(f"⚠️ {one}") for one in troubles),
        Table((Column(""), Column("", figures=True)), tuple(rows)),
    ]
    silent = [label for name, label in _BEATS if name not in found.beats]
    if silent:
        blocks.append(
            Words(f"Never so far: {', '.join(one.removeprefix('Last ') for one in silent)}.", Style.FOOTING)
        )
    taps = (
        Button("Backup now", "/backup"),
        Button("Who did what", "/audit"),
        Button("Settings", "/settings"),
    )
    return Answer("health", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _troubles(found: Condition, now: datetime) -> list[str]:
    troubles = []
    if found.set_aside:
        what = "1 message" if found.set_aside == 1 else f"{found.set_aside} messages"
        troubles.append(f"{what} could not be dealt with and was set aside: it is kept.")
    if found.not_sent:
        what = "1 answer" if found.not_sent == 1 else f"{found.not_sent} answers"
        troubles.append(f"{what} could not be delivered.")
    made = found.beats.get(BACKED_UP)
    if made is not None and now - made > _OLD_BACKUP:
        troubles.append(f"The last backup is {_ago(now - made)} old.")
    return troubles


def _ago(passed: timedelta) -> str:
    minutes = max(0, round(passed.total_seconds() / 60))
    if minutes < 1:
        return "just now"
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"  # noqa: PLR2004 - two days


def _size(turn: Turn, count: int) -> str:
    if count < _A_SIZE**2:
        return f"{turn.shop.number(count / _A_SIZE)} kB"
    return f"{turn.shop.number(count / _A_SIZE**2, 1)} MB"


COMMAND = Command(
    name="health",
    summary="The state of the bot and the book",
    answer=answer,
    group="Files",
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
