"""/top_products: what brings the most, with each one's share, against the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button
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
    """Rank the products by revenue."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    products = totals.by_product(book, period.first, period.last)
    if not products:
        return no_sales(turn, "top_products", period)
    if slots.category is not None:
        products = [one for one in products if one.category == slots.category] or products
    earlier = periods.before(period)
    whole = totals.of_period(book, period.first, period.last)
    ranking = Ranking(
        command="top_products",
        noun=_("product"),
        counted=_("Units"),
        period=period,
        ones=[Ranked(one.product, one.revenue_minor, shop.quantity(one.quantity_milli)) for one in products],
        before={
            one.product: one.revenue_minor for one in totals.by_product(book, earlier.first, earlier.last)
        },
        whole_minor=whole.revenue_minor,
        sales=whole.sales,
        shown=slots.n or SHOWN,
    )
    said = periods.speak(period)
    return show(
        turn,
        ranking,
        Button(_("Best customers"), f"/top_customers {said}"),
        Button(_("What to order"), "/reorder"),
    )


COMMAND = Command(
    name="top_products",
    summary=N_("What sells best"),
    answer=answer,
    group=N_("Products"),
    about=frozenset({"category"}),
    role=Role.VIEWER,
    examples=("/top_products", "/top_products July 2025", "what sells best"),
    phrases=(
        "top products",
        "best products",
        "best sellers",
        "best selling products",
        "bestsellers",
        "what sold the best",
        "what sells best",
        "what sells the most",
        "what sold the most",
        "which products sell best",
        "which product sold the most",
        "which item sells the most",
        "most popular products",
        "most popular items",
        "what is my best seller",
        "what is selling well",
        "what are people buying",
        "fastest moving products",
        "fast movers",
        "hot items",
        "what moves fastest",
        "what do people buy most",
        "which products make the most money",
        "most sold items",
        "top items",
        "top sellers",
        "top selling",
        "what did people buy the most",
    ),
    lane=Lane.THINKING,
    menu=True,
)
