"""/help: a home, not a sitemap: what to say next, by what one wants to do; every command is two taps away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words, in_rows
from bot.command import Command, Role
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn

ALL = "all"
_HOME = (
    Button(N_("Today"), "/today"),
    Button(N_("This month"), "/sales this month"),
    Button(N_("Best products"), "/top_products"),
    Button(N_("Who owes me"), "/debts"),
    Button(N_("What to order"), "/reorder"),
    Button(N_("What is missing"), "/loose_ends"),
    Button(N_("Copy my paper book"), "/copy"),
    Button(N_("Settings"), "/settings"),
)


def parse(rest: str, turn: Turn) -> str:
    """Give the group that was asked for, empty for the home."""
    del turn
    return rest.strip().casefold()


def answer(turn: Turn, group: str) -> Answer:
    """Show the home, or the commands of one group."""
    from bot.commands.registry import COMMANDS  # noqa: PLC0415 - the registry lists this command too

    shown = [one for one in COMMANDS if not one.hidden and one.role <= turn.role]
    groups = list(dict.fromkeys(one.group for one in shown))
    if group == ALL:
        return Answer(
            "help",
            (Words(_("Everything I can do"), Style.HEADLINE), Words(_("What is it about?"))),
            (*in_rows([Button(_(name), f"/help {name}") for name in groups]), (_back(),)),
            in_place=bool(turn.incoming.pressed),
        )
    chosen = next((name for name in groups if group in (name.casefold(), _(name).casefold())), None)
    if chosen is None:
        may = {one.name for one in shown}
        return Answer(
            "help",
            (
                Words(_("Tell me what you sold, or ask about the shop in your own words."), Style.HEADLINE),
                Words(
                    _("2 hdmi cables to Thabo 240\nreturn 1 kettle Mrs Naidoo\nwho are my best customers"),
                    Style.QUOTE,
                ),
                Words(_("Wrong? Tap Undo, edit your message, or say “no, 3 not 2”.")),
            ),
            (
                *in_rows([replace(one, label=_(one.label)) for one in _HOME if _name(one) in may]),
                (Button(_("Everything"), f"/help {ALL}"),),
            ),
            in_place=bool(turn.incoming.pressed),
        )
    ours = [one for one in shown if one.group == chosen]
    lines = "\n".join(f"/{one.name}  {_(one.summary)}" for one in ours)
    return Answer(
        "help",
        (Words(_(chosen), Style.HEADLINE), Words(lines)),
        (
            *in_rows([Button(f"/{one.name}", f"/{one.name}") for one in ours]),
            (Button(_("« Everything"), f"/help {ALL}"), _back()),
        ),
        in_place=bool(turn.incoming.pressed),
    )


def _name(button: Button) -> str:
    return button.says.split()[0].removeprefix("/")


def _back() -> Button:
    return Button(_("« Help"), "/help")


COMMAND = Command(
    name="help",
    summary=N_("What I can do"),
    answer=answer,
    group=N_("Begin"),
    examples=("/help", "/help Sales"),
    phrases=(
        "help",
        "help me",
        "what can you do",
        "how does this work",
        "how do i use this",
        "commands",
        "list of commands",
        "how do i record a sale",
        "how do i write down a sale",
        "how do i add a product",
        "how do i undo",
        "how do i fix a mistake",
        "how do i enter a return",
        "menu",
        "what can i ask",
        "show me what you can do",
        "instructions",
        "hulp",
        "i dont understand",
        "how do i add stock",
        "how do i delete a sale",
    ),
    parse=parse,
    role=Role.VIEWER,
    menu=True,
)
