"""The in-process Bot API behind HTTP, for a bot that is a process of its own and can be killed.

What Telegram does and refuses is in `bot.transport.wire*`; here is only the way there: a request is read, carried to
the line, and a broken line is a connection closed without an answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from telegram.error import TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.transport.wire import Wire

_WORDS = frozenset(("text", "caption", "parse_mode", "file_id", "callback_query_id", "action", "url"))
_LARGEST = 64 << 20


@dataclass
class FakeApi:
    """A Bot API on this machine. `wire` has the people, `requests` counts what came in by method, `cut` is a cut line."""

    wire: Wire = field(default_factory=Wire)
    requests: dict[str, int] = field(default_factory=dict)
    _server: HTTPServer | None = None
    url: str = ""
    cut: bool = False

    def start(self) -> None:
        """Listen on a free port of the loopback; call it where the event loop runs."""
        sockets = bind_sockets(0, "127.0.0.1")
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        self._server = HTTPServer(
            Application([(r"/.*", _Carry, {"api": self})], log_function=_silent), max_body_size=_LARGEST
        )
        self._server.add_sockets(sockets)

    async def stop(self) -> None:
        """Close what is open."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def _silent(_: RequestHandler) -> None:
    """A connection that was killed is what is tried here, not worth a line."""


class _Carry(RequestHandler):
    """Carries one request to the line and its answer back."""

    def initialize(self, api: FakeApi) -> None:
        self.api = api

    async def post(self) -> None:
        method = self.request.path.rpartition("/")[2]
        self.api.requests[method] = self.api.requests.get(method, 0) + 1
        if self.api.cut:
            self.request.connection.stream.close()  # type: ignore[attr-defined]
            return
        try:
            code, body = await self.api.wire.line.do_request(self.request.path, "POST", self._data())
        except TelegramError:
            self.request.connection.stream.close()  # type: ignore[attr-defined]
            return
        if self.request.connection is None or self.request.connection.stream.closed():  # type: ignore[attr-defined]
            return
        self.set_status(code)
        self.set_header("Content-Type", "application/json")
        self.finish(body)

    get = post

    def log_exception(self, *error: object) -> None:
        """A process that was killed cannot be answered: that is what is tried here."""

    def _data(self) -> RequestData:
        values = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        uploads = {
            name: (file["filename"], file["body"], file["content_type"])
            for name, files in self.request.files.items()
            for file in files
        }
        return _Read({name: _plain(name, value) for name, value in values.items()}, uploads)


class _Read(RequestData):
    """A request as the library would hold it, from what came over HTTP."""

    def __init__(self, values: dict[str, object], uploads: dict[str, tuple[str, bytes, str]]) -> None:
        super().__init__([RequestParameter(name, value, None) for name, value in values.items()])
        self._uploads = uploads

    @property
    def multipart_data(self) -> dict[str, tuple[str, bytes, str]]:
        return self._uploads


def _plain(name: str, value: str) -> object:
    if name in _WORDS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
