from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from storage import heartbeats, inbox, outbox, sentences

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def keep(book, update=7, body="{}", at=NOW, chat=1):
    return inbox.keep(book, update_id=update, chat_id=chat, message_id=3, body=body, at=at)


def test_an_update_is_kept_once(book):
    with book.writing():
        first = keep(book)
        assert keep(book, body="again") is None
    assert inbox.waiting(book) == [first]
    assert (first.update_id, first.chat_id, first.body, first.attempts) == (7, 1, "{}", 0)


def test_the_same_number_after_a_quiet_week_is_another_update(book):
    with book.writing():
        old = keep(book, at=NOW - timedelta(days=8))
        inbox.finish(book, old.id, NOW - timedelta(days=8))
        assert keep(book, body="new") is not None
    assert [row.body for row in inbox.waiting(book)] == ["new"]


def test_what_waits_is_never_pushed_out_by_its_number(book):
    with book.writing():
        keep(book, body="old", at=NOW - timedelta(days=8))
        assert keep(book, body="new") is None
    assert [row.body for row in inbox.waiting(book)] == ["old"]


def test_the_clock_hands_in_without_a_number(book):
    with book.writing():
        assert keep(book, update=None) is not None
        assert keep(book, update=None) is not None


def test_what_is_done_or_set_aside_does_not_wait_and_the_rest_keeps_its_order(book):
    with book.writing():
        rows = [keep(book, update) for update in (4, 9, 2, 5)]
        inbox.finish(book, rows[0].id, NOW)
        inbox.set_aside(book, rows[2].id, NOW)
    assert [row.update_id for row in inbox.waiting(book)] == [9, 5]


def test_attempts_are_counted(book):
    with book.writing():
        row = keep(book)
        assert [inbox.count_attempt(book, row.id) for _ in range(3)] == [1, 2, 3]
    assert inbox.attempts_of(book, row.id) == 3
    assert inbox.waiting(book)[0].attempts == 3


def test_pruning_keeps_what_waits_what_was_set_aside_and_what_still_has_to_be_sent(book):
    with book.writing():
        done, aside, waits, unsent = (keep(book, update) for update in range(4))
        outbox.put(book, chat_id=1, call="sendMessage", body={}, at=NOW, inbox_id=unsent.id)
        for row in (done, unsent):
            inbox.finish(book, row.id, NOW)
        inbox.set_aside(book, aside.id, NOW)
        assert inbox.prune(book, NOW) == 0
        assert inbox.prune(book, NOW + timedelta(seconds=1)) == 1
    left = {row for (row,) in book.connection.execute("SELECT id FROM inbox")}
    assert left == {aside.id, waits.id, unsent.id}


def test_a_failed_transaction_keeps_nothing(book):
    def keep_and_fail():
        with book.writing():
            keep(book)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep_and_fail()
    assert inbox.waiting(book) == []


def test_a_heartbeat_is_the_last_one(book):
    assert heartbeats.last(book, "polled") is None
    with book.writing():
        heartbeats.beat(book, "polled", NOW, "first")
        heartbeats.beat(book, "polled", NOW + timedelta(hours=1))
    assert heartbeats.last(book, "polled") == heartbeats.Beat(NOW + timedelta(hours=1), None)


def test_a_sentence_has_one_number(book):
    with book.writing():
        number = sentences.number_of(book, "a long sentence")
        assert sentences.number_of(book, "another") != number
        assert sentences.number_of(book, "a long sentence") == number
    assert sentences.sentence(book, number) == "a long sentence"
    assert sentences.sentence(book, number + 99) is None
