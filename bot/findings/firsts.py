"""What is asked once, when it first matters; each is one tap, and none holds anything up.

The money and the clock at the first sale, the shop's name on the first paper that leaves the house, another time at
the first order list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel.numbers import get_currency_name

from bot.answer import Answer, Button, Style, Words
from bot.command import Role
from bot.config import ShopSettings
from bot.findings import zones
from bot.speech import N_, _, locale
from storage import members, settings
from storage.reading import condition

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.command import Incoming
    from bot.shop import Shop

_YOUNG = 3  # entries; a book with more has been used before


@dataclass(frozen=True, slots=True)
class First:
    """Something to ask once: after which commands, whether it is open, its line and its taps."""

    name: str
    after: frozenset[str]
    matters: Callable[[Shop], bool]
    line: Callable[[Shop, datetime], str]
    taps: tuple[Button, ...]


def _money_and_clock(shop: Shop) -> bool:
    usual = ShopSettings()
    chosen = (shop.settings.shop.currency, shop.settings.shop.timezone) != (usual.currency, usual.timezone)
    return not chosen and condition.written(shop.book, _YOUNG + 1) <= _YOUNG


def _said_of_money(shop: Shop, at: datetime) -> str:
    money = get_currency_name(shop.settings.shop.currency, count=2, locale=locale(shop.money.locale))
    zone = shop.settings.shop.timezone
    city, time = zones.city(zone), zones.clock(zone, at)
    return _(
        "I count in {money}, and by the clock of {city} it is {time}. Not so?",
        money=money,
        city=city,
        time=time,
    )


FIRSTS = (
    First(
        "money",
        frozenset({"sale", "page"}),
        _money_and_clock,
        _said_of_money,
        (Button(N_("Other money"), "/currency"), Button(N_("Other time"), "/timezone")),
    ),
    First(
        "name",
        frozenset({"report", "statement"}),
        lambda shop: shop.settings.shop.name == ShopSettings().name,
        lambda _shop, _at: _("Your shop has no name on this yet."),
        (Button(N_("Name the shop"), "/name"),),
    ),
    First(
        "push",
        frozenset({"weekly"}),
        lambda shop: shop.settings.push.weekly != "off",
        lambda _shop, _at: _("This comes once a week. Another day or hour suits you better?"),
        (Button(N_("Another time"), "/push weekly"), Button(N_("Week starts"), "/week")),
    ),
)


def asked(shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
    """Give the answer with what is to be asked for the first time. Call it inside `book.writing()`."""
    for first in FIRSTS:
        if answer.command not in first.after or answer.alert:
            continue
        if members.role_of(shop.book, incoming.sender) != Role.OWNER.name.lower():
            continue
        key = f"asked.{first.name}"
        if settings.get(shop.book, key) is not None or not first.matters(shop):
            continue
        settings.put(shop.book, key, "yes")
        line = Words(first.line(shop, incoming.at), Style.FOOTING)
        return replace(answer, blocks=(*answer.blocks, line)).with_buttons(
            tuple(replace(tap, label=_(tap.label)) for tap in first.taps)
        )
    return answer
