"""The demo over the wire: the whole bot with its inbox, outbox and worker processes, stopped and started on the way."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

from bot.config import PushSettings, Settings, StorageSettings, TelegramSettings
from bot.transport import telegram
from bot.transport.wire import OWNER, TOKEN, Person, Wire
from storage import members

STAFF = Person(20, "Lerato")
MARK = "🧪 Demo shop"


class Clock:
    """The clock of the wire and of the bot."""

    now = datetime(2026, 6, 3, 12, tzinfo=UTC)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


@contextlib.asynccontextmanager
async def running(wire, folder, **push):
    given = Settings(
        folder=folder,
        telegram=TelegramSettings(token=TOKEN, owners=(OWNER.id,)),
        storage=StorageSettings(path="shop.db"),
        push=PushSettings(**({"weekly": "off"} | push)),
    )
    station = telegram.build(given, request=wire.request, polling=wire.request, clock=wire.clock)
    try:
        await station.start(lambda *_: None)
        yield station
    finally:
        await asyncio.wait_for(station.stop(), 20)


async def settled(wire, station):
    await wire.until(lambda: wire.confirmed)
    await station.idle()


async def say(wire, station, text, user=OWNER, **more):
    number = wire.say(text, user, **more)
    await settled(wire, station)
    return number


def last(wire, user=OWNER):
    return wire.shown(user)[-1]


async def sales(station):
    return await station.lane.run(
        lambda shop: shop.book.rows("SELECT recorded_by, total_minor FROM sales_book ORDER BY sale_id")
    )


def test_a_visit_over_the_wire(tmp_path):
    wire = Wire(Clock())
    wire.join(OWNER)
    wire.join(STAFF)

    async def enter():
        async with running(wire, tmp_path) as station:
            await say(wire, station, "/start")
            wire.press(last(wire)["message_id"], "Look at a demo shop")
            await settled(wire, station)
            assert "made-up shop" in last(wire)["text"]
            await say(wire, station, "2 hdmi cables to Thabo Nkosi 240")
            assert last(wire)["text"].startswith(MARK)
            await say(wire, station, "/sales last month")  # thought up in a worker process, with a chart
            shown = [one for one in wire.shown() if "photo" in one]
            assert any(MARK in str(one) for one in wire.shown()[-2:])
            assert shown
            assert await sales(station) == []

    async def again():
        async with running(wire, tmp_path) as station:
            with_staff = lambda shop: members.join(shop.book, STAFF.id, "staff", "Lerato", wire.clock())  # noqa: E731
            await station.lane.run(with_staff)
            sold = await say(wire, station, "1 kettle 299")
            demo_sale = last(wire)["message_id"]
            assert last(wire)["text"].startswith(MARK)
            await say(wire, station, "1 kettle 299", STAFF)
            assert MARK not in last(wire, STAFF)["text"]
            wire.press(demo_sale, "Leave the demo")
            await settled(wire, station)
            assert await sales(station) == [("Lerato", 29900)]
            await say(wire, station, "1 iron 349")
            await say(
                wire, station, "delete that", reply_to=demo_sale
            )  # a reply to what was said in the demo
            assert "which is over" in last(wire)["text"]
            wire.edit(sold, "9 kettles 2691")
            await settled(wire, station)
            wire.repeat(new_number=True)
            await settled(wire, station)
            wire.press(demo_sale, "Undo")
            await settled(wire, station)
            assert await sales(station) == [("Lerato", 29900), ("Owner", 34900)]

    asyncio.run(one_after_the_other(enter, again))
    assert wire.refusals() == []


def test_work_cut_off_in_the_demo_does_not_move_into_the_own_book(tmp_path):
    """A file is being imported in the demo, he leaves, the process dies: the next start must not import it for real."""
    wire = Wire(Clock())
    wire.join(OWNER)
    file = tmp_path / "july.csv"
    rows = "\n".join(f"2026-05-0{day},Kettle,2,299" for day in range(1, 10))
    file.write_text(f"date,product,quantity,price\n{rows}\n", "utf-8")

    async def begun():
        async with running(wire, tmp_path) as station:
            await say(wire, station, "/demo")
            wire.upload(file)
            await settled(wire, station)
            asked = last(wire)
            button = next(
                one for one in wire.buttons(asked["message_id"]) if one["text"].startswith("Import")
            )
            station.thinking.run = never  # and so is what steps need: nothing long ends any more
            station.desk._carry_out = never
            wire.press(asked["message_id"], button["text"])
            await wire.until(lambda: wire.confirmed)
            await asyncio.sleep(0.3)
            wire.say("/leave_demo")
            await wire.until(lambda: wire.confirmed)
            await wire.until(lambda: "your own book" in str(last(wire).get("text")))
            waiting = "SELECT count(*) FROM inbox WHERE state = 'waiting'"
            assert await station.lane.run(lambda shop: shop.book.value(waiting)) == 1

    async def taken_up():
        async with running(wire, tmp_path) as station:
            await settled(wire, station)
            assert await sales(station) == []
            assert await station.lane.run(lambda shop: shop.book.value("SELECT count(*) FROM entries")) == 0
            assert "which is over" in last(wire)["text"]

    asyncio.run(one_after_the_other(begun, taken_up))


def test_the_pushes_of_the_own_book_go_on(tmp_path):
    wire = Wire(Clock())
    wire.join(OWNER)

    async def scene():
        async with running(
            wire, tmp_path, weekly="wed 14:10"
        ) as station:  # of Johannesburg: ten past twelve in UTC
            await say(wire, station, "/demo")
            wire.clock.now += timedelta(minutes=15)
            await station.schedule.tick()
            await settled(wire, station)
            assert MARK not in last(wire)["text"]
            assert "nothing written down" in last(wire)["text"]
            await say(wire, station, "1 kettle 299")
            assert last(wire)["text"].startswith(MARK)

    asyncio.run(scene())


async def one_after_the_other(*scenes):
    for scene in scenes:
        await scene()


async def never(*_, **__):
    await asyncio.sleep(60)
