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
    known = clientele.sales(turn.shop, turn.today)
    found = analytics.lifetime.lifetime_values(known, turn.today)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(
            turn,
            "clv",
            "what a customer will be worth",
            found,
            known,
            (
                Button("What they spent so far", "/top_customers this year"),
                Button("Kinds of customer", "/segments"),
            ),
        )
    if slots.customer is not None:
        return _one(turn, slots.customer.name, found)
    return _everybody(turn, found, clientele.span(turn, known), slots.n or _SHOWN)


def _ahead(found: LifetimeValues) -> str:
    return "the next 12 months" if found.horizon_days >= _YEAR else f"the next {found.horizon_days} days"


def _everybody(turn: Turn, found: LifetimeValues, foot: Words, shown: int) -> Answer:
    shop = turn.shop
    top = found.values[:shown]
    headline = (
        f"{shop.number(len(found.values))} customers should bring about {shop.round(found.total_minor)}"
        f" in {_ahead(found)}"
    )
    rows = tuple(
        (f"{one.rank}. {one.customer}", f"{one.expected_purchases:.0f}", shop.round(one.value_minor))
        for one in top
    )
    low, high = shop.round(found.total_low_minor), shop.round(found.total_high_minor)
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Words(f"Four times of five between {low} and {high}."),
        Table((Column("Customer"), Column("visits", figures=True), Column("brings", figures=True)), rows),
    ]
    if found.horizon_days < _YEAR:
        blocks.append(Words(f"No further ahead than the {found.history_days} days that the book knows."))
    if found.scaled < _FULL:
        blocks.append(Words("Held to what the last year makes plausible for all of them together."))
    if len(top) >= _LEAST_BARS:
        blocks.append(
            Bars(
                title=headline,
                names=tuple(one.customer for one in top),
                values=tuple(float(one.value_minor) for one in top),
                unit=money_unit(shop),
                notes=tuple(_short(turn, one) for one in top),
                subtitle=f"Expected in {_ahead(found)}, with the range of four in five",
            )
        )
    blocks.append(foot)
    first = tuple(Button(one.customer, f"/clv {one.customer}") for one in top[:2])
    more = (Button("Who stays away", "/churn"), Button("Kinds of customer", "/segments"))
    return Answer("clv", tuple(blocks), (first, more), in_place=bool(turn.incoming.pressed))


def _range(turn: Turn, one: CustomerValue) -> str:
    return f"{turn.shop.round(one.low_minor)} to {turn.shop.round(one.high_minor)}"


def _short(turn: Turn, one: CustomerValue) -> str:
    """Write the range without the currency, as it fits behind a bar."""
    number, scale = turn.shop.number, 10**turn.shop.money.places
    return f"{number(one.low_minor / scale)}–{number(one.high_minor / scale)}"


def _one(turn: Turn, name: str, found: LifetimeValues) -> Answer:
    shop = turn.shop
    mine = next((one for one in found.values if one.customer == name), None)
    taps = (Button("What to offer him", f"/recommend {name}"), Button("All customers", "/clv"))
    if mine is None:
        return Answer(
            "clv", (Words(f"{name} has not bought anything yet, as far as the book goes."),), (taps,)
        )
    words = [
        f"About {mine.expected_purchases:.0f} purchases; four times of five it is {_range(turn, mine)}.",
        f"Still a customer: {shop.percent(mine.p_alive)} sure. Number {mine.rank} of {len(found.values)}.",
    ]
    return Answer(
        "clv",
        (
            Words(
                f"{name} should bring about {shop.round(mine.value_minor)} in {_ahead(found)}", Style.HEADLINE
            ),
            Words("\n".join(words)),
            Words("A range for one customer is wide: people change their ways.", Style.FOOTING),
        ),
        (taps,),
        in_place=bool(turn.incoming.pressed),
    )


COMMAND = Command(
    name="clv",
    summary="What customers should bring in the next 12 months",
    answer=answer,
    group="Customers",
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
    role=Role.OWNER,
    lane=Lane.THINKING,
)
