"""/clv: what each customer should buy and bring over the next twelve months, with a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.choosing import which_customer
from bot.findings.wording import money_unit
from bot.speech import N_, _

if TYPE_CHECKING:
    from analytics.lifetime import CustomerValue, LifetimeValues
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 10
_YEAR = 365
_LEAST_BARS = 4
_FULL = 0.995


def answer(turn: Turn, slots: Slots) -> Answer:
    """Value the customers, or the one that is named."""
    turn = clientele.looked_from(turn)
    if len(slots.customers) > 1 and isinstance(which := which_customer(turn, slots, "clv"), Answer):
        return which
    known = clientele.visits(turn.shop, turn.today)
    found = analytics.lifetime.lifetime_values(known, turn.today)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(
            turn,
            "clv",
            _("what a customer will be worth"),
            found,
            known,
            (
                Button(_("What they spent so far"), "/top_customers this year"),
                Button(_("Kinds of customer"), "/segments"),
            ),
        )
    if slots.customer is not None:
        return _one(turn, slots.customer.name, found)
    return _everybody(turn, found, clientele.span(turn), slots.n or _SHOWN)


def _range_of_all(found: LifetimeValues, low: str, high: str) -> str:
    if found.scaled < 1:  # the middle is the limit, so nothing lies above it
        return _(
            "That is the pace of the last year, and more I do not promise. Nine times of ten at least {low}.",
            low=low,
        )
    return _("Four times of five between {low} and {high}.", low=low, high=high)


def _ahead(found: LifetimeValues) -> str:
    return (
        _("the next 12 months")
        if found.horizon_days >= _YEAR
        else _("the next {horizon_days} days", horizon_days=found.horizon_days)
    )


def _everybody(turn: Turn, found: LifetimeValues, foot: Words, shown: int) -> Answer:
    shop = turn.shop
    top = found.values[:shown]
    headline = _(
        "{number} customers should bring about {amount} in {ahead}",
        number=shop.number(len(found.values)),
        amount=shop.round(found.total_minor),
        ahead=_ahead(found),
    )
    rows = tuple(
        (f"{one.rank}. {one.customer}", f"{one.expected_purchases:.0f}", shop.round(one.value_minor))
        for one in top
    )
    low, high = shop.round(found.total_low_minor), shop.round(found.total_high_minor)
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Words(_range_of_all(found, low, high)),
        Table(
            (Column(_("Customer")), Column(_("visits"), figures=True), Column(_("brings"), figures=True)),
            rows,
        ),
    ]
    if found.horizon_days < _YEAR:
        blocks.append(
            Words(
                _(
                    "No further ahead than the {history_days} days that the book knows.",
                    history_days=found.history_days,
                )
            )
        )
    if found.scaled < _FULL:
        blocks.append(Words(_("Held to what the last year makes plausible for all of them together.")))
    if len(top) >= _LEAST_BARS:
        blocks.append(
            Bars(
                title=headline,
                names=tuple(one.customer for one in top),
                values=tuple(float(one.value_minor) for one in top),
                unit=money_unit(shop),
                notes=tuple(_short(turn, one) for one in top),
                subtitle=_("Expected in {ahead}, with the range of four in five", ahead=_ahead(found)),
            )
        )
    blocks.append(foot)
    first = tuple(Button(one.customer, f"/clv {one.customer}") for one in top[:2])
    more = (Button(_("Who stays away"), "/churn"), Button(_("Kinds of customer"), "/segments"))
    return Answer("clv", tuple(blocks), (first, more), in_place=bool(turn.incoming.pressed))


def _range(turn: Turn, one: CustomerValue) -> str:
    return _(
        "{amount} to {amount2}",
        amount=turn.shop.round(one.low_minor),
        amount2=turn.shop.round(one.high_minor),
    )


def _short(turn: Turn, one: CustomerValue) -> str:
    """Write the range without the currency, as it fits behind a bar."""
    number, scale = turn.shop.number, 10**turn.shop.money.places
    return f"{number(one.low_minor / scale)}–{number(one.high_minor / scale)}"


def _one(turn: Turn, name: str, found: LifetimeValues) -> Answer:
    shop = turn.shop
    mine = next((one for one in found.values if one.customer == name), None)
    taps = (Button(_("What to offer him"), f"/recommend {name}"), Button(_("All customers"), "/clv"))
    if mine is None:
        return Answer(
            "clv",
            (Words(_("{name} has not bought anything yet, as far as the book goes.", name=name)),),
            (taps,),
        )
    words = [
        _(
            "About {expected_purchases} purchases; four times of five it is {range}.",
            expected_purchases=f"{mine.expected_purchases:.0f}",
            range=_range(turn, mine),
        ),
        _(
            "Still a customer: {share} sure. Number {rank} of {count}.",
            share=shop.percent(mine.p_alive),
            rank=mine.rank,
            count=len(found.values),
        ),
    ]
    return Answer(
        "clv",
        (
            Words(
                _(
                    "{name} should bring about {amount} in {ahead}",
                    name=name,
                    amount=shop.round(mine.value_minor),
                    ahead=_ahead(found),
                ),
                Style.HEADLINE,
            ),
            Words("\n".join(words)),
            Words(_("A range for one customer is wide: people change their ways."), Style.FOOTING),
        ),
        (taps,),
        in_place=bool(turn.incoming.pressed),
    )


COMMAND = Command(
    name="clv",
    summary=N_("What customers should bring in the next 12 months"),
    answer=answer,
    group=N_("Customers"),
    examples=("/clv", "what are my customers worth"),
    phrases=(
        "clv",
        "customer lifetime value",
        "lifetime value",
        "what is a customer worth",
        "how much is {customer} worth",
        "what is {customer} worth to me",
        "how much will a customer spend",
        "how much is a customer worth",
        "value of my customers",
        "what are my customers worth",
        "who will be worth the most",
        "future value of customers",
        "which customers will be worth the most over the next year",
        "expected value of a customer",
        "how much will {customer} spend in the next year",
        "worth over the long run",
    ),
    about=frozenset({"customer"}),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
