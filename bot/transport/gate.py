"""The gate: who is heard. It is asked before anything is kept, fetched or answered.

A stranger costs a counter and hears one neutral sentence a day. Membership is by the person, never by
the chat; what a member may do is asked again when it is done.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from telegram import ChatMember
from telegram.constants import ChatType

from bot.speech import N_
from storage import members, settings

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import Chat, Message, Update

    from storage.book import Book

PRIVATE_SENTENCE = N_("This is a private bot.")
GROUP_SENTENCE = N_("I only talk with my shop's people, in a chat of our own.")
_PRESENT = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)


class Verdict(Enum):
    """What becomes of an update."""

    ADMITTED = "admitted"
    JOINED = "joined"  # by an invitation, just now; admitted as well
    IGNORED = "ignored"
    REFUSED = "refused"  # ignored, and somebody hears the neutral sentence


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict; `chat` is where the sentence goes, `tap` a button's press that still spins."""

    verdict: Verdict
    chat: int | None = None
    sentence: str = ""
    tap: str | None = None
    role: str = ""


_IGNORED = Judgement(Verdict.IGNORED)
_ADMITTED = Judgement(Verdict.ADMITTED)


def judge(book: Book, update: Update, at: datetime) -> Judgement:
    """Decide about an update; counts a stranger and redeems an invitation. Call it in a transaction."""
    if update.callback_query is not None:
        query = update.callback_query
        if members.role_of(book, query.from_user.id) is not None and query.message is not None:
            return _ADMITTED if _welcome(book, query.message.chat) else _IGNORED
        members.knocked(book, query.from_user.id, at.date())
        return Judgement(Verdict.REFUSED, tap=query.id)
    if update.my_chat_member is not None:
        chat = update.my_chat_member.chat
        came = update.my_chat_member.new_chat_member.status in _PRESENT
        if (
            came
            and _is_group(chat)
            and not _welcome(book, chat)
            and members.knocked(book, chat.id, at.date())
        ):
            return Judgement(Verdict.REFUSED, chat.id, GROUP_SENTENCE)
        return _IGNORED
    message = update.message or update.edited_message
    if message is None or not _spoken_by_a_person(message) or not _welcome(book, message.chat):
        return _IGNORED
    return _judge_person(book, message, at, edited=update.message is None)


def _judge_person(book: Book, message: Message, at: datetime, *, edited: bool) -> Judgement:
    person = message.from_user
    if person is None:
        return _IGNORED
    if members.role_of(book, person.id) is not None:
        members.called(book, person.id, person.full_name)
        return _ADMITTED
    if _is_group(message.chat):
        return _IGNORED
    code = _code(message.text or "")
    role = members.redeem(book, code, person.id, person.full_name, at) if code and not edited else None
    if role is not None:
        return Judgement(Verdict.JOINED, role=role)
    if members.knocked(book, person.id, at.date()):
        return Judgement(Verdict.REFUSED, message.chat.id, PRIVATE_SENTENCE)
    return _IGNORED


def _code(text: str) -> str:
    """Give what follows /start, as an invitation link sends it."""
    command, _, code = text.strip().partition(" ")
    return code.strip() if command == "/start" else ""


def _spoken_by_a_person(message: Message) -> bool:
    """Tell a person's own message from channels, anonymous admins, other bots and machinery."""
    person = message.from_user
    return (
        person is not None
        and not person.is_bot
        and message.sender_chat is None
        and message.via_bot is None
        and not message.is_automatic_forward
    )


def _is_group(chat: Chat) -> bool:
    return chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def _welcome(book: Book, chat: Chat) -> bool:
    """Tell whether the bot works in a chat: private ones, and groups that the owner let in."""
    if chat.type == ChatType.PRIVATE:
        return True
    return _is_group(chat) and chat.id in allowed_groups(book)


def allowed_groups(book: Book) -> frozenset[int]:
    """Give the groups the owner let in: the setting `groups`, a JSON list of chat ids."""
    kept = settings.get(book, "groups")
    return frozenset(json.loads(kept)) if kept is not None else frozenset()
