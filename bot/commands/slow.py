"""/slow: what does not move, how long it has stood, and the money tied up in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings.windows import seen_from
from bot.findings.wording import money_unit, written
from bot.money import MILLI
from bot.speech import N_, _, ngettext
from storage.reading import cards, shelf
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.shelf import Shelf

_STILL = 30  # days without a sale
_LOOKED_BACK = timedelta(days=90)
_PACE_DAYS = 28  # days of being sold before a pace means anything
_LASTS = 180  # days of stock: half a year is too much of anything
_SHOWN = 12
_LEAST_BARS = 4


@dataclass(frozen=True, slots=True)
class _Sleeper:
    """A product on the shelf: days since its last sale (None: never sold), and days its stock lasts (None: too early)."""

    shelf: Shelf
    still: int | None
    lasts: float | None

    @property
    def tied_minor(self) -> float:
        return (self.shelf.on_hand_milli or 0) * (self.shelf.cost_minor or 0) / MILLI


def answer(turn: Turn, slots: Slots) -> Answer:
    """List what has not sold for the days asked for (30), then what would last half a year."""
    shop, book = turn.shop, turn.shop.book
    still_days = slots.horizon_days or _STILL
    shelves = shelf.shelves(book)
    if slots.category is not None:
        shelves = [one for one in shelves if one.category == slots.category]
    if not shelves:
        words = Words(_("There are no products yet, so nothing stands still."))
        return Answer("slow", (words,), ((Button(_("Help"), "/help"), Button(_("Today"), "/today")),))
    counted = [one for one in shelves if (one.on_hand_milli or 0) > 0]
    if not counted:
        return _not_counted(shelves)
    everything = _sleepers(turn, counted)
    still = [one for one in everything if one.still is None or one.still >= still_days]
    long = [one for one in everything if one not in still and one.lasts is not None and one.lasts > _LASTS]
    shown = [*_by_money(still), *_by_money(long)]
    uncounted = sum(one.on_hand_milli is None for one in shelves)
    taps = (Button(_("Stock"), "/stock"), Button(_("What to order"), "/reorder"))
    foot = Words(
        (ngettext("1 product", "{number} products", len(counted), number=shop.number(len(counted))))
        + _(" on the shelf")
        + (
            _(", seen from {day}", day=written(seen_from(turn), shop))
            if seen_from(turn) != turn.today
            else ""
        )
        + (_(", {uncounted} never counted and not judged", uncounted=uncounted) if uncounted else ""),
        Style.FOOTING,
    )
    if not shown:
        words = Words(
            _("Everything on the shelf has sold in the last {still_days} days.", still_days=still_days),
            Style.HEADLINE,
        )
        return Answer("slow", (words, foot), (taps,), in_place=bool(turn.incoming.pressed))
    headline = _headline(turn, still, long, still_days)
    blocks: list[Block] = [Words(headline, Style.HEADLINE), _table(turn, shown)]
    if len(shown) > _SHOWN:
        blocks.append(Words(_("and {number} more", number=len(shown) - _SHOWN)))
    if any(one.shelf.cost_minor is None for one in shown):
        blocks.append(Words(_("Where the cost is not known, the money tied up is not either: /loose_ends.")))
    if (chart := _bars(turn, shown, headline)) is not None:
        blocks.append(chart)
    blocks.append(foot)
    cards_of = tuple((Button(one.shelf.product, f"/product {one.shelf.product}"),) for one in shown[:3])
    ages = tuple(Button(_("{days} days", days=days), f"/slow {days} days") for days in (14, 30, 60, 90))
    return Answer("slow", tuple(blocks), (ages, *cards_of, taps), in_place=bool(turn.incoming.pressed))


def _not_counted(shelves: list[Shelf]) -> Answer:
    if any(one.on_hand_milli is not None for one in shelves):
        words = [Words(_("The counted shelves are empty: nothing stands still."))]
    else:
        words = [
            Words(_("No shelf was counted yet, so I cannot say what stands still. Count and say:")),
            Words(_("stock count: {number} {name}", number=14, name=shelves[0].product), Style.QUOTE),
        ]
    return Answer(
        "slow", tuple(words), ((Button(_("Stock"), "/stock"), Button(_("What is missing"), "/loose_ends")),)
    )


def _sleepers(turn: Turn, counted: list[Shelf]) -> list[_Sleeper]:
    """Judge each shelf; how long it lasts only where the product has been sold for four weeks."""
    book, today = turn.shop.book, seen_from(turn)
    sold = cards.sold(book)
    recent = {
        one.product_id: one.quantity_milli + one.returned_milli
        for one in totals.by_product(book, today - _LOOKED_BACK, today)
    }
    found = []
    for one in counted:
        when = sold.get(one.product_id)
        if when is None:
            found.append(_Sleeper(one, None, None))
            continue
        known = (today - when.first).days
        pace = recent.get(one.product_id, 0) / min(_LOOKED_BACK.days, max(1, known))
        lasts = (one.on_hand_milli or 0) / pace if pace > 0 else math.inf
        found.append(_Sleeper(one, (today - when.last).days, lasts if known >= _PACE_DAYS else None))
    return found


def _by_money(found: list[_Sleeper]) -> list[_Sleeper]:
    return sorted(found, key=lambda one: (-one.tied_minor, one.shelf.product))


def _headline(turn: Turn, still: list[_Sleeper], long: list[_Sleeper], days: int) -> str:
    shop = turn.shop
    tied = sum(one.tied_minor for one in still)
    money = _(", {amount} tied up", amount=shop.round(tied)) if tied else ""
    if len(still) == 1:
        since = (
            _("was never sold")
            if still[0].still is None
            else _("has not sold for {still} days", still=still[0].still)
        )
        return f"{still[0].shelf.product} {since}{money}"
    if still:
        since = ngettext("a day", "{days} days", days, days=days)
        return _(
            "{count} products have not sold for {since} or more{money}",
            count=len(still),
            since=since,
            money=money,
        )
    tied = sum(one.tied_minor for one in long)
    money = _(", {amount} tied up", amount=shop.round(tied)) if tied else ""
    what = ngettext("1 product has", "{count} products have", len(long), count=len(long))
    return _("{what} stock for more than half a year{money}", what=what, money=money)


def _table(turn: Turn, shown: list[_Sleeper]) -> Table:
    rows = tuple(
        (
            one.shelf.product,
            turn.shop.quantity(one.shelf.on_hand_milli or 0),
            _("never") if one.still is None else f"{one.still} d",
            turn.shop.round(one.tied_minor) if one.shelf.cost_minor is not None else "?",
        )
        for one in shown[:_SHOWN]
    )
    titles = (
        Column(_("left"), figures=True),
        Column(_("sold"), figures=True),
        Column(_("tied up"), figures=True),
    )
    return Table((Column(_("Product")), *titles), rows)


def _bars(turn: Turn, shown: list[_Sleeper], title: str) -> Bars | None:
    known = _by_money([one for one in shown if one.tied_minor > 0])[:_SHOWN]
    if len(known) < _LEAST_BARS:
        return None
    return Bars(
        title=title,
        names=tuple(one.shelf.product for one in known),
        values=tuple(one.tied_minor for one in known),
        unit=money_unit(turn.shop),
        notes=tuple(_("never sold") if one.still is None else f"{one.still} d" for one in known),
        subtitle=_("Money tied up at cost; days since the last sale"),
    )


COMMAND = Command(
    name="slow",
    summary=N_("What does not move, and the money in it"),
    answer=answer,
    group=N_("Stock and orders"),
    about=frozenset({"category"}),
    role=Role.VIEWER,
    examples=("/slow", "/slow 60 days", "what is not selling"),
    phrases=(
        "slow",
        "slow movers",
        "what is not selling",
        "what isnt selling",
        "what does not sell",
        "which products do not sell",
        "which products dont move",
        "what is not moving",
        "dead stock",
        "worst sellers",
        "worst selling products",
        "least popular products",
        "which items are gathering dust",
        "slow moving stock",
        "what has not sold",
        "what hasnt sold",
        "products nobody buys",
        "what sells the least",
        "slowest products",
    ),
    lane=Lane.THINKING,
)
