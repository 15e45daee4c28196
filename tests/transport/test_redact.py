from __future__ import annotations

import io
import json
import logging
from datetime import datetime
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from bot.transport.redact import Redactor, set_up_logging

TOKEN = "123456789:AAE-secret_half_of-the-token-1234"
HALF = TOKEN.partition(":")[2]


def logged(name, *message, secrets=(TOKEN,), as_json=False, **more):
    """What a handler with a Redactor writes."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Redactor(secrets, as_json=as_json))
    logger = logging.Logger(name)  # noqa: LOG001 - one that the other tests do not see
    logger.addHandler(handler)
    logger.error(*message, **more)
    return out.getvalue()


def test_the_token_is_nowhere_in_message_arguments_or_address():
    for text in (TOKEN, HALF, quote(TOKEN, safe=""), f"https://api.telegram.org/bot{TOKEN}/getMe"):
        for written in (logged("x", text), logged("x", "%s and %r", text, {"url": text})):
            assert HALF not in written
            assert "[token]" in written


def test_any_token_is_hidden_not_only_ours():
    assert "BBBBBBBBBBBBBBBBBBBBBBBB" not in logged("x", "bot987654:" + "B" * 35, secrets=())


def test_a_traceback_has_kinds_and_places_but_nobodys_words():
    def fail(words):
        try:
            int(words)
        except ValueError as error:
            raise RuntimeError(TOKEN) from error

    try:
        fail("Maria bought 2 bread")
    except RuntimeError:
        written = logged("x", "it broke", exc_info=True)
    assert "RuntimeError" in written
    assert "ValueError" in written
    assert "in fail" in written
    assert "Maria" not in written
    assert HALF not in written


def test_what_the_library_quotes_is_not_written():
    written = logged("telegram.ext.Updater", "Received data was: %r", {"text": "Maria 2 bread"})
    assert "Received data was" in written
    assert "Maria" not in written


def test_as_json_each_record_is_an_object_on_a_line_with_what_it_may_carry():
    more = {"row": 7, "command": "sale", "seconds": 0.012, "text": "Maria 2 bread"}
    said = json.loads(
        logged("bot.desk", "sale done after %.1f s\nat\t%s", 0.01, "noon", as_json=True, extra=more)
    )
    assert datetime.fromisoformat(said.pop("time")).tzinfo is not None
    assert said == {
        "level": "error",
        "logger": "bot.desk",
        "message": "sale done after 0.0 s\nat\tnoon",
        "row": 7,
        "command": "sale",
        "seconds": 0.012,
    }


def test_as_json_nothing_more_is_told_than_as_text():
    try:
        int(f"Maria {TOKEN}")
    except ValueError:
        written = logged("telegram.ext", "it broke with %s", TOKEN, as_json=True, exc_info=True)
    said = json.loads(written)
    assert written.count("\n") == 1
    assert "ValueError" in said["error"]
    assert "Maria" not in written
    assert HALF not in written


@given(st.text(max_size=40))
def test_other_words_stay(words):
    if not any(part in words for part in (HALF, ":")):
        assert words.replace("\r", "") in logged("x", "%s", words).replace("\r", "")


def test_the_chatty_are_silenced_and_the_root_has_one_handler():
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging((TOKEN, ""))
        assert [type(handler.formatter) for handler in root.handlers] == [Redactor]
        assert logging.getLogger("httpx").getEffectiveLevel() == logging.WARNING
        assert logging.getLogger("httpcore.connection").getEffectiveLevel() == logging.WARNING
    finally:
        root.handlers[:] = before
        root.setLevel(level)
