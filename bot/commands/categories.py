"""/categories: what each kind of goods brings, its share and its change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.breakdown import Breakdown, Part, show
from bot.findings.wording import meant, no_sales
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_NONE = N_("without category")


def answer(turn: Turn, slots: Slots) -> Answer:
    """Break the period down by category; one that is named is shown by its products."""
    period, book = meant(turn, slots), turn.shop.book
    earlier = periods.before(period)
    whole = totals.of_period(book, period.first, period.last)
    if not whole.lines:
        return no_sales(turn, "categories", period)
    said = periods.speak(period)
    if slots.category is not None:
        products = [
            one
            for one in totals.by_product(book, period.first, period.last)
            if one.category == slots.category
        ]
        if not products:
            return no_sales(turn, "categories", period)
        before = {
            one.product: one.revenue_minor for one in totals.by_product(book, earlier.first, earlier.last)
        }
        parts = [Part(one.product, one.revenue_minor) for one in products]
        finding = _("{{}} leads {category}", category=slots.category)
        breakdown = Breakdown("categories", _("product"), finding, period, parts, before, whole.sales)
        return show(turn, breakdown, Button(_("All categories"), f"/categories {said}"))
    found = totals.by_category(book, period.first, period.last)
    before = {
        one.category or _(_NONE): one.revenue_minor
        for one in totals.by_category(book, earlier.first, earlier.last)
    }
    parts = [
        Part(one.category or _(_NONE), one.revenue_minor, named=one.category is not None) for one in found
    ]
    nameless = next((one.revenue_minor for one in parts if not one.named), 0)
    remark = _("Products without a category: /loose_ends shows how to mend them.") if nameless > 0 else ""
    first = next((one.name for one in parts if one.named), None)
    inside = (
        (Button(_("Inside {first}", first=first), f"/categories {first} {said}"),)
        if first is not None
        else ()
    )
    breakdown = Breakdown(
        "categories", _("category"), _("Most comes from {}"), period, parts, before, whole.sales
    )
    return show(turn, breakdown, *inside, Button(_("Best products"), f"/top_products {said}"), remark=remark)


COMMAND = Command(
    name="categories",
    summary=N_("What each kind of goods brings"),
    answer=answer,
    group=N_("Products"),
    about=frozenset({"category"}),
    role=Role.VIEWER,
    examples=("/categories", "/categories last month", "sales by category"),
    phrases=(
        "categories",
        _("category"),
        "sales by category",
        "which category brings in the most money",
        "which category sells best",
        "best category",
        "how are my categories doing",
        "breakdown by category",
        "sales per category",
        "what type of goods sell best",
        "which department sells best",
        "split by category",
        "which kind of products make the most",
        "compare categories",
        "which section does best",
    ),
    lane=Lane.THINKING,
)
