"""The work of the night: once a night, its failures told; what is thought ahead keeps nobody waiting."""

import asyncio
import contextlib
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import dialogue, nightly
from bot.command import Incoming, Role, Thought
from bot.config import PushSettings, Settings, ShopSettings, StorageSettings
from bot.lanes import Limits, ThinkingLane, TookTooLong, WritingLane
from bot.nights import Night, Nights, NightThought, failed, newest_night
from bot.schedule import Schedule
from bot.shop import open_shop
from storage import heartbeats
from tests.demo_shop import NOW, copy_of

NIGHT = datetime(2026, 6, 8, 1, 31, tzinfo=UTC)  # half past three in Johannesburg, and a minute
A_NIGHT = timedelta(days=1)


def shop_in(folder, weekly="off"):
    return Settings(
        shop=ShopSettings(timezone="Africa/Johannesburg"),
        push=PushSettings(weekly, "off"),
        storage=StorageSettings(path=str(folder / "shop.db")),
    )


class Bot:
    """A lane, a clock that stands still, and what was told and thought."""

    def __init__(self, config, nights, think=None):
        self.now, self.told, self.thought = NIGHT, [], []
        self.lane = WritingLane(lambda: open_shop(config))
        self.nights = Nights(
            self.lane,
            config,
            lambda: self.now,
            tell=self.told.append,
            think=think or self.think,
            nights=nights,
        )
        self.schedule = Schedule(
            self.lane, config, lambda: self.now, arrived=lambda _: None, nights=self.nights
        )

    async def think(self, thought):
        self.thought.append(thought)

    async def tick(self, later=timedelta(0)):
        self.now += later
        await self.schedule.tick()

    def beat(self, name):
        return self.lane.run(lambda shop: heartbeats.last(shop.book, name))


@contextlib.asynccontextmanager
async def running(config, *nights, think=None):
    bot = Bot(config, nights, think)
    await bot.lane.open()
    try:
        yield bot
    finally:
        await bot.nights.close()
        await bot.lane.close()


def test_the_work_of_the_night_is_done_once_a_night_and_a_failure_is_told(tmp_path, caplog):
    done = []

    def fails(_):
        raise ValueError("what a customer wrote")

    async def nights():
        async with running(shop_in(tmp_path), Night("broken", fails), Night("count", done.append)) as bot:
            for _ in range(5):
                await bot.tick()
            await bot.tick(later=timedelta(hours=23))
            assert len(done) == 1
            await bot.tick(later=timedelta(hours=1))
            return bot.told

    told = asyncio.run(nights())
    assert len(done) == 2
    assert len(told) == 2
    assert told[0].startswith("The nightly broken failed.")
    assert "customer wrote" not in caplog.text


THOUGHT = Thought("ready", None, Incoming("", NIGHT, 0, "job:forecast"), Role.OWNER, NIGHT.date())


def test_what_is_thought_at_night_is_thought_once_and_holds_nothing_up(tmp_path):
    async def nights():
        thinking, thought = asyncio.Event(), []

        async def think(asked):
            thought.append(asked)
            await thinking.wait()

        forecast = NightThought("forecast", lambda _shop, _at: THOUGHT)
        async with running(shop_in(tmp_path), forecast, think=think) as bot:
            for _ in range(3):
                await asyncio.wait_for(bot.tick(), 5)  # a tick does not wait for it
            assert thought == [THOUGHT]
            thinking.set()
            await bot.nights.idle()
            await bot.tick(later=A_NIGHT)
            await bot.nights.idle()
            assert thought == [THOUGHT] * 2
            assert (bot.told, await bot.beat(failed("forecast"))) == ([], None)

    asyncio.run(nights())


def test_a_night_without_a_thought_asks_no_worker(tmp_path):
    async def nights():
        async with running(shop_in(tmp_path), NightThought("forecast", lambda _shop, _at: None)) as bot:
            await bot.tick()
            await bot.nights.idle()
            assert bot.thought == []

    asyncio.run(nights())


def test_a_thought_that_fails_is_noted_and_nobody_is_woken(tmp_path, caplog):
    async def fails(_):
        raise TookTooLong("what a customer wrote")

    async def nights():
        forecast = NightThought("forecast", lambda _shop, _at: THOUGHT)
        async with running(shop_in(tmp_path), forecast, think=fails) as bot:
            await bot.tick()
            await bot.nights.idle()
            assert (bot.told, (await bot.beat(failed("forecast"))).at) == ([], NIGHT)

    asyncio.run(nights())
    assert "TookTooLong" in caplog.text
    assert "customer wrote" not in caplog.text


def test_a_bot_that_stops_leaves_off_thinking(tmp_path):
    async def nights():
        ended = []

        async def think(_):
            try:
                await asyncio.sleep(3600)
            finally:
                ended.append(True)

        forecast = NightThought("forecast", lambda _shop, _at: THOUGHT)
        async with running(shop_in(tmp_path), forecast, think=think) as bot:
            await bot.tick()
            await asyncio.sleep(0.05)
            await asyncio.wait_for(bot.schedule.close(), 5)
            assert ended == [True]

    asyncio.run(nights())


@pytest.mark.slow
def test_the_night_makes_the_forecast_of_the_day_in_a_worker(demo_book, tmp_path):
    shop = copy_of(demo_book, tmp_path).shop
    config = shop.settings
    with shop.book.writing():
        heartbeats.beat(shop.book, heartbeats.LOOKED_AHEAD, NOW)
    shop.close()

    async def nights():
        thinking = ThinkingLane(config, dialogue.think, Limits(seconds=60))
        forecast = next(one for one in nightly.NIGHTS if isinstance(one, NightThought))
        async with running(config, forecast, think=thinking.run) as bot:
            bot.now = NOW
            await bot.tick()
            await bot.nights.idle()
            assert await bot.beat(failed("forecast")) is None
        await thinking.close()

    asyncio.run(nights())
    assert (config.models_folder / "forecast.model").stat().st_size > 1000


def test_the_night_is_the_shops():
    given = Settings(shop=ShopSettings(timezone="Africa/Johannesburg"))
    night = newest_night(datetime(2026, 6, 8, 1, 0, tzinfo=UTC), given)
    assert night.astimezone(ZoneInfo("Africa/Johannesburg")).time() == time(3, 30)
    assert night == datetime(2026, 6, 7, 1, 30, tzinfo=UTC)
