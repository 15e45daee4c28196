"""/whatif: what changes in pieces, revenue, profit and orders when a price, demand or a supplier changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.commands import whatif_money, whatif_supply
from bot.findings import clientele, scenario
from bot.findings.choosing import unknown_product
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.findings.scenario import Scenario
    from bot.language.statements import Slots

_MOST_DAYS = 90
_WORK = {
    "price": whatif_money.price,
    "campaign": whatif_money.campaign,
    "demand": whatif_supply.demand,
    "late": whatif_supply.supplied,
    "lead": whatif_supply.supplied,
    "service": whatif_supply.service,
}


def _taps() -> tuple[Button, ...]:
    return (
        Button(_("What if"), "/whatif"),
        Button(_("What to order"), "/reorder"),
        Button(_("Profit"), "/profit"),
    )


def answer(turn: Turn, slots: Slots) -> Answer:
    """Work out what follows from the supposition, or offer some."""
    found = scenario.read(turn.incoming.text, slots, turn.shop.money.places)
    if found is not None and found.kind == "price":
        known = (*scenario.words_of_price(), *COMMAND.phrases)
        if (which := unknown_product(turn, slots, "whatif", known)) is not None:
            return which
    if found is None:
        return _offer(turn, slots)
    if (found.days or 0) > _MOST_DAYS:
        return Answer(
            "whatif", (Words(_("I look {most_days} days ahead at most.", most_days=_MOST_DAYS)),), (_taps(),)
        )
    blocks = _WORK[found.kind](clientele.looked_from(turn), slots, found)
    rows = (_for_good(turn, found), _taps())
    return Answer("whatif", tuple(blocks), tuple(filter(None, rows)), in_place=bool(turn.incoming.pressed))


def _for_good(turn: Turn, found: Scenario) -> tuple[Button, ...]:
    """Offer to work with what was supposed from now on, where that is the shop's to choose."""
    if found.kind != "service":
        return ()
    level = whatif_supply.level_of(found)
    if level == turn.shop.settings.stock.service_level:
        return ()
    share = turn.shop.sureness(level)
    return (Button(_("Work with {share}", share=share), f"/service_level {100 * level:g}"),)


def _offer(turn: Turn, slots: Slots) -> Answer:
    name = slots.product.name if slots.product else (slots.category or "")
    what = f" {name}" if name else ""
    rows = (
        (
            Button(_("Price +5 %"), f"/whatif price{what} +5%"),
            Button(_("Price -5 %"), f"/whatif price{what} -5%"),
        ),
        (
            Button(_("Demand +20 %"), f"/whatif demand{what} +20%"),
            Button(_("Demand -20 %"), f"/whatif demand{what} -20%"),
        ),
        (
            Button(_("Supplier a week late"), f"/whatif late{what} 7 days"),
            Button(_("95 % sure"), "/whatif service 95%"),
        ),
        (Button(_("A special for 1500"), "/whatif campaign 1500"),),
    )
    example = Words("what if I raise the price of kettle by 10%", Style.QUOTE)
    asked = Words(
        _("What if … for {it}? Tap one, or say it:", it=name or _("the whole shop")), Style.HEADLINE
    )
    return Answer("whatif", (asked, example), rows, in_place=bool(turn.incoming.pressed))


COMMAND = Command(
    name="whatif",
    summary=N_("What if: a price, demand, a late supplier, a campaign"),
    answer=answer,
    group=N_("Sales"),
    examples=("/whatif", "/whatif price kettle +10%", "what if the supplier is late"),
    phrases=(
        "whatif",
        "what if",
        "what if i raise prices",
        "what if i raise the price of {product}",
        "what if i put {product} up",
        "what if i lower the price",
        "what if the price of {product} goes up",
        "what if the supplier is late",
        "what happens if i raise prices",
        "what happens if demand doubles",
        "what would happen if i charge more",
        "suppose the price goes up",
        "what if i run a special",
        "what if the delivery takes longer",
        "simulate",
        "scenario",
        "should i raise the price",
        "what would happen to profit if",
    ),
    about=frozenset({"product", "category", "words"}),
    role=Role.OWNER,
    lane=Lane.THINKING,
    ahead=True,
)
