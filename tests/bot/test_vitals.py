"""`check --alive`: at work or not, from what the bot notes in its book."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import vitals
from bot.config import Settings, StorageSettings
from storage import deliveries, heartbeats, inbox, outbox
from storage.book import Book
from storage.errors import BookMissing

NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path):
    return Settings(storage=StorageSettings(path=str(tmp_path / "shop.db")))


@pytest.fixture
def book(settings):
    with Book.open(settings.book_path) as book:
        yield book


def looked(settings):
    said = []
    return vitals.alive(settings, NOW, said.append), "\n".join(said)


def beat(book, name, ago):
    with book.writing():
        heartbeats.beat(book, name, NOW - ago)


def test_a_bot_that_polls_is_at_work(settings, book):
    beat(book, heartbeats.POLLED, timedelta(seconds=70))
    beat(book, heartbeats.HANDLED, timedelta(hours=5))
    with book.writing():
        at = NOW - timedelta(days=4)
        deliveries.record(book, "weekly", "2026-W22", due_at=at, made_at=at)
    code, said = looked(settings)
    assert code == 0
    assert said.startswith("The bot is at work.\n")
    for line in (
        "last poll: 70 s ago",
        "last message dealt with: 5 h ago",
        "last backup: never",
        "last message by the clock: 4 days ago",
        "waiting: 0 to be dealt with, 0 to be sent",
    ):
        assert line in said.splitlines()


@pytest.mark.parametrize("ago", [None, timedelta(minutes=4)])
def test_one_that_does_not_poll_is_not(settings, book, ago):
    if ago is not None:
        beat(book, heartbeats.POLLED, ago)
    code, said = looked(settings)
    assert code == 1
    assert "not at work" in said


@pytest.mark.parametrize(("minutes", "code"), [(14, 0), (16, 1)])
def test_what_waits_too_long_is_told(settings, book, minutes, code):
    beat(book, heartbeats.POLLED, timedelta(0))
    at = NOW - timedelta(minutes=minutes)
    with book.writing():
        inbox.keep(book, update_id=1, chat_id=1, message_id=1, body="{}", at=at)
        outbox.put(book, chat_id=1, call="sendMessage", body={"text": "x"}, at=at)
    found, said = looked(settings)
    assert found == code
    assert ("A message has waited for 16 min" in said) is bool(code)
    assert ("An answer has waited for 16 min" in said) is bool(code)


def test_what_a_person_must_see_to_is_told_but_needs_no_new_start(settings, book):
    beat(book, heartbeats.POLLED, timedelta(0))
    beat(book, heartbeats.BACKED_UP, timedelta(days=5))
    with book.writing():
        row = inbox.keep(book, update_id=1, chat_id=1, message_id=1, body="{}", at=NOW)
        inbox.set_aside(book, row.id, NOW)
    code, said = looked(settings)
    assert code == 0
    assert "The last backup is 5 days old." in said
    assert "set aside, because they could not be dealt with: 1." in said


def test_without_a_book_nobody_is_at_work(settings):
    with pytest.raises(BookMissing):
        looked(settings)
