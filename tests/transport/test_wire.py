"""The wire in place of Telegram, as an application meets it."""

import asyncio
import contextlib
import json
from datetime import UTC, datetime
from itertools import pairwise

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_in import NOON, buttons, png
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.answer import Answer, Button, Style, Words
from bot.transport.render import render
from bot.transport.wire import OWNER, TOKEN, Person, Wire


def bot_on(wire):
    return Bot(TOKEN, request=wire.request, get_updates_request=wire.request)


def calling(wire, use):
    """Run `use(bot)` with a bot on the wire."""

    async def run():
        async with bot_on(wire) as bot:
            return await use(bot)

    return asyncio.run(run())


def refused(wire, use, why, error=BadRequest):
    with pytest.raises(error, match=f"(?i){why}"):
        calling(wire, use)


@contextlib.asynccontextmanager
async def echoing(wire):
    """A python-telegram-bot application, polling, that says back what it hears."""

    async def said(update, _):
        message = update.effective_message
        if message.document:
            content = await (await message.document.get_file()).download_as_bytearray()
            await message.reply_text(f"{message.document.file_name}: {content.decode()}")
        else:
            await message.reply_text(
                f"heard {message.text}", reply_markup=buttons("Again", "No", data="again")
            )

    async def pressed(update, _):
        await update.callback_query.answer("ok")
        await update.callback_query.edit_message_text(f"pressed {update.callback_query.data}")

    app = Application.builder().token(TOKEN).request(wire.request).get_updates_request(wire.request).build()
    app.add_handler(MessageHandler(filters.ALL, said))
    app.add_handler(CallbackQueryHandler(pressed))
    async with app:
        await app.start()
        await app.updater.start_polling()
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


def test_an_application_hears_and_answers(wire, tmp_path):
    book = tmp_path / "july.csv"
    book.write_text("a;b")

    async def talk():
        async with echoing(wire):
            first = wire.say("2 hdmi 240", at=datetime(2026, 5, 30, 8, tzinfo=UTC))
            await wire.until(lambda: len(wire.shown()) == 1)
            wire.press(wire.shown()[0]["message_id"], "No")
            await wire.until(lambda: wire.shown()[0]["text"] == "pressed again")
            wire.edit(first, "3 hdmi 360")
            wire.upload(book)
            await wire.until(lambda: len(wire.shown()) == 3)
            await wire.until(lambda: wire.confirmed)

    asyncio.run(talk())
    assert [message["text"] for message in wire.shown()] == [
        "pressed again",
        "heard 3 hdmi 360",
        "july.csv: a;b",
    ]
    assert wire.message(1)["date"] == int(datetime(2026, 5, 30, 8, tzinfo=UTC).timestamp())
    assert wire.message(1)["text"] == "3 hdmi 360"
    assert wire.buttons(2) == []
    made = [call.method for call in wire.calls]
    assert made[:2] == ["getMe", "deleteWebhook"]
    assert made[2:] == [
        "sendMessage",
        "answerCallbackQuery",
        "editMessageText",
        "sendMessage",
        "getFile",
        "sendMessage",
    ]
    assert wire.refusals() == []


def test_an_update_comes_until_it_is_confirmed(wire):
    wire.say("one")
    wire.say("two")

    async def use(bot):
        first = await bot.get_updates(timeout=0)
        again = await bot.get_updates(timeout=0)
        rest = await bot.get_updates(offset=first[1].update_id, timeout=0)
        wire.repeat()
        repeated = await bot.get_updates(offset=first[1].update_id + 1, timeout=0)
        wire.repeat(new_number=True)
        assert [update.update_id for update in await bot.get_updates(timeout=0)] == [3]
        await bot.get_updates(offset=4, timeout=0)
        return [[update.message.text for update in one] for one in (first, again, rest, repeated)]

    assert calling(wire, use) == [["one", "two"], ["one", "two"], ["two"], ["two"]]
    assert wire.confirmed


def test_a_poll_waits_for_news_and_gives_way_to_another(wire):
    async def use(bot):
        waiting = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.01)
        later = asyncio.create_task(bot.get_updates(timeout=5, allowed_updates=["callback_query", "message"]))
        with pytest.raises(Conflict):
            await waiting
        wire.say("hello")
        return [update.message.text for update in await later]

    assert calling(wire, use) == ["hello"]


def test_what_is_sent_is_kept_as_it_shows(wire):
    async def use(bot):
        await bot.send_message(
            1, " <b>A &lt; B</b>\n<i>👍 c</i>&amp;\t ", "HTML", reply_markup=buttons("Undo")
        )
        await bot.send_photo(1, png(), caption="up")
        await bot.send_document(1, b"a,b", filename="sales.csv")
        await bot.send_media_group(1, [InputMediaPhoto(png()), InputMediaPhoto(png())])
        await bot.edit_message_media(InputMediaPhoto(png(), caption="now"), 1, 1)
        await bot.set_my_commands([("sales", "What was sold")])
        await bot.send_chat_action(1, "typing")
        await bot.delete_message(1, 2)
        return await bot.get_my_commands()

    assert calling(wire, use)[0].command == "sales"
    first, document, *album = wire.shown()
    assert wire.calls[1].result["text"] == "A < B\n👍 c&"
    assert wire.calls[1].result["entities"] == [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "italic", "offset": 6, "length": 4},
    ]
    assert "text" not in first
    assert (first["caption"], first["photo"][0]["width"]) == ("now", 40)
    assert document["document"]["file_name"] == "sales.csv"
    assert wire.api.download("documents/" + document["document"]["file_id"]) == b"a,b"
    assert len(album) == 2


def test_what_telegram_refuses(wire):
    mine = wire.say("hello")
    refused(wire, lambda bot: bot.send_message(7, "a"), "chat not found")
    refused(wire, lambda bot: bot.send_message(1, " \n "), "non-empty")
    refused(wire, lambda bot: bot.send_message(1, "a" * 4097), "too long")
    refused(wire, lambda bot: bot.send_message(1, "a < b", "HTML"), "Unsupported start tag")
    refused(wire, lambda bot: bot.send_message(1, "<b>a", "HTML"), "end tag")
    refused(
        wire,
        lambda bot: bot.send_message(1, "a", reply_markup=buttons("A", data="é" * 33)),
        "BUTTON_DATA_INVALID",
    )
    refused(wire, lambda bot: bot.send_photo(1, b"GIF89a" + bytes(30)), "IMAGE_PROCESS_FAILED")
    refused(wire, lambda bot: bot.send_photo(1, png(), caption="a" * 1025), "caption is too long")
    refused(wire, lambda bot: bot.send_document(1, b""), "non-empty")
    refused(wire, lambda bot: bot.edit_message_text("a", 1, 99), "message to edit not found")
    refused(wire, lambda bot: bot.edit_message_text("a", 1, mine), "can't be edited")
    refused(wire, lambda bot: bot.delete_message(1, 99), "to delete not found")
    refused(wire, lambda bot: bot.answer_callback_query("none"), "query is too old")
    refused(wire, lambda bot: bot.set_my_commands([("Sales", "x")]), "BOT_COMMAND_INVALID")
    refused(wire, lambda bot: bot.get_file("none"), "file_id")
    refused(
        wire, lambda bot: bot.send_message(1, "a", reply_parameters={"message_id": 99}), "replied not found"
    )
    refused(wire, lambda bot: bot.send_dice(1), "method not found", InvalidToken)
    wire.block(OWNER)
    refused(wire, lambda bot: bot.send_message(1, "a"), "blocked", Forbidden)
    assert wire.shown() == []
    assert len(wire.refusals()) == 18


def test_an_edit_that_changes_nothing_or_the_wrong_kind(wire):
    async def use(bot):
        sent = await bot.send_message(1, "a", reply_markup=buttons("A"))
        photo = await bot.send_photo(1, png(), caption="a")
        with pytest.raises(BadRequest, match="not modified"):
            await bot.edit_message_text("a", 1, sent.message_id, reply_markup=buttons("A"))
        with pytest.raises(BadRequest, match="no text in the message"):
            await bot.edit_message_text("b", 1, photo.message_id)
        with pytest.raises(BadRequest, match="no caption in the message"):
            await bot.edit_message_caption(1, sent.message_id, caption="b")
        await bot.edit_message_caption(1, photo.message_id, caption="b")
        await bot.edit_message_reply_markup(1, sent.message_id)

    calling(wire, use)
    assert [message.get("caption") for message in wire.shown()] == [None, "b"]
    assert wire.buttons(1) == []


def test_a_file_larger_than_telegram_hands_out(wire, tmp_path):
    big = tmp_path / "big.csv"
    big.write_text("a")
    wire.upload(big, claims=21 << 20)
    (file,) = wire.api.files
    refused(wire, lambda bot: bot.get_file(file), "too big")


def test_faults_of_the_line(wire, monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns of its own future

    async def use(bot):
        for kind, error, cause in (
            ("drop", NetworkError, httpx.ConnectError),
            ("lost", NetworkError, httpx.ReadError),
            ("late", TimedOut, httpx.ReadTimeout),
            ("gateway", NetworkError, None),
            ("unauthorized", InvalidToken, None),
            ("flood", RetryAfter, None),
        ):
            wire.fault(kind, seconds=7)
            with pytest.raises(error) as raised:
                await bot.send_message(1, kind)
            assert cause is None or isinstance(raised.value.__cause__, cause)
        wire.fault("delay", seconds=0.001)
        await bot.send_message(1, "delay")

    calling(wire, use)
    assert [message["text"] for message in wire.shown()] == ["lost", "late", "delay"]
    with pytest.raises(ValueError, match="no fault"):
        wire.fault("rain")


def test_a_webhook_ends_polling_until_it_is_deleted(wire):
    async def use(bot):
        await bot.set_webhook("https://shop.example.org/x")
        with pytest.raises(Conflict):
            await bot.get_updates(timeout=0)
        await bot.delete_webhook()
        return await bot.get_updates(timeout=0)

    assert calling(wire, use) == ()


def test_people_have_chats_of_their_own(wire):
    clerk = Person(2, "Lerato")
    wire.say("one", clerk)

    async def use(bot):
        await bot.send_message(2, "to the clerk", reply_markup=buttons("A"))

    calling(wire, use)
    assert wire.shown() == []
    assert [message["text"] for message in wire.shown(clerk)] == ["to the clerk"]
    with pytest.raises(LookupError, match="no button 'B'"):
        wire.press(2, "B", clerk)


@given(
    st.lists(st.builds(Words, st.text(), st.sampled_from(Style)), max_size=4),
    st.lists(st.builds(Button, st.text(), st.text()), max_size=12),
)
@settings(max_examples=50, deadline=None)
def test_what_render_makes_is_taken(blocks, row):
    wire = Wire(lambda: NOON)
    wire.join(OWNER)
    calls = render(Answer("x", tuple(blocks), (tuple(row),)), chat=1, sentence=lambda _: 1)

    async def use(bot):
        for call in calls:
            body = json.loads(json.dumps(call.body))
            await bot.send_message(body.pop("chat_id"), body.pop("text"), api_kwargs=body)

    calling(wire, use)
    numbers = [message["message_id"] for message in wire.shown()]
    assert len(numbers) == len(calls)
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))
