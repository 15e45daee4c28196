"""/product: one card: price, stock, pace, who takes it and what is bought with it; cost and margin for the owner."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Column, Lines, Series, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele, periods
from bot.findings.choosing import which_product
from bot.findings.windows import looked_back, seen_from
from bot.findings.wording import change, count_unit, reaches_back, written
from bot.money import MILLI
from bot.speech import N_, _
from storage.reading import cards, shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Turn
    from bot.language.statements import Period, Slots
    from storage.reading.cards import ProductDay
    from storage.reading.shelf import Shelf

_QUARTER = 90
_PACE = timedelta(days=28)
_WEEK = 7
_LEAST_WEEKS = 4
_BUYERS = 4
_WITH = 3
_LINES = 100_000  # the latest: what goes together in as many goes together
_PRICE_WORDS = frozenset({"price", "cost", "charge", "much"})


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show a product's card over the period, the last ninety days where none was said."""
    product = which_product(turn, slots, "product")
    if isinstance(product, Answer):
        return product
    shop, book = turn.shop, turn.shop.book
    period = looked_back(turn, slots, _QUARTER)
    earlier = periods.before(period)
    one = next(found for found in shelf.shelves(book) if found.product_id == product.id)
    now = cards.product_days(book, period.first, period.last, [product.id])
    then = cards.product_days(book, earlier.first, earlier.last, [product.id])
    label = periods.call(earlier, shop, turn.today)
    headline = _headline(turn, product.name, period, now, then)
    facts = _facts(turn, one)
    if _PRICE_WORDS & set(slots.rest.split()):  # the price was asked for: it comes first
        price, *facts = facts
        facts.insert(0, headline)
        headline = f"{product.name}: {price[0].lower()}{price[1:]}"
    blocks: list[Block] = [Words(headline, Style.HEADLINE), Words("\n".join(facts))]
    if now:
        blocks.append(_table(turn, now, then))
    if words := [*_buyers(turn, product.id, period), *_with(turn, product.name)]:
        blocks.append(Words("\n".join(words)))
    if (chart := _chart(turn, product.id, product.name)) is not None:
        blocks.append(chart)
    blocks.append(
        Words(
            _("{period} · before: {label}", period=periods.call(period, shop, turn.today), label=label),
            Style.FOOTING,
        )
    )
    said = f"{product.name} {periods.speak(period)}"
    taps = (
        Button(_("Forecast"), f"/forecast {product.name}"),
        Button(_("Its sales"), f"/history {said}"),
        Button(_("Stock"), "/stock"),
    )
    return Answer(
        "product",
        tuple(blocks),
        (periods.tabs(f"product {product.name}")[1:], taps),
        in_place=bool(turn.incoming.pressed),
    )


def _sum(days: Sequence[ProductDay]) -> tuple[int, int]:
    return sum(one.sold_milli for one in days), sum(one.revenue_minor for one in days)


def _headline(
    turn: Turn, name: str, period: Period, now: Sequence[ProductDay], then: Sequence[ProductDay]
) -> str:
    shop, label = turn.shop, periods.call(period, turn.shop, turn.today)
    pieces, revenue = _sum(now)
    if not pieces:
        return _("{name} did not sell in {label}", name=name, label=label)
    sold = _(
        "{name}: {quantity} sold for {amount}",
        name=name,
        quantity=shop.quantity(pieces),
        amount=shop.round(revenue),
    )
    earlier = periods.before(period)
    if not reaches_back(shop, earlier):
        return sold
    return f"{sold}, {change(pieces, _sum(then)[0], shop, periods.call(earlier, shop, turn.today))}"


def _facts(turn: Turn, one: Shelf) -> list[str]:
    """Say price, shelf and last sale, a line each; what it costs is the owner's business."""
    shop, today = turn.shop, turn.today
    lines = []
    price = (
        _("No price yet")
        if one.price_minor is None
        else _("Sells at {amount}", amount=shop.write(one.price_minor))
    )
    if turn.role is Role.OWNER:
        if one.cost_minor is None:
            price += _(", cost not known")
        else:
            price += _(", costs {amount}", amount=shop.write(one.cost_minor))
            if one.price_minor:
                price += _(
                    ", margin {share}",
                    share=shop.percent((one.price_minor - one.cost_minor) / one.price_minor),
                )
    lines.append(price)
    lines.append(_left(turn, one))
    sold = cards.sold(shop.book).get(one.product_id)
    if sold is not None:
        lines.append(
            _("Last sold {day}, first {day2}", day=shop.day(sold.last, today), day2=written(sold.first, shop))
        )
    if one.category:
        lines.append(_("Category {category}", category=one.category))
    return lines


def _left(turn: Turn, one: Shelf) -> str:
    shop = turn.shop
    coming = (
        _(", {quantity} coming", quantity=shop.quantity(one.on_order_milli)) if one.on_order_milli else ""
    )
    if one.on_hand_milli is None:
        return _("Never counted{coming}", coming=coming)
    left = _("{quantity} left", quantity=shop.quantity(one.on_hand_milli))
    days = cards.product_days(shop.book, turn.today - _PACE, turn.today - timedelta(days=1), [one.product_id])
    pace = _sum(days)[0] / _PACE.days
    if one.on_hand_milli <= 0:
        return _("Sold out{coming}", coming=coming)
    if pace <= 0:
        return _("{left}{coming}, none sold in four weeks", left=left, coming=coming)
    return _(
        "{left}{coming}: about {number} days at the pace of the last four weeks",
        left=left,
        coming=coming,
        number=shop.number(one.on_hand_milli / pace),
    )


def _table(turn: Turn, now: Sequence[ProductDay], then: Sequence[ProductDay]) -> Table:
    shop = turn.shop

    def margin(days: Sequence[ProductDay]) -> str:
        costed = sum(one.costed_minor for one in days)
        return shop.round(costed - sum(one.cost_minor for one in days)) if costed else "?"

    rows = [
        (_("Sold"), shop.quantity(_sum(now)[0]), shop.quantity(_sum(then)[0])),
        (_("Revenue"), shop.round(_sum(now)[1]), shop.round(_sum(then)[1])),
        (_("Days with a sale"), shop.number(len(now)), shop.number(len(then))),
    ]
    if turn.role is Role.OWNER:
        rows.append((_("Margin"), margin(now), margin(then)))
    back = [sum(one.sold_milli - one.quantity_milli for one in days) for days in (now, then)]
    if any(back):
        rows.append((_("Came back"), shop.quantity(back[0]), shop.quantity(back[1])))
    return Table((Column(""), Column(_("now"), figures=True), Column(_("before"), figures=True)), tuple(rows))


def _buyers(turn: Turn, product_id: int, period: Period) -> list[str]:
    found = cards.buyers(turn.shop.book, product_id, period.first, period.last, limit=_BUYERS)
    if not found:
        return []
    return [
        _("Taken most by ")
        + ", ".join(f"{one.customer} ({turn.shop.quantity(one.quantity_milli)})" for one in found)
    ]


def _with(turn: Turn, name: str) -> list[str]:
    """Say what is bought with it clearly oftener than by chance; silence where nothing is, or too little is known."""
    table = clientele.baskets(turn.shop, turn.today, most=_LINES)
    if table.empty:
        return []
    found = analytics.recommend.companions(table, name, _WITH)
    if isinstance(found, NotEnoughData) or not found:
        return []
    return [
        _("Bought with it: ")
        + ", ".join(f"{one.product} ({turn.shop.percent(one.confidence)})" for one in found)
    ]


def _chart(turn: Turn, product_id: int, name: str) -> Lines | None:
    """Draw the pieces sold a week, the last year's whole weeks."""
    today = seen_from(turn)
    monday = today - timedelta(days=today.weekday())
    days = cards.product_days(
        turn.shop.book, monday - 52 * timedelta(weeks=1), monday - timedelta(days=1), [product_id]
    )
    if not days:
        return None
    first = days[0].on - timedelta(days=days[0].on.weekday())
    weeks = [first + timedelta(weeks=n) for n in range((monday - first).days // _WEEK)]
    if len(weeks) < _LEAST_WEEKS:
        return None
    by_week: dict[date, int] = dict.fromkeys(weeks, 0)
    for one in days:
        by_week[one.on - timedelta(days=one.on.weekday())] += one.sold_milli
    values = tuple(by_week[week] / MILLI for week in weeks)
    late = sum(values[-_LEAST_WEEKS:]) / _LEAST_WEEKS
    pace = _("{number} a week", number=turn.shop.number(late, 1)) if late else _("none sold")
    title = _("{name}: {pace} in the last four weeks", name=name, pace=pace)
    return Lines(
        title, tuple(weeks), (Series("", values),), count_unit(turn.shop), subtitle=_("Pieces sold a week")
    )


COMMAND = Command(
    name="product",
    summary=N_("One product: price, stock, pace, who takes it"),
    answer=answer,
    group=N_("Products"),
    about=frozenset({"product", "words"}),
    role=Role.VIEWER,
    examples=("/product", "/product Kettle", "tell me about the kettle"),
    phrases=(
        "product",
        "product {product}",
        "tell me about {product}",
        "how much is a {product}",
        "how much is {product}",
        "what does a {product} cost",
        "what is the price of {product}",
        "price of {product}",
        "{product} price",
        "price {product}",
        "what do i sell {product} for",
        "how is {product} doing",
        "how is {product} selling",
        "show me {product}",
        "what do i charge for {product}",
        "what did i pay for {product}",
        "what does {product} cost me",
        "how much for a {product}",
        "who buys {product}",
        "who bought {product}",
        "when did i last sell a {product}",
        "how much do we sell the {product} for",
    ),
    lane=Lane.THINKING,
)
