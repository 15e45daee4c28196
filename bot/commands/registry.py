"""The one list of commands: a new one is a file in this folder and a line here.

Dispatch, /help, Telegram's menu, plain words, the README's table and the tests of every command derive from it, in
this order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands import (
    backup,
    cancel,
    chat,
    copy,
    daily,
    doubt,
    edit,
    entries,
    export,
    forecast,
    help,  # noqa: A004 - the owner's word for it
    history,
    import_,
    reorder,
    sales,
    settings,
    staff,
    start,
    stock,
    stranger,
    today,
    top_customers,
    top_products,
    unclear,
    undo,
    weekly,
)

if TYPE_CHECKING:
    from bot.command import Command

COMMANDS: tuple[Command, ...] = (
    start.COMMAND,
    help.COMMAND,
    copy.COMMAND,
    *settings.COMMANDS,
    staff.COMMAND,
    *entries.COMMANDS,
    *undo.COMMANDS,
    edit.COMMAND,
    history.COMMAND,
    cancel.COMMAND,
    today.COMMAND,
    sales.COMMAND,
    top_products.COMMAND,
    top_customers.COMMAND,
    stock.COMMAND,
    forecast.COMMAND,
    reorder.COMMAND,
    weekly.COMMAND,
    daily.COMMAND,
    *import_.COMMANDS,
    export.COMMAND,
    backup.COMMAND,
    doubt.COMMAND,
    chat.COMMAND,
    unclear.COMMAND,
    stranger.COMMAND,
)
