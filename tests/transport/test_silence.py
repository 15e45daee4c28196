"""The notice of an outage tells the time of the clock that was chosen in the chat, not config.toml's."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from test_demo_visit import Clock, running, say, settled

from bot.transport.wire import OWNER, Wire
from storage import heartbeats


def test_an_outage_is_told_by_the_chosen_clock(tmp_path):
    clock = Clock()

    async def run():
        wire = Wire(clock)
        wire.join(OWNER)
        async with running(wire, tmp_path) as station:
            await say(wire, station, "/timezone Tokyo")
            await station.lane.run(lambda shop: heartbeats.beat(shop.book, heartbeats.POLLED, clock.now))
        heard = clock.now
        clock.now += timedelta(hours=30)
        async with running(wire, tmp_path) as station:
            await say(wire, station, "hello")
            await station.watchdog().look()
            await wire.until(lambda: any("not reachable" in one["text"] for one in wire.shown()))
            await settled(wire, station)
        return heard, next(one["text"] for one in wire.shown() if "not reachable" in one["text"])

    heard, told = asyncio.run(run())
    assert f"from {heard + timedelta(hours=9):%a} {heard.day} Jun {heard + timedelta(hours=9):%H:%M}" in told
