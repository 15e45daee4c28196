"""The message of the week: last week in a line, one chart, what to order, at most three things to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Style, Words
from bot.command import Command, Lane
from bot.commands import drivers, order_list, reorder
from bot.findings import clientele, fared, outlook, periods
from bot.findings.wording import change, money_unit
from bot.language.statements import Period
from bot.speech import N_, _, ngettext
from storage import outlooks
from storage.reading import periods as totals
from storage.reading import shelf

if TYPE_CHECKING:
    from datetime import date

    from analytics.demand import Forecast
    from bot.command import Incoming, Turn
    from bot.language.statements import Slots
    from bot.shop import Shop

_WEEK = timedelta(days=7)
_DAYS = 7


@dataclass(frozen=True, slots=True)
class KeepForecasts:
    """The week's forecasts, to be judged when it is over."""

    made: tuple[outlooks.Made, ...]

    def keep(self, shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
        """Write them down."""
        del incoming
        outlooks.keep(shop.book, self.made)
        return answer


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say how last week went and what to order; short when it was quiet."""
    del slots
    start = periods.week_start(turn.shop, turn.today)
    week = Period(start - _WEEK, start - timedelta(days=1), week=True)
    shop, book = turn.shop, turn.shop.book
    now = totals.of_period(book, week.first, week.last)
    then = totals.of_period(book, week.first - _WEEK, week.last - _WEEK)
    name = periods.call(week, shop, turn.today)
    if not now.lines:
        words = Words(_("Last week ({name}) has nothing written down.", name=name), Style.HEADLINE)
        return Answer(
            "weekly",
            (words,),
            ((Button(_("Copy my book"), "/copy"), Button(_("Stock"), "/stock")),),
            silent=True,
        )
    moved = change(now.revenue_minor, then.revenue_minor, shop, _("the week before"))
    headline = _("Last week: {amount}, {moved}", amount=shop.round(now.revenue_minor), moved=moved)
    sales = ngettext("1 sale", "{number} sales", now.sales, number=shop.number(now.sales))
    blocks: list[Block] = [Words(headline, Style.HEADLINE), Words(f"{name} · {sales}", Style.FOOTING)]
    plan = reorder.plan_of(turn)
    blocks += [Words(plan)] if isinstance(plan, str) else order_list.said(turn, plan)
    blocks += _drift(turn)
    blocks.append(_chart(turn, week, headline))
    drivers.fitted(
        shop, turn.today, clientele.sales(shop, turn.today)
    )  # made anew here, so that /drivers need not wait
    return Answer(
        "weekly",
        tuple(blocks),
        (
            (Button(_("The whole order list"), "/reorder"),),
            (Button(_("Last week"), f"/sales {periods.speak(week)}"), Button(_("Stock"), "/stock")),
        ),
        silent=True,
        keeps=(KeepForecasts(_made(turn)),),
    )


def _drift(turn: Turn) -> list[Block]:
    """Warn where the forecasts lean to one side, and say nothing where they do not."""
    found = fared.report(turn)
    names = [] if isinstance(found, NotEnoughData) else fared.leaning(found)
    if not names:
        return []
    lean = _(
        "My forecasts lean to one side for {some}: look there before you order. /models",
        some=clientele.some(names),
    )
    return [Words(lean)]


def _chart(turn: Turn, week: Period, title: str) -> Bars:
    products = totals.by_product(turn.shop.book, week.first, week.last)[:8]
    before = {
        one.product: one.revenue_minor
        for one in totals.by_product(turn.shop.book, week.first - _WEEK, week.last - _WEEK)
    }
    return Bars(
        title=title,
        names=tuple(one.product for one in products),
        values=tuple(float(one.revenue_minor) for one in products),
        unit=money_unit(turn.shop),
        before=tuple(float(before.get(one.product, 0)) for one in products),
        subtitle=_("Revenue by product, grey: the week before"),
    )


def _made(turn: Turn) -> tuple[outlooks.Made, ...]:
    panel = outlook.outlook(turn.shop, turn.today)
    if isinstance(panel, NotEnoughData):
        return ()
    ids = {one.product: one.product_id for one in shelf.shelves(turn.shop.book)}
    names = [name for name in panel.names if name in ids]
    found = zip(map(ids.get, names), panel.each(names, _DAYS), strict=True)
    return tuple(
        _one(turn.today, product, forecast)
        for product, forecast in [(None, panel.shop(_DAYS)), *found]
        if not isinstance(forecast, NotEnoughData)
    )


def _one(today: date, product: int | None, forecast: Forecast) -> outlooks.Made:
    low, high = forecast.range
    return outlooks.Made(today, product, today, _DAYS, forecast.mean, low, high, str(forecast.method))


COMMAND = Command(
    name="weekly",
    summary=N_("The Monday message, now"),
    answer=answer,
    group=N_("Stock and orders"),
    examples=("/weekly",),
    phrases=("weekly report", "the monday list"),
    lane=Lane.THINKING,
)
