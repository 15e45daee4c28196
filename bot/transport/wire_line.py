"""The line between the bot and the in-process Bot API: updates one way, calls the other, faults between.

`Line` is what python-telegram-bot takes for its HTTP client. It keeps the updates that wait to be
fetched and the record of every call; what can go wrong on a line is injected here.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.transport.wire_checks import Refused
from bot.transport.wire_methods import call

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.request import RequestData

    from bot.transport.wire_api import Api, Params, Uploads

POLL_LIMIT = 100
_URL = re.compile(r"/(?P<file>file/)?bot[^/]+/(?P<rest>.+)$")
FAULTS = ("drop", "lost", "late", "flood", "unauthorized", "gateway", "delay")


@dataclass(frozen=True, slots=True)
class Made:
    """A call that the bot made: what came of it is `result`, or `refused` with Telegram's words."""

    method: str
    params: Params
    result: Any = None
    refused: str = ""
    uploads: tuple[str, ...] = ()


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of a method."""

    kind: str
    method: str
    times: int
    seconds: float


class Line(BaseRequest):
    """Carries requests to the API in memory. `calls` has every call but getUpdates; `heard` is told of each."""

    def __init__(self, api: Api, *, after: int = 0) -> None:
        self.api = api
        self.calls: list[Made] = []
        self.heard: Callable[[Made], None] | None = None
        self.faults: list[Fault] = []
        self.updates: deque[dict[str, Any]] = deque()
        self._again: list[dict[str, Any]] = []
        self._numbered = after
        self._news = asyncio.Event()
        self._stir = asyncio.Event()
        self._poller: object | None = None

    @property
    def read_timeout(self) -> float | None:
        """Nothing here waits for a network."""
        return None

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    def update(self, content: dict[str, Any]) -> dict[str, Any]:
        """Let an update wait for the bot, under a number of its own."""
        self._numbered += 1
        update = {"update_id": self._numbered} | content
        self.updates.append(update)
        self._news.set()
        return update

    def again(self, update: dict[str, Any]) -> None:
        """Hand an update out once more, whether it was confirmed or not."""
        self._again.append(update)
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that the bot's calls and polls can bring about."""
        while not holds():
            self._stir.clear()
            await self._stir.wait()

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - GET and POST are one to it
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - nothing to wait for
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Carry one request there and its answer back."""
        where = _URL.search(url)
        if where is None:
            return _answer(Refused("Not Found", 404))
        name = "download" if where["file"] else where["rest"]
        fault = self._fault(name)
        kind = fault.kind if fault else ""
        if kind == "drop":
            raise NetworkError("httpx.ConnectError: cut") from httpx.ConnectError("cut")
        if fault and kind == "delay":
            await asyncio.sleep(fault.seconds)
        if kind == "gateway":
            return HTTPStatus.BAD_GATEWAY, b"<html>Bad Gateway</html>"
        if kind == "unauthorized":
            return _answer(Refused("Unauthorized", 401))
        if fault and kind == "flood":
            wait = int(fault.seconds)
            return _answer(Refused(f"Too Many Requests: retry after {wait}", 429, retry_after=wait))
        try:
            if where["file"]:
                return HTTPStatus.OK, self.api.download(where["rest"])
            result = await self._process(name, *_read(request_data))
        except Refused as error:
            return _answer(error)
        if kind == "lost":
            raise NetworkError("httpx.ReadError: cut") from httpx.ReadError("cut")
        if kind == "late":
            raise TimedOut from httpx.ReadTimeout("late")
        return HTTPStatus.OK, json.dumps({"ok": True, "result": result}).encode()

    async def _process(self, method: str, params: Params, uploads: Uploads) -> Any:
        if method == "getUpdates":
            return await self._poll(params)
        try:
            result = call(self.api, method, params, uploads)
        except Refused as error:
            self._record(Made(method, params, refused=error.description, uploads=tuple(uploads)))
            raise
        self._record(Made(method, params, result, uploads=tuple(uploads)))
        return result

    def _record(self, made: Made) -> None:
        self.calls.append(made)
        self._stir.set()
        if self.heard is not None:
            self.heard(made)

    def _fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times:
                fault.times -= 1
                return fault
        return None

    async def _poll(self, params: Params) -> list[dict[str, Any]]:
        """Answer getUpdates: what is below `offset` is confirmed, the rest comes at once or when there is news."""
        if self.api.webhook:
            raise Refused("can't use getUpdates method while webhook is active", 409)
        me = self._poller = object()
        self._news.set()  # an older poll wakes up and finds itself replaced
        while self.updates and self.updates[0]["update_id"] < int(params.get("offset") or 0):
            self.updates.popleft()
        self._stir.set()
        wanted = params.get("allowed_updates")
        limit = min(int(params.get("limit") or POLL_LIMIT), POLL_LIMIT)
        now = asyncio.get_running_loop().time
        until = now() + float(params.get("timeout") or 0)
        while True:
            if wanted:
                self.updates = deque(update for update in self.updates if kind_of(update) in wanted)
            left = until - now()
            if self.updates or self._again or left <= 0:
                again, self._again = self._again, []
                return [*again, *self.updates][:limit]
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), left)
            except TimeoutError:
                continue
            if self._poller is not me:
                raise Refused("terminated by other getUpdates request", 409)


def kind_of(update: dict[str, Any]) -> str:
    """Give what an update is, such as `message`, `edited_message` or `callback_query`."""
    return next(key for key in update if key != "update_id")


def _read(data: RequestData | None) -> tuple[Params, Uploads]:
    if data is None:
        return {}, {}
    uploads = {}
    for part, (name, content, _) in data.multipart_data.items():
        uploads[part] = (name, content if isinstance(content, bytes) else content.read())
    return json.loads(json.dumps(data.parameters)), uploads


def _answer(error: Refused) -> tuple[int, bytes]:
    body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return error.code, json.dumps(body).encode()
