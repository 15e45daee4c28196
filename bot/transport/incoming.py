"""What came in, read: a row of the inbox becomes a `Letter` with an `Incoming`, free of Telegram."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from telegram import Update

from bot import job
from bot.answer import Answer, Words
from bot.command import Incoming
from bot.seams import Attachment, Letter
from bot.speech import N_, _, dated, speaking
from storage import members, sentences
from storage.moments import moment

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import CallbackQuery, Message

    from bot.job import Job
    from bot.shop import Shop
    from storage.inbox import Received

LATE = timedelta(minutes=10)
_UNREADABLE = (
    "photo",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "sticker",
    "contact",
    "venue",
)
_WORDS_PLEASE = N_(
    "I read words and files such as CSV and Excel. Please tell me in words what this is about."
)
_OLD_BUTTON = N_("This button no longer works. Please type what you need.")


def address(update: Update) -> tuple[int | None, int | None]:
    """Give the chat and the message of an update."""
    chat = update.effective_chat
    message = update.effective_message
    return (chat.id if chat else None), (message.message_id if message else None)


def read(shop: Shop, row: Received) -> Letter:
    """Read a row of the inbox."""
    body: dict[str, Any] = json.loads(row.body)
    due = job.read(body)
    if due is not None:
        return _job(shop, row, due)
    update = Update.de_json(body, None)
    if update.callback_query is not None:
        return _tap(shop, row, update.callback_query)
    message = update.message or update.edited_message
    if message is None:
        return Letter(row.id)
    return _message(shop, row, message, edit=update.message is None)


def _message(shop: Shop, row: Received, message: Message, *, edit: bool) -> Letter:
    person = message.from_user
    incoming = Incoming(
        text=message.text or message.caption or _place(message),
        at=_said_at(shop, message),
        sender=person.id if person is not None else 0,
        source=f"tg:{message.chat.id}:{message.message_id}",
        name=person.full_name if person is not None else "",
        chat=message.chat.id,
        message=message.message_id,
        reply_to=message.reply_to_message.message_id if message.reply_to_message is not None else None,
        edit=edit,
        version=_version(message) if edit else "",
        forwarded=message.forward_origin is not None,
    )
    letter = Letter(row.id, (message.chat.id,), incoming)
    if message.document is not None and not edit:
        document = message.document
        file = Attachment(
            document.file_id, document.file_name or "file", document.file_size or 0, document.mime_type
        )
        return replace(letter, attachment=file)
    if incoming.text:
        return letter
    if not edit and any(getattr(message, kind) for kind in _UNREADABLE):
        with speaking(shop.language_of(incoming.sender)):
            return replace(letter, ready=Answer("unclear", (Words(_(_WORDS_PLEASE)),)))
    return replace(letter, incoming=None)  # somebody joined, a message was pinned


def _place(message: Message) -> str:
    """Give what a sent location says: it tells where the shop's clock is, to about a kilometre."""
    if message.location is None or message.edit_date is not None:  # a live location keeps moving
        return ""
    return f"/timezone {message.location.latitude:.2f} {message.location.longitude:.2f}"


def _said_at(shop: Shop, message: Message) -> datetime:
    """Give the moment of a message; of an edit its own, yet never on another day than the message's."""
    edited = message.edit_date or message.date
    if shop.today(edited) == shop.today(message.date):
        return edited
    midnight = message.date.astimezone(shop.settings.zone).replace(hour=23, minute=59, second=59)
    return midnight.astimezone(message.date.tzinfo)


def _version(message: Message) -> str:
    """Tell an edit from the message's other ones: by its second, and by its words where two fall into one."""
    edited = message.edit_date or message.date
    words = (message.text or message.caption or "").encode()
    return f"{int(edited.timestamp())}-{crc32(words):08x}"


def _tap(shop: Shop, row: Received, query: CallbackQuery) -> Letter:
    chat = query.message.chat.id if query.message is not None else query.from_user.id
    says = query.data or ""
    number = says.removeprefix("#")
    if says.startswith("#") and number.isascii() and number.isdigit() and len(number) < len(str(1 << 63)):
        says = sentences.sentence(shop.book, int(number)) or ""
    incoming = Incoming(
        text=says,
        at=moment(row.received_at),
        sender=query.from_user.id,
        source=f"tap:{query.id}",
        name=query.from_user.full_name,
        chat=chat,
        pressed=query.message.message_id if query.message is not None else None,
    )
    letter = Letter(row.id, (chat,), incoming)
    if not says:
        with speaking(shop.language_of(incoming.sender)):
            return replace(letter, ready=Answer("unclear", toast=_(_OLD_BUTTON), alert=True))
    return letter


def _job(shop: Shop, row: Received, due: Job) -> Letter:
    owners = members.owners(shop.book)
    if not owners:
        return Letter(row.id)
    at = moment(row.received_at)
    late = ""
    if at - due.due_at > LATE:
        local = due.due_at.astimezone(shop.settings.zone)
        with speaking(shop.language_of(owners[0])):
            late = _(
                "This is late: it was due on {day} at {time}.",
                day=dated(local, "EEEE d MMMM"),
                time=f"{local:%H:%M}",
            )
    incoming = Incoming(f"/{due.kind}", at, owners[0], due.source, chat=owners[0])
    return Letter(row.id, tuple(owners), incoming, late=late)
