from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from stand_in import NOON, config
from telegram import Bot

from bot.lanes import WritingLane
from bot.shop import open_shop
from bot.transport.housekeeping import silence, tidy
from bot.transport.requests import Polling
from bot.transport.watchdog import Watchdog
from bot.transport.wire import TOKEN, Wire
from storage import heartbeats


def look(folder, *, heard=True, good=0.0, end=0.0, fault=None, webhook=False, last=None):
    """Look once; `good` and `end` are seconds since the last good poll and the end of the last one."""
    wire = Wire(lambda: NOON)
    if fault:
        wire.fault(fault, "getMe")
    silences = []

    async def run():
        lane = WritingLane(lambda: open_shop(config(folder)))
        await lane.open()
        if last is not None:
            await lane.run(lambda shop: heartbeats.beat(shop.book, heartbeats.POLLED, last))
        polling = Polling(wire.request)
        polling.heard, polling.last_good, polling.last_end = heard, monotonic() - good, monotonic() - end
        bot = Bot(TOKEN, request=wire.request, get_updates_request=polling)
        dog = Watchdog(
            bot,
            None if webhook else polling,
            lane,
            lambda: NOON,
            silent=lambda *ends: silences.append(ends),
            jumped=lambda: None,
        )
        reason = await dog.look()
        beat = await lane.run(lambda shop: heartbeats.last(shop.book, heartbeats.POLLED))
        await lane.close()
        return reason, beat and beat.at

    return *asyncio.run(run()), silences


def test_a_bot_that_hears_beats(tmp_path):
    assert look(tmp_path) == (None, NOON, [])


def test_a_bot_that_never_heard_does_not(tmp_path):
    assert look(tmp_path, heard=False) == (None, None, [])


def test_polling_that_stopped_by_itself_is_a_reason(tmp_path):
    reason, beat, _ = look(tmp_path, good=200, end=200)
    assert "stopped" in reason
    assert beat is None


def test_a_cut_of_the_network_is_none(tmp_path):
    assert look(tmp_path, good=500, fault="drop") == (None, None, [])


def test_polls_that_fail_while_telegram_answers_are(tmp_path):
    assert "fail" in look(tmp_path, good=200)[0]


def test_behind_a_webhook_it_beats_without_a_poll(tmp_path):
    assert look(tmp_path, good=500, end=500, webhook=True) == (None, NOON, [])


@pytest.mark.parametrize(("hours", "told"), [(23, False), (30, True)])
def test_a_silence_is_told_when_telegram_may_have_forgotten(tmp_path, hours, told):
    last = NOON - timedelta(hours=hours)
    assert look(tmp_path, last=last)[2] == ([(last, NOON)] if told else [])


def test_the_time_to_check_is_what_telegram_forgot():
    said = silence(NOON - timedelta(hours=30), NOON, ZoneInfo("Africa/Johannesburg"))
    assert "between Tue 2 Jun 08:00 and Tue 2 Jun 14:00" in said


def test_a_clock_that_was_set_starts_the_ticking_anew(tmp_path):
    jumped, now = [], [NOON]
    wire = Wire(lambda: NOON)

    async def run():
        lane = WritingLane(lambda: open_shop(config(tmp_path)))
        await lane.open()
        dog = Watchdog(
            Bot(TOKEN, request=wire.request, get_updates_request=wire.request),
            None,
            lane,
            lambda: now[0],
            silent=lambda *_: None,
            jumped=lambda: jumped.append(1),
            every=0.02,
        )
        watching = asyncio.create_task(dog.watch())
        await asyncio.sleep(0.2)
        assert jumped == []
        now[0] -= timedelta(hours=1)
        await asyncio.sleep(0.3)
        watching.cancel()
        await lane.close()

    asyncio.run(asyncio.wait_for(run(), 10))
    assert jumped == [1]


def test_old_files_go_new_ones_and_needed_ones_stay(tmp_path):
    shop = open_shop(config(tmp_path))
    files = shop.settings.files_folder
    for name in ("old", "new"):
        (files / name).write_text("x")
    os.utime(files / "old", (0, 0))
    tidy(shop)
    shop.close()
    assert [file.name for file in files.iterdir()] == ["new"]
