"""One call made, and what its failure means: wait, try again, say it otherwise, or give up."""

from __future__ import annotations

import html
import os
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from telegram import InputMediaPhoto, Message
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.errors import DeliveryError
from bot.speech import N_, _
from bot.transport import menu
from bot.transport.render import anew

if TYPE_CHECKING:
    from pathlib import Path

    from telegram import Bot

    from bot.transport.call import Call

# Time spans as such: without this the library warns at every 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_UNCHANGED = "message is not modified"
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message",
    "message_id_invalid",
)
_PICTURE = ("photo_", "image_process", "photo must be", "wrong type of the web page", "dimensions")
_PERHAPS_AGAIN = N_("This may be a repeat: the line broke while I was sending it.")
_TAG = re.compile(r"</?[a-z][^>]*>")
_TEXT_LIMIT, _CAPTION_LIMIT = 4096, 1024


class Moved(DeliveryError):  # noqa: N818 - errors are named as they are spoken of
    """The chat has another number now."""

    def __init__(self, to: int) -> None:
        super().__init__("the chat moved", permanent=False)
        self.to = to


class Unsure(DeliveryError):  # noqa: N818 - errors are named as they are spoken of
    """It failed, and yet it may have arrived."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, permanent=False)


async def make(bot: Bot, call: Call) -> int | None:
    """Make one call of the Bot API; gives the message's number where there is one.

    Raises DeliveryError: permanent, or with the seconds to wait, or Unsure, or Moved.
    """
    try:
        made = await _call(bot, call)
    except RetryAfter as error:
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
        raise DeliveryError("too fast", permanent=False, retry_after=seconds) from None
    except ChatMigrated as error:
        raise Moved(error.new_chat_id) from None
    except BadRequest as error:
        if _UNCHANGED in error.message.lower():
            return None
        raise DeliveryError(error.message, permanent=True) from None
    except Forbidden as error:
        raise DeliveryError(error.message, permanent=True) from None
    except NetworkError as error:
        if isinstance(error.__cause__, _NOT_SENT):
            raise DeliveryError(type(error.__cause__).__name__, permanent=False) from None
        raise Unsure(type(error.__cause__ or error).__name__) from None
    except TelegramError as error:  # a rejected token, an answer that is none: a proxy's page, as a rule
        raise Unsure(type(error).__name__) from None
    return made.message_id if isinstance(made, Message) else None


async def _call(bot: Bot, call: Call) -> object:
    rest = dict(call.body)
    chat = rest.pop("chat_id")
    match call.method:
        case "sendMessage":
            return await bot.send_message(chat, rest.pop("text"), api_kwargs=rest)
        case "sendPhoto":
            return await bot.send_photo(chat, _present(call), api_kwargs=rest)
        case "sendDocument":
            name = rest.pop("filename", None)
            return await bot.send_document(chat, _present(call), filename=name, api_kwargs=rest)
        case "editMessageText":
            return await bot.edit_message_text(
                rest.pop("text"), chat, rest.pop("message_id"), api_kwargs=rest
            )
        case "editMessageMedia":
            words = rest.pop("media")
            photo = _present(call).read_bytes()  # of a path it would make an address for a local server
            media = InputMediaPhoto(photo, words.get("caption"), words.get("parse_mode"))
            return await bot.edit_message_media(media, chat, rest.pop("message_id"), api_kwargs=rest)
        case "deleteMessage":
            return await bot.delete_message(chat, rest.pop("message_id"))
        case "setMyCommands":
            return await menu.offer_in(bot, chat, rest.pop("commands"))
        case _:
            raise BadRequest(f"{call.method} is not a call of the outbox")


def _present(call: Call) -> Path:
    if call.file is None or not call.file.is_file():
        raise BadRequest(f"the file for {call.method} is gone")
    return call.file


def otherwise(call: Call, error: DeliveryError) -> Call | None:
    """Give another way to say what Telegram refused, None when there is none.

    A message that is gone cannot be edited, so it is sent anew; a picture it does not take goes as a
    document; words it does not take go without their dress.
    """
    why = str(error).lower()
    if any(word in why for word in _GONE):
        return anew(call)
    if any(word in why for word in _PICTURE):
        if call.method == "sendPhoto":
            return replace(call, method="sendDocument", field="document")
        return anew(call)
    if "parse_mode" in call.body and "parse entities" in why:
        key = "text" if "text" in call.body else "caption"
        plain = html.unescape(_TAG.sub("", call.body[key]))
        return replace(call, body={k: v for k, v in call.body.items() if k != "parse_mode"} | {key: plain})
    if "reply_markup" in call.body and any(word in why for word in ("button", "reply markup", "keyboard")):
        return replace(call, body={k: v for k, v in call.body.items() if k != "reply_markup"})
    return None


def perhaps_again(call: Call) -> Call:
    """Give the same message with a line that says it may have come before."""
    body = call.body
    key, limit = ("text", _TEXT_LIMIT) if "text" in body else ("caption", _CAPTION_LIMIT)
    remark = _(_PERHAPS_AGAIN)
    said = f"{body[key]}\n\n{remark}" if body.get(key) else remark
    return replace(call, body=body | {key: said}) if len(said) <= limit else call
