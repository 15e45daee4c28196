"""Nobody gets in who was not let in, and nobody reaches what is not his."""

from __future__ import annotations

from tests.soak import forged, leaks, people


def test_strangers(tmp_path):
    assert "200 updates from 50 strangers: 0 rows" in people.strangers(tmp_path, 200, 1)


def test_forged_and_stale_buttons(tmp_path):
    assert "300 presses: 0 bugs" in forged.forged(tmp_path, 300, 2)


def test_invitations(tmp_path):
    assert "2 of 2 told to the owner" in people.invitations(tmp_path, 2, 3)


def test_groups_channels_and_forwarded_messages(tmp_path):
    assert "0 written down" in people.elsewhere(tmp_path, 30, 4)


def test_the_token_is_nowhere(tmp_path):
    assert "found 0 times" in leaks.token_kept(tmp_path, 1, 5)
