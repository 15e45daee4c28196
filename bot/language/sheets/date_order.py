"""Whether a column writes the day or the month first, decided over all of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.language.sheets.cells import EARLIEST
from bot.language.sheets.dates import Triple, day_of_triple, moment_of, triple_of, weekday_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.language.sheets.sheet import Cell

_MOST_WRONG = 0.1  # of the different days, that a typing error may spoil
_FEW = 5
_NEAR = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Order:
    """The order found: `open` has the orders between which only the owner can tell, the likelier first."""

    order: str
    open: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def order_of(cells: Iterable[Cell], today: date, *, foreign: bool = False, future: bool = False) -> Order:
    """Give the order of a column of days. `foreign`: its headings are not English; `future`: days may lie ahead."""
    triples: dict[Triple, str] = {}
    certain: list[date] = []
    weekdays: dict[Triple, int] = {}
    years_first: list[Triple] = []
    for cell in cells:
        found = triple_of(cell)
        if found is None:
            moment = moment_of(cell, "")
            if moment is not None:
                certain.append(moment[0])
            continue
        triple, sign, year_first = found
        if year_first:
            years_first.append(triple)
            continue
        triples[triple] = sign
        weekday = weekday_of(cell)
        if weekday is not None:
            weekdays[triple] = weekday
    if not triples:
        return _years_first(years_first)
    certain.extend(day for day in (day_of_triple(triple, "ymd") for triple in years_first) if day)
    return _decide(triples, weekdays, certain, None if future else today, foreign=foreign)


def _years_first(triples: list[Triple]) -> Order:
    """Give ymd, or ydm where the middle number proves to be the day."""
    ymd = sum(day_of_triple(triple, "ymd") is None for triple in triples)
    ydm = sum(day_of_triple(triple, "ydm") is None for triple in triples)
    return Order("ydm" if ydm < ymd else "ymd")


def _decide(
    triples: dict[Triple, str],
    weekdays: dict[Triple, int],
    certain: list[date],
    today: date | None,
    *,
    foreign: bool,
) -> Order:
    short = all(third < 100 for _, _, third in triples)  # noqa: PLR2004 - two-digit years
    orders = ("dmy", "mdy", "ymd") if short else ("dmy", "mdy")
    wrong = {order: sum(_is_wrong(triple, order, today, weekdays) for triple in triples) for order in orders}
    least = min(wrong.values())
    if least > _MOST_WRONG * len(triples):
        return Order("mixed", doubts=("dates_mixed",))
    fit = [order for order in orders if wrong[order] == least]
    if len(fit) > 1 and "ymd" in fit:
        fit.remove("ymd")
    # A month first with only a few slips against many days that could be read the other way round is no proof.
    if len(fit) == 1:
        other = min(wrong[order] for order in orders if order != fit[0])
        doubts = ("dates_doubtful",) if least and other < 3 * least else ()
        ahead = [each for each in orders if each != "ymd" and _only_ahead(triples, each, weekdays)]
        if len(triples) < _FEW and len(ahead) > 1:
            return _between(ahead, triples, certain, foreign=foreign)
        return Order(fit[0], doubts=doubts)
    return _between(fit, triples, certain, foreign=foreign)


def _is_wrong(triple: Triple, order: str, today: date | None, weekdays: dict[Triple, int]) -> bool:
    day = day_of_triple(triple, order)
    if day is None or day < EARLIEST or (today is not None and day > today):
        return True
    return triple in weekdays and day.weekday() != weekdays[triple]


def _only_ahead(triples: dict[Triple, str], order: str, weekdays: dict[Triple, int]) -> bool:
    """Whether an order reads every day, if some of them lie ahead: with few days that is weak proof against it."""
    return not any(_is_wrong(triple, order, None, weekdays) for triple in triples)


def _between(fit: list[str], triples: dict[Triple, str], certain: list[date], *, foreign: bool) -> Order:
    """Choose between day and month first where both read: by custom, or by days beside them that are certain."""
    if all(first == second for first, second, _ in triples):
        return Order("dmy")
    if set(triples.values()) == {"."} or foreign:
        return Order("dmy", doubts=() if set(triples.values()) == {"."} else ("date_order_by_language",))
    days = {
        order: [day for day in (day_of_triple(triple, order) for triple in triples) if day] for order in fit
    }
    if certain:
        low, high = min(certain) - _NEAR, max(certain) + _NEAR
        inside = {order: sum(low <= day <= high for day in days[order]) / len(days[order]) for order in fit}
        for order, other in (fit, fit[::-1]):
            if inside[order] == 1 and inside[other] < 0.5:  # noqa: PLR2004 - most fall outside
                return Order(order, doubts=("date_order_by_neighbours",))
    spans = {order: max(days[order]) - min(days[order]) for order in fit}
    likelier = sorted(fit, key=lambda order: (spans[order], order))
    return Order(likelier[0], open=tuple(likelier), doubts=("date_order",))
