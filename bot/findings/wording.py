"""What answers about a period share: which one is meant, the change against the one before, the footing, no sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Unit, Words
from bot.findings import periods
from bot.money import separators
from bot.speech import NN_, _, ngettext
from storage.reading import periods as totals

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.command import Turn
    from bot.language.statements import Period, Slots
    from bot.shop import Shop

_UNKNOWN = 0.1  # of a period
_A_HAIR = 0.005  # less than half a percent either way is "the same"


def meant(turn: Turn, slots: Slots) -> Period:
    """Give the period asked for; where none was said, this month so far. The future is cut off."""
    period = slots.period or periods.month_to_date(turn.today)
    return period if period.last <= turn.today else type(period)(min(period.first, turn.today), turn.today)


def change(now: float, before: float, shop: Shop, what: str) -> str:
    """Say how a figure moved: ▲ 12 % on 1-21 Oct; where there was nothing, say that."""
    if not before:
        return _("nothing in {what} to compare with", what=what)
    share = now / before - 1
    if abs(share) < _A_HAIR:
        return _("the same as {what}", what=what)
    return _(
        "{more} {share} on {what}", more="▲" if share > 0 else "▼", share=shop.percent(abs(share)), what=what
    )


def reaches_back(shop: Shop, earlier: Period) -> bool:
    """Tell whether the book knows a period well enough to compare with: all of it but a tenth."""
    span = totals.span(shop.book)
    if span is None:
        return False
    return (span[0] - earlier.first).days <= _UNKNOWN * ((earlier.last - earlier.first).days + 1)


def moved(now: float, before: float, shop: Shop, earlier: Period, today: date) -> str:
    """Say how a figure moved against an earlier period; of a time before the book nothing is said."""
    if reaches_back(shop, earlier):
        return change(now, before, shop, periods.call(earlier, shop, today))
    span = totals.span(shop.book)
    if span is None:
        return _("nothing to compare with")
    return _("nothing to compare with: the book begins on {day}", day=written(span[0], shop))


def footing(turn: Turn, period: Period, sales: int, *more: str) -> Words:
    """Say what an answer rests on: the period, how many sales, and what was not known."""
    counted = ngettext("1 sale", "{number} sales", sales, number=turn.shop.number(sales))
    return Words(" · ".join([periods.call(period, turn.shop, turn.today), counted, *more]), Style.FOOTING)


def no_sales(turn: Turn, command: str, period: Period) -> Answer:
    """Say that nothing was sold, and offer the last month in which something was."""
    label = periods.call(period, turn.shop, turn.today)
    span = totals.span(turn.shop.book)
    if span is None:
        words = Words(_("The book is empty. Tell me the first sale, or send a file of them."))
        example = Words(_("2 hdmi cables to Thabo 240"), Style.QUOTE)
        return Answer(
            command, (words, example), ((Button(_("Copy my book"), "/copy"), Button(_("Help"), "/help")),)
        )
    last = periods.whole_month(span[1])
    name = periods.call(last, turn.shop, turn.today)
    return Answer(
        command,
        (
            Words(_("Nothing was sold: {label}.", label=label)),
            Words(_("The last sale was on {day}.", day=written(span[1], turn.shop))),
        ),
        ((Button(name, f"/{command} {periods.speak(last)}"), *periods.tabs(command)[2:]),),
        in_place=bool(turn.incoming.pressed),
    )


_NOUNS = {
    "change": NN_("change", "changes"),
    "customer": NN_("customer", "customers"),
    "day": NN_("day", "days"),
    "entry": NN_("entry", "entries"),
    "month": NN_("month", "months"),
    "product": NN_("product", "products"),
    "purchase": NN_("purchase", "purchases"),
    "sale": NN_("sale", "sales"),
}


def many(count: int, noun: str, number: Callable[[float], str] = str) -> str:
    """Write a count with its noun (one of `_NOUNS`): 1 day, 3 days."""
    return f"{number(count)} {ngettext(*_NOUNS[noun], count)}"


def written(on: date, shop: Shop) -> str:
    """Write a day in full: 31 Jul 2019."""
    return shop.day(on, on.replace(year=on.year + 1, day=min(on.day, 28)))


def money_unit(shop: Shop) -> Unit:
    """Give the way charts write money."""
    thousands, point = separators(shop.money.locale)
    return Unit(before=shop.money.symbol, thousands=thousands, point=point, scale=10**shop.money.places)


def count_unit(shop: Shop) -> Unit:
    """Give the way charts write plain numbers."""
    thousands, point = separators(shop.money.locale)
    return Unit(thousands=thousands, point=point)
