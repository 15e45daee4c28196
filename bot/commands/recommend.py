"""/recommend: what to offer a customer, or with a product, and how well such offers did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData
from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.choosing import which_customer
from bot.findings.wording import many
from bot.speech import N_, _

if TYPE_CHECKING:
    from analytics.recommend import Judged
    from analytics.verdicts import Verdict
    from bot.command import Turn
    from bot.language.statements import Slots


def answer(turn: Turn, slots: Slots) -> Answer:
    """Offer with the product that is named, or to the customer."""
    turn = clientele.looked_from(turn)
    if slots.product is not None and slots.customer is None:
        return _with(turn, slots.product.name)
    who = which_customer(turn, slots, "recommend")
    return who if isinstance(who, Answer) else _to(turn, who.name)


def _to(turn: Turn, name: str) -> Answer:
    known = clientele.tastes(turn.shop, turn.today)
    found = analytics.recommend.offers(known, name, turn.today)
    taps = (Button(name, f"/customer {name}"), Button(_("What is bought together"), "/basket"))
    if isinstance(found, NotEnoughData):
        words = Words(
            _("{name} has bought nothing before today, so I cannot tell what he likes.", name=name),
            Style.HEADLINE,
        )
        return Answer("recommend", (words,), (taps,), in_place=bool(turn.incoming.pressed))
    if not found.offers:
        words = Words(
            _("{name} has bought everything you sell: there is nothing new to offer.", name=name),
            Style.HEADLINE,
        )
        hint = Words(_("What he takes most stands on his card."))
        return Answer("recommend", (words, hint), (taps,), in_place=bool(turn.incoming.pressed))
    likeness = not isinstance(found.judged, NotEnoughData | NoBetterThanBaseline)
    who = clientele.with_phone(name, clientele.phones(turn.shop))
    lines = [
        f"{place}. {one.product}"
        + (
            _(", because of {because}", because=one.because)
            if likeness and one.because
            else _(", {many} bought it", many=many(one.buyers, "customer"))
        )
        for place, one in enumerate(found.offers, 1)
    ]
    return Answer(
        "recommend",
        (
            Words(_("Offer {who}: {product}", who=who, product=found.offers[0].product), Style.HEADLINE),
            Words("\n".join(lines)),
            Words(_judged(turn, found.judged), Style.FOOTING),
        ),
        (
            tuple(
                Button(_("With {product}", product=one.product), f"/recommend {one.product}")
                for one in found.offers[:2]
            ),
            taps,
        ),
        in_place=bool(turn.incoming.pressed),
    )


def _judged(turn: Turn, judged: Judged | Verdict) -> str:
    """Say how five such offers did on days that are over."""
    percent = turn.shop.percent
    if isinstance(judged, NotEnoughData):
        return _("The best sellers he has not bought yet. {lacking}", lacking=clientele.lacking(turn, judged))
    if isinstance(judged, NoBetterThanBaseline):
        return _(
            "The best sellers he has not bought yet: choosing by likeness hit no oftener in the last 90 days ({share} against {share2}).",
            share=percent(1 - judged.model_error),
            share2=percent(1 - judged.baseline_error),
        )
    return _(
        "Tried on the last {days} days: {share} of {customers} customers took one of five such offers (best sellers: {share2}).",
        days=judged.window.days,
        share=percent(judged.hit_rate),
        customers=judged.customers,
        share2=percent(judged.best_sellers_hit_rate),
    )


def _with(turn: Turn, name: str) -> Answer:
    shop = turn.shop
    known = clientele.baskets(shop, turn.today)
    found = analytics.recommend.companions(known, name)
    taps = (Button(name, f"/product {name}"), Button(_("What is bought together"), "/basket"))
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "recommend", _("what goes together"), found, known, taps)
    if not found:
        words = Words(_("Nothing goes with {name} oftener than by chance.", name=name), Style.HEADLINE)
        return Answer("recommend", (words,), (taps,), in_place=bool(turn.incoming.pressed))
    best = found[0]
    rows = tuple(
        (one.product, shop.percent(one.confidence), f"×{shop.number(one.lift, 1)}", shop.number(one.together))
        for one in found
    )
    figures = (
        Column(_("share"), figures=True),
        Column(_("lift"), figures=True),
        Column(_("sales"), figures=True),
    )
    blocks: list[Block] = [
        Words(_("With {name} offer {product}", name=name, product=best.product), Style.HEADLINE),
        Words(
            _(
                "{share} of those who take {name} with something else take it, {number} times as many as by chance.",
                share=shop.percent(best.confidence),
                name=name,
                number=shop.number(best.lift, 1),
            )
        ),
        Table((Column(_("Offer")), *figures), rows),
        Words(
            _(
                "Clear at the 1 % level; at least {number} times, 95 % sure.",
                number=shop.number(best.lift_low, 1),
            ),
            Style.FOOTING,
        ),
    ]
    return Answer("recommend", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


COMMAND = Command(
    name="recommend",
    summary=N_("What to offer a customer, or with a product"),
    answer=answer,
    group=N_("Customers"),
    about=frozenset({"customer", "product", "words"}),
    role=Role.VIEWER,
    examples=("/recommend", "/recommend phone case", "what should i offer lerato"),
    phrases=(
        "recommend",
        "what should i offer {customer}",
        "what can i offer {customer}",
        "what should i recommend to {customer}",
        "what can i sell to {customer}",
        "what would {customer} like",
        "recommend something for {customer}",
        "what else could {customer} buy",
        "recommendations for {customer}",
        "what should i offer with {product}",
        "what to suggest with {product}",
        "recommendation",
        "suggest something for {customer}",
        "upsell",
    ),
    lane=Lane.THINKING,
)
