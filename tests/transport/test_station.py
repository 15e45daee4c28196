from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from stand_in import NOON, Talk, config, running, settled, station_on, texts

from bot.errors import SetupError
from bot.transport.wire import OWNER, Person, Wire
from storage import heartbeats, inbox, members, outbox

STAFF = Person(20, "Lerato")
STRANGER = Person(66, "Nobody")


@pytest.fixture
def wire():
    wire = Wire(lambda: NOON)
    wire.join(OWNER)
    return wire


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


def test_a_message_is_answered_once_and_done(wire, tmp_path):
    async def scene(station):
        number = wire.say("2 bread", at=NOON - timedelta(hours=3))
        await settled(wire, station)
        assert texts(wire) == ["heard 2 bread"]
        wire.repeat()
        wire.repeat(new_number=True)
        await settled(wire, station)
        assert await count(station, "SELECT count(*) FROM inbox WHERE state = 'done'") == 2
        assert talk.heard[0].source == talk.heard[1].source == f"tg:1:{number}"

    talk = Talk()
    play(wire, tmp_path, scene, talk=talk)
    first = talk.heard[0]
    assert (first.text, first.at, first.sender, first.name) == (
        "2 bread",
        NOON - timedelta(hours=3),
        1,
        "Owner",
    )
    assert wire.refusals() == []


def test_what_came_while_it_was_down_is_done_in_order(wire, tmp_path):
    for number in range(5):
        wire.say(f"{number} bread", at=NOON - timedelta(hours=5 - number))

    async def scene(station):
        await settled(wire, station)

    talk = play(wire, tmp_path, scene)
    assert [one.text for one in talk.heard] == [f"{number} bread" for number in range(5)]
    assert texts(wire) == [f"heard {number} bread" for number in range(5)]


def test_what_was_kept_but_not_done_is_taken_up_at_the_next_start(wire, tmp_path):
    async def kept(station):
        await station.desk.close()  # as if the process died right after the commit
        wire.say("2 bread")
        await wire.until(lambda: wire.confirmed)
        assert await count(station, "SELECT count(*) FROM inbox WHERE state = 'waiting'") == 1

    async def again(station):
        assert texts(wire) == []
        await station.idle()

    play(wire, tmp_path, kept, again)
    assert texts(wire) == ["heard 2 bread"]


def test_what_was_answered_but_not_sent_is_sent_at_the_next_start(wire, tmp_path):
    async def unsent(station):
        await station.sender.close(0)
        wire.say("2 bread")
        await wire.until(lambda: wire.confirmed)
        await station.desk.idle()

    async def again(station):
        assert texts(wire) == []
        await station.idle()

    talk = play(wire, tmp_path, unsent, again)
    assert texts(wire) == ["heard 2 bread"]
    assert talk.heard == []


def test_a_press_says_its_sentence_stops_spinning_and_edits_in_place(wire, tmp_path):
    async def scene(station):
        wire.say("2 bread")
        await settled(wire, station)
        message = max(number for chat, number in wire.api.messages if chat == 1)
        wire.press(message, "Again")
        await settled(wire, station)
        assert texts(wire) == ["heard again"]
        wire.press(message, "Long")
        await settled(wire, station)
        assert texts(wire) == ["heard long " + "x" * 90]
        await wire.until(lambda: not wire.api.queries)

    talk = play(wire, tmp_path, scene)
    assert [one.pressed is not None for one in talk.heard] == [False, True, True]
    assert talk.heard[1].source == "tap:press-1"
    assert [one.params.get("text") for one in wire.calls if one.method == "answerCallbackQuery"] == [
        "Done",
        "Done",
    ]


def test_an_edit_has_the_source_of_its_message(wire, tmp_path):
    async def scene(station):
        number = wire.say("2 bread")
        await settled(wire, station)
        wire.edit(number, "3 bread")
        await settled(wire, station)

    first, second = play(wire, tmp_path, scene).heard
    assert (first.source, first.edit) == (second.source, not second.edit)
    assert second.text == "3 bread"


def test_a_file_is_fetched_first_and_a_large_one_is_not(wire, tmp_path):
    path = tmp_path / "Ju ly.CSV"
    path.write_text("date,item")

    async def scene(station):
        wire.upload(path, caption="sales")
        wire.upload(path, claims=21 * 1024 * 1024)
        await settled(wire, station)

    talk = play(wire, tmp_path, scene)
    assert texts(wire) == ["Ju ly.CSV: date,item", "Ju ly.CSV: too large"]
    small, large = (one.file for one in talk.heard)
    assert small.path.parent == tmp_path / "files"
    assert small.path.suffix == ".csv"
    assert (large.path, large.size) == (None, 21 * 1024 * 1024)
    assert sum(one.method == "getFile" for one in wire.calls) == 1


def test_a_sent_file_is_removed(wire, tmp_path):
    async def scene(station):
        wire.say("export")
        wire.say("chart")
        await settled(wire, station)

    play(wire, tmp_path, scene)
    assert {one.method for one in wire.calls} >= {"sendDocument", "sendPhoto"}
    assert list((tmp_path / "files").iterdir()) == []


def test_a_sale_does_not_wait_for_a_thought_in_its_own_chat(wire, tmp_path):
    async def scene(station):
        question = wire.say("sleep 0.6")
        wire.say("2 bread")
        await settled(wire, station)
        assert texts(wire)[0] == "heard 2 bread"
        assert texts(wire)[1].startswith("thought 0.6")
        assert texts(wire)[1].endswith("finished")
        late = next(one for one in wire.calls if "thought" in one.params.get("text", ""))
        assert late.params["reply_parameters"]["message_id"] == question

    play(wire, tmp_path, scene)
    assert [one.params["action"] for one in wire.calls if one.method == "sendChatAction"] == ["upload_photo"]


def test_steps_let_other_chats_in_between(wire, tmp_path):
    async def scene(station):
        wire.say("steps 30")
        await asyncio.sleep(0.2)
        wire.join(STAFF)
        wire.say("2 bread", STAFF)
        await settled(wire, station)

    play(wire, tmp_path, scene, owners=(OWNER.id, STAFF.id))
    assert texts(wire) == ["did 30 steps"]
    order = [one.params["chat_id"] for one in wire.calls if one.method == "sendMessage"]
    assert order == [STAFF.id, OWNER.id]


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


def test_nothing_is_left_open_when_it_stops(wire, tmp_path):
    async def scene(station):
        wire.say("2 bread")
        await settled(wire, station)

    async def left(station):
        rows = await station.lane.run(lambda shop: (inbox.waiting(shop.book), outbox.waiting(shop.book)))
        assert rows == ([], [])

    play(wire, tmp_path, scene, left)


def test_the_log_tells_by_which_command_and_how_fast_and_nobodys_words(wire, tmp_path, caplog):
    caplog.set_level(logging.INFO)

    async def scene(station):
        for text in ("2 bread for Maria", "sleep 0.01", "steps 2"):
            wire.say(text)
        await settled(wire, station)

    play(wire, tmp_path, scene)
    told = [record for record in caplog.records if hasattr(record, "command")]
    assert sorted(record.command for record in told) == ["said", "steps", "think"]
    assert all(0 <= record.seconds < 30 and record.row for record in told)
    assert "Maria" not in caplog.text
