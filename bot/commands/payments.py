"""/payments: cash, card, EFT or on credit, and how that shifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button
from bot.clerk.echo import PAYMENT_WORDS
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.breakdown import Breakdown, Part, show
from bot.findings.wording import meant, no_sales
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_NONE = N_("not said")


def answer(turn: Turn, slots: Slots) -> Answer:
    """Break the period down by the way of paying."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    earlier = periods.before(period)
    found = totals.by_payment(book, period.first, period.last)
    whole = totals.of_period(book, period.first, period.last)
    if not whole.lines:
        return no_sales(turn, "payments", period)
    before = {
        _name(one.payment): one.revenue_minor for one in totals.by_payment(book, earlier.first, earlier.last)
    }
    parts = [Part(_name(one.payment), one.revenue_minor, named=one.payment is not None) for one in found]
    credit = next((one.revenue_minor for one in found if one.payment == "credit"), 0)
    remark = (
        _("{amount} was sold on credit: /debts tells what is still owed.", amount=shop.round(credit))
        if credit > 0
        else ""
    )
    said = periods.speak(period)
    breakdown = Breakdown(
        "payments", _("payment"), _("{} brings the most"), period, parts, before, whole.sales
    )
    return show(
        turn,
        breakdown,
        Button(_("Who owes me"), "/debts"),
        Button(_("Sales"), f"/sales {said}"),
        remark=remark,
    )


def _name(payment: str | None) -> str:
    if payment is None:
        return _(_NONE)
    words = _(PAYMENT_WORDS[payment])
    return words[0].upper() + words[1:]


COMMAND = Command(
    name="payments",
    summary=N_("Cash, card, EFT or on credit"),
    answer=answer,
    group=N_("Money"),
    role=Role.VIEWER,
    examples=("/payments", "/payments last month", "how do people pay"),
    phrases=(
        "payments",
        "how do people pay",
        "how did people pay",
        "how do my customers pay",
        "cash or card",
        "how much cash",
        "how much by card",
        "how much was cash",
        "how much came in by eft",
        "payment methods",
        "sales by payment",
        "how much was on credit",
        "cash versus card",
        "split cash and card",
        "how much in cash and card",
        "how much of it was card",
        "breakdown of payments",
        "payment types",
    ),
    lane=Lane.THINKING,
)
