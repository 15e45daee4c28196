"""/forecast: what will sell, for a product, a category or the shop: pieces, money, the range, and how sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import certainty, goods, outlook, periods
from bot.findings.choosing import unknown_product, which_product
from bot.findings.drawn_ahead import Asked, fan, read
from bot.findings.wording import written
from bot.speech import N_, _
from storage.reading import shelf

if TYPE_CHECKING:
    from analytics.demand import Forecast, PanelForecast
    from bot.command import Turn
    from bot.language.statements import Period, Slots

_LONGEST = 120
_SHOWN = 10
_WEEK = 7
_YEARS = 3  # back, for a period that is meant as it comes again
_NOTES = {
    "ROUGH": N_("Rough: only a week or two of sales so far."),
    "NO_MONTH_SEEN": N_("No whole month has been seen yet."),
    "NO_DECEMBER_SEEN": N_("No December has been seen yet."),
    "PLAIN_IS_BETTER": N_("Nothing beats the plain average here, so that is what this is."),
    "ASLEEP": N_("Not sold for eight weeks: asleep."),
}


def answer(turn: Turn, slots: Slots) -> Answer:
    """Forecast the days asked for, a week where none were said; a book that ended long ago is looked on from its end."""
    start = outlook.start(turn.shop, turn.today)
    if start == turn.today:
        return _forecast(turn, slots)
    last = written(start - timedelta(days=1), turn.shop)
    words = Words(_("The last sale in the book is of {last}, so this looks on from there.", last=last))
    found = _forecast(replace(turn, today=start), slots)
    return replace(found, blocks=(*found.blocks[:1], words, *found.blocks[1:]))


def _forecast(turn: Turn, slots: Slots) -> Answer:
    if len(slots.products) > 1 and isinstance(which := which_product(turn, slots, "forecast"), Answer):
        return which
    if (unknown := unknown_product(turn, slots, "forecast", COMMAND.phrases)) is not None:
        return unknown
    days = min(max(slots.horizon_days or _ahead(turn, slots) or _WEEK, 1), _LONGEST)
    panel = outlook.outlook(turn.shop, turn.today, tuple(sorted({_WEEK, days})))
    if isinstance(panel, NotEnoughData):
        return _too_early(certainty.too_early(panel, turn.shop, turn.today))
    if slots.product is not None:
        name = slots.product.name
        if name not in panel.names:
            return _too_early(
                _("{name} has not been sold yet, so there is nothing to forecast from.", name=name)
            )
        return _one(turn, panel, Asked(name, frozenset({name})), days, slots)
    if slots.category is not None and slots.category in panel.category_names:
        shelves = shelf.shelves(turn.shop.book)
        members = frozenset(one.product for one in shelves if one.category == slots.category)
        return _one(turn, panel, Asked(slots.category, members), days, slots)
    return _shop(turn, panel, days, slots)


def _ahead(turn: Turn, slots: Slots) -> int | None:
    """Give the days to the end of the period that is meant: “next month”, “december” as it comes next."""
    meant = _coming(turn, slots)
    return None if meant is None else (meant.last - turn.today).days + 1


def _coming(turn: Turn, slots: Slots) -> Period | None:
    """Give the period as it lies ahead: a month that is over is meant as it comes again."""
    meant = slots.period
    if meant is None:
        return None
    for _year in range(_YEARS):
        if meant.last >= turn.today:
            return meant
        meant = replace(meant, first=_year_on(meant.first), last=_year_on(meant.last))
    return None


def _year_on(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _too_early(sentence: str) -> Answer:
    return Answer(
        "forecast", (Words(sentence),), ((Button(_("Sales so far"), "/sales"), Button(_("Stock"), "/stock")),)
    )


def _span(turn: Turn, days: int) -> str:
    if days == 1:
        return _("today")
    last = turn.today + timedelta(days=days - 1)
    return _(
        "in {more} to {day}",
        more=_("the week") if days == _WEEK else _("{days} days", days=days),
        day=turn.shop.day(last, turn.today),
    )


def _one(turn: Turn, panel: PanelForecast, asked: Asked, days: int, slots: Slots) -> Answer:
    found = read(panel, asked, days)
    if isinstance(found, NotEnoughData):
        return _too_early(f"{asked.name}: {certainty.too_early(found, turn.shop, turn.today)}")
    shop, name = turn.shop, asked.name
    low, high = found.range
    headline = _(
        "{name}: about {number} {span} ({number2} to {number3})",
        name=name,
        number=shop.number(found.median),
        span=_span(turn, days),
        number2=shop.number(low),
        number3=shop.number(high),
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        *_money(turn, panel, asked, found),
        *_part(turn, slots, found),
        *_notes(turn, panel, found),
        *fan(turn, panel, asked, headline, days),
        Words(certainty.sure(found, shop), Style.FOOTING),
    ]
    more = (Button(_("What to order"), f"/reorder {name}"), Button(_("What if"), f"/whatif {name}"))
    return Answer("forecast", tuple(blocks), (_horizons(name), more), in_place=bool(turn.incoming.pressed))


def _shop(turn: Turn, panel: PanelForecast, days: int, slots: Slots) -> Answer:
    asked = Asked("", None)
    whole = panel.shop(days)
    if isinstance(whole, NotEnoughData):
        return _too_early(certainty.too_early(whole, turn.shop, turn.today))
    shop = turn.shop
    found = [one for one in panel.each(panel.names, days) if not isinstance(one, NotEnoughData)]
    found.sort(key=lambda one: -one.mean)
    low, high = whole.range
    headline = _(
        "About {number} pieces {span} ({number2} to {number3})",
        number=shop.number(whole.median),
        span=_span(turn, days),
        number2=shop.number(low),
        number3=shop.number(high),
    )
    rows = tuple(
        (one.name, shop.number(one.median), f"{shop.number(one.range[0])}–{shop.number(one.range[1])}")
        for one in found[:_SHOWN]
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        *_money(turn, panel, asked, whole),
        *_part(turn, slots, whole),
        *_notes(turn, panel, whole),
        Table(
            (Column(_("Product")), Column(_("about"), figures=True), Column(_("range"), figures=True)), rows
        ),
    ]
    if len(found) > _SHOWN:
        blocks.append(
            Words(_("and {number} more: /forecast with a product's name", number=len(found) - _SHOWN))
        )
    blocks += fan(turn, panel, asked, headline, days)
    blocks.append(
        Words(f"{_('Four of five such ranges hold.')} {certainty.sure(whole, shop)}", Style.FOOTING)
    )
    more = (Button(_("What to order"), "/reorder"), Button(_("How good is this"), "/models"))
    categories = tuple(Button(name, f"/forecast {name} {days} days") for name in panel.category_names[:3])
    return Answer(
        "forecast",
        tuple(blocks),
        tuple(row for row in (_horizons(""), categories, more) if row),
        in_place=bool(turn.incoming.pressed),
    )


def _money(turn: Turn, panel: PanelForecast, asked: Asked, found: Forecast) -> list[Words]:
    """Say what it brings, where the prices are known; the range is as wide as that of the pieces."""
    known = goods.prices(turn.shop, turn.today)
    names = [one for one in panel.names if asked.products is None or one in asked.products]
    pieces = panel.expected(names, found.days)
    priced = sum(pieces[one] for one in names if one in known)
    money = sum(pieces[one] * known[one] for one in names if one in known)
    if priced <= 0 or found.mean <= 0:
        return []
    shop = turn.shop
    low, high = (money * end / found.mean for end in found.range)
    words = _(
        "That is about {amount} ({amount2} to {amount3})",
        amount=shop.round(money * found.median / found.mean),
        amount2=shop.round(low),
        amount3=shop.round(high),
    )
    missing = [one for one in names if one not in known]
    return [
        Words(
            _("{words}, without {count} whose price is not known.", words=words, count=len(missing))
            if missing
            else f"{words}."
        )
    ]


def _part(turn: Turn, slots: Slots, found: Forecast) -> list[Words]:
    """Say what of it falls into a period that begins later."""
    meant = _coming(turn, slots)
    if meant is None or slots.horizon_days or meant.first <= turn.today:
        return []
    start = (meant.first - turn.today).days
    if start >= found.days:
        return [Words(_("{longest} days are as far as I look.", longest=_LONGEST))]
    name = periods.call(meant, turn.shop, turn.today)
    return [
        Words(
            _(
                "Of that in {name}: about {number}.",
                name=name,
                number=turn.shop.number(float(found.path[start:].sum())),
            )
        )
    ]


def _notes(turn: Turn, panel: PanelForecast, found: Forecast) -> list[Words]:
    words = [_(_NOTES[note.name]) for note in found.notes]
    if 2 * found.days > panel.history_days:
        seen = turn.shop.number(panel.history_days)
        words.append(
            _(
                "{days} days ahead from {seen} days seen: take it as a direction, not as a figure.",
                days=found.days,
                seen=seen,
            )
        )
    return [Words(one) for one in words]


def _horizons(name: str) -> tuple[Button, ...]:
    return tuple(
        Button(_("{days} days", days=days), f"/forecast {name} {days} days".replace("  ", " "))
        for days in (7, 14, 30, 60)
    )


COMMAND = Command(
    name="forecast",
    summary=N_("What will sell, with its range"),
    answer=answer,
    group=N_("Stock and orders"),
    about=frozenset({"product", "category", "words"}),
    role=Role.VIEWER,
    examples=("/forecast", "/forecast 30 days", "how much will i sell next week"),
    phrases=(
        "forecast",
        "how much will i sell",
        "how much do you think i will sell",
        "what will i sell",
        "what will sales be",
        "predict my sales",
        "prediction",
        "sales forecast",
        "future sales",
        "how many {product} will i sell",
        "forecast for {product}",
        "expected sales",
        "how much can i expect to sell",
        "what do you expect",
        "how will business be",
        "estimate of sales",
        "what will be the demand for {product}",
        "how many {product} will i need",
        "projection",
        "what will i make",
        "outlook",
        "expected demand",
        "how busy will it be",
    ),
    lane=Lane.THINKING,
    ahead=True,
    menu=True,
)
