"""What fails, crashes or is not there, and what the owner hears of it."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from stand_in import NOON, STAFF, Talk, config, count, play, settled, station_on, texts

from bot.errors import SetupError
from bot.transport.wire import OWNER
from storage import heartbeats, inbox


@pytest.mark.parametrize("word", ["fails", "die"])
def test_what_fails_three_times_is_set_aside_and_the_rest_goes_on(wire, tmp_path, word, caplog):
    talk = Talk()
    talk.failures = {"fails": 9}

    async def scene(station):
        wire.say(f"{word} Maria's bread", STAFF)
        wire.say("2 bread", STAFF)
        await settled(wire, station)
        assert await count(station, "SELECT attempts FROM inbox WHERE state = 'set aside'") == 3

    wire.join(STAFF)
    play(wire, tmp_path, scene, talk=talk, owners=(OWNER.id, STAFF.id))
    assert sorted(text.split()[0] for text in texts(wire, STAFF)) == ["Something", "heard"]
    told = texts(wire)
    assert len(told) == 1
    assert "this code: " in told[0]
    code = told[0].rstrip(".").rpartition(" ")[2]
    assert f"bug {code}" in caplog.text
    assert "Maria" not in caplog.text
    assert "secret" not in caplog.text


def test_what_fails_once_is_done_the_second_time_and_leaves_nothing_behind(wire, tmp_path):
    talk = Talk()
    talk.failures = {"fails": 1}

    async def scene(station):
        await station.lane.run(
            lambda shop: shop.book.connection.execute("INSERT INTO settings VALUES ('language', 'en')")
        )
        wire.say("fails once")
        await settled(wire, station)
        assert await count(station, "SELECT count(*) FROM settings") == 1

    play(wire, tmp_path, scene, talk=talk)
    assert texts(wire) == ["heard fails once"]


def test_a_thought_that_takes_too_long_is_stopped_and_said_so(wire, tmp_path):
    async def scene(station):
        wire.say("sleep 60")
        await settled(wire, station)

    play(wire, tmp_path, scene, seconds=0.5)
    assert texts(wire) == ["This took too long, so I stopped. Ask for a shorter period, or for one product."]


def test_one_that_crashed_the_program_three_times_is_not_tried_again(wire, tmp_path):
    async def crash(station):
        await station.desk.close()
        wire.say("2 bread")
        await wire.until(lambda: wire.confirmed)

        def thrice(shop):
            with shop.book.writing():
                for _ in range(3):
                    inbox.count_attempt(shop.book, inbox.waiting(shop.book)[0].id)

        await station.lane.run(thrice)

    async def again(station):
        await station.idle()

    talk = play(wire, tmp_path, crash, again)
    assert talk.heard == []
    assert "kept aside" in texts(wire)[0]


def test_a_book_that_cannot_be_written_is_told_and_nothing_is_lost(wire, tmp_path):
    async def scene(station):
        def lock(shop):
            shop.book.connection.execute("PRAGMA query_only = 1")

        def unlock(shop):
            shop.book.connection.execute("PRAGMA query_only = 0")

        await station.lane.run(lock)
        wire.say("2 bread")
        await wire.until(lambda: bool(texts(wire)))
        assert texts(wire)[0].startswith("Not saved")
        await station.lane.run(unlock)
        await wire.until(lambda: wire.confirmed)
        await station.idle()

    talk = play(wire, tmp_path, scene)
    assert len(talk.heard) == 1
    assert texts(wire)[1] == "heard 2 bread"


def test_a_rejected_token_is_a_sentence_without_the_token(wire, tmp_path):
    wire.fault("unauthorized", "getMe", times=1)

    async def run():
        station = station_on(wire, config(tmp_path), Talk())
        try:
            await station.start(lambda *_: None)
        finally:
            await station.stop()

    with pytest.raises(SetupError, match="does not accept the token") as refused:
        asyncio.run(run())
    assert config(tmp_path).telegram.token not in str(refused.value)


def test_no_network_at_the_start_is_waited_for(wire, tmp_path, caplog):
    wire.fault("drop", "getMe", times=1)

    async def scene(station):
        wire.say("2 bread")
        await settled(wire, station)

    with caplog.at_level(logging.WARNING):
        play(wire, tmp_path, scene)
    assert texts(wire) == ["heard 2 bread"]
    assert "Telegram is not reached" in caplog.text


def test_another_poller_is_told_to_the_owner_once(wire, tmp_path):
    async def scene(station):
        for _ in range(2):
            wire.line._poller = object()
            wire.line._news.set()
            await asyncio.sleep(0.1)
        wire.say("2 bread")
        await asyncio.wait_for(settled(wire, station), 10)
        await station.idle()

    play(wire, tmp_path, scene)
    assert sum("Another program uses my Telegram token" in text for text in texts(wire)) == 1
    assert "heard 2 bread" in texts(wire)


def test_a_silence_longer_than_a_day_is_told_with_its_ends(wire, tmp_path):
    def once(shop):
        with shop.book.writing():
            heartbeats.beat(shop.book, heartbeats.POLLED, NOON - timedelta(hours=30))

    async def before(station):
        await station.lane.run(once)

    async def scene(station):
        wire.say("2 bread")
        await settled(wire, station)
        watching = asyncio.create_task(station.watchdog().watch())
        await wire.until(lambda: len(texts(wire)) > 1)
        watching.cancel()
        await station.idle()

    play(wire, tmp_path, before, scene)
    _, told = texts(wire)
    assert "from Tue 2 Jun 08:00 to Wed 3 Jun 14:00" in told
    assert "between Tue 2 Jun 08:00 and Tue 2 Jun 14:00" in told
