"""What the figures of a month do not cover: costs, customers and days that are not in the book.

Belongs here: the sentences alone; where they stand on the sheet is `story`'s affair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.findings import clientele
from bot.findings.wording import many, written
from bot.speech import _

if TYPE_CHECKING:
    from datetime import date

    from bot.reporting.month import Month
    from bot.shop import Shop

_NAMED = 4


def unknown(shop: Shop, month: Month, today: date) -> list[str]:
    """Say what the figures do not cover."""
    now = month.now
    said = []
    if not now.takings.exact and now.totals.revenue_minor > 0:
        what = (
            _("the rest is carried over from it")
            if now.takings.margin_minor is not None
            else _("the margin is left out")
        )
        said.append(
            _(
                "The cost is known for {share} of the revenue; {what}.",
                share=shop.percent(now.takings.known),
                what=what,
            )
        )
    if month.missing.no_cost:
        names = [one.product for one in month.missing.no_cost if one.revenue_minor > 0]
        if names:
            said.append(_("No cost yet: {some}.", some=clientele.some(names, _NAMED)))
    if now.unnamed_minor > 0 < now.totals.revenue_minor:
        share = shop.percent(now.unnamed_minor / now.totals.revenue_minor)
        said.append(_("{share} of the revenue came from customers who were not named.", share=share))
    if month.silent_days:
        days = clientele.some([written(day, shop) for day in month.silent_days], _NAMED)
        said.append(_("Nothing is written down for {days}: closed, or forgotten.", days=days))
    if not now.spent:
        said.append(_("No expenses were written down, so what is left may be less."))
    if month.uncounted:
        said.append(
            _(
                "{count} never counted: the worth of the stock leaves them out.",
                count=many(month.uncounted, "product", shop.number),
            )
        )
    if now.period.last >= today:
        said.append(_("The month is not over."))
    return said or [_("Nothing: every cost, customer and day is in the book.")]
