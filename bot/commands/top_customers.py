"""/top_customers: who brings the most, with each one's share, against the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.ranked import SHOWN, Ranked, Ranking, show
from bot.findings.wording import meant, no_sales
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots


def answer(turn: Turn, slots: Slots) -> Answer:
    """Rank the customers that were named; say how much went to nobody's name."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    everybody = totals.by_customer(book, period.first, period.last)
    if not everybody:
        return no_sales(turn, "top_customers", period)
    named = [one for one in everybody if one.customer is not None]
    whole = sum(one.revenue_minor for one in everybody)
    if not named:
        words = Words(
            _(
                "None of the {number} sales names a customer.",
                number=shop.number(sum(one.sales for one in everybody)),
            )
        )
        hint = Words(_("Say “to Thabo” in a sale, and I can tell who your best customers are."))
        return Answer("top_customers", (words, hint), (periods.tabs("top_customers"),))
    earlier = periods.before(period)
    before = {
        one.customer: one.revenue_minor
        for one in totals.by_customer(book, earlier.first, earlier.last)
        if one.customer is not None
    }
    unnamed = whole - sum(one.revenue_minor for one in named)
    ranking = Ranking(
        command="top_customers",
        noun=_("customer"),
        counted=_("Sales"),
        period=period,
        ones=[Ranked(one.customer or "", one.revenue_minor, shop.number(one.sales)) for one in named],
        before=before,
        whole_minor=whole,
        sales=sum(one.sales for one in everybody),
        shown=slots.n or SHOWN,
    )
    remark = (
        _("{amount} went to customers who were not named.", amount=shop.round(unnamed)) if unnamed > 0 else ""
    )
    said = periods.speak(period)
    return show(
        turn,
        ranking,
        Button(_("Best products"), f"/top_products {said}"),
        Button(_("Sales"), f"/sales {said}"),
        remark=remark,
    )


COMMAND = Command(
    name="top_customers",
    summary=N_("Who buys the most"),
    answer=answer,
    group=N_("Customers"),
    role=Role.VIEWER,
    examples=("/top_customers", "/top_customers last month", "who are my best customers"),
    phrases=(
        "top customers",
        "best customers",
        "who are my best customers",
        "who are my top customers",
        "who were my best customers",
        "biggest customers",
        "who buys the most",
        "who bought the most",
        "who spends the most",
        "who spent the most",
        "who is my best customer",
        "who is my biggest customer",
        "most valuable customers",
        "my best buyers",
        "which customers bring in the most money",
        "which customer spent the most",
        "loyal customers",
        "who are my most loyal customers",
        "top clients",
        "best buyers",
        "top spenders",
        "big spenders",
        "which customer buys most often",
        "who shops here the most",
        "my regulars",
        "who are my regulars",
    ),
    lane=Lane.THINKING,
    menu=True,
)
