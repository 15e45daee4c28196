from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
from stand_in import NOON, PNG, config, texts
from telegram import Bot

from bot.lanes import WritingLane
from bot.shop import open_shop
from bot.transport import sender as sending
from bot.transport.sender import Sender
from bot.transport.wire import OWNER, TOKEN, Person, Wire
from storage import inbox, outbox

OTHER = Person(20, "Lerato")


@pytest.fixture
def wire(monkeypatch):
    monkeypatch.setattr(sending, "_LONGEST_PAUSE", 0.01)
    wire = Wire(lambda: NOON)
    wire.join(OWNER)
    wire.join(OTHER)
    return wire


def put(shop, text="hello", chat=OWNER, *, call="sendMessage", scheduled=False, file=None, **more):
    """Write one call into the outbox."""
    body = {"chat_id": chat.id, **({"text": text} if text else {}), **more}
    with shop.book.writing():
        asked = None
        if scheduled:
            job = '{"job": "weekly"}'
            asked = inbox.keep(shop.book, update_id=None, chat_id=None, message_id=None, body=job, at=NOW())
        inbox_id = asked.id if asked else None
        return outbox.put(
            shop.book, chat_id=chat.id, call=call, body=body, at=NOW(), inbox_id=inbox_id, file=file
        )


def NOW():  # noqa: N802 - the clock of these tests
    return NOON


def play(wire, folder, scene):
    """Run `scene(out)` with a sender; gives the outbox's states afterwards."""

    async def run():
        lane = WritingLane(lambda: open_shop(config(folder)))
        await lane.open()
        async with Bot(TOKEN, request=wire.request, get_updates_request=wire.request) as bot:
            sender = Sender(bot, lane, NOW)

            async def post(*args, **more):
                number = await lane.run(put, *args, **more)
                sender.posted()
                return number

            sender.start()
            await scene(SimpleNamespace(post=post, lane=lane, idle=sender.idle, sender=sender))
            await asyncio.wait_for(sender.idle(), 20)
            await sender.close(1)
        rows = await lane.run(
            lambda shop: shop.book.connection.execute(
                "SELECT state, error FROM outbox ORDER BY id"
            ).fetchall()
        )
        await lane.close()
        return [tuple(row) for row in rows]

    return asyncio.run(run())


SENT = ("sent", None)


@pytest.mark.parametrize("fault", ["drop", "gateway", "unauthorized"])
def test_what_fails_for_the_moment_is_sent_once_and_in_order(wire, tmp_path, fault):
    wire.fault(fault, times=1)

    async def scene(out):
        for text in ("first", "second", "third"):
            await out.post(text)

    assert play(wire, tmp_path, scene) == [SENT] * 3
    assert texts(wire) == ["first", "second", "third"]


def test_a_flood_is_waited_out(wire, tmp_path):
    wire.fault("flood", times=1, seconds=1)

    async def scene(out):
        await out.post("first")
        await out.post("second")
        await out.post("elsewhere", OTHER)

    assert play(wire, tmp_path, scene) == [SENT] * 3
    assert texts(wire) == ["first", "second"]


def test_a_lost_answer_repeats_a_reply_and_marks_a_repeated_message_of_the_clock(wire, tmp_path):
    async def scene(out):
        wire.fault("lost")
        await out.post("reply")
        await out.idle()
        wire.fault("late")
        await out.post("order list", scheduled=True)

    assert play(wire, tmp_path, scene) == [SENT] * 2
    reply, again, pushed, repeated = texts(wire)
    assert reply == again == "reply"
    assert pushed == "order list"
    assert repeated.startswith("order list\n\nThis may be a repeat")


def test_a_message_of_the_clock_cut_off_by_the_end_is_marked_too(wire, tmp_path):
    shop = open_shop(config(tmp_path))
    outbox_id = put(shop, "order list", scheduled=True)
    with shop.book.writing():
        outbox.begin(shop.book, outbox_id)
    shop.close()

    async def scene(_):
        pass

    assert play(wire, tmp_path, scene) == [SENT]
    assert "may be a repeat" in texts(wire)[0]


def test_who_blocked_the_bot_stops_nobody_else(wire, tmp_path, caplog):
    wire.block(OTHER)

    async def scene(out):
        await out.post("for the blocked", OTHER)
        await out.post("for the owner")

    with caplog.at_level(logging.WARNING):
        blocked, sent = play(wire, tmp_path, scene)
    assert blocked[0] == "failed"
    assert "blocked" in blocked[1]
    assert sent == SENT
    assert "given up" in caplog.text
    assert "for the blocked" not in caplog.text


def test_an_edit_of_a_message_that_is_gone_is_sent_anew(wire, tmp_path):
    async def scene(out):
        await out.post("new words", call="editMessageText", message_id=999)

    assert play(wire, tmp_path, scene) == [SENT]
    assert texts(wire) == ["new words"]


def test_an_edit_that_changes_nothing_is_fine(wire, tmp_path):
    async def scene(out):
        await out.post("words")
        await out.idle()
        message = wire.shown()[0]["message_id"]
        await out.post("words", call="editMessageText", message_id=message)

    assert play(wire, tmp_path, scene) == [SENT] * 2


def test_a_picture_that_is_refused_goes_as_a_document(wire, tmp_path):
    file = tmp_path / "chart.png"
    file.write_bytes(b"not a picture")

    async def scene(out):
        await out.post("", call="sendPhoto", file=file, caption="Sales rise")

    assert play(wire, tmp_path, scene) == [SENT]
    (message,) = wire.shown()
    assert message["document"]["file_name"] == "chart.png"
    assert message["caption"] == "Sales rise"
    assert not file.exists()


def test_a_file_that_is_gone_is_given_up(wire, tmp_path):
    async def scene(out):
        await out.post("", call="sendDocument", file=tmp_path / "none.csv")

    assert play(wire, tmp_path, scene)[0][0] == "failed"


def test_a_picture_is_put_into_an_earlier_message(wire, tmp_path):
    file = tmp_path / "chart.png"
    file.write_bytes(PNG)

    async def scene(out):
        await out.post("words")
        await out.idle()
        media = {"type": "photo", "media": "attach://photo", "caption": "Sales rise", "parse_mode": "HTML"}
        number = wire.shown()[0]["message_id"]
        await out.post("", call="editMessageMedia", file=file, message_id=number, media=media)

    assert play(wire, tmp_path, scene) == [SENT] * 2
    assert [message.get("caption") for message in wire.shown()] == ["Sales rise"]


def test_a_file_for_two_chats_is_removed_after_both(wire, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("a,b")

    async def scene(out):
        await out.post("", call="sendDocument", file=file, filename="sales.csv")
        await out.post("", OTHER, call="sendDocument", file=file, filename="sales.csv")

    assert play(wire, tmp_path, scene) == [SENT] * 2
    assert [
        person.id
        for person in (OWNER, OTHER)
        if wire.shown(person)[0]["document"]["file_name"] == "sales.csv"
    ]
    assert not file.exists()


def test_words_that_telegram_cannot_read_go_without_their_dress(wire, tmp_path):
    async def scene(out):
        await out.post("<b>2 &lt; 3", parse_mode="HTML")

    assert play(wire, tmp_path, scene) == [SENT]
    assert texts(wire) == ["2 < 3"]


def test_a_bug_in_one_message_does_not_stop_the_next(wire, tmp_path):
    async def scene(out):
        await out.post("", parse_mode="HTML")  # without a text
        await out.post("second")

    failed, sent = play(wire, tmp_path, scene)
    assert (failed[0], failed[1][:4]) == ("failed", "bug ")
    assert sent == SENT


def test_what_must_wait_waits_after_a_restart_too(wire, tmp_path):
    shop = open_shop(config(tmp_path))
    number = put(shop, "later")
    with shop.book.writing():
        outbox.postpone(shop.book, number, NOON + timedelta(seconds=1), "429")
    shop.close()

    async def scene(_):
        await asyncio.sleep(0.3)
        assert texts(wire) == []

    assert play(wire, tmp_path, scene) == [SENT]
