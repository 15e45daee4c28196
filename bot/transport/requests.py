"""How Telegram is reached: time limits made for files, and a poll that no answer can end."""

from __future__ import annotations

import asyncio
import json
import logging
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.request import RequestData

_LOG = logging.getLogger(__name__)
_LONGEST_PAUSE = 3.0
_WORTH_A_WORD = 15.0
_NOTHING_NEW = b'{"ok":true,"result":[]}'


def sending() -> HTTPXRequest:
    """Give the connections for everything but polling: a chart over a slow line may take its time."""
    return HTTPXRequest(
        connection_pool_size=32,
        connect_timeout=10.0,
        read_timeout=20.0,
        write_timeout=20.0,
        pool_timeout=10.0,
        media_write_timeout=120.0,
    )


def fetching() -> HTTPXRequest:
    """Give the connection for polling."""
    return HTTPXRequest(connection_pool_size=2, connect_timeout=10.0, read_timeout=10.0, pool_timeout=10.0)


class Polling(BaseRequest):
    """The request object for getUpdates, around one that does the work.

    A 401 or 404 would end python-telegram-bot's polling for good while the process lives on, and a proxy's
    error page is enough for one: whatever goes wrong is tried again, soon. An update that the
    library cannot read would be fetched in a tight loop for ever: it is replaced by its bare number.
    `last_good` and `last_end` are moments of the monotonic clock: the last good answer, and the last end
    of a poll whatever came of it; `heard` tells whether there was a good one at all.
    `unreached` is told why polls fail, once they have failed for a while.
    """

    def __init__(self, inner: BaseRequest) -> None:
        self._inner = inner
        self.last_good = self.last_end = monotonic()
        self.heard = False
        self.unreached: Callable[[str], None] = lambda _: None
        self._failures = 0
        self.closing = False

    @property
    def read_timeout(self) -> float | None:
        """How long the wrapped request waits for an answer, in seconds."""
        return self._inner.read_timeout

    async def initialize(self) -> None:
        """Open the wrapped request."""
        await self._inner.initialize()

    async def shutdown(self) -> None:
        """Close the wrapped request."""
        await self._inner.shutdown()

    async def do_request(  # noqa: PLR0917 - the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request."""
        polling = url.endswith("/getUpdates")
        if polling and self.closing:
            # The last poll would only confirm what the inbox knows already, and Telegram holds it for 3 s.
            return HTTPStatus.OK, _NOTHING_NEW
        if not polling:
            return await self._inner.do_request(url, method, request_data)
        try:
            code, payload = await self._inner.do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
            if code in (HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS):
                return code, payload  # the library knows how to wait for these
            if code != HTTPStatus.OK:
                raise NetworkError(f"it answered {code} to a poll")
            payload = readable(payload)
        except TelegramError as error:
            await self._breathe(error)
            # Of all errors this is the one that the library follows by polling again at once.
            raise TimedOut from None
        finally:
            self.last_end = monotonic()
        self.last_good = monotonic()
        self._failures = 0
        self.heard = True
        return code, payload

    async def _breathe(self, error: TelegramError) -> None:
        """Wait a little longer each time, yet never so long that the shop waits when the line is back."""
        if not isinstance(error, TimedOut):
            await asyncio.sleep(min(_LONGEST_PAUSE, 2.0**self._failures / 2))
            self._failures = min(self._failures + 1, 10)
        if monotonic() - self.last_good > _WORTH_A_WORD:
            self.unreached(error.message)


def readable(payload: bytes) -> bytes:
    """Give the answer to a poll with every update that cannot be read cut down to its number."""
    try:
        answer = json.loads(payload)
        updates = answer["result"]
        unreadable = [number for number, update in enumerate(updates) if not _can_be_read(update)]
    except (ValueError, KeyError, TypeError):
        raise NetworkError("the answer to a poll is not Telegram's") from None
    if not unreadable:
        return payload
    for number in unreadable:
        _LOG.error("update %s cannot be read; it is left out", updates[number]["update_id"])
        updates[number] = {"update_id": updates[number]["update_id"]}
    return json.dumps(answer).encode()


def _can_be_read(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:  # noqa: BLE001 - whatever the library makes of it, the loop behind it must not end
        return False
    return True
