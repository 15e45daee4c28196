"""The year itself: drawn from a known truth, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import exp
from typing import TYPE_CHECKING

from bot.sample.catalogue import EXPENSES, WARES, Ware
from bot.sample.people import Crowd, Person, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.records import Payment

DAYS = 365
WEEKDAYS = (0.85, 0.8, 0.9, 1.0, 1.35, 1.6, 0.0)  # Monday first; closed on Sundays
PAYDAY_LIFT = 1.45
DECEMBER_LIFT = 1.5
CAMPAIGN_LIFT = 1.8
WALK_INS = 0.5  # of the sales: nobody said a name
POWER_CUT = 11  # the hour, UTC
FAULTY_BACK, OTHERS_BACK = 0.12, 0.008  # of the lines paid in cash
REASONS = ("broken", "wrong size", "does not fit", None)
PAYMENTS: tuple[Payment, ...] = ("cash",) * 6 + ("card",) * 3 + ("eft",)
PAIRS = {
    "Phone case": "Screen protector",
    "TV wall bracket": "HDMI cable 2m",
    "Bluetooth speaker": "USB-C cable",
}


@dataclass(frozen=True, slots=True)
class Truth:
    """What was put in, for whoever wants to find it again."""

    dying_product: str = "DVD player"
    dies_from_end_days: int = 120
    lost_customer: str = "Hope Tavern"
    lost_from_end_days: int = 75
    lost_share: float = 0.04  # of the sales with a name
    campaign: str = "Winter special"
    campaign_category: str = "Appliances"
    campaign_from_end_days: int = 50
    campaign_days: int = 7
    empty_shelf: str = "Power bank 20000mAh"
    empty_from_end_days: int = 40
    empty_days: int = 12
    dearer: str = "USB-C cable"
    dearer_from_end_days: int = 170
    price_before_minor: int = 80_00
    elasticity: float = -1.8
    faulty_product: str = "Car charger"
    dark_from_end_days: int = 9  # the power went at one, and the shop closed
    written_twice: tuple[str, str] = ("Charmaine Petersen", "Charmain Petersen")


@dataclass(frozen=True, slots=True)
class SoldLine:
    """One line of a made-up sale; `sale` numbers the sales of the day."""

    day: date
    at: datetime
    sale: int
    ware: Ware
    pieces: int
    total_minor: int
    customer: str | None
    payment: Payment


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A piece of a sale that came back, and what the buyer said."""

    day: date
    line: SoldLine
    reason: str | None

    @property
    def paid_minor(self) -> int:
        """What was paid back for it."""
        return round(self.line.total_minor / self.line.pieces)


@dataclass(slots=True)
class _Draws:
    """Where chance comes in: what sells, and apart from it by how much a dearer product sells less."""

    chance: random.Random
    lower_price: random.Random
    crowd: Crowd


@dataclass(slots=True)
class Year:
    """A year that ends on the day before `today`."""

    today: date
    seed: int = 1
    truth: Truth = field(default_factory=Truth)
    _sales: list[SoldLine] = field(default_factory=list, init=False, repr=False)

    @property
    def days(self) -> tuple[date, ...]:
        """All days of the year, oldest first."""
        return tuple(self.today - timedelta(days=back) for back in range(DAYS, 0, -1))

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who comes, but for the customer who leaves."""
        return people(self.days, self.seed + 2)

    @property
    def campaign(self) -> tuple[date, date]:
        """First and last day of the campaign."""
        first = self.today - timedelta(days=self.truth.campaign_from_end_days)
        return first, first + timedelta(days=self.truth.campaign_days - 1)

    @property
    def dark_day(self) -> date:
        """The day without power; never a Sunday."""
        day = self.today - timedelta(days=self.truth.dark_from_end_days)
        return day if WEEKDAYS[day.weekday()] else day - timedelta(days=1)

    def price_minor(self, ware: Ware, day: date) -> int:
        """Give what a piece costs the buyer on a day: one product has become dearer."""
        cheaper = ware.name == self.truth.dearer and (self.today - day).days > self.truth.dearer_from_end_days
        return self.truth.price_before_minor if cheaper else ware.price_minor

    def price_lift(self, ware: Ware, day: date) -> float:
        """Give how many times as much sells at the day's price as at today's."""
        return float((self.price_minor(ware, day) / ware.price_minor) ** self.truth.elasticity)

    def mean(self, ware: Ware, day: date) -> float:
        """Pieces expected of a product on a whole day at today's price; see `price_lift`."""
        back = (self.today - day).days
        mean = ware.a_day * WEEKDAYS[day.weekday()] * exp(0.25 * (1 - back / DAYS))
        if day.day >= 25 or day.day <= 2:  # noqa: PLR2004 - wages come on the 25th
            mean *= PAYDAY_LIFT
        if day.month == 12:  # noqa: PLR2004 - December
            mean *= DECEMBER_LIFT
        first, last = self.campaign
        if ware.category == self.truth.campaign_category and first <= day <= last:
            mean *= CAMPAIGN_LIFT
        if ware.name == self.truth.dying_product and back < self.truth.dies_from_end_days:
            mean *= 0.02
        if (
            ware.name == self.truth.empty_shelf
            and 0 <= self.truth.empty_from_end_days - back < self.truth.empty_days
        ):
            mean = 0.0
        return mean

    def sales(self) -> Iterator[SoldLine]:
        """Give the year's sales, day by day; drawn once."""
        if not self._sales:
            self._sales.extend(self._drawn())
        yield from self._sales

    def _drawn(self) -> Iterator[SoldLine]:
        # Two streams of chance, so that a price leaves all other sales as they are.
        chance, priced = random.Random(self.seed), random.Random(self.seed + 3)  # noqa: S311 - a made-up shop is no secret
        draws = _Draws(chance, priced, Crowd(self.people))
        for day in self.days:
            wanted = [ware for ware in WARES for _ in range(_poisson(self.mean(ware, day), draws.chance))]
            draws.chance.shuffle(wanted)
            sale = 0
            while wanted:
                basket = [
                    wanted.pop() for _ in range(min(len(wanted), draws.chance.choice((1, 1, 1, 2, 2, 3))))
                ]
                sold = list(self._basket(day, sale, basket, draws))
                if day != self.dark_day or sold[0].at.hour < POWER_CUT:
                    yield from sold
                sale += 1

    def _basket(self, day: date, sale: int, basket: list[Ware], draws: _Draws) -> Iterator[SoldLine]:
        chance = draws.chance
        at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC) + timedelta(
            minutes=chance.triangular(60, 660, 480)
        )
        customer = self._customer(day, draws)
        credit = customer is not None and chance.random() < 0.06  # noqa: PLR2004 - a few buy on credit
        payment: Payment = "credit" if credit else chance.choice(PAYMENTS)
        pieces: dict[str, int] = {}
        for ware in basket:
            pieces[ware.name] = pieces.get(ware.name, 0) + 1
            partner = PAIRS.get(ware.name)
            if partner and chance.random() < 0.45:  # noqa: PLR2004 - bought together
                pieces[partner] = pieces.get(partner, 0) + 1
        for name, count in pieces.items():
            ware = next(one for one in WARES if one.name == name)
            more = self.price_lift(ware, day) - 1
            taken = count + (_poisson(count * more, draws.lower_price) if more > 0 else 0)
            total = taken * self.price_minor(ware, day)
            if chance.random() < 0.05:  # noqa: PLR2004 - a little off, now and then
                total = round(total * 0.9)
            yield SoldLine(day, at, sale, ware, taken, total, customer, payment)

    def _customer(self, day: date, draws: _Draws) -> str | None:
        """Pick who bought: half of the sales are walk-ins."""
        chance = draws.chance
        if chance.random() < WALK_INS:
            return None
        place = chance.random()
        if chance.random() < self.truth.lost_share:  # he came every few days, until he did not
            gone = (self.today - day).days < self.truth.lost_from_end_days
            return None if gone else self.truth.lost_customer
        name = draws.crowd.one(day, place)
        right, wrong = self.truth.written_twice
        return wrong if name == right and day.day == 25 else name  # noqa: PLR2004 - in the rush of pay-day

    def returns(self) -> Iterator[BroughtBack]:
        """Give what came back within the week, paid back in cash; of one product far oftener than of all others."""
        chance = random.Random(self.seed + 4)  # noqa: S311 - as above
        for line in self.sales():
            faulty = line.ware.name == self.truth.faulty_product
            reason = chance.choice(REASONS)
            day = line.day + timedelta(days=chance.randint(1, 6))
            back = chance.random() < (FAULTY_BACK if faulty else OTHERS_BACK)
            open_then = WEEKDAYS[day.weekday()] > 0 and day < self.today
            if back and open_then and line.payment == "cash":
                yield BroughtBack(day, line, "broken" if faulty else reason)

    def payments(self) -> Iterator[tuple[date, str, int]]:
        """Give what was paid off, three weeks after the sale, by most of those who bought on credit."""
        chance = random.Random(self.seed + 1)  # noqa: S311 - as above
        for line in self.sales():
            paid_on = line.day + timedelta(days=21)
            if line.payment == "credit" and line.customer and chance.random() < 0.9 and paid_on < self.today:  # noqa: PLR2004 - most
                yield paid_on, line.customer, line.total_minor

    def expenses(self) -> Iterator[tuple[date, str, int]]:
        """Give rent, wages and the rest: day, what for, minor units."""
        for day in self.days:
            for note, amount, on in EXPENSES:
                if day.day == on:
                    yield day, note, amount


def _poisson(mean: float, chance: random.Random) -> int:
    """Draw a Poisson count by Knuth's product of uniforms; means here are small."""
    limit, product, count = exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count
