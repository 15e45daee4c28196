"""The bot on Telegram: everything put together, started and stopped in order.

python-telegram-bot gives the Bot API, polling and the webhook; what came in lies in the book's inbox, and
the desk serves it from there. So the Application has no handlers and no state.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import dialogue as conversation
from bot.commands.registry import COMMANDS
from bot.shop import open_shop
from bot.transport import metrics
from bot.transport.clock import now
from bot.transport.redact import set_up_logging
from bot.transport.requests import sending
from bot.transport.station import Station

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram.request import BaseRequest

    from bot.config import Settings
    from bot.nights import Night, NightThought

_LOG = logging.getLogger(__name__)
_STOP_WITHIN = 8.0  # seconds; then the process ends anyway: nothing is lost that is in the inbox


def build(
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    polling: BaseRequest | None = None,
    nights: Sequence[Night | NightThought] = (),
    **parts: Any,
) -> Station:
    """Put the bot together, not yet started.

    `request` and `polling` are other wires than the network's; `parts` are what tests put in the place of
    the conversation, the clock and the limits.
    """
    standard: dict[str, Any] = {
        "dialogue": conversation,
        "think": conversation.think,
        "commands": COMMANDS,
        "opens": lambda: open_shop(settings),
        "clock": now,
    }
    return Station(settings, request=request, polling=polling, nights=nights, **(standard | parts))


def run(settings: Settings, *, nights: Sequence[Night | NightThought] = ()) -> int:
    """Run the bot until it is told to stop (0) or finds itself deaf (1, for the supervisor).

    Raises SetupError and the errors of `storage.errors` where it cannot start.
    """
    set_up_logging(
        (settings.telegram.token, settings.telegram.webhook.secret),
        settings.log.level.upper(),
        as_json=settings.log.format == "json",
    )
    with metrics.served(settings):
        return asyncio.run(_run(build(settings, nights=nights)))


def try_token(settings: Settings, *, request: BaseRequest | None = None) -> tuple[bool, str]:
    """Ask Telegram who the token belongs to; gives whether that is fine, and a sentence about it.

    Without a network nothing is known against the token: that is fine, and said.
    """
    return asyncio.run(_try_token(settings, request or sending()))


async def _try_token(settings: Settings, request: BaseRequest) -> tuple[bool, str]:
    api = settings.telegram.api_url.rstrip("/")
    bot = Bot(settings.telegram.token, base_url=f"{api}/bot", request=request)
    try:
        await request.initialize()
        me = await bot.get_me()
    except InvalidToken:
        return False, "Telegram does not accept the token. Copy it anew from @BotFather."
    except TelegramError:
        return True, "Telegram is not reached from here, so the token was not tried."
    finally:
        await request.shutdown()
    return True, f"Telegram accepts the token: the bot is @{me.username}."


async def _run(station: Station) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    stopped = asyncio.create_task(stop.wait(), name="stop")
    running = asyncio.create_task(station.run(_announce), name="run")
    await asyncio.wait((stopped, running), return_when=asyncio.FIRST_COMPLETED)
    deaf = running.done() and running.exception() is None
    if deaf:
        _LOG.error("ending so that the supervisor starts me anew: %s", running.result())
    failed = running.exception() if running.done() else None
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):
        await running
    stopped.cancel()
    try:
        await asyncio.wait_for(station.stop(), _STOP_WITHIN)
    except TimeoutError:
        _LOG.warning("stopping took too long; what was not done stays in the inbox")
        os._exit(1 if deaf else 0)
    if failed is not None:
        raise failed
    return 1 if deaf else 0


def _announce(code: str, bot_name: str) -> None:
    """Say how to become the owner: once, on the terminal, never in the log."""
    sys.stdout.write(
        f"This book has no owner yet. To become its owner, send this to @{bot_name} in Telegram:\n"
        f"/start {code}\n"
    )
    sys.stdout.flush()
