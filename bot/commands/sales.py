"""/sales: revenue, sales, units, average sale, best product and customer, against the period before; by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Lines, Series, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.wording import footing, meant, money_unit, moved, no_sales
from bot.money import MILLI
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Period, Slots
    from storage.reading.periods import Totals

_LEAST_DAYS = 5  # fewer are said, not drawn
_DAILY_UP_TO = 120  # more days than that are a thicket of lines: weeks show how it went
_WEEK = 7


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say how the period went."""
    period = meant(turn, slots)
    book, shop = turn.shop.book, turn.shop
    now = totals.of_period(book, period.first, period.last)
    if not now.lines:
        return no_sales(turn, "sales", period)
    earlier = periods.before(period)
    then = totals.of_period(book, earlier.first, earlier.last)
    name = periods.call(period, shop, turn.today)
    against = moved(now.revenue_minor, then.revenue_minor, shop, earlier, turn.today)
    headline = f"{name[0].upper()}{name[1:]}: {shop.round(now.revenue_minor)}, {against}"
    blocks: list[Block] = [Words(headline, Style.HEADLINE), _table(turn, now, then), *_best(turn, period)]
    if (chart := _chart(turn, period, earlier, headline)) is not None:
        blocks.append(chart)
    blocks.append(footing(turn, period, now.sales))
    said = periods.speak(period)
    return Answer(
        "sales",
        tuple(blocks),
        (
            periods.tabs("sales"),
            (
                Button(_("Best products"), f"/top_products {said}"),
                Button(_("Best customers"), f"/top_customers {said}"),
            ),
        ),
        in_place=bool(turn.incoming.pressed),
    )


def _table(turn: Turn, now: Totals, then: Totals) -> Table:
    shop = turn.shop

    def average(total: Totals) -> str:
        return shop.round(total.revenue_minor / total.sales) if total.sales else "–"

    rows = [
        (_("Revenue"), shop.round(now.revenue_minor), shop.round(then.revenue_minor)),
        (_("Sales"), shop.number(now.sales), shop.number(then.sales)),
        (_("Units"), shop.number(now.quantity_milli / MILLI), shop.number(then.quantity_milli / MILLI)),
        (_("Average sale"), average(now), average(then)),
    ]
    if now.returned_minor or then.returned_minor:
        rows.append((_("Returns"), shop.round(now.returned_minor), shop.round(then.returned_minor)))
    return Table((Column(""), Column(_("now"), figures=True), Column(_("before"), figures=True)), tuple(rows))


def _best(turn: Turn, period: Period) -> list[Words]:
    shop, book = turn.shop, turn.shop.book
    found = []
    if products := totals.by_product(book, period.first, period.last):
        found.append(
            _(
                "Best product: {product} ({amount})",
                product=products[0].product,
                amount=shop.round(products[0].revenue_minor),
            )
        )
    named = [one for one in totals.by_customer(book, period.first, period.last) if one.customer is not None]
    if named:
        found.append(
            _(
                "Best customer: {customer} ({amount})",
                customer=named[0].customer,
                amount=shop.round(named[0].revenue_minor),
            )
        )
    return [Words("\n".join(found))] if found else []


def _chart(turn: Turn, period: Period, earlier: Period, title: str) -> Lines | None:
    days = periods.days(period)
    if len(days) < _LEAST_DAYS:
        return None
    step = _WEEK if len(days) > _DAILY_UP_TO else 1
    now, then = (_takings(turn, one, step) for one in (period, earlier))
    series = [Series(_("now"), tuple(now))]
    compared = any(taken is not None for taken in then)
    if compared:
        past = then[: len(now)]
        series.append(Series(_("before"), (*past, *[None] * (len(now) - len(past))), quiet=True))
    label = periods.call(period, turn.shop, turn.today)
    return Lines(
        title,
        days[::step][: len(now)],
        tuple(series),
        money_unit(turn.shop),
        subtitle=_("Sales a day") if step == 1 else _("Sales a week"),
        footing=_(
            "{period}, grey: {period2}", period=label, period2=periods.call(earlier, turn.shop, turn.today)
        )
        if compared
        else label,
    )


def _takings(turn: Turn, period: Period, step: int) -> list[float | None]:
    """Give what was taken in each whole `step` of days; nothing written down is a gap: closed is not zero."""
    taken = {
        one.on: one.totals.revenue_minor for one in totals.by_day(turn.shop.book, period.first, period.last)
    }
    days = periods.days(period)
    parts = [days[at : at + step] for at in range(0, len(days) - step + 1, step)]
    return [
        float(sum(taken.get(day, 0) for day in part)) if any(day in taken for day in part) else None
        for part in parts
    ]


COMMAND = Command(
    name="sales",
    summary=N_("How the period went, against the one before"),
    answer=answer,
    group=N_("Sales"),
    role=Role.VIEWER,
    examples=("/sales", "/sales last month", "how much did i sell this week"),
    phrases=(
        "sales",
        "how much did i sell",
        "how much did we sell",
        "how much have i sold",
        "what did i sell",
        "total sales",
        "what were my sales",
        "what are my sales",
        "show me the sales",
        "how were sales",
        "how was business",
        "how did we do",
        "how did i do",
        "how are we doing",
        "turnover",
        "what is my turnover",
        "revenue",
        "how much revenue",
        "how much money did i make",
        "how much money did we make",
        "how much money came in",
        "how much did i make",
        "what did we make",
        "what did i make",
        "takings",
        "what were my takings",
        "how many sales",
        "how many sales did i make",
        "average sale",
        "what is my average sale",
        "how much cash did i take",
        "how much did we take in",
        "income",
        "how busy were we",
        "how much is my sales",
        "compare this month with last month",
        "number of transactions",
        "what was my best day",
        "which day was my best",
        "how many {product} did i sell",
        "how many {product} have we sold",
        "how many items did i sell",
        "did i sell more than before",
        "what happened",
        "how was",
        "how much did {category} sell",
        "hoeveel het ek verkoop",
        "ngithengise malini",
    ),
    lane=Lane.THINKING,
    menu=True,
)
