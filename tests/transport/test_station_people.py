"""Who is let in, who is not, and what each of them gets."""

from __future__ import annotations

from datetime import timedelta

from stand_in import NOON, STAFF, STRANGER, count, play, settled, texts

from bot.transport.wire import OWNER
from storage import members


def test_a_stranger_hears_one_sentence_and_leaves_a_counter(wire, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("x")

    async def scene(station):
        wire.join(STRANGER)
        wire.say("2 bread", STRANGER)
        wire.upload(path, STRANGER)
        wire.say("/start guess", STRANGER)
        wire.say("/top_customers", STRANGER)
        await settled(wire, station)
        assert await count(station, "SELECT count(*) FROM inbox") == 0
        assert await count(station, "SELECT count(*) FROM outbox") == 0
        assert await count(station, "SELECT seen FROM strangers") == 4

    talk = play(wire, tmp_path, scene)
    assert talk.heard == []
    assert texts(wire, STRANGER) == ["This is a private bot."]
    assert {one.method for one in wire.calls} <= {"getMe", "deleteWebhook", "sendMessage"}


def test_the_first_owner_claims_the_book_with_the_code(wire, tmp_path):
    codes = []

    async def scene(station):
        wire.say("/start nonsense", STRANGER)
        wire.say(f"/start {codes[0]}")
        wire.say("2 bread")
        wire.say(f"/start {codes[0]}", STRANGER)
        await settled(wire, station)
        assert await count(station, "SELECT user_id FROM members WHERE role = 'owner'") == OWNER.id

    wire.join(STRANGER)
    play(wire, tmp_path, scene, owners=(), announce=lambda *code: codes.append(code[0]))
    assert len(codes) == 1
    assert texts(wire)[-1] == "heard 2 bread"
    assert len(texts(wire, STRANGER)) == 1
    play(
        wire,
        tmp_path,
        lambda station: station.idle(),
        owners=(),
        announce=lambda *code: codes.append(code[0]),
    )
    assert len(codes) == 1


def test_an_invited_clerk_gets_in_and_the_owner_can_remove_him(wire, tmp_path):
    async def scene(station):
        def invite(shop):
            with shop.book.writing():
                return members.invite(shop.book, "staff", NOON, timedelta(days=1))

        code = await station.lane.run(invite)
        wire.say(f"/start {code}", STAFF)
        await settled(wire, station)
        assert texts(wire) == ["Lerato has joined by your invitation: staff."]
        message = max(number for chat, number in wire.api.messages if chat == OWNER.id)
        wire.press(message, "Remove")
        await settled(wire, station)

        def remove(shop):
            with shop.book.writing():
                members.remove(shop.book, STAFF.id, OWNER.id, NOON)

        await station.lane.run(remove)
        wire.press(max(number for chat, number in wire.api.messages if chat == STAFF.id), "Again", STAFF)
        await wire.until(lambda: wire.confirmed and not wire.api.queries)
        await station.idle()

    talk = play(wire, tmp_path, scene)
    assert [one.text for one in talk.heard][1:] == [f"/staff remove {STAFF.id}"]


def test_each_owner_gets_the_weekly_message_once(wire, tmp_path):
    now = [NOON]

    async def scene(station):
        await station.schedule.tick()
        now[0] += timedelta(days=7)
        await station.schedule.tick()
        await station.idle()
        await station.schedule.tick()
        await station.idle()
        for person in (OWNER, STAFF):
            assert texts(wire, person) == [
                "This is late: it was due on Monday 8 June at 07:30.\nheard /weekly"
            ]

    wire.join(STAFF)
    talk = play(wire, tmp_path, scene, owners=(OWNER.id, STAFF.id), clock=lambda: now[0])
    assert [one.source for one in talk.heard] == ["job:weekly:2026-W24"]
