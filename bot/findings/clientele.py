"""What the answers about customers and their purchases share: the table, the telephones, and "too early" in words.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from bot.answer import Answer, Button, Style, Words
from bot.findings import counted, outlook
from bot.findings.wording import written
from bot.speech import _
from storage.reading import frames, people
from storage.reading import periods as totals

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from analytics.verdicts import NotEnoughData
    from bot.command import Turn
    from bot.shop import Shop

HISTORY = timedelta(days=1461)
_YEAR = timedelta(days=365)
_PACE = 90  # days over which the pace of new customers is taken
_YEARS_AHEAD = 730  # a date beyond that is no promise

_IN_DAYS = frozenset({"days of sales", "days of named sales"})


def looked_from(turn: Turn) -> Turn:
    """Give the turn as of the day from which one looks: today, or the end of a book that ended long ago."""
    return replace(turn, today=outlook.start(turn.shop, turn.today))


def sales(shop: Shop, today: date) -> pd.DataFrame:
    """Give the sale lines of the last four years, today's included, as analysis reads them."""
    columns = frames.sales_frame(shop.book, today - HISTORY, today)
    table: pd.DataFrame = analytics.sales_table.sales_table(analytics.frames.frame(columns))
    return table


def visits(shop: Shop, today: date) -> pd.DataFrame:
    """Give what each named customer spent and was paid back on each day of the last four years, today included."""
    found = frames.visits_frame(shop.book, today - HISTORY, today)
    table: pd.DataFrame = analytics.sales_table.narrow_table(analytics.frames.frame(found))
    return table


def prices(shop: Shop, today: date, product_id: int) -> pd.DataFrame:
    """Give what was bought of a product, and paid for it, by line; what was bought of the others, without a name, by day."""
    found = frames.prices_frame(shop.book, today - HISTORY, today, product_id)
    table: pd.DataFrame = analytics.sales_table.narrow_table(analytics.frames.frame(found))
    return table


def baskets(shop: Shop, today: date, *, most: int | None = None) -> pd.DataFrame:
    """Give what was bought in which sale of the last four years; `most`: the latest lines of the last year only."""
    first = today - HISTORY
    if most is not None:
        first = totals.latest(shop.book, today - _YEAR, today, most)
    return _bought(shop, first, today, ("sale_id", "product"))


def tastes(shop: Shop, today: date) -> pd.DataFrame:
    """Give who bought what on which day of the last four years."""
    return _bought(shop, today - HISTORY, today, ("sold_on", "product", "customer"), named=True)


def _bought(
    shop: Shop, first: date, last: date, columns: tuple[str, ...], *, named: bool = False
) -> pd.DataFrame:
    found = frames.bought_frame(shop.book, first, last, columns, named=named)
    table: pd.DataFrame = analytics.sales_table.narrow_table(analytics.frames.frame(found))
    return table


def lacking(turn: Turn, verdict: NotEnoughData, known: pd.DataFrame | None = None) -> str:
    """Say what is missing, and from when it should work where that can be told.

    `known` is the table of `sales` or `visits`: with it the pace of new customers gives the date.
    """
    shop = turn.shop
    name, hint = counted.called(verdict.what), counted.hint(verdict.what)
    words = _(
        "It takes {number} {name}; the book has {number2}.",
        number=shop.number(verdict.need),
        name=name,
        number2=shop.number(verdict.have),
    )
    days = _days_until(turn, verdict, known)
    if days is not None and 0 < days <= _YEARS_AHEAD:
        words += _(
            " As things go, that is around {day}.",
            day=shop.day(turn.today + timedelta(days=days), turn.today),
        )
    return f"{words} {hint}".rstrip()


def _days_until(turn: Turn, verdict: NotEnoughData, known: pd.DataFrame | None) -> int | None:
    short = verdict.need - verdict.have
    if verdict.what in _IN_DAYS:
        return short if verdict.have else None
    if verdict.what != "named customers" or known is None or not verdict.have:
        return None
    first = known[known["customer"].notna()].groupby("customer")["sold_on"].min()
    fresh = int((first >= analytics.sales_table.midnight(turn.today - timedelta(days=_PACE))).sum())
    return round(short * _PACE / fresh) if fresh else None


def too_early(
    turn: Turn,
    command: str,
    what: str,
    verdict: NotEnoughData,
    known: pd.DataFrame | None,
    *rows: tuple[Button, ...],
) -> Answer:
    """Give the answer that says kindly why there is none yet, with what can be asked meanwhile."""
    return Answer(
        command,
        (Words(_("Too early for {what}.", what=what), Style.HEADLINE), Words(lacking(turn, verdict, known))),
        rows or ((Button(_("Best customers"), "/top_customers"), Button(_("Sales"), "/sales")),),
        in_place=bool(turn.incoming.pressed),
    )


def phones(shop: Shop) -> dict[str, str]:
    """Give the telephones by customer's name."""
    return people.phones(shop.book)


def with_phone(name: str, numbers: dict[str, str]) -> str:
    """Write a name with the telephone beside it, as plain text that a tap on the screen dials."""
    return f"{name} · {numbers[name]}" if name in numbers else name


def some(names: list[str], most: int = 3) -> str:
    """Name a few and count the rest: Thabo, Lerato, Sipho and 4 more."""
    shown = ", ".join(names[:most])
    return (
        shown if len(names) <= most else _("{shown} and {number} more", shown=shown, number=len(names) - most)
    )


def span(turn: Turn) -> Words:
    """Give the footing: how many sales with a name, over which days."""
    shop = turn.shop
    named = totals.named(shop.book, turn.today - HISTORY, turn.today)
    if named.since is None:
        return Words(_("No sale in the book names a customer."), Style.FOOTING)
    words = _(
        "{sold} sales with a name since {day} ({share} of all lines)",
        sold=shop.number(named.sales),
        day=shop.day(named.since, turn.today),
        share=shop.percent(named.lines / named.all_lines),
    )
    if turn.today < shop.today(turn.incoming.at):
        words += _("; looked on from {day}, where the book ends", day=written(turn.today, shop))
    return Words(words, Style.FOOTING)
