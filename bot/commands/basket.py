"""/basket: what is bought together, oftener than by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from bot.answer import Answer, Bars, Block, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.choosing import which_product
from bot.findings.wording import count_unit
from bot.speech import N_, _

if TYPE_CHECKING:
    from analytics.baskets import Pair, Pairs
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 8
_LEAST_BARS = 3
_PLAIN = 10  # from here on a decimal says nothing


def answer(turn: Turn, slots: Slots) -> Answer:
    """Give the pairs, all of them or those with one product."""
    turn = clientele.looked_from(turn)
    if len(slots.products) > 1 and isinstance(which := which_product(turn, slots, "basket"), Answer):
        return which
    known = clientele.baskets(turn.shop, turn.today)
    found = analytics.baskets.pairs(analytics.baskets.baskets(known))
    name = None if slots.product is None else slots.product.name
    pairs = sorted(
        (one for one in found.pairs if name is None or name in (one.product, one.other)),
        key=_worth,
        reverse=True,
    )
    taps = (Button(_("Best products"), "/top_products"), Button(_("What does not move"), "/slow"))
    foot = Words(_footing(turn, found), Style.FOOTING)
    if not pairs:
        return Answer(
            "basket", (Words(_nothing(found, name), Style.HEADLINE), *_missing(turn, found), foot), (taps,)
        )
    headline = _headline(turn, pairs[0])
    blocks: list[Block] = [Words(headline, Style.HEADLINE)]
    if found.verdict is None:
        blocks.append(Words("\n".join(_line(turn, one) for one in pairs[:_SHOWN])))
    else:
        blocks += [
            Words(
                "\n".join(
                    _(
                        "{product} + {other}: {together} times",
                        product=one.product,
                        other=one.other,
                        together=one.together,
                    )
                    for one in pairs[:_SHOWN]
                )
            ),
            *_missing(turn, found),
        ]
    if len(pairs) > _SHOWN:
        blocks.append(
            Words(_("and {number} more: /basket with a product's name", number=len(pairs) - _SHOWN))
        )
    if len(pairs) >= _LEAST_BARS:
        blocks.append(_bars(turn, pairs[:_SHOWN], headline))
    blocks.append(foot)
    offers = tuple(
        Button(_("With {product}", product=product), f"/recommend {product}")
        for product in dict.fromkeys(one.product for one in pairs[:2])
    )
    return Answer("basket", tuple(blocks), (offers, taps), in_place=bool(turn.incoming.pressed))


def _headline(turn: Turn, best: Pair) -> str:
    if best.lift is None:
        return _(
            "{product} and {other} went together {together} times",
            product=best.product,
            other=best.other,
            together=best.together,
        )
    return _(
        "{share} of those who take {product} with something else take {other}",
        share=turn.shop.percent(best.confidence),
        product=best.product,
        other=best.other,
    )


def _worth(one: Pair) -> float:
    """Give the joint sales beyond what chance would bring: five that always meet say less than fifty that often do."""
    return one.together * (1 - 1 / one.lift_low) if one.lift_low else float(one.together)


def _line(turn: Turn, one: Pair) -> str:
    number, percent = turn.shop.number, turn.shop.percent
    return _(
        "{product} + {other}: {number} of {number2} with the first ({share}), {times} against chance, {number3} % of all",
        product=one.product,
        other=one.other,
        number=number(one.together),
        number2=number(one.baskets),
        share=percent(one.confidence),
        times=_times(turn, one),
        number3=number(100 * one.support, 1),
    )


def _times(turn: Turn, one: Pair) -> str:
    lift = one.lift or 0
    return f"×{turn.shop.number(lift, 1 if lift < _PLAIN else 0)}"


def _nothing(found: Pairs, name: str | None) -> str:
    if name is not None:
        return _("Nothing goes with {name} oftener than by chance.", name=name)
    if not found.baskets:
        return _("No sale in the book holds two products yet.")
    return _("No two products go together oftener than by chance.")


def _missing(turn: Turn, found: Pairs) -> list[Words]:
    if found.verdict is None:
        return []
    return [
        Words(_("These are only counts so far. {lacking}", lacking=clientele.lacking(turn, found.verdict)))
    ]


def _footing(turn: Turn, found: Pairs) -> str:
    number = turn.shop.number
    tested = (
        _("; {number} pairs looked at, from 5 joint sales", number=number(found.tested))
        if found.tested
        else ""
    )
    return _(
        "Out of {number} sales of two products or more{tested}", number=number(found.baskets), tested=tested
    )


def _bars(turn: Turn, pairs: list[Pair], title: str) -> Bars:
    return Bars(
        title=title,
        names=tuple(f"{one.product} + {one.other}" for one in pairs),
        values=tuple(float(one.together) for one in pairs),
        unit=count_unit(turn.shop),
        notes=tuple("" if one.lift is None else _times(turn, one) for one in pairs),
        subtitle=_("Sales with both, and how many times oftener than by chance"),
    )


COMMAND = Command(
    name="basket",
    summary=N_("What is bought together"),
    answer=answer,
    group=N_("Products"),
    about=frozenset({"product", "words"}),
    role=Role.VIEWER,
    examples=("/basket", "what is bought together"),
    phrases=(
        "basket",
        "what is bought together",
        "what do people usually buy together",
        "what do people buy together with {product}",
        "what goes with {product}",
        "what else do people buy with {product}",
        "which products are bought together",
        "what sells together",
        "what sells with {product}",
        "basket analysis",
        "combos",
        "which items go together",
        "which products go together",
        "what combinations sell",
        "bundles",
        "what do customers take with {product}",
        "good combinations",
        "which things are often sold together",
    ),
    lane=Lane.THINKING,
)
