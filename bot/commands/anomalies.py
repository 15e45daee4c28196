"""/anomalies: days and products out of the ordinary with the likely reason, and days with nothing written down."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Lines, Series, Style, Words
from bot.command import Command, Lane, Role
from bot.findings import counted, periods
from bot.findings.windows import looked_back
from bot.findings.wording import count_unit
from bot.money import MILLI
from bot.speech import N_, _, ngettext
from storage.reading import cards, frames, outgoings, shelf
from storage.reading import periods as totals

if TYPE_CHECKING:
    from datetime import date

    from analytics.anomalies import OddDay
    from analytics.odd_products import OddProduct
    from bot.command import Turn
    from bot.language.statements import Period, Slots

_USUAL_DAYS = 60
_PACE = timedelta(days=28)
_SHOWN = 6
_MARKED = 4
_TAPS = 3
_WAGES_FROM, _WAGES_TO = 25, 2  # days of the month on which many people have just been paid
_ONE_CUSTOMER = 0.4  # share of a day's takings that makes one customer the reason


def answer(turn: Turn, slots: Slots) -> Answer:
    """Name the odd days of the period (sixty days where none was said) and the odd products of the last week."""
    period = looked_back(turn, slots, _USUAL_DAYS)
    as_of = min(period.last + timedelta(days=1), turn.today)
    days = (as_of - period.first).days
    sold = _pieces(turn, period.first - timedelta(days=analytics.anomalies.WARM_UP), as_of)
    taps = (
        Button(_("What is missing"), "/loose_ends"),
        Button(_("Sales"), f"/sales {periods.speak(period)}"),
    )
    if days < 1 or not sold:
        words = Words(_("There are no sales to look at yet."), Style.HEADLINE)
        return Answer("anomalies", (words,), (taps,), in_place=bool(turn.incoming.pressed))
    found = analytics.anomalies.odd_days(sold, as_of=as_of, days=days)
    if isinstance(found, NotEnoughData):
        words = Words(
            _(
                "Too early to call a day odd: {have} {what}, I need {need}.",
                have=found.have,
                what=counted.called(found.what),
                need=found.need,
            ),
            Style.HEADLINE,
        )
        return Answer("anomalies", (words,), (taps,), in_place=bool(turn.incoming.pressed))
    blocks: list[Block] = [Words(_headline(turn, found), Style.HEADLINE)]
    blocks += [Words(_told(turn, one)) for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        blocks.append(Words(_("and {number} more, longer ago", number=len(found) - _SHOWN)))
    blocks += [Words(_told_product(turn, one)) for one in _products(turn, as_of)[:_SHOWN]]
    if found:
        blocks.append(_chart(turn, period, sold, found))
    label = periods.call(period, turn.shop, turn.today)
    blocks.append(
        Words(_("{label} · one ordinary day in sixty looks odd by chance", label=label), Style.FOOTING)
    )
    rows = [_day_taps(turn, one) for one in found[:_TAPS]]
    return Answer(
        "anomalies",
        tuple(blocks),
        (*rows, periods.tabs("anomalies")[2:], taps),
        in_place=bool(turn.incoming.pressed),
    )


def _headline(turn: Turn, found: tuple[OddDay, ...]) -> str:
    if not found:
        return _("No day was out of the ordinary")
    silent = [one for one in found if one.came <= 0]
    odd = len(found) - len(silent)
    parts = []
    if odd:
        latest = next(one for one in found if one.came > 0)
        days = ngettext("1 day was", "{odd} days were", odd, odd=odd)
        parts.append(
            _("{days} out of the ordinary, last {day}", days=days, day=turn.shop.day(latest.day, turn.today))
        )
    if silent:
        days = ngettext("1 day has", "{count} days have", len(silent), count=len(silent))
        parts.append(_("{days} nothing written down", days=days))
    return "; ".join(parts)


def _told(turn: Turn, one: OddDay) -> str:
    shop = turn.shop
    when = shop.day(one.day, turn.today)
    when = f"{when[0].upper()}{when[1:]}"
    usual = _("{number} to {number2}", number=shop.number(one.usual[0]), number2=shop.number(one.usual[1]))
    if one.came <= 0:
        return _(
            "⬜ {when}: nothing written down, usually {usual} pieces. Closed, or forgotten?",
            when=when,
            usual=usual,
        )
    sign = "▲" if one.came > one.expected else "▼"
    return _(
        "{sign} {when}: {number} pieces, usually {usual}. {reason}",
        sign=sign,
        when=when,
        number=shop.number(one.came),
        usual=usual,
        reason=_reason(turn, one),
    )


def _reason(turn: Turn, one: OddDay) -> str:
    """Give the likeliest reason that the book knows of, or say that it knows none."""
    book = turn.shop.book
    if (product := _main_product(turn, one)) is not None:
        return _("Most of it is {product}.", product=product)
    if running := outgoings.campaigns(book, one.day, one.day):
        return _("{name} was running.", name=running[0].name)
    customers = totals.by_customer(book, one.day, one.day)
    whole = sum(found.revenue_minor for found in customers)
    first = next((found for found in customers if found.customer is not None), None)
    if one.came > one.expected:
        if first is not None and whole > 0 and first.revenue_minor > _ONE_CUSTOMER * whole:
            return _(
                "{customer} took {share} of it.",
                customer=first.customer,
                share=turn.shop.percent(first.revenue_minor / whole),
            )
        if one.day.day >= _WAGES_FROM or one.day.day <= _WAGES_TO:
            return _("Around pay-day.")
        return _("I see no one reason: many products sold more.")
    return _("Was something not written down, or the shop closed early?")


def _pieces(turn: Turn, first: date, until: date) -> dict[date, float]:
    """Give the pieces that customers took on each day with any, before `until`."""
    return {
        one.on: (one.totals.quantity_milli + one.totals.returned_milli) / MILLI
        for one in totals.by_day(turn.shop.book, first, until - timedelta(days=1))
    }


def _main_product(turn: Turn, one: OddDay) -> str | None:
    """Give the product that makes most of the difference on a day that sold too much, if one does."""
    if one.came <= one.expected:
        return None
    book = turn.shop.book
    sold = {
        found.product: (found.product_id, (found.quantity_milli + found.returned_milli) / MILLI)
        for found in totals.by_product(book, one.day, one.day)
    }
    on_day = {name: units for name, (_, units) in sold.items()}
    before = one.day - _PACE, one.day - timedelta(days=1)
    usually = {
        name: sum(day.sold_milli for day in cards.product_days(book, *before, [sold[name][0]]))
        / MILLI
        / _PACE.days
        for name in analytics.anomalies.suspects(one, on_day)
    }
    return analytics.anomalies.one_product(one, {name: on_day[name] for name in usually}, usually)


def _products(turn: Turn, as_of: date) -> tuple[OddProduct, ...]:
    book = turn.shop.book
    weeks = frames.weeks_frame(book, as_of, analytics.odd_products.WEEKS + 1)
    out = [
        one.product for one in shelf.shelves(book) if one.on_hand_milli is not None and one.on_hand_milli <= 0
    ]
    found = analytics.odd_products.odd_products(analytics.frames.frame(weeks), sold_out=out)
    return () if isinstance(found, NotEnoughData) else found


def _told_product(turn: Turn, one: OddProduct) -> str:
    shop = turn.shop
    sign = "▲" if one.came > one.expected else "▼"
    expected = shop.number(one.expected, 1 if one.expected < 10 else 0)  # noqa: PLR2004 - one place says enough
    return _(
        "{sign} {product}: {number} in the last week, about {expected} expected as the shop went",
        sign=sign,
        product=one.product,
        number=shop.number(one.came),
        expected=expected,
    )


def _day_taps(turn: Turn, one: OddDay) -> tuple[Button, ...]:
    day = one.day.isoformat()
    name = turn.shop.day(one.day, turn.today)
    if one.came <= 0:
        return (Button(_("Add sales of {name}", name=name), f"/copy {day}"),)
    return Button(_("Best on {name}", name=name), f"/top_products {day}"), Button(
        _("Its entries"), f"/history {day}"
    )


def _chart(turn: Turn, period: Period, sold: dict[date, float], found: tuple[OddDay, ...]) -> Lines:
    first = min(period.first, *(one.day for one in found))
    sold = {day: units for day, units in sold.items() if day >= first}
    silent = {one.day for one in found if one.came <= 0}
    days = tuple(sorted({*sold, *silent}))  # a closed day is no nought, and no gap either
    values = tuple(sold.get(day, 0.0) for day in days)
    marks = tuple((one.day, turn.shop.day(one.day, turn.today)) for one in found[:_MARKED])
    return Lines(
        title=_headline(turn, found),
        days=days,
        series=(Series("", values),),
        unit=count_unit(turn.shop),
        marks=marks,
        subtitle=_("Pieces sold a day"),
    )


COMMAND = Command(
    name="anomalies",
    summary=N_("Days and products out of the ordinary"),
    answer=answer,
    group=N_("Sales"),
    role=Role.VIEWER,
    examples=("/anomalies", "/anomalies this year"),
    phrases=(
        "anomalies",
        "anything strange",
        "anything unusual",
        "is there anything strange in my sales",
        "anything odd",
        "strange days",
        "unusual days",
        "unusual sales",
        "something wrong with the numbers",
        "does anything look wrong",
        "any mistakes in the book",
        "outliers",
        "what looks out of the ordinary",
        "which days were out of the ordinary",
        "weird sales",
        "did i forget to write something down",
        "days with no sales written down",
        "anything suspicious",
        "were there any strange days",
        "funny numbers",
    ),
    lane=Lane.THINKING,
)
