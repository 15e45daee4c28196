"""Telegram's own menu: the commands it offers, for members and in the chats of owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.command import Role
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telegram import Bot

    from bot.command import Command

_LONGEST = 256


def offered(commands: Iterable[Command], role: Role) -> list[BotCommand]:
    """Give the menu for a role."""
    return [
        BotCommand(command.name, _(command.summary)[:_LONGEST])
        for command in commands
        if command.menu and not command.hidden and command.role <= role
    ]


async def offer(bot: Bot, commands: Iterable[Command], owners: Iterable[int]) -> None:
    """Set the menus: what staff may do for everybody, all of it for the owners.

    Raises TelegramError; an owner who never wrote to the bot has no chat to set one in.
    """
    commands = tuple(commands)
    everybody = offered(commands, Role.STAFF)
    if everybody:
        await bot.set_my_commands(everybody, scope=BotCommandScopeAllPrivateChats())
    for_owners = offered(commands, Role.OWNER)
    if for_owners != everybody:
        for owner in owners:
            await bot.set_my_commands(for_owners, scope=BotCommandScopeChat(owner))
