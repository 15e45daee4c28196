"""/settings: one message whose buttons show their state; and the words that taps have taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Table, Words
from bot.answer import Column as Heading
from bot.command import Command, Role
from bot.errors import NotUnderstood
from bot.speech import N_, _
from storage import settings

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 6


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show the settings, and switch the pushes on and off."""
    del slots
    return _show(turn)


def _pushes(turn: Turn) -> dict[str, str]:
    push = turn.shop.settings.push
    asked = {"weekly": push.weekly, "daily": push.daily}
    return {kind: settings.get(turn.shop.book, f"push.{kind}") or when for kind, when in asked.items()}


def _show(turn: Turn, remark: str = "") -> Answer:
    shop = turn.shop.settings.shop
    pushes = _pushes(turn)
    rows = (
        (_("Shop"), shop.name),
        (_("Currency"), shop.currency),
        (_("Time zone"), shop.timezone),
        (_("Order list"), pushes["weekly"]),
        (_("Evening"), pushes["daily"]),
    )
    taught = [(word, product.name) for product in turn.shop.known().products for word in product.aliases]
    blocks: list[Block] = [Words(_("Settings"), Style.HEADLINE), Table((Heading(""), Heading("")), rows)]
    if remark:
        blocks.append(Words(remark))
    if taught:
        lines = "\n".join(_("“{word}” means {name}", word=word, name=name) for word, name in taught[:_SHOWN])
        blocks.append(Words(_("Words you taught me:\n{lines}", lines=lines)))
    switches = (
        _switch(_("Monday list"), "weekly", pushes["weekly"], "mon 07:30"),
        _switch(_("Evening summary"), "daily", pushes["daily"], "18:30"),
    )
    forget = tuple(
        (Button(_("Forget “{word}”", word=word), f"/forget {word}"),) for word, _name in taught[:_SHOWN]
    )
    blocks.append(Words(_("The rest is set in config.toml on the machine."), Style.FOOTING))
    return Answer("settings", tuple(blocks), (switches, *forget), in_place=bool(turn.incoming.pressed))


def _switch(label: str, kind: str, when: str, usual: str) -> Button:
    on = when != "off"
    return Button(f"{'✅' if on else '⬜'} {label}", f"/push {kind} {'off' if on else usual}")


def push(turn: Turn, rest: str) -> Answer:
    """Switch a push on (at its usual time) or off."""
    kind, _space, when = rest.partition(" ")
    usual = {"weekly": ("mon 07:30", "off"), "daily": ("18:30", "off")}
    if when not in usual.get(kind, ()):
        raise NotUnderstood(_("Switch it with the buttons under /settings."), "/settings")
    settings.put(turn.shop.book, f"push.{kind}", when)
    return _show(turn)


def forget(turn: Turn, word: str) -> Answer:
    """Forget a word that a tap taught."""
    gone = turn.shop.book.remove_alias("product", word) or turn.shop.book.remove_alias("customer", word)
    return _show(
        turn,
        _("Forgotten: “{word}”.", word=word)
        if gone
        else _("“{word}” was not among the words I know.", word=word),
    )


def _rest(rest: str, turn: Turn) -> str:
    del turn
    if not rest:
        raise NotUnderstood(_("See /settings for what can be changed."), "/settings")
    return rest


COMMANDS = (
    Command(
        name="settings",
        summary=N_("What is set, and the words you taught me"),
        answer=answer,
        group=N_("Begin"),
        examples=("/settings",),
        phrases=(
            "settings",
            "change settings",
            "change the currency",
            "change the language",
            "change my shop name",
            "set up",
            "options",
            "preferences",
            "turn off the weekly message",
            "when do you send the weekly report",
            "switch off notifications",
            "change the time of the report",
            "change the settings",
        ),
        role=Role.OWNER,
    ),
    Command(
        name="push",
        summary=N_("Switch a regular message on or off"),
        answer=push,
        group=N_("Begin"),
        examples=("/push weekly off",),
        parse=_rest,
        role=Role.OWNER,
        hidden=True,
    ),
    Command(
        name="forget",
        summary=N_("Forget a word"),
        answer=forget,
        group=N_("Begin"),
        examples=("/forget hdmi",),
        parse=_rest,
        hidden=True,
    ),
)
