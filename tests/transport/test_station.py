"""What comes in is answered once, in order, and sent: messages, taps, edits, files."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from stand_in import NOON, STAFF, Talk, count, play, settled, texts

from bot.command import Incoming, Role, Thought
from bot.nights import NightThought
from bot.transport.wire import OWNER
from storage import inbox, outbox


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


def test_what_is_thought_at_night_is_thought_by_a_worker_while_sales_are_written(wire, tmp_path):
    def forecast(_shop, at):
        return Thought("chart", "", Incoming("", at, 0, "job:forecast"), Role.OWNER, at.date())

    async def scene(station):
        wire.say("2 bread")
        await settled(wire, station)
        assert texts(wire) == ["heard 2 bread"]
        await wire.until((tmp_path / "files" / "chart.png").exists)
        assert texts(wire) == ["heard 2 bread"]  # nobody is told

    play(wire, tmp_path, scene, nights=(NightThought("forecast", forecast),))


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
