from __future__ import annotations

import asyncio
import json

import pytest
from telegram import Bot
from telegram.error import Conflict, NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.transport import requests
from bot.transport.requests import Polling, readable
from bot.transport.wire import TOKEN

GOOD = b'{"ok":true,"result":[]}'


class Answers(BaseRequest):
    """A wire that gives these answers, one after the other."""

    read_timeout = 5.0

    def __init__(self, *answers):
        self.answers = list(answers)

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, *_, **__):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def poll(*answers, closing=False, told=None):
    """Poll once for each answer; gives what came of the last, and the request object."""

    async def run():
        inner = Answers(*answers)
        polling = Polling(inner)
        polling.closing = closing
        if told is not None:
            polling.unreached = told.append
        bot = Bot(TOKEN, request=inner, get_updates_request=polling)
        outcome = None
        for _ in answers or (None,):
            try:
                outcome = await bot.get_updates(timeout=0)
            except Exception as error:  # noqa: BLE001 - what comes of it is what is tested
                outcome = error
        return outcome, polling

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(requests, "_LONGEST_PAUSE", 0.0)


@pytest.mark.parametrize(
    "answer",
    [
        (401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'),
        (404, b"<html>Not Found</html>"),
        (502, b"<html>Bad Gateway</html>"),
        (200, b"<html>captive portal"),
        (200, b'{"ok":true}'),
        NetworkError("cut"),
    ],
)
def test_whatever_goes_wrong_is_tried_again_at_once_and_never_ends_polling(answer):
    outcome, polling = poll(answer)
    assert type(outcome) is TimedOut
    assert not polling.heard


def test_a_good_answer_is_remembered():
    outcome, polling = poll(NetworkError("cut"), (200, GOOD))
    assert outcome == ()
    assert polling.heard
    assert polling.last_good >= polling.last_end - 1


def test_another_poller_is_the_librarys_to_wait_for():
    outcome, _ = poll((409, b'{"ok":false,"error_code":409,"description":"Conflict"}'))
    assert type(outcome) is Conflict


def test_a_long_outage_is_told(monkeypatch):
    monkeypatch.setattr(requests, "_WORTH_A_WORD", -1.0)
    told = []
    poll(NetworkError("cut"), told=told)
    assert [one.lower() for one in told] == ["cut"]


def test_the_last_poll_before_the_end_asks_nobody():
    outcome, _ = poll(closing=True)
    assert outcome == ()


def test_an_update_that_cannot_be_read_is_cut_down_to_its_number():
    good = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}
    bad = {"update_id": 2, "message": {"message_id": "?", "chat": 5}}
    payload = json.dumps({"ok": True, "result": [good, bad]}).encode()
    assert json.loads(readable(payload))["result"] == [good, {"update_id": 2}]
    untouched = json.dumps({"ok": True, "result": [good]}).encode()
    assert readable(untouched) is untouched
