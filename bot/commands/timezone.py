"""/timezone: where the shop's clock is, from a place that was sent, from a name, or from a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words, in_rows
from bot.command import Command, Role
from bot.commands.settings import back, choose
from bot.errors import NotUnderstood
from bot.findings import zones
from bot.speech import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.command import Turn

_A_ROW = 3
_NEAR = 4
_PAGE = 30
_NORTH, _EAST = 90, 180


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands, in degrees north and east."""

    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the zones of a part of the world."""

    area: str
    page: int = 0


def parse(rest: str, turn: Turn) -> Place | Part | str:
    """Read a place (what a sent location says), a part of the world with its page, or a name."""
    del turn
    words = rest.split()
    if len(words) == 2:  # noqa: PLR2004 - north and east, or area and page
        if words[0] in zones.areas() and words[1].isdecimal():
            return Part(words[0], int(words[1]))
        try:
            north, east = float(words[0]), float(words[1])
        except ValueError:
            return rest
        if abs(north) <= _NORTH and abs(east) <= _EAST:
            return Place(north, east)
    return Part(rest) if rest in zones.areas() else rest


def answer(turn: Turn, ask: Place | Part | str) -> Answer:
    """Set the time zone, or show which there are."""
    match ask:
        case Place(north, east):
            near = [one.name for one in zones.nearest(north, east, _NEAR)]
            return _offer(turn, _("Which clock is right?"), near)
        case Part(area, page):
            return _page(turn, area, page)
        case "":
            return _home(turn)
    found = zones.called(ask)
    if len(found) == 1 or (found and found[0].casefold() == ask.casefold()):
        zone = found[0]
        said = _(
            "The shop's clock is {city}'s: {clock}",
            city=zones.city(zone),
            clock=zones.clock(zone, turn.incoming.at),
        )
        return choose(turn, "shop.timezone", zone, said)
    if not found:
        raise NotUnderstood(
            _(
                "I know no clock of “{name}”. Name the biggest city of the country, or pick from the list.",
                name=ask,
            ),
            "/timezone",
        )
    return _offer(turn, _("Which “{name}”?", name=ask), found[:_PAGE])


def _home(turn: Turn) -> Answer:
    now = turn.shop.settings.shop.timezone
    blocks = (
        Words(
            _(
                "The shop's clock shows {clock} ({city})",
                clock=zones.clock(now, turn.incoming.at),
                city=zones.city(now),
            ),
            Style.HEADLINE,
        ),
        Words(
            _(
                "It decides which day a sale belongs to. Send me your location (the paper clip, then Location), pick a"
                " part of the world, or type a big city:"
            )
        ),
        Words("/timezone Lagos", Style.QUOTE),
        Words(_("Sales already written down keep their day."), Style.FOOTING),
    )
    return _shown(turn, blocks, [Button(_(area), f"/timezone {area}") for area in zones.areas()])


def _page(turn: Turn, area: str, page: int) -> Answer:
    found = zones.of_area(area)
    here = found[page * _PAGE : (page + 1) * _PAGE]
    buttons = [Button(one.city, f"/timezone {one.name}") for one in here]
    if len(found) > (page + 1) * _PAGE:
        buttons.append(Button(_("More »"), f"/timezone {area} {page + 1}"))
    return _shown(turn, (Words(_("{area}: whose clock is yours?", area=_(area)), Style.HEADLINE),), buttons)


def _offer(turn: Turn, question: str, names: Iterable[str]) -> Answer:
    buttons = [
        Button(f"{zones.city(name)} {zones.clock(name, turn.incoming.at)}", f"/timezone {name}")
        for name in names
    ]
    return _shown(turn, (Words(question, Style.HEADLINE),), buttons)


def _shown(turn: Turn, blocks: tuple[Words, ...], buttons: list[Button]) -> Answer:
    rows = in_rows(buttons, _A_ROW)
    return Answer("timezone", blocks, (*rows, (back(),)), in_place=bool(turn.incoming.pressed))


COMMAND = Command(
    name="timezone",
    summary=N_("Where the shop's clock is"),
    answer=answer,
    group=N_("Begin"),
    examples=("/timezone", "/timezone Lagos", "/timezone -26.2 28.0", "/timezone Africa"),
    phrases=("change the time zone", "what time is it in the shop", "the time is wrong"),
    parse=parse,
    bare="",
    role=Role.OWNER,
    hidden=True,
)
