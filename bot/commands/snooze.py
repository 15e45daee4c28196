"""/snooze: leave a product out of the order list for a while."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.command import Command
from bot.findings.choosing import which_product
from bot.speech import N_, _
from storage import settings
from storage.reading import shelf

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots
    from bot.shop import Shop

_KEY = "snooze:"
_WEEK = 7
_OFF = frozenset({"off", "wake", "no"})


def asleep(shop: Shop, today: date) -> dict[str, date]:
    """Give the products left out of order lists, with the day on which each comes back."""
    names = {one.product_id: one.product for one in shelf.shelves(shop.book)}
    found = {}
    for key, value in settings.everything(shop.book).items():
        if key.startswith(_KEY) and (until := date.fromisoformat(value)) > today:
            product = names.get(int(key.removeprefix(_KEY)))
            if product is not None:
                found[product] = until
    return found


def answer(turn: Turn, slots: Slots) -> Answer:
    """Let a product rest for a week or the days that are said, wake it, or list what rests."""
    shop = turn.shop
    resting = asleep(shop, turn.today)
    if not slots.products and not slots.rest and resting:
        return _list(turn, resting)
    product = which_product(turn, slots, "snooze")
    if isinstance(product, Answer):
        return product
    back = Button(_("What to order"), "/reorder")
    key = f"{_KEY}{product.id}"
    if _OFF.intersection(slots.rest.split()):
        settings.put(shop.book, key, None)
        words = Words(_("{name} is in the order list again.", name=product.name))
        return Answer("snooze", (words,), ((back,),), toast=_("Awake"), in_place=bool(turn.incoming.pressed))
    until = turn.today + timedelta(days=slots.horizon_days or _WEEK)
    settings.put(shop.book, key, until.isoformat())
    return Answer(
        "snooze",
        (
            Words(
                _(
                    "💤 {name} stays out of the order list until {day}.",
                    name=product.name,
                    day=shop.day(until, turn.today),
                )
            ),
        ),
        ((Button(_("Wake it"), f"/snooze {product.name} off"), back),),
        toast=_("Snoozed"),
        in_place=bool(turn.incoming.pressed),
    )


def _list(turn: Turn, resting: dict[str, date]) -> Answer:
    lines = [
        _("{name} until {day}", name=name, day=turn.shop.day(until, turn.today))
        for name, until in sorted(resting.items())
    ]
    taps = tuple((Button(_("Wake {name}", name=name), f"/snooze {name} off"),) for name in sorted(resting))
    return Answer(
        "snooze",
        (Words(_("Left out of the order list"), Style.HEADLINE), Words("\n".join(lines))),
        (*taps, (Button(_("What to order"), "/reorder"),)),
        in_place=bool(turn.incoming.pressed),
    )


COMMAND = Command(
    name="snooze",
    summary=N_("Leave a product out of the order list for a while"),
    answer=answer,
    group=N_("Stock and orders"),
    examples=("/snooze", "/snooze kettle"),
    about=frozenset({"product", "words"}),
)
