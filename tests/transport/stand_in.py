"""A stand-in for the conversation, and a station on the wire that speaks with it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
import time
from dataclasses import replace
from datetime import UTC, datetime

from bot.answer import Answer, Button, File, Picture, Progress, Words
from bot.command import Role, Thought
from bot.config import Settings, StorageSettings, TelegramSettings
from bot.lanes import Limits
from bot.shop import open_shop
from bot.transport.station import Station
from bot.transport.wire import OWNER, TOKEN, Person

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
STAFF = Person(20, "Lerato")
STRANGER = Person(66, "Nobody")
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e\x08\x02\0\0\0"
    + bytes(20)  # its head is all that is read
)


class Talk:
    """Says back what it hears. A word at the beginning asks for more: sleep, steps, chart, export, die."""

    def __init__(self):
        self.heard = []
        self.failures = {}

    def begin(self, shop, incoming):
        self.heard.append(incoming)
        word, _, rest = incoming.text.partition(" ")
        if self.failures.get(word, 0) > 0:
            self.failures[word] -= 1
            shop.book.connection.execute("DELETE FROM settings")
            raise ValueError("secret words of a customer")
        if word in ("die", "sleep", "chart"):
            return Thought(word, rest, incoming, Role.OWNER, incoming.at.date())
        if word == "steps":
            return self.steps(int(rest))
        if word == "export":
            file = shop.settings.files_folder / "out.csv"
            file.write_text("a,b")
            return Answer("export", files=(File(file, "sales.csv"),))
        said = Words(f"heard {incoming.text}")
        if incoming.file:
            content = incoming.file.path.read_text() if incoming.file.path else "too large"
            said = Words(f"{incoming.file.name}: {content}")
        buttons = ((Button("Again", "again"), Button("Long", "long " + "x" * 90)),)
        return Answer("said", (said,), buttons, in_place=incoming.pressed is not None, toast="Done")

    def steps(self, number):
        for done in range(number):
            time.sleep(0.02)
            yield Progress("Importing", done, number)
        return Answer("steps", (Words(f"did {number} steps"),))

    def finish(self, shop, incoming, answer):
        del shop, incoming
        return replace(answer, blocks=(*answer.blocks, Words("finished")))


def think(settings, thought):
    """Think in a worker process."""
    if thought.command == "die":
        os._exit(9)
    if thought.command == "sleep":
        time.sleep(float(thought.ask))
    if thought.command == "chart":
        file = settings.files_folder / "chart.png"
        file.write_bytes(PNG)
        return Answer("chart", (Picture(file, "Sales rise"),))
    return Answer("think", (Words(f"thought {thought.ask}"),))


def config(folder, owners=(OWNER.id,), **push):
    settings = Settings(
        telegram=TelegramSettings(token=TOKEN, owners=owners),
        storage=StorageSettings(path=str(folder / "shop.db")),
    )
    return replace(settings, push=replace(settings.push, **push)) if push else settings


def station_on(wire, settings, talk, *, clock=lambda: NOON, seconds=30.0, commands=(), nights=()):
    return Station(
        settings,
        request=wire.request,
        polling=wire.request,
        nights=nights,
        dialogue=talk,
        think=think,
        commands=commands,
        opens=lambda: open_shop(settings),
        clock=clock,
        limits=Limits(seconds=seconds, memory_bytes=1024**3),
    )


@contextlib.asynccontextmanager
async def running(wire, settings, talk, *, announce=lambda *_: None, **more):
    station = station_on(wire, settings, talk, **more)
    try:
        await station.start(announce)
        yield station
    finally:
        await asyncio.wait_for(station.stop(), 5)


async def settled(wire, station):
    """Wait until the bot has fetched and answered everything."""
    await wire.until(lambda: wire.confirmed)
    await station.idle()


def texts(wire, user=OWNER):
    """What the bot says to somebody, as it stands."""
    return [
        message.get("text") or message.get("caption") or ""
        for (chat, _), message in sorted(wire.api.messages.items())
        if chat == user.id and message["from"]["is_bot"]
    ]


def play(wire, folder, *scenes, talk=None, owners=(OWNER.id,), **more):
    """Run each `scene(station)` with the bot started anew; gives what the last conversation heard."""
    talks = [talk or Talk() for _ in scenes]

    async def run():
        for scene, one in zip(scenes, talks, strict=True):
            async with running(wire, config(folder, owners), one, **more) as station:
                await scene(station)

    asyncio.run(run())
    return talks[-1]


async def count(station, sql):
    return await station.lane.run(lambda shop: shop.book.connection.execute(sql).fetchone()[0])


def png(wide=40, high=30):
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", wide, high) + bytes(20)


def buttons(*labels, data="x"):
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label in labels]]}
