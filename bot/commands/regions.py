"""/regions: where the customers live who bring the revenue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.breakdown import Breakdown, Part, show
from bot.findings.wording import meant, no_sales
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_NONE = N_("not known")


def answer(turn: Turn, slots: Slots) -> Answer:
    """Break the period down by region, and say what share has one."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    earlier = periods.before(period)
    found = totals.by_region(book, period.first, period.last)
    if not found:
        return no_sales(turn, "regions", period)
    whole = sum(one.revenue_minor for one in found)
    sales = sum(one.sales for one in found)
    unknown = next((one.revenue_minor for one in found if one.region is None), 0)
    if all(one.region is None for one in found):
        words = Words(
            _("None of the {number} sales has a region.", number=shop.number(sales)), Style.HEADLINE
        )
        hint = Words(_("Say where a customer lives, and I can tell who buys where:"))
        example = Words("Thabo Mokoena lives in Soweto", Style.QUOTE)
        return Answer("regions", (words, hint, example), (periods.tabs("regions"),))
    before = {
        one.region or _(_NONE): one.revenue_minor
        for one in totals.by_region(book, earlier.first, earlier.last)
    }
    parts = [Part(one.region or _(_NONE), one.revenue_minor, named=one.region is not None) for one in found]
    remark = ""
    if unknown > 0 < whole:
        remark = _(
            "{share} went to customers who were not named or whose region is not known.",
            share=shop.percent(unknown / whole),
        )
    said = periods.speak(period)
    breakdown = Breakdown("regions", _("region"), _("Most comes from {}"), period, parts, before, sales)
    return show(turn, breakdown, Button(_("Best customers"), f"/top_customers {said}"), remark=remark)


COMMAND = Command(
    name="regions",
    summary=N_("Where the buyers live"),
    answer=answer,
    group=N_("Customers"),
    role=Role.VIEWER,
    examples=("/regions", "/regions this year", "sales by region"),
    phrases=(
        "regions",
        _("region"),
        "sales by region",
        "sales by area",
        "which area buys the most",
        "where do my customers come from",
        "which region sells best",
        "best region",
        "sales per region",
        "where do my sales come from",
        "which town buys the most",
        "sales by town",
        "which place brings the most money",
        "which suburb spends most",
        "where are my customers from",
    ),
    lane=Lane.THINKING,
)
