from __future__ import annotations

import pytest
from stand_in import NOON, config

from bot.transport.telegram import try_token
from bot.transport.wire import Wire


@pytest.mark.parametrize(
    ("fault", "fine", "words"),
    [
        (None, True, "the bot is @shopbook_bot"),
        ("unauthorized", False, "does not accept"),
        ("drop", True, "not tried"),
        ("gateway", True, "not tried"),
    ],
)
def test_a_token_is_tried_and_what_came_of_it_said_without_it(tmp_path, fault, fine, words):
    wire = Wire(lambda: NOON)
    if fault:
        wire.fault(fault, "getMe")
    settings = config(tmp_path)
    verdict, sentence = try_token(settings, request=wire.request)
    assert verdict is fine
    assert words in sentence
    assert settings.telegram.token not in sentence
