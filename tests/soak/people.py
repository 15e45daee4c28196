"""Who is let in: strangers of every kind, groups, channels, links that were stolen, and who was shown out."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.transport.gate import GROUP_SENTENCE, PRIVATE_SENTENCE
from bot.transport.wire import OWNER, Person
from tests.soak.wired import Forger, wired

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soak.wired import Wired

PRIVATE = ("Nokuthula", "Sjamboksoap", "7391")  # a customer, a product, a price: nobody else may see them
GROUP = {"id": -100_123, "type": "supergroup", "title": "Market"}
_DAYS = 3
_SECRETS = "entries", "sale_lines", "customers", "members", "invitations", "drafts", "settings"


def strangers(folder: Path, size: int, seed: int) -> str:
    """`size` updates of every kind from a quarter as many strangers, over three days."""
    return asyncio.run(_strangers(folder, size, random.Random(seed), seed))


async def _strangers(folder: Path, size: int, chance: random.Random, seed: int) -> str:
    crowd = [Person(1000 + number, f"Stranger {number}") for number in range(max(2, size // 4))]
    sheet = folder / "prices.csv"
    sheet.write_text("product,price\nNail,1\n", "utf-8")
    async with wired(folder) as bot:
        await _begin(bot)
        for one in crowd:
            bot.wire.join(one)
        made, before = len(bot.wire.calls), await _book(bot)
        forger = Forger(bot.wire)
        for number in range(size):
            if number and number % (size // _DAYS + 1) == 0:
                await bot.settled()
                bot.later(timedelta(days=1))
            _something(bot, forger, chance, chance.choice(crowd), sheet)
        await bot.settled()
        await asyncio.sleep(0.05)
        # What was done goes from inbox and outbox at night: that is no stranger's doing.
        changed = {
            row for row in set(await _book(bot)) ^ set(before) if row not in before or row[0] in _SECRETS
        }
        assert not changed, f"strangers changed the book: {changed}"
        calls = bot.wire.calls[made:]
        seen = (await bot.rows("SELECT sum(seen) FROM strangers"))[0][0]
    methods = Counter(call.method for call in calls)
    assert not methods["getFile"], "a stranger's file was fetched"
    assert set(methods) <= {"sendMessage", "answerCallbackQuery"}, f"{methods}"
    said = json.dumps([call.params for call in calls], ensure_ascii=False)
    leaked = [word for word in PRIVATE if word in said]
    assert not leaked, f"strangers were told {leaked}"
    told = Counter(call.params["chat_id"] for call in calls if call.method == "sendMessage")
    assert max(told.values()) <= _DAYS, f"{told.most_common(1)}"
    words = {call.params["text"] for call in calls if call.method == "sendMessage"}
    assert words <= {PRIVATE_SENTENCE, GROUP_SENTENCE}, f"{words}"
    return (
        f"{size} updates from {len(crowd)} strangers: 0 rows, 0 downloads, {sum(told.values())} neutral replies,"
        f" at most one a day each; {seen} knocks counted (seed {seed})"
    )


def _something(  # noqa: C901 - a table of what strangers do
    bot: Wired, forger: Forger, chance: random.Random, who: Person, sheet: Path
) -> None:
    match chance.randrange(14):
        case 0:
            bot.wire.say("2 bread to Nokuthula 50", who)
        case 1:
            bot.wire.say(chance.choice(("/top_customers", "/export", "/staff", "/undo", "/debts")), who)
        case 2:
            bot.wire.say(f"/start {chance.randbytes(16).hex()}", who)
        case 3:
            bot.wire.upload(sheet, who)
        case 4:
            forger.press(who, chance.choice(("/undo", "/staff", "#1", "/export", "choose 1 1", "")) or "x")
        case 5:
            forger.message(who, text="2 bread", edit_date=int(bot.at[0].timestamp()))
        case 6:
            forger.message(who, contact={"phone_number": "1", "first_name": "x"})
        case 7:
            forger.message(who, sticker=_STICKER)
        case 8:
            bot.wire.api.chats[GROUP["id"]] = GROUP
            forger.send(_added(who, chance.randrange(2) == 0, bot))
        case 9:
            forger.message(who, GROUP, text="/today@shopbook_bot")
        case 10:
            forger.message(None, {"id": -200, "type": "channel", "title": "News"}, text="2 bread")
        case 11:
            forger.message(who, GROUP, text="2 bread", sender_chat=GROUP)
        case 12:
            forger.message(who, text="2 bread", via_bot={"id": 9, "is_bot": True, "first_name": "b"})
        case 13:
            forger.send({"inline_query": {"id": "1", "from": who.user, "query": "sales", "offset": ""}})


_STICKER = {
    "file_id": "s", "file_unique_id": "s", "type": "regular",
    "width": 1, "height": 1, "is_animated": False, "is_video": False,
}  # fmt: skip


def _added(who: Person, came: bool, bot: Wired) -> dict:
    us = {"id": 4_000_000_001, "is_bot": True, "first_name": "Shopbook"}
    states = ({"user": us, "status": "left"}, {"user": us, "status": "member"})
    old, new = states if came else states[::-1]
    change = {"chat": GROUP, "from": who.user, "date": int(bot.at[0].timestamp())}
    return {"my_chat_member": change | {"old_chat_member": old, "new_chat_member": new}}


async def _begin(bot: Wired) -> None:
    bot.wire.say("1 sjamboksoap 7391")
    await bot.settled()
    bot.wire.say("1 sjamboksoap to Nokuthula on credit")
    await bot.settled()
    for message in bot.wire.shown()[-1:]:
        labels = [one["text"] for one in bot.wire.buttons(message["message_id"])]
        new = [label for label in labels if label.startswith("New")]
        if new:
            bot.wire.press(message["message_id"], new[0])
            await bot.settled()


async def _book(bot: Wired) -> list[tuple]:
    """Give all that matters: what belongs to the shop, and what waits."""
    return [
        row
        for table in (*_SECRETS, "inbox", "outbox")
        for row in await bot.rows(f"SELECT '{table}', * FROM {table}")
    ]


def invitations(folder: Path, size: int, seed: int) -> str:
    """`size` invitations: guessed, too old, used twice, used by a stranger first; who was let in is shown out."""
    return asyncio.run(_invitations(folder, size, random.Random(seed), seed))


async def _invitations(folder: Path, size: int, chance: random.Random, seed: int) -> str:
    told = 0
    async with wired(folder) as bot:
        await _begin(bot)
        forger = Forger(bot.wire)
        for number in range(size):
            first, second, late = (Person(5000 + 3 * number + n, f"Guest {number}.{n}") for n in range(3))
            code = await bot.invite(chance.choice(("staff", "viewer")), timedelta(hours=24))
            old = await bot.invite("staff", timedelta(hours=1))
            bot.later(timedelta(hours=2))
            wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
            for who, said in ((first, wrong), (late, old), (first, code), (second, code)):
                bot.wire.say(f"/start {said}", who)
            await bot.settled()
            inside = {
                row[0] for row in await bot.rows("SELECT user_id FROM members WHERE removed_at IS NULL")
            }
            assert inside == {OWNER.id, first.id}, f"inside are {inside}"
            news = bot.wire.shown()[-1]
            assert first.name in news["text"], f"the owner was told {news['text']!r}"
            told += 1
            bot.wire.press(news["message_id"], "Remove")
            await bot.settled()
            before = await _book(bot)
            forger.press(first, "/undo")
            bot.wire.say("1 sjamboksoap", first)
            bot.wire.say(f"/start {code}", first)
            await bot.settled()
            assert await _book(bot) == before, "who was shown out still writes"
            kept = json.dumps([list(map(str, row)) for row in await bot.rows("SELECT * FROM invitations")])
            assert code not in kept, "a code is in the book"
    return (
        f"{size} invitations: each let in one person, 0 by a guess, after their day or a second time;"
        f" {told} of {size} told to the owner, removal holds at the next tap (seed {seed})"
    )


def elsewhere(folder: Path, size: int, seed: int) -> str:
    """`size` messages of the owner's from groups, channels, anonymous, by other bots, or forwarded."""
    return asyncio.run(_elsewhere(folder, size, random.Random(seed), seed))


async def _elsewhere(folder: Path, size: int, chance: random.Random, seed: int) -> str:
    async with wired(folder) as bot:
        await _begin(bot)
        forger = Forger(bot.wire)
        before = await bot.rows("SELECT id, state FROM entries ORDER BY id")
        asked = 0
        for number in range(size):
            text = f"{number % 8 + 2} sjamboksoap"
            origin = {"type": "hidden_user", "sender_user_name": "M", "date": int(bot.at[0].timestamp())}
            match chance.randrange(5):
                case 0:
                    forger.message(OWNER, GROUP, text=text)
                case 1:
                    forger.message(None, {"id": -200, "type": "channel", "title": "N"}, text=text)
                case 2:
                    anonymous = Person(1_087_968_824, "GroupAnonymousBot")
                    forger.message(anonymous, GROUP, text=text, sender_chat=GROUP)
                case 3:
                    forger.message(OWNER, text=text, via_bot={"id": 9, "is_bot": True, "first_name": "b"})
                case 4:
                    asked += 1
                    forger.message(OWNER, text=text, forward_origin=origin)
        await bot.settled()
        assert await bot.rows("SELECT id, state FROM entries ORDER BY id") == before, "it was written down"
        questions = [m for m in bot.wire.shown() if "forwarded" in m.get("text", "")]
        assert len(questions) == asked, f"{len(questions)} questions for {asked} forwarded messages"
    return f"{size} messages from elsewhere: 0 written down; {asked} forwarded ones asked about (seed {seed})"
