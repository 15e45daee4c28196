"""Forged and stale buttons: any data, pressed by anybody who ever had a button.

A press equals typing, so an owner's forged press may do what the owner may do. What is proved: nothing that is pressed
ends in a bug; who only asks changes nothing; staff reach nothing of the owner's; who is outside reaches nothing at all.
"""

from __future__ import annotations

import random
import string
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import Update

from bot import dialogue, incidents
from bot.answer import Answer
from bot.command import Incoming, Role, Thought
from bot.commands.registry import COMMANDS
from bot.shop import open_shop
from bot.transport import incoming as reading
from bot.transport.gate import Verdict, judge
from storage import inbox, members, sentences
from tests.soak.wired import NOON, settings_in

if TYPE_CHECKING:
    from pathlib import Path

    from bot.shop import Shop

ROLES = {1: Role.OWNER, 2: Role.STAFF, 3: Role.VIEWER, 4: Role.STRANGER, 5: Role.STRANGER}  # 4 was staff once
SECRETS = ("Nokuthula", "Sjamboksoap", "7 391", "7391")
OWNERS_TABLES = frozenset(("members", "invitations", "settings", "fact_changes"))
NO_BOOKKEEPING = frozenset(("drafts", "sentences", "inbox", "audit", "counters"))
_NAMES = tuple(one.name for one in COMMANDS)
_NUMBERS = (
    "0", "1", "2", "3", "-1", "17", "99999", "9223372036854775807", "9223372036854775808", "1" * 40, "1e400",
    "٣", "²", "0x1", "1.5", "1,5", "", " ", "None", "NaN", "true",
)  # fmt: skip
_WORDS = (
    "del:17", "role:owner:5", "remove 1", "invite owner", "invite staff", "#1", "#2", "#-1", "#" + "9" * 60, "' OR 1=1 --",
    "'; DROP TABLE entries; --", "%s%n{}", "{0.__class__}", "../../etc/passwd", "\x00", "\ud800", "\u202eevil", "<b>", "\n/undo 1",
    "/undo\n1", "weekly 2026-W01", "yes", "all", "last year", "13/13/2026", "2026-02-30", "tomorrow", "Nokuthula", "candle",
)  # fmt: skip


def forged(folder: Path, size: int, seed: int) -> str:
    """`size` presses of forged data by the owner, staff, a viewer, one who was staff, and a stranger."""
    chance = random.Random(seed)
    shop = open_shop(settings_in(folder))
    counts, bugs = Counter[str](), dict[str, str]()
    try:
        stale = _furnish(shop)
        _watch(shop)
        for number in range(size):
            who = chance.choice(tuple(ROLES))
            data = _data(chance, stale)
            try:
                counts[_press(shop, number, who, data)] += 1
            except Exception as error:  # noqa: BLE001 - every kind of bug is told, each once
                bugs.setdefault(incidents.code_of(error), f"{ROLES[who].name} pressed {data!r}: {error!r}")
            if ROLES[who] is Role.OWNER:
                _again(shop)
    finally:
        shop.close()
    assert not bugs, f"{len(bugs)} kinds of bug (seed {seed}):\n" + "\n".join(bugs.values())
    return (
        f"{size} presses: 0 bugs; {counts['outside']} from outside changed and showed nothing, {counts['refused']} of staff and"
        f" viewers on the owner's commands were refused, viewers changed nothing (seed {seed})"
    )


def _furnish(shop: Shop) -> tuple[str, ...]:
    """Fill a small book; gives what its buttons said, which is stale soon."""
    said = (
        "1 candle 5", "1 sjamboksoap 7391", "2 candles", "received 20 candles 40", "counted 12 candles", "Nokuthula paid 20",
        "/undo 1", "/redo 1", "no 3 candles", "5 wax", "/customer", "/staff", "/reorder", "/stock", "/help", "/settings",
    )  # fmt: skip
    with shop.book.writing():
        members.configured(shop.book, [1], NOON)
        members.join(shop.book, 2, "staff", "Staff", NOON)
        members.join(shop.book, 3, "viewer", "Viewer", NOON)
        members.join(shop.book, 4, "staff", "Former", NOON)
        members.remove(shop.book, 4, 1, NOON)
        sentences.number_of(shop.book, "/staff remove 2 " + "x" * 60)
    stale: list[str] = []
    for number, text in enumerate(said):
        at = NOON + timedelta(minutes=number)
        with shop.book.writing():
            answer = dialogue.begin(shop, Incoming(text, at, 1, f"tg:1:{number}", chat=1, message=number))
        if isinstance(answer, Answer):
            stale += [button.says for row in answer.buttons for button in row]
    return tuple(dict.fromkeys(stale))


def _watch(shop: Shop) -> None:
    """Note every table that is touched from now on, within the transaction that touches it.

    How far the paper book is copied, and what is left out of the order list for a while, lie among the settings; staff
    may say both.
    """
    connection = shop.book.connection
    connection.execute("PRAGMA synchronous = OFF")  # no power fails here
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table'"
        ).fetchall()
        if not name.startswith(("sqlite_", "_"))
    ]
    connection.execute("CREATE TEMP TABLE touched (name TEXT)")
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            row = "OLD" if event == "DELETE" else "NEW"
            when = (
                f" WHEN NOT ({row}.key LIKE 'copy.%' OR {row}.key LIKE 'snooze:%')"
                if table == "settings"
                else ""
            )
            connection.execute(
                f"CREATE TEMP TRIGGER watch_{event}_{table} AFTER {event} ON main.{table}{when}"
                f" BEGIN INSERT INTO touched VALUES ('{table}'); END"
            )


def _data(chance: random.Random, stale: tuple[str, ...]) -> str:
    name = chance.choice(_NAMES)
    match chance.randrange(6):
        case 0:
            data = chance.choice(stale)
        case 1:
            data = f"/{name} {chance.choice(_NUMBERS)}"
        case 2:
            data = f"/{name} {chance.choice(_WORDS)} {chance.choice(_NUMBERS)}"
        case 3:
            cut = chance.choice(stale)
            place = chance.randrange(len(cut) + 1)
            data = cut[:place] + chance.choice((*_WORDS, *_NUMBERS)) + cut[place + 1 :]
        case 4:
            data = f"/choose {chance.choice(_NUMBERS)} {chance.choice(_NUMBERS)}"
        case _:
            letters = string.printable + "éß漢🕯\u202e\u200b"
            data = "".join(chance.choice(letters) for _ in range(chance.randrange(1, 64)))
    return data.encode("utf-8", "replace")[:64].decode("utf-8", "ignore")


def _press(shop: Shop, number: int, who: int, data: str) -> str:
    """Carry a press the whole way, gate, inbox and conversation; gives what kind of end it had."""
    at = NOON + timedelta(hours=1, seconds=number)
    user = {"id": who, "is_bot": False, "first_name": f"P{who}"}
    chat = {"id": who, "type": "private"}
    ours = {"message_id": 4, "date": 1780000000, "chat": chat, "text": "x"}
    query = {"id": str(number), "from": user, "chat_instance": "1", "data": data, "message": ours}
    update = Update.de_json({"update_id": number + 1, "callback_query": query}, None)
    role, book = ROLES[who], shop.book
    with book.writing():
        verdict = judge(book, update, at).verdict
        row = inbox.keep(book, update_id=number + 1, chat_id=who, message_id=4, body=update.to_json(), at=at)
    assert (verdict is Verdict.ADMITTED) == (role > Role.STRANGER), f"the gate said {verdict}"
    assert row is not None
    book.connection.execute("DELETE FROM touched")
    with book.writing():
        letter = reading.read(shop, row)
        if letter.incoming is None or letter.ready is not None:
            return "nothing"
        outcome = dialogue.begin(shop, letter.incoming)
        inbox.finish(book, row.id, at)
    touched = {name for (name,) in book.rows("SELECT DISTINCT name FROM touched")} - {"inbox"}
    _judge(role, letter.incoming.text, outcome, touched)
    if role is Role.STRANGER:
        return "outside"
    return "refused" if isinstance(outcome, Answer) and "Only the owner" in outcome.text else "answered"


def _judge(role: Role, text: str, outcome: object, touched: set[str]) -> None:
    assert isinstance(outcome, (Answer, Thought)) or hasattr(outcome, "send"), f"it came to {outcome!r}"
    if role is Role.OWNER:
        return
    named = dialogue.BY_NAME.get(text.partition(" ")[0].removeprefix("/").partition("@")[0].casefold())
    if isinstance(outcome, Thought):
        assert dialogue.BY_NAME[outcome.command].role <= role, (
            f"{role.name} is thought for: {outcome.command}"
        )
    if role is Role.STRANGER:
        assert not touched, f"touched {touched}"
        assert isinstance(outcome, Answer)
        assert not [word for word in SECRETS if word in outcome.text], outcome.text
    elif named is not None and named.role is Role.OWNER and isinstance(outcome, Answer):
        # An alert without the reason: the words behind the command could not be read, so nobody got that far.
        assert outcome.alert or outcome.command != named.name, outcome.text
        assert not touched - NO_BOOKKEEPING, f"touched {touched}"
    if role is Role.STAFF:
        assert not touched & (OWNERS_TABLES - {"fact_changes"}), f"touched {touched}"
    if role is Role.VIEWER:
        assert not touched - NO_BOOKKEEPING, f"touched {touched}"


def _again(shop: Shop) -> None:
    """Put people back where they belong: the owner's own forged presses may have moved them."""
    with shop.book.writing():
        members.configured(shop.book, [1], NOON)
        members.join(shop.book, 2, "staff", "Staff", NOON)
        members.join(shop.book, 3, "viewer", "Viewer", NOON)
