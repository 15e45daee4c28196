"""/returns: how much comes back, of which products, and why where it was said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.wording import footing, meant, money_unit, no_sales
from bot.speech import N_, _
from storage.reading import periods as totals
from storage.reading import returned

if TYPE_CHECKING:
    from datetime import date

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.periods import ProductTotals, Totals

_SHOWN = 10
_LEAST_BARS = 4
_LEAST_SOLD = 10_000  # thousandths: a rate of fewer than ten pieces says nothing


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say which share of the sales came back, against the period before."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    now = totals.of_period(book, period.first, period.last)
    if not now.lines:
        return no_sales(turn, "returns", period)
    earlier = periods.before(period)
    then = totals.of_period(book, earlier.first, earlier.last)
    said, label = periods.speak(period), periods.call(earlier, shop, turn.today)
    buttons = (
        periods.tabs("returns"),
        (Button(_("History"), f"/history {said}"), Button(_("Best products"), f"/top_products {said}")),
    )
    foot = footing(turn, period, now.sales, _("before: {label}", label=label))
    if not now.returned_milli:
        was = (
            _(" ({amount} in {label})", amount=shop.round(then.returned_minor), label=label)
            if then.returned_minor
            else ""
        )
        words = Words(_("Nothing came back{was}.", was=was), Style.HEADLINE)
        example = Words(_("If something does, say:\nreturn 1 kettle Mrs Naidoo, broken"), Style.PLAIN)
        return Answer("returns", (words, example, foot), buttons, in_place=bool(turn.incoming.pressed))
    products = [one for one in totals.by_product(book, period.first, period.last) if one.returned_milli > 0]
    products.sort(key=lambda one: (-one.returned_minor, one.product))
    headline = _(
        "{amount} came back, {rate} of what was sold ({against})",
        amount=shop.round(now.returned_minor),
        rate=_rate(turn, now),
        against=_against(turn, then, label),
    )
    blocks: list[Block] = [Words(headline, Style.HEADLINE), _table(turn, products)]
    if len(products) > _SHOWN:
        blocks.append(Words(_("and {number} more products", number=len(products) - _SHOWN)))
    blocks += _reasons(turn, period.first, period.last)
    if len(products) >= _LEAST_BARS:
        shown = products[:_SHOWN]
        blocks.append(
            Bars(
                title=headline,
                names=tuple(one.product for one in shown),
                values=tuple(float(one.returned_minor) for one in shown),
                unit=money_unit(shop),
                notes=tuple(_product_rate(turn, one) for one in shown),
                subtitle=_("Paid back by product, and the share of its pieces that came back"),
            )
        )
    blocks.append(foot)
    return Answer("returns", tuple(blocks), buttons, in_place=bool(turn.incoming.pressed))


def _share(total: Totals) -> float | None:
    """Give the share of the money taken that was paid back; None where nothing was taken."""
    taken = total.revenue_minor + total.returned_minor
    return total.returned_minor / taken if taken > 0 else None


def _rate(turn: Turn, total: Totals) -> str:
    share = _share(total)
    return _("more than all") if share is None else f"{turn.shop.number(100 * share, 1)} %"


def _against(turn: Turn, then: Totals, label: str) -> str:
    if not then.lines:
        return _("nothing in {label} to compare with", label=label)
    return _("{rate} in {label}", rate=_rate(turn, then), label=label)


def _product_rate(turn: Turn, one: ProductTotals) -> str:
    sold = one.quantity_milli + one.returned_milli
    return turn.shop.percent(one.returned_milli / sold) if sold >= _LEAST_SOLD else ""


def _table(turn: Turn, products: list[ProductTotals]) -> Table:
    shop = turn.shop
    rows = tuple(
        (
            one.product,
            shop.quantity(one.returned_milli),
            shop.round(one.returned_minor),
            _product_rate(turn, one),
        )
        for one in products[:_SHOWN]
    )
    titles = (
        Column(_("back"), figures=True),
        Column(_("paid"), figures=True),
        Column(_("rate"), figures=True),
    )
    return Table((Column(_("Product")), *titles), rows)


def _reasons(turn: Turn, first: date, last: date) -> list[Words]:
    lines = returned.lines(turn.shop.book, first, last)
    why = Counter(one.reason for one in lines if one.reason)
    untold = sum(one.reason is None for one in lines)
    if not why:
        return [Words(_("No reason was written down. Add one: “return 1 kettle Mrs Naidoo, broken”."))]
    said = ", ".join(f"{reason} ({count})" for reason, count in why.most_common(5))
    return [
        Words(
            _("Why: {said}", said=said) + (_("; {untold} without a reason", untold=untold) if untold else "")
        )
    ]


COMMAND = Command(
    name="returns",
    summary=N_("What came back, and why"),
    answer=answer,
    group=N_("Products"),
    role=Role.VIEWER,
    examples=("/returns", "/returns this year", "what came back"),
    phrases=(
        "returns",
        "how many things came back",
        "what came back",
        "how many returns",
        "what was returned",
        "what was brought back",
        "which products get returned",
        "return rate",
        "refunds",
        "how much did i refund",
        "how much did i give back",
        "what do people bring back",
        "which items come back the most",
        "how many refunds",
        "show me the returns",
        "faulty goods",
    ),
    lane=Lane.THINKING,
)
