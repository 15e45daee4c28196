"""/forecast: what will sell, for a product, a category or the shop: the middle, the range, and how sure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from analytics.verdicts import NotEnoughData
from bot import outlook
from bot.answer import Answer, Block, Button, Column, Fan, Style, Table, Words
from bot.command import Command, Lane
from bot.findings import count_unit
from bot.money import MILLI
from storage.reading import frames
from storage.reading import periods as totals

if TYPE_CHECKING:
    from analytics.demand import Forecast, PanelForecast
    from bot.command import Turn
    from bot.language.statements import Slots

_LONGEST = 120
_SHOWN = 10
_PAST = 28
_NOTES = {
    "ROUGH": "Rough: only a week or two of sales so far.",
    "NO_MONTH_SEEN": "No whole month has been seen yet.",
    "NO_DECEMBER_SEEN": "No December has been seen yet.",
    "PLAIN_IS_BETTER": "Nothing beats the plain average here, so that is what this is.",
    "ASLEEP": "Not sold for eight weeks: asleep.",
}


def answer(turn: Turn, slots: Slots) -> Answer:
    """Forecast the days asked for, a week where none were said."""
    days = min(max(slots.horizon_days or 7, 1), _LONGEST)
    horizons = tuple(sorted({7, days}))
    panel = outlook.outlook(turn.shop, turn.today, horizons)
    if isinstance(panel, NotEnoughData):
        return _too_early(outlook.too_early(panel))
    if slots.product is not None:
        name = slots.product.name
        if name not in panel.names:
            return _too_early(f"{name} has not been sold yet, so there is nothing to forecast from.")
        return _one(turn, panel, panel.of(name, days), name, days, drawn=True)
    if slots.category is not None and slots.category in panel.category_names:
        return _one(turn, panel, panel.category(slots.category, days), slots.category, days, drawn=False)
    return _shop(turn, panel, days)


def _too_early(sentence: str) -> Answer:
    return Answer(
        "forecast", (Words(sentence),), ((Button("Sales so far", "/sales"), Button("Stock", "/stock")),)
    )


def _span(turn: Turn, days: int) -> str:
    last = turn.today + timedelta(days=days - 1)
    return f"{'the week' if days == 7 else f'{days} days'} to {turn.shop.day(last, turn.today)}"  # noqa: PLR2004 - a week


def _one(
    turn: Turn, panel: PanelForecast, found: Forecast | NotEnoughData, name: str, days: int, *, drawn: bool
) -> Answer:
    if isinstance(found, NotEnoughData):
        return _too_early(f"{name}: {outlook.too_early(found)}")
    shop = turn.shop
    low, high = found.range
    headline = f"{name}: about {shop.number(found.median)} in {_span(turn, days)} ({shop.number(low)} to {shop.number(high)})"
    blocks: list[Block] = [Words(headline, Style.HEADLINE), *_notes(found)]
    if drawn:
        blocks.append(_fan(turn, panel, name, headline, days))
    blocks.append(Words(outlook.sure(found, shop), Style.FOOTING))
    return Answer("forecast", tuple(blocks), (_horizons(name), (Button("What to order", "/reorder"),)))


def _shop(turn: Turn, panel: PanelForecast, days: int) -> Answer:
    whole = panel.shop(days)
    if isinstance(whole, NotEnoughData):
        return _too_early(outlook.too_early(whole))
    shop = turn.shop
    found = [
        one for one in (panel.of(name, days) for name in panel.names) if not isinstance(one, NotEnoughData)
    ]
    found.sort(key=lambda one: -one.mean)
    low, high = whole.range
    headline = f"About {shop.number(whole.median)} pieces in {_span(turn, days)} ({shop.number(low)} to {shop.number(high)})"
    rows = tuple(
        (one.name, shop.number(one.median), f"{shop.number(one.range[0])}–{shop.number(one.range[1])}")
        for one in found[:_SHOWN]
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        *_notes(whole),
        Table((Column("Product"), Column("about", figures=True), Column("range", figures=True)), rows),
    ]
    if len(found) > _SHOWN:
        blocks.append(Words(f"and {len(found) - _SHOWN} more: /forecast with a product's name"))
    blocks.append(_fan_of_shop(turn, panel, headline, days))
    blocks.append(Words(f"Four of five such ranges hold. Shop: {outlook.sure(whole, shop)}.", Style.FOOTING))
    return Answer("forecast", tuple(blocks), (_horizons(""), (Button("What to order", "/reorder"),)))


def _notes(found: Forecast) -> list[Words]:
    return [Words(_NOTES[note.name]) for note in found.notes]


def _horizons(name: str) -> tuple[Button, ...]:
    return tuple(
        Button(f"{days} days", f"/forecast {name} {days} days".replace("  ", " ")) for days in (7, 14, 30)
    )


def _fan(turn: Turn, panel: PanelForecast, name: str, title: str, days: int) -> Fan:
    first = turn.today - timedelta(days=_PAST)
    columns = frames.demand_frame(turn.shop.book, first, turn.today - timedelta(days=1))
    sold = {
        date.fromisoformat(on): round(pieces * MILLI)
        for on, product, pieces in zip(columns["date"], columns["product"], columns["quantity"], strict=True)
        if product == name
    }
    return _draw(turn, sold, panel.of(name, 1), panel.of(name, days), title)


def _fan_of_shop(turn: Turn, panel: PanelForecast, title: str, days: int) -> Fan:
    first = turn.today - timedelta(days=_PAST)
    sold = {
        one.on: one.totals.quantity_milli
        for one in totals.by_day(turn.shop.book, first, turn.today - timedelta(days=1))
    }
    return _draw(turn, sold, panel.shop(1), panel.shop(days), title)


def _draw(
    turn: Turn,
    sold: dict[date, int],
    day: Forecast | NotEnoughData,
    whole: Forecast | NotEnoughData,
    title: str,
) -> Fan:
    """Draw the daily means with the range of a single day, which is wider for its size than that of the total."""
    if isinstance(day, NotEnoughData) or isinstance(whole, NotEnoughData):
        raise TypeError("a fan is drawn for what can be forecast")
    past = tuple(turn.today - timedelta(days=back) for back in range(_PAST, 0, -1))
    low, high = day.range
    scale = day.mean or 1.0
    path = [float(mean) for mean in whole.path]
    return Fan(
        title=title,
        past_days=past,
        past=tuple(sold.get(one, 0) / MILLI for one in past),
        days=tuple(turn.today + timedelta(days=n) for n in range(len(path))),
        middle=tuple(path),
        low=tuple(mean * low / scale for mean in path),
        high=tuple(mean * high / scale for mean in path),
        unit=count_unit(turn.shop),
        subtitle="Pieces a day: four weeks back, then the forecast with its range",
        footing="Four of five days fall inside the band",
    )


COMMAND = Command(
    name="forecast",
    summary="What will sell, with its range",
    answer=answer,
    group="Stock and orders",
    examples=("/forecast", "/forecast 30 days", "how much will i sell next week"),
    lane=Lane.THINKING,
    menu=True,
)
