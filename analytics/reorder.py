"""What to order: how much of each product, by when, at what cost, and why.

Order-up-to policy with periodic review: what demand over lead time plus review time stays at or below with the
service level's chance, less what is on hand and on order, rounded up to packs (Silver, Pyke & Thomas 2017, ch. 7).
No forecasting here (`demand`), no reading of the stock (`shelves`), no sharing out of a limited sum (`budget`).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from analytics.demand.arrays import Floats, Ints
from analytics.demand.result import Forecast, Method, PanelForecast
from analytics.demand.spread import chance_above
from analytics.shelves import Shelf
from analytics.verdicts import NotEnoughData

__all__ = ["Cause", "DeadStock", "OrderLine", "Plan", "Shelf", "Why", "in_packs", "order_plan", "why"]


class Cause(StrEnum):
    """Why a line asks for what it asks."""

    LATE = "runs out before an order placed today arrives"
    LOW = "below the level that lasts until the delivery after next"
    ENOUGH = "enough until the delivery after next"
    ASLEEP = "not sold for eight weeks"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One product's line of the order list; quantities in units, money in minor units."""

    product: str
    order: float
    wanted: float
    """The order before a budget cut it."""
    level: float
    """Order-up-to level: demand of `days` stays at or below it with chance `service_level`."""
    days: int
    """Lead time plus review time."""
    service_level: float
    expected: float
    """Mean demand over `days`."""
    on_hand: float
    on_order: float
    stock_in_doubt: bool
    """The book says less than nothing is on hand; counted as nothing."""
    days_left: float | None
    """Days until what is on hand is sold at the expected pace; None: never."""
    order_by: date | None
    """Last day on which ordering keeps the service level; None: beyond the forecast's reach."""
    risk: float
    """Chance to run out within `days` when nothing is ordered."""
    shelf: Shelf
    forecast: Forecast
    cause: Cause

    @property
    def cost_minor(self) -> int | None:
        """What the order costs; None when the product's cost is unknown."""
        if self.order == 0:
            return 0
        return None if self.shelf.cost_minor is None else round(self.order * self.shelf.cost_minor)


@dataclass(frozen=True, slots=True)
class Why:
    """The ingredients of the sentence that explains a line, in the order of the reckoning."""

    cause: Cause
    expected: float
    days: int
    level: float
    service_level: float
    on_hand: float
    on_order: float
    short: float
    """Level less on hand and on order: what is lacking before rounding."""
    rounded_up: float
    """Units added by packs and the smallest order."""
    cut: float
    """Units a budget took away."""


@dataclass(frozen=True, slots=True)
class DeadStock:
    """Money asleep on the shelf."""

    product: str
    on_hand: float
    last_sold: date | None
    """None: never, as far as the book goes."""
    tied_minor: int | None
    """At cost; None when the cost is unknown."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The order list, most urgent first, and what else the shelves say."""

    as_of: date
    lines: tuple[OrderLine, ...]
    """To be ordered."""
    enough: tuple[OrderLine, ...]
    """Nothing to order now."""
    uncounted: tuple[OrderLine, ...]
    """Never counted: the level is known, what is on the shelf is not; reckoned as if nothing were."""
    dead: tuple[DeadStock, ...]
    too_early: tuple[tuple[str, NotEnoughData], ...]
    """Products without enough sales to say."""

    @property
    def cost_minor(self) -> int:
        """Cost of all lines whose product's cost is known."""
        return sum(line.cost_minor or 0 for line in self.lines)

    @property
    def cost_unknown(self) -> tuple[str, ...]:
        """Products to be ordered whose cost nobody has written down."""
        return tuple(line.product for line in self.lines if line.cost_minor is None)


def order_plan(
    forecast: PanelForecast,
    shelves: Iterable[Shelf],
    *,
    service_level: float = 0.9,
    review_days: int = 7,
) -> Plan:
    """Give the order list for the day the forecast was made.

    The forecast must reach as far as the longest lead time plus `review_days` (else ValueError).
    """
    if not 0 < service_level < 1 or review_days < 1:
        raise ValueError("a service level lies between 0 and 1, and stock is reviewed every day at most")
    lines, enough, uncounted, dead, early = [], [], [], [], []
    known = frozenset(forecast.names)
    sold: list[tuple[Shelf, Forecast]] = []
    ever = []
    for shelf in shelves:
        if shelf.product in known:
            ever.append(shelf)
        else:
            dead += _never_sold(shelf)
    found = forecast.each(
        [shelf.product for shelf in ever], [shelf.lead_days + review_days for shelf in ever]
    )
    for shelf, outlook in zip(ever, found, strict=True):
        if isinstance(outlook, NotEnoughData):
            early.append((shelf.product, outlook))
        else:
            sold.append((shelf, outlook))
    for line in _lines(forecast, sold, service_level):
        if line.cause is Cause.ASLEEP and line.on_hand > 0:
            dead.append(_asleep(line.shelf, line.on_hand, forecast.last_sold[line.product]))
        if line.shelf.on_hand is None:
            uncounted.append(line)
        elif line.order > 0:
            lines.append(line)
        else:
            enough.append(line)
    return Plan(
        as_of=forecast.as_of,
        lines=tuple(sorted(lines, key=_urgency)),
        enough=tuple(sorted(enough, key=_urgency)),
        uncounted=tuple(sorted(uncounted, key=_urgency)),
        dead=tuple(sorted(dead, key=lambda stock: (-(stock.tied_minor or 0), stock.product))),
        too_early=tuple(sorted(early)),
    )


def why(line: OrderLine) -> Why:
    """Give the reckoning behind a line."""
    short = max(line.level - line.on_hand - line.on_order, 0.0)
    return Why(
        cause=line.cause,
        expected=line.expected,
        days=line.days,
        level=line.level,
        service_level=line.service_level,
        on_hand=line.on_hand,
        on_order=line.on_order,
        short=short,
        rounded_up=max(line.wanted - short, 0.0),
        cut=line.wanted - line.order,
    )


def in_packs(units: float, pack: float, minimum: float) -> float:
    """Round an order up to the smallest order and to whole packs; nothing stays nothing."""
    if units <= 0:
        return 0.0
    packs = math.ceil(round(max(units, minimum) / pack, 9))
    return round(packs * pack, 6)


def _lines(
    forecast: PanelForecast, sold: Sequence[tuple[Shelf, Forecast]], service_level: float
) -> Iterator[OrderLine]:
    """Give a line for each product, all reckoned at once: one by one they take ten times as long."""
    names = [shelf.product for shelf, _ in sold]
    on_hand = np.array([max(shelf.on_hand or 0.0, 0.0) for shelf, _ in sold])
    position = on_hand + np.array([shelf.on_order for shelf, _ in sold])
    asleep = np.array([outlook.method is Method.ASLEEP for _, outlook in sold], dtype=np.bool_)
    days = np.array([outlook.days for _, outlook in sold], dtype=np.int64)
    level = np.where(asleep, 0.0, forecast.quantiles(names, days, service_level))
    leads = np.array([shelf.lead_days for shelf, _ in sold], dtype=np.int64)
    order_by = _order_by(forecast, names, leads, position, service_level)
    risk = chance_above(
        np.array([outlook.upper_mean for _, outlook in sold]),
        np.array([outlook.variance for _, outlook in sold]),
        position,
        np.array([outlook.whole for _, outlook in sold], dtype=np.bool_),
    )
    ahead = forecast.paths(names)
    for place, (shelf, outlook) in enumerate(sold):
        wanted = in_packs(float(level[place] - position[place]), shelf.pack, shelf.minimum)
        until = None if asleep[place] else order_by[place]
        yield OrderLine(
            product=shelf.product,
            order=wanted,
            wanted=wanted,
            level=float(level[place]),
            days=outlook.days,
            service_level=service_level,
            expected=outlook.mean,
            on_hand=float(on_hand[place]),
            on_order=shelf.on_order,
            stock_in_doubt=shelf.on_hand is not None and shelf.on_hand < 0,
            days_left=_days_left(ahead[place], float(on_hand[place])),
            order_by=until,
            risk=float(risk[place]),
            shelf=shelf,
            forecast=outlook,
            cause=_cause(bool(asleep[place]), wanted, until, forecast.as_of),
        )


def _cause(asleep: bool, wanted: float, order_by: date | None, today: date) -> Cause:
    if asleep:
        return Cause.ASLEEP
    if wanted <= 0:
        return Cause.ENOUGH
    return Cause.LATE if order_by is not None and order_by < today else Cause.LOW


def _days_left(ahead: Floats, on_hand: float) -> float | None:
    """Days until the expected sales have used up what is on hand; beyond the forecast at its mean pace."""
    total = float(ahead.sum())
    if total <= 0:
        return None
    if on_hand >= total:
        return len(ahead) * on_hand / total
    sold = np.cumsum(ahead)
    day = int(np.searchsorted(sold, on_hand, side="right"))
    before = float(sold[day - 1]) if day else 0.0
    return day + (on_hand - before) / float(ahead[day])


def _order_by(
    forecast: PanelForecast, names: Sequence[str], leads: Ints, position: Floats, service_level: float
) -> list[date | None]:
    """Last day from which the delivery still comes in time, by product; the day before today when it is too late already."""
    reach = forecast.horizons[-1] - leads
    first = np.full(len(names), -1, dtype=np.int64)
    last = reach + 1
    while bool((last - first > 1).any()):
        middle = np.maximum((first + last) // 2, 0)  # below 0 only where the search is over
        days = leads + middle
        level = forecast.quantiles(names, np.maximum(days, 1), service_level)
        lasts = (level <= position) | (days == 0)
        searching = last - first > 1
        first = np.where(searching & lasts, middle, first)
        last = np.where(searching & ~lasts, middle, last)
    days_left = zip(first.tolist(), reach.tolist(), strict=True)
    return [None if one == most else forecast.as_of + timedelta(days=one) for one, most in days_left]


def _urgency(line: OrderLine) -> tuple[float, float, str]:
    return (-line.risk, line.days_left if line.days_left is not None else math.inf, line.product)


def _asleep(shelf: Shelf, on_hand: float, last_sold: date) -> DeadStock:
    return DeadStock(shelf.product, on_hand, last_sold, _tied(shelf, on_hand))


def _never_sold(shelf: Shelf) -> list[DeadStock]:
    if shelf.on_hand is None or shelf.on_hand <= 0:
        return []
    return [DeadStock(shelf.product, shelf.on_hand, None, _tied(shelf, shelf.on_hand))]


def _tied(shelf: Shelf, on_hand: float) -> int | None:
    return None if shelf.cost_minor is None else round(on_hand * shelf.cost_minor)
