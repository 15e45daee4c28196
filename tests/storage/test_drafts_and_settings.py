from __future__ import annotations

from shopkeeping import NOW

from storage import drafts, settings


def ask(book, chat=1, **body):
    return drafts.open_draft(book, chat_id=chat, member_id=7, kind="sale", body=body, source="tg:1:5", at=NOW)


def test_a_draft_is_used_once_however_often_its_button_is_tapped(book):
    number = ask(book, text="2 кабеля")
    assert drafts.draft(book, number).body == {"text": "2 кабеля"}
    assert drafts.use(book, number)
    assert not drafts.use(book, number)
    assert not drafts.drop(book, number)
    assert drafts.draft(book, number).state == "used"


def test_open_drafts_are_those_of_the_chat_newest_first(book):
    first, other, last = ask(book), ask(book, chat=2), ask(book)
    assert [one.id for one in drafts.open_drafts(book, 1)] == [last, first]
    assert drafts.drop(book, last)
    assert [one.id for one in drafts.open_drafts(book, 1)] == [first]
    assert [one.id for one in drafts.open_drafts(book, 2)] == [other]
    assert drafts.draft(book, 99) is None


def test_an_open_draft_is_amended_a_closed_one_not(book):
    number = ask(book, text="2 cables")
    assert drafts.amend(book, number, {"text": "3 cables"})
    assert drafts.draft(book, number).body == {"text": "3 cables"}
    drafts.use(book, number)
    assert not drafts.amend(book, number, {})


def test_settings_are_put_and_taken_away(book):
    settings.put(book, "push.weekly", "off")
    settings.put(book, "push.weekly", "tue 08:00")
    assert settings.get(book, "push.weekly") == "tue 08:00"
    assert settings.everything(book) == {"push.weekly": "tue 08:00"}
    settings.put(book, "push.weekly", None)
    assert settings.get(book, "push.weekly") is None


def test_a_layout_is_remembered_by_its_header(book):
    assert settings.layout(book, "abc") is None
    settings.keep_layout(book, "abc", {"date": 0}, NOW)
    settings.keep_layout(book, "abc", {"date": 1}, NOW)
    assert settings.layout(book, "abc") == {"date": 1}
