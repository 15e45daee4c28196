"""Telegram's own menu: the commands it offers, to each member those of his role, in his language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.command import Role
from bot.speech import _, speaking
from storage import members

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Bot

    from bot.command import Command
    from bot.shop import Shop

_LONGEST = 256


class Reader(NamedTuple):
    """Who opens the menu in a chat of his own, and in which language he reads it."""

    member: int
    role: Role
    language: str


def readers(shop: Shop) -> list[Reader]:
    """Give the members who have a chat with the bot."""
    return [
        Reader(member, Role[role.upper()], shop.language_of(member))
        for member, role in members.who_wrote(shop.book)
    ]


def of(commands: Iterable[Command], reader: Reader) -> list[dict[str, str]]:
    """Give the menu of one reader: what staff may do at least, as it is everybody's."""
    with speaking(reader.language):
        return _offered(commands, max(reader.role, Role.STAFF))


def _offered(commands: Iterable[Command], role: Role) -> list[dict[str, str]]:
    return [
        {"command": command.name, "description": _(command.summary)[:_LONGEST]}
        for command in commands
        if command.menu and not command.hidden and command.role <= role
    ]


async def offer(bot: Bot, commands: Iterable[Command], to: Iterable[Reader]) -> None:
    """Set the menus: what staff may do, in the language spoken, for everybody; for a reader whatever else is his.

    Raises TelegramError.
    """
    commands = tuple(commands)
    everybody = _offered(commands, Role.STAFF)
    if everybody:
        await bot.set_my_commands(_made(everybody), scope=BotCommandScopeAllPrivateChats())
    for reader in to:
        his = of(commands, reader)
        if his != everybody:
            await offer_in(bot, reader.member, his)


async def offer_in(bot: Bot, chat: int, menu: Iterable[dict[str, Any]]) -> bool:
    """Set the menu of one chat, as `of` gave it. Raises TelegramError."""
    return await bot.set_my_commands(_made(menu), scope=BotCommandScopeChat(chat))


def _made(menu: Iterable[dict[str, Any]]) -> list[BotCommand]:
    return [BotCommand(one["command"], one["description"]) for one in menu]
