"""Time zones as people know them: by a city, by where they stand, by what their clock shows.

The table is the time-zone database's own: a zone's name, its principal city and where that lies. Which zone a place
belongs to is a question of borders; here the nearest cities are offered, each with its time, and a tap decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from bot.speech import N_

if TYPE_CHECKING:
    from datetime import datetime

_WHERE = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?([+-])(\d{3})(\d\d)(\d\d)?")
AREAS = (N_("Africa"), N_("Europe"), N_("Asia"), N_("America"), N_("Australia"), N_("Pacific"), N_("Islands"))
_OCEANS = ("Atlantic", "Indian", "Arctic", "Antarctica")


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone with its principal city; degrees north and east."""

    name: str
    north: float
    east: float

    @property
    def area(self) -> str:
        """The part of the world, as the database has it."""
        return self.name.partition("/")[0]

    @property
    def city(self) -> str:
        """The city that names it."""
        return city(self.name)


def city(zone: str) -> str:
    """Give the city in a zone's name."""
    return zone.rpartition("/")[2].replace("_", " ")


def clock(zone: str, at: datetime) -> str:
    """Give what a clock there shows."""
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


@cache
def everywhere() -> tuple[Zone, ...]:
    """Give all zones with a principal city, by area and city."""
    lines = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple(sorted((Zone(row[2], *_degrees(row[1])) for row in rows), key=lambda one: one.name))


def areas() -> tuple[str, ...]:
    """Give the parts of the world, those with many zones first; the oceans' islands together as Islands."""
    return AREAS


def of_area(area: str) -> tuple[Zone, ...]:
    """Give the zones of a part of the world."""
    wanted = _OCEANS if area == "Islands" else (area,)
    return tuple(one for one in everywhere() if one.area in wanted)


def nearest(north: float, east: float, count: int) -> tuple[Zone, ...]:
    """Give the zones whose principal cities lie nearest to a place (degrees), the nearest first."""
    return tuple(sorted(everywhere(), key=lambda one: _angle(one, north, east))[:count])


def called(words: str) -> tuple[str, ...]:
    """Give the zones that a name means: the zone itself, or every one whose city begins so."""
    wanted = words.strip().casefold().replace(" ", "_")
    names = available_timezones()
    exact = [name for name in names if name.casefold() == wanted and "/" in name]
    if exact:
        return tuple(exact)
    cities = {one.name for one in everywhere()} | {name for name in names if "/" in name}
    found = [name for name in cities if name.rpartition("/")[2].casefold().startswith(wanted)]
    main = {one.name for one in everywhere()}
    return tuple(sorted(found, key=lambda name: (name not in main, name)))


def _degrees(where: str) -> tuple[float, float]:
    found = _WHERE.fullmatch(where)
    if found is None:
        raise ValueError(f"{where} is no place of the time-zone database")
    return _angle_of(*found.groups()[:4]), _angle_of(*found.groups()[4:])


def _angle_of(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    return (1 if sign == "+" else -1) * (int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600)


def _angle(zone: Zone, north: float, east: float) -> float:
    """Give the great-circle distance in radians (haversine)."""
    here, there = radians(north), radians(zone.north)
    half = sin((there - here) / 2) ** 2
    half += cos(here) * cos(there) * sin(radians(zone.east - east) / 2) ** 2
    return 2 * asin(min(1.0, sqrt(half)))
