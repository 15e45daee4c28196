"""A month's figures, gathered once: everything that the report says, and nothing about how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.findings import periods
from bot.findings.takings import Takings, spent_on, takings
from bot.money import MILLI
from storage.reading import debts, loose_ends, shelf
from storage.reading import periods as totals

if TYPE_CHECKING:
    from datetime import date

    from bot.language.statements import Period
    from bot.shop import Shop
    from storage.reading.loose_ends import LooseEnds
    from storage.reading.periods import (
        CategoryTotals,
        CustomerTotals,
        DayTotals,
        PaymentTotals,
        ProductTotals,
        Totals,
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two months that are set side by side."""

    period: Period
    totals: Totals
    takings: Takings
    days: list[DayTotals]
    products: list[ProductTotals]
    categories: list[CategoryTotals]
    customers: list[CustomerTotals]  # the named ones
    unnamed_minor: int
    payments: list[PaymentTotals]
    spent: dict[str, int]


@dataclass(frozen=True, slots=True)
class Month:
    """A month and the one before it, with how the shop stands today; money in minor units."""

    now: Side
    before: Side
    owed_minor: int
    owing: int
    stock_minor: float
    counted: int
    uncounted: int
    missing: LooseEnds
    silent_days: list[date]


def gather(shop: Shop, period: Period, today: date) -> Month:
    """Read a month and the one before it."""
    owed = [one for one in debts.debts(shop.book) if one.balance_minor > 0]
    shelves = shelf.shelves(shop.book)
    counted = [one for one in shelves if one.on_hand_milli is not None]
    now = _side(shop, period)
    return Month(
        now=now,
        before=_side(shop, periods.before(period)),
        owed_minor=sum(one.balance_minor for one in owed),
        owing=len(owed),
        stock_minor=sum(max(0, one.on_hand_milli or 0) * (one.cost_minor or 0) / MILLI for one in counted),
        counted=len(counted),
        uncounted=len(shelves) - len(counted),
        missing=loose_ends.loose_ends(shop.book, period.first, period.last),
        silent_days=_silent(now, min(period.last, today)),
    )


def _side(shop: Shop, period: Period) -> Side:
    book, span = shop.book, (period.first, period.last)
    everybody = totals.by_customer(book, *span)
    return Side(
        period=period,
        totals=totals.of_period(book, *span),
        takings=takings(shop, period),
        days=totals.by_day(book, *span),
        products=totals.by_product(book, *span),
        categories=totals.by_category(book, *span),
        customers=[one for one in everybody if one.customer is not None],
        unnamed_minor=sum(one.revenue_minor for one in everybody if one.customer is None),
        payments=totals.by_payment(book, *span),
        spent=spent_on(shop, period),
    )


def _silent(side: Side, last: date) -> list[date]:
    """Give the days without a sale on weekdays that otherwise had one in this month."""
    sold = {one.on for one in side.days}
    weekdays = {day.weekday() for day in sold}
    return [
        day
        for day in periods.days(side.period)
        if day <= last and day.weekday() in weekdays and day not in sold
    ]
