from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Update

from bot.transport.gate import GROUP_SENTENCE, PRIVATE_SENTENCE, Verdict, judge
from storage import members, settings
from storage.book import Book

NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
OWNER = {"id": 10, "is_bot": False, "first_name": "Pilusa"}
STRANGER = {"id": 66, "is_bot": False, "first_name": "Nobody"}
GROUP = {"id": -100, "type": "group", "title": "Shop"}


@pytest.fixture
def book(tmp_path):
    with Book.open(tmp_path / "shop.db") as book:
        with book.writing():
            members.configured(book, [10], NOW)
        yield book


def judged(book, **content):
    update = Update.de_json({"update_id": 1, **content}, None)
    with book.writing():
        return judge(book, update, NOW)


def message(person=OWNER, text="2 bread", chat=None, **more):
    own = {"id": person["id"], "type": "private"} if person else GROUP
    base = {"message_id": 5, "date": 1780000000, "chat": chat or own, "text": text}
    return base | ({"from": person} if person else {}) | more


def press(person=OWNER, chat=None):
    ours = {"message_id": 4, "date": 1780000000, "chat": chat or {"id": person["id"], "type": "private"}}
    return {"id": "9", "from": person, "chat_instance": "1", "data": "undo", "message": ours}


def test_a_member_is_heard_whatever_he_does(book):
    assert judged(book, message=message()).verdict is Verdict.ADMITTED
    assert judged(book, edited_message=message(edit_date=1780000001)).verdict is Verdict.ADMITTED
    assert judged(book, callback_query=press()).verdict is Verdict.ADMITTED


def test_a_stranger_is_refused_with_one_sentence_and_then_ignored(book):
    first = judged(book, message=message(STRANGER))
    assert (first.verdict, first.chat, first.sentence) == (Verdict.REFUSED, 66, PRIVATE_SENTENCE)
    assert judged(book, message=message(STRANGER)).verdict is Verdict.IGNORED
    assert judged(book, edited_message=message(STRANGER)).verdict is Verdict.IGNORED


def test_a_strangers_press_only_stops_spinning(book):
    refused = judged(book, callback_query=press(STRANGER))
    assert (refused.verdict, refused.chat, refused.tap) == (Verdict.REFUSED, None, "9")


def test_who_was_removed_is_a_stranger_at_his_next_press(book):
    with book.writing():
        members.join(book, 66, "staff", "Lerato", NOW)
    assert judged(book, callback_query=press(STRANGER)).verdict is Verdict.ADMITTED
    with book.writing():
        members.remove(book, 66, 10, NOW)
    assert judged(book, callback_query=press(STRANGER)).verdict is Verdict.REFUSED


@pytest.mark.parametrize(
    "odd",
    [
        {"sender_chat": {"id": -5, "type": "channel", "title": "News"}},
        {"via_bot": {"id": 7, "is_bot": True, "first_name": "Bot", "username": "bot"}},
        {"from": {"id": 10, "is_bot": True, "first_name": "Bot"}},
        {"is_automatic_forward": True},
        {"chat": {"id": -5, "type": "channel", "title": "News"}},
    ],
)
def test_what_no_person_says_is_never_heard(book, odd):
    assert judged(book, message=message() | odd).verdict is Verdict.IGNORED


def test_updates_without_a_message_are_ignored(book):
    assert judged(book).verdict is Verdict.IGNORED
    assert judged(book, channel_post=message(None)).verdict is Verdict.IGNORED


def test_a_group_is_explained_once_and_heard_only_where_the_owner_let_it_in(book):
    def added():
        bot = {"id": 1, "is_bot": True, "first_name": "Shopbook", "username": "shopbook_bot"}
        change = {"chat": GROUP, "from": STRANGER, "date": 1780000000}
        before, after = {"user": bot, "status": "left"}, {"user": bot, "status": "member"}
        return change | {"old_chat_member": before, "new_chat_member": after}

    first = judged(book, my_chat_member=added())
    assert (first.verdict, first.chat, first.sentence) == (Verdict.REFUSED, -100, GROUP_SENTENCE)
    assert judged(book, my_chat_member=added()).verdict is Verdict.IGNORED
    assert judged(book, message=message(chat=GROUP)).verdict is Verdict.IGNORED
    assert judged(book, callback_query=press(chat=GROUP)).verdict is Verdict.IGNORED
    settings.put(book, "groups", "[-100]")
    assert judged(book, message=message(chat=GROUP)).verdict is Verdict.ADMITTED
    assert judged(book, callback_query=press(chat=GROUP)).verdict is Verdict.ADMITTED
    assert judged(book, message=message(STRANGER, chat=GROUP)).verdict is Verdict.IGNORED
    assert judged(book, message=message(None)).verdict is Verdict.IGNORED  # an anonymous admin


def test_an_invitation_works_once_in_a_private_chat_and_not_by_an_edit(book):
    with book.writing():
        code = members.invite(book, "staff", NOW)
    assert judged(book, edited_message=message(STRANGER, f"/start {code}")).verdict is Verdict.REFUSED
    assert judged(book, message=message(STRANGER, f"/start {code}", chat=GROUP)).verdict is Verdict.IGNORED
    joined = judged(book, message=message(STRANGER, f"/start {code}"))
    assert (joined.verdict, joined.role) == (Verdict.JOINED, "staff")
    other = STRANGER | {"id": 67}
    assert judged(book, message=message(other, f"/start {code}")).verdict is Verdict.REFUSED


def test_a_blocked_bot_is_no_news(book):
    bot = {"id": 1, "is_bot": True, "first_name": "Shopbook", "username": "shopbook_bot"}
    change = {"chat": {"id": 10, "type": "private"}, "from": OWNER, "date": 1780000000}
    change |= {
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "left"},
    }
    assert judged(book, my_chat_member=change).verdict is Verdict.IGNORED
