from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from storage import inbox, members

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def owned(book):
    with book.writing():
        members.configured(book, [10], NOW)
    return book


def test_the_configured_owners_are_owners_however_often_it_starts(book):
    with book.writing():
        members.configured(book, [10, 11], NOW)
        members.configured(book, [10, 11], NOW + DAY)
    assert members.owners(book) == [10, 11]
    assert members.of_shop(book)[0].joined_at == NOW
    assert members.role_of(book, 12) is None


def test_a_code_lets_one_person_in_once(owned):
    with owned.writing():
        code = members.invite(owned, "staff", NOW, DAY)
        assert members.redeem(owned, code, 20, "Lerato", NOW + timedelta(hours=1)) == "staff"
        assert members.redeem(owned, code, 21, "Thief", NOW + timedelta(hours=1)) is None
    assert members.role_of(owned, 20) == "staff"
    assert members.role_of(owned, 21) is None


def test_a_code_ends(owned):
    with owned.writing():
        code = members.invite(owned, "staff", NOW, DAY)
        assert members.redeem(owned, code, 20, "Late", NOW + DAY) is None


def test_a_guess_and_an_odd_text_let_nobody_in(owned):
    with owned.writing():
        members.invite(owned, "staff", NOW, DAY)
        for guess in ("", "x", "\ud800", "' OR 1=1 --"):
            assert members.redeem(owned, guess, 20, "Guess", NOW) is None


def test_codes_are_long_different_and_not_stored(owned):
    with owned.writing():
        codes = {members.invite(owned, "viewer", NOW, DAY) for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) >= 22 for code in codes)  # 128 bits
    stored = owned.connection.execute("SELECT code_hash FROM invitations").fetchall()
    assert not codes & {row[0] for row in stored}


def test_only_the_newest_claim_counts(book):
    with book.writing():
        first = members.invite(book, "owner", NOW)
        members.revoke_claims(book)
        second = members.invite(book, "owner", NOW)
        assert members.redeem(book, first, 20, "Early", NOW) is None
        assert members.redeem(book, second, 21, "Pilusa", NOW) == "owner"
    assert members.owners(book) == [21]


def test_a_removed_member_is_a_stranger_and_may_be_invited_again(owned):
    with owned.writing():
        members.join(owned, 20, "staff", "Lerato", NOW)
        assert members.remove(owned, 20, 10, NOW)
        assert members.role_of(owned, 20) is None
        assert not members.remove(owned, 20, 10, NOW)
        members.join(owned, 20, "viewer", "", NOW)
    assert members.role_of(owned, 20) == "viewer"
    assert [member.name for member in members.of_shop(owned)] == ["", "Lerato"]


def test_the_last_owner_stays(owned):
    with owned.writing():
        assert not members.remove(owned, 10, 10, NOW)
        members.join(owned, 11, "owner", "Second", NOW)
        assert members.remove(owned, 10, 11, NOW)
    assert members.owners(owned) == [11]


def test_who_joined_and_who_was_removed_is_in_the_audit(owned):
    with owned.writing():
        members.join(owned, 20, "staff", "Lerato", NOW)
        members.remove(owned, 20, 10, NOW)
    rows = owned.connection.execute("SELECT what, member_id, detail FROM audit ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [
        ("joined", 10, "owner"),
        ("joined", 20, "staff"),
        ("removed", 10, "20"),
    ]


def test_a_members_name_is_the_one_he_goes_by_now(owned):
    with owned.writing():
        members.called(owned, 10, "Mr Pilusa")
        members.called(owned, 99, "Nobody")
    assert [member.name for member in members.of_shop(owned)] == ["Mr Pilusa"]


def test_a_stranger_is_counted_and_answered_once_a_day(book):
    monday = date(2026, 6, 1)
    with book.writing():
        heard = [members.knocked(book, 30, monday) for _ in range(4)]
        assert heard == [True, False, False, False]
        assert members.knocked(book, 31, monday)
        assert members.knocked(book, 30, monday + DAY)
    rows = book.connection.execute("SELECT user_id, seen FROM strangers ORDER BY user_id").fetchall()
    assert [tuple(row) for row in rows] == [(30, 5), (31, 1)]


def test_only_a_member_who_wrote_has_a_chat(owned):
    assert members.who_wrote(owned) == []
    with owned.writing():
        inbox.keep(owned, update_id=1, chat_id=10, message_id=1, body="{}", at=NOW)
    assert members.who_wrote(owned) == [(10, "owner")]
