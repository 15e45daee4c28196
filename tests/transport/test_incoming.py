from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Settings, StorageSettings
from bot.job import Job
from bot.seams import Attachment
from bot.shop import open_shop
from bot.transport.incoming import read
from storage import members, sentences
from storage.inbox import Received

NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
SENT = 1780000000
LERATO = {"id": 20, "is_bot": False, "first_name": "Lerato", "last_name": "K"}
CHAT = {"id": 20, "type": "private"}


@pytest.fixture
def shop(tmp_path):
    shop = open_shop(Settings(storage=StorageSettings(path=str(tmp_path / "shop.db"))))
    with shop.book.writing():
        members.configured(shop.book, [10, 11], NOW)
    yield shop
    shop.close()


def letter(shop, body, at=NOW):
    text = body if isinstance(body, str) else json.dumps({"update_id": 1} | body)
    return read(shop, Received(3, 1, 20, 5, text, at.isoformat(), 0))


def message(**content):
    return {"message_id": 5, "date": SENT, "chat": CHAT, "from": LERATO} | content


def test_a_message_is_dated_by_its_sending_and_named_by_its_place(shop):
    reply = {"message_id": 4, "date": SENT, "chat": CHAT}
    one = letter(shop, {"message": message(text="2 bread", reply_to_message=reply)})
    said = one.incoming
    assert (one.row, one.audience) == (3, (20,))
    assert (said.text, said.at, said.source) == ("2 bread", datetime.fromtimestamp(SENT, UTC), "tg:20:5")
    assert (said.sender, said.name, said.chat, said.message) == (20, "Lerato K", 20, 5)
    assert (said.reply_to, said.edit, said.forwarded, said.pressed) == (4, False, False, None)


def test_an_edit_and_a_forward_say_so(shop):
    edit = letter(shop, {"edited_message": message(text="3 bread", edit_date=SENT + 60)}).incoming
    assert (edit.edit, edit.source, edit.at.timestamp()) == (True, "tg:20:5", SENT + 60)
    origin = {"type": "hidden_user", "sender_user_name": "Maria", "date": SENT}
    assert letter(shop, {"message": message(text="2 bread", forward_origin=origin)}).incoming.forwarded


def test_an_edit_on_another_day_stays_on_the_day_of_its_message(shop):
    edit = letter(shop, {"edited_message": message(text="3 bread", edit_date=SENT + 86_400)}).incoming
    assert shop.today(edit.at) == shop.today(datetime.fromtimestamp(SENT, UTC))


def test_a_document_waits_to_be_fetched_with_its_caption_as_text(shop):
    document = {"file_id": "F", "file_unique_id": "u", "file_name": "a.csv", "file_size": 7, "mime_type": "t"}
    one = letter(shop, {"message": message(document=document, caption="sales")})
    assert one.attachment == Attachment("F", "a.csv", 7, "t")
    assert one.incoming.text == "sales"


@pytest.mark.parametrize(
    "content",
    [
        {"contact": {"phone_number": "1", "first_name": "M"}},
        {"voice": {"file_id": "F", "file_unique_id": "u", "duration": 1}},
        {"photo": [{"file_id": "F", "file_unique_id": "u", "width": 1, "height": 1}]},
    ],
)
def test_what_cannot_be_read_is_answered_politely_and_not_booked(shop, content):
    one = letter(shop, {"message": message(**content)})
    assert "words" in one.ready.text
    assert one.attachment is None


def test_a_location_tells_the_clock_to_a_kilometre(shop):
    one = letter(shop, {"message": message(location={"latitude": -26.204103, "longitude": 28.047305})})
    assert one.incoming.text == "/timezone -26.20 28.05"
    moving = message(location={"latitude": -26.2, "longitude": 28.0}, edit_date=1_780_000_000)
    assert letter(shop, {"edited_message": moving}).incoming is None


def test_a_pictures_caption_is_text(shop):
    photo = [{"file_id": "F", "file_unique_id": "u", "width": 1, "height": 1}]
    one = letter(shop, {"message": message(photo=photo, caption="2 bread")})
    assert (one.incoming.text, one.ready) == ("2 bread", None)


def test_machinery_is_not_answered(shop):
    one = letter(shop, {"message": message(pinned_message={"message_id": 4, "date": SENT, "chat": CHAT})})
    assert (one.incoming, one.ready) == (None, None)


def press(data):
    ours = {"message_id": 4, "date": SENT, "chat": CHAT}
    return {
        "callback_query": {"id": "9", "from": LERATO, "chat_instance": "1", "data": data, "message": ours}
    }


def test_a_press_says_what_its_button_says_now(shop):
    said = letter(shop, press("undo 17")).incoming
    assert (said.text, said.source, said.pressed, said.at) == ("undo 17", "tap:9", 4, NOW)


def test_a_long_sentence_is_looked_up_by_its_number(shop):
    with shop.book.writing():
        number = sentences.number_of(shop.book, "sale of " + "x" * 80)
    assert letter(shop, press(f"#{number}")).incoming.text == "sale of " + "x" * 80


@pytest.mark.parametrize("data", ["#", "#x", "#-1", "# 1", "#²", "#999"])
def test_a_forged_number_is_words_like_any_or_an_old_button(shop, data):
    one = letter(shop, press(data))
    if one.ready is None:
        assert one.incoming.text == data
    else:
        assert one.ready.alert


@pytest.mark.parametrize(("minutes", "late"), [(1, ""), (600, "This is late: it was due on ")])
def test_the_clocks_message_goes_to_every_owner_and_says_when_it_is_late(shop, minutes, late):
    due = Job("weekly", "2026-W23", NOW)
    one = letter(shop, due.write(), NOW + timedelta(minutes=minutes))
    assert (one.incoming.text, one.incoming.source) == ("/weekly", "job:weekly:2026-W23")
    assert one.audience == (10, 11)
    assert one.late.startswith(late)
    assert bool(one.late) == bool(late)
