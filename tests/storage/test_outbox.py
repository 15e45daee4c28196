from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from shopkeeping import head, line

from storage import inbox, outbox

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def put(book, text="hello", chat=1, **more):
    return outbox.put(
        book, chat_id=chat, call="sendMessage", body={"chat_id": chat, "text": text}, at=NOW, **more
    )


@pytest.fixture
def asked(book):
    with book.writing():
        return inbox.keep(book, update_id=1, chat_id=1, message_id=2, body="{}", at=NOW)


@pytest.fixture
def job(book):
    with book.writing():
        return inbox.keep(
            book, update_id=None, chat_id=None, message_id=None, body='{"job": "weekly"}', at=NOW
        )


def test_what_is_put_waits_in_order_as_it_was_given(book, asked):
    with book.writing():
        put(book, "größe <&", inbox_id=asked.id, file=Path("/x/a.png"), keep_file=True, entries=(4, 5))
        put(book, "second", chat=2)
    first, second = outbox.waiting(book)
    assert first.body == {"chat_id": 1, "text": "größe <&"}
    assert (first.file, first.keep_file, first.entries) == (Path("/x/a.png"), True, (4, 5))
    assert (first.scheduled, first.begun, first.attempts) == (False, False, 0)
    assert (second.chat_id, second.file, second.entries) == (2, None, ())
    assert outbox.waiting(book, first.id) == [second]


def test_only_the_clocks_messages_are_scheduled(book, asked, job):
    with book.writing():
        put(book, inbox_id=asked.id)
        put(book, inbox_id=job.id)
        put(book)
    assert [row.scheduled for row in outbox.waiting(book)] == [False, True, False]


def test_one_that_was_begun_says_so(book):
    with book.writing():
        outbox.begin(book, put(book))
    assert outbox.waiting(book)[0].begun


def test_a_failure_waits_until_its_time(book):
    until = NOW + timedelta(seconds=7)
    with book.writing():
        outbox.postpone(book, put(book), until, "429")
    row = outbox.waiting(book)[0]
    assert (row.not_before, row.attempts) == (until, 1)


def test_what_was_sent_confirms_its_entries(book, known):
    entry = book.post(head(), line(known.cable)).entry_id
    with book.writing():
        put(book, entries=(entry,))
        row = outbox.waiting(book)[0]
        outbox.sent(book, row, NOW, 77)
        outbox.sent(book, row, NOW, 77)
    assert outbox.waiting(book) == []
    kept = book.connection.execute("SELECT chat_id, message_id, entry_id FROM confirmations").fetchall()
    assert [tuple(one) for one in kept] == [(1, 77, entry)]


def test_a_call_without_a_message_confirms_nothing(book, known):
    entry = book.post(head(), line(known.cable)).entry_id
    with book.writing():
        put(book, entries=(entry,))
        outbox.sent(book, outbox.waiting(book)[0], NOW, None)
    assert book.connection.execute("SELECT count(*) FROM confirmations").fetchone()[0] == 0


def test_what_can_never_be_sent_does_not_wait(book):
    with book.writing():
        outbox.failed(book, put(book), NOW, "blocked")
    assert outbox.waiting(book) == []


def test_a_chat_that_moved_takes_what_waits_for_it_along(book):
    with book.writing():
        put(book, chat=-5)
        put(book, chat=6)
        outbox.move(book, -5, -1005)
    assert [(row.chat_id, row.body["chat_id"]) for row in outbox.waiting(book)] == [(-1005, -1005), (6, 6)]


def test_a_file_is_needed_until_the_last_of_its_messages_is_gone(book):
    file = Path("/x/a.png")
    with book.writing():
        rows = [put(book, file=file), put(book, chat=2, file=file)]
        assert outbox.needs_file(book, file)
        outbox.failed(book, rows[0], NOW, "blocked")
        assert outbox.needs_file(book, file)
        outbox.failed(book, rows[1], NOW, "blocked")
    assert not outbox.needs_file(book, file)


def test_pruning_keeps_what_waits(book):
    with book.writing():
        outbox.failed(book, put(book), NOW, "blocked")
        put(book)
        assert outbox.prune(book, NOW + timedelta(seconds=1)) == 1
    assert len(outbox.waiting(book)) == 1
