from __future__ import annotations

import asyncio
import os
import threading
import time
from datetime import UTC, datetime

import pytest

from bot.answer import Answer, Words
from bot.command import Incoming, Role, Thought
from bot.config import Settings, StorageSettings, TelegramSettings
from bot.incidents import code_of, trace
from bot.lanes import Limits, ThinkingLane, TookTooLong, WritingLane
from bot.shop import open_shop
from storage.errors import BookReadOnly

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
TOKEN = "4000000001:nobody-has-this-token-at-all"
SETTINGS = Settings(telegram=TelegramSettings(token=TOKEN))


def think(settings, thought):
    """Think in a worker process, as the word says."""
    if thought.ask == "fail":
        raise ValueError("what a customer wrote")
    if thought.ask == "loop":
        while True:
            pass
    if thought.ask == "hog":
        bytearray(2 * 1024**3)
    said = (os.getpid(), os.getpriority(os.PRIO_PROCESS, 0), settings.telegram.token)
    time.sleep(0.2 if thought.ask == "slow" else 0)
    return Answer("think", (Words(repr(said)),))


def thought(ask):
    return Thought("think", ask, Incoming("", NOON, 1, "tg:1:1"), Role.OWNER, NOON.date())


def with_lane(use, **limits):
    async def run():
        lane = ThinkingLane(SETTINGS, think, Limits(**{"memory_bytes": 1024**3, **limits}))
        try:
            return await use(lane)
        finally:
            await lane.close()

    return asyncio.run(run())


def test_thoughts_are_thought_elsewhere_nicely_and_without_the_token():
    async def use(lane):
        first, second = [(await lane.run(thought("x"))).text for _ in range(2)]
        assert first == second  # one worker, kept
        return first

    process, nice, token = eval(with_lane(use))  # noqa: S307 - our own repr
    assert process != os.getpid()
    assert (nice, token) == (10, "")


def test_a_worker_that_does_not_end_is_killed_and_the_next_thought_has_another():
    async def use(lane):
        with pytest.raises(TookTooLong):
            await lane.run(thought("loop"))
        return await lane.run(thought("x"))

    assert with_lane(use, seconds=4.0).text


def test_memory_has_its_limit_and_an_error_keeps_its_places_but_is_logged_without_words():
    async def use(lane):
        with pytest.raises(MemoryError):
            await lane.run(thought("hog"))
        with pytest.raises(ValueError, match="customer") as failed:
            await lane.run(thought("fail"))
        return failed.value

    error = with_lane(use)
    lines = "\n".join(trace(error))
    assert "test_lanes.py" in lines
    assert "in think" in lines
    assert "customer" not in lines
    assert len(code_of(error)) == 5


def test_an_idle_worker_gives_its_memory_back():
    async def use(lane):
        first = (await lane.run(thought("x"))).text
        await asyncio.sleep(1.3)
        return first, (await lane.run(thought("x"))).text

    first, second = with_lane(use, idle_seconds=1)
    assert first != second


def test_what_was_asked_is_forgotten_when_the_lane_closes():
    async def use(lane):
        asked = asyncio.create_task(lane.run(thought("loop")))
        await asyncio.sleep(0.5)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)

    with_lane(use)


@pytest.fixture
def settings(tmp_path):
    return Settings(storage=StorageSettings(path=str(tmp_path / "shop.db")))


def test_the_writing_lane_is_one_thread_that_does_one_thing_after_the_other(settings):
    async def run():
        lane = WritingLane(lambda: open_shop(settings))
        await lane.open()
        order = []

        def work(_, number):
            order.append(number)
            time.sleep(0.01)
            order.append(number)
            return threading.get_ident()

        threads = await asyncio.gather(*(lane.run(work, number) for number in range(5)))
        await lane.close()
        return order, set(threads)

    order, threads = asyncio.run(run())
    assert order == [number for number in range(5) for _ in range(2)]
    assert len(threads) == 1
    assert threads != {threading.get_ident()}


def test_what_the_disk_complains_of_leaves_the_lane_as_a_sentence(settings):
    async def run():
        lane = WritingLane(lambda: open_shop(settings))
        await lane.open()
        try:
            await lane.run(lambda shop: shop.book.connection.execute("PRAGMA query_only = 1"))
            await lane.run(
                lambda shop: shop.book.connection.execute("INSERT INTO settings VALUES ('a', 'b')")
            )
        finally:
            await lane.close()

    with pytest.raises(BookReadOnly):
        asyncio.run(run())


def test_work_for_a_lane_that_is_not_open_is_a_bug(settings):
    async def run():
        lane = WritingLane(lambda: open_shop(settings))
        try:
            await lane.run(lambda shop: shop)
        finally:
            await lane.close()

    with pytest.raises(RuntimeError, match="not open"):
        asyncio.run(run())
