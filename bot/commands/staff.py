"""/staff: who may write and read the book; a link lets one more person in, a tap shows him out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.command import ROLES, Command, Role
from bot.errors import NotAllowed, NotUnderstood
from bot.speech import N_, _
from storage import members, settings

if TYPE_CHECKING:
    from bot.command import Turn

_LASTS = timedelta(hours=24)
USERNAME = "telegram.username"  # the bot's own, kept at start, for links
_MAY = {"owner": N_("everything"), "staff": N_("writes and asks"), "viewer": N_("asks")}


def parse(rest: str, turn: Turn) -> tuple[str, str]:
    """Read what a button asks for: invite ROLE, remove ID, or nothing."""
    del turn
    what, _, of = rest.partition(" ")
    return what, of


def answer(turn: Turn, ask: tuple[str, str]) -> Answer:
    """Show who belongs to the shop; invite and remove."""
    match ask:
        case ("invite", "staff" | "viewer" as role):
            return _invite(turn, role)
        case ("remove", number) if number.isdecimal():
            gone = members.remove(turn.shop.book, int(number), turn.incoming.sender, turn.incoming.at)
            return _show(
                turn,
                _("Removed, from this moment on.") if gone else _("That cannot be: a book needs an owner."),
            )
        case ("", _):
            return _show(turn)
    raise NotUnderstood(_("Use the buttons under /staff."), "/staff")


def _invite(turn: Turn, role: members.MemberRole) -> Answer:
    if turn.shop.visited:
        raise NotAllowed(
            _(
                "The demo takes nobody in: a link made here would open no book. Leave it, then invite from yours."
            ),
            "/staff",
        )
    code = members.invite(turn.shop.book, role, turn.incoming.at, _LASTS)
    name = settings.get(turn.shop.book, USERNAME)
    link = f"https://t.me/{name}?start={code}" if name else f"/start {code}"
    return Answer(
        "staff",
        (
            Words(
                _(
                    "Send this to the one person who may come in ({may}). It works once, for a day:",
                    may=_(_MAY[role]),
                )
            ),
            Words(link, Style.QUOTE),
        ),
        ((Button(_("Who belongs here"), "/staff"),),),
    )


def _show(turn: Turn, remark: str = "") -> Answer:
    everybody = members.of_shop(turn.shop.book)
    lines = [
        f"{one.name or _('somebody')}: {_(ROLES[Role[one.role.upper()]])}, {_(_MAY[one.role])}"
        for one in everybody
    ]
    blocks = [Words(_("Who belongs to this shop"), Style.HEADLINE), Words("\n".join(lines))]
    if remark:
        blocks.append(Words(remark))
    others = [one for one in everybody if one.role != "owner"]
    removes = tuple(
        (Button(_("Remove {it}", it=one.name or one.role), f"/staff remove {one.user_id}", Tone.DANGER),)
        for one in others
    )
    invites = (
        Button(_("Invite staff"), "/staff invite staff"),
        Button(_("Invite a viewer"), "/staff invite viewer"),
    )
    return Answer("staff", tuple(blocks), (invites, *removes), in_place=bool(turn.incoming.pressed))


COMMAND = Command(
    name="staff",
    summary=N_("Who may write and read"),
    answer=answer,
    group=N_("Begin"),
    examples=("/staff",),
    phrases=("invite my staff", "who has access"),
    parse=parse,
    bare=("", ""),
    role=Role.OWNER,
)
