"""/returns: how much comes back, of which products, and why where it was said."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.wording import footing, meant, money_unit, no_sales
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
        (Button("History", f"/history {said}"), Button("Best products", f"/top_products {said}")),
    )
    foot = footing(turn, period, now.sales, f"before: {label}")
    if not now.returned_milli:
        was = f" ({shop.round(then.returned_minor)} in {label})" if then.returned_minor else ""
        words = Words(f"Nothing came back{was}.", Style.HEADLINE)
        example = Words("If something does, say:\nreturn 1 kettle Mrs Naidoo, broken", Style.PLAIN)
        return Answer("returns", (words, example, foot), buttons, in_place=bool(turn.incoming.pressed))
    products = [one for one in totals.by_product(book, period.first, period.last) if one.returned_milli > 0]
    products.sort(key=lambda one: (-one.returned_minor, one.product))
    headline = f"{shop.round(now.returned_minor)} came back, {_rate(turn, now)} of what was sold ({_against(turn, then, label)})"
    blocks: list[Block] = [Words(headline, Style.HEADLINE), _table(turn, products)]
    if len(products) > _SHOWN:
        blocks.append(Words(f"and {len(products) - _SHOWN} more products"))
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
                subtitle="Paid back by product, and the share of its pieces that came back",
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
    return "more than all" if share is None else f"{turn.shop.number(100 * share, 1)} %"


def _against(turn: Turn, then: Totals, label: str) -> str:
    if not then.lines:
        return f"nothing in {label} to compare with"
    return f"{_rate(turn, then)} in {label}"


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
    titles = (Column("back", figures=True), Column("paid", figures=True), Column("rate", figures=True))
    return Table((Column("Product"), *titles), rows)


def _reasons(turn: Turn, first: date, last: date) -> list[Words]:
    lines = returned.lines(turn.shop.book, first, last)
    why = Counter(one.reason for one in lines if one.reason)
    untold = sum(one.reason is None for one in lines)
    if not why:
        return [Words("No reason was written down. Add one: “return 1 kettle Mrs Naidoo, broken”.")]
    said = ", ".join(f"{reason} ({count})" for reason, count in why.most_common(5))
    return [Words(f"Why: {said}" + (f"; {untold} without a reason" if untold else ""))]


COMMAND = Command(
    name="returns",
    summary="What came back, and why",
    answer=answer,
    group="Products",
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
