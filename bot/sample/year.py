"""The year itself: drawn from a known truth, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import exp
from typing import TYPE_CHECKING

from bot.sample.catalogue import EXPENSES, PEOPLE, WARES, Ware

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.records import Payment

DAYS = 365
WEEKDAYS = (0.85, 0.8, 0.9, 1.0, 1.35, 1.6, 0.0)  # Monday first; closed on Sundays
PAYDAY_LIFT = 1.45
DECEMBER_LIFT = 1.5
CAMPAIGN_LIFT = 1.8
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
    campaign: str = "Winter special"
    campaign_category: str = "Appliances"
    campaign_from_end_days: int = 50
    campaign_days: int = 7
    empty_shelf: str = "Power bank 20000mAh"
    empty_from_end_days: int = 40
    empty_days: int = 12


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


@dataclass(slots=True)
class Year:
    """A year that ends on the day before `today`."""

    today: date
    seed: int = 1
    truth: Truth = field(default_factory=Truth)

    @property
    def days(self) -> tuple[date, ...]:
        """All days of the year, oldest first."""
        return tuple(self.today - timedelta(days=back) for back in range(DAYS, 0, -1))

    @property
    def campaign(self) -> tuple[date, date]:
        """First and last day of the campaign."""
        first = self.today - timedelta(days=self.truth.campaign_from_end_days)
        return first, first + timedelta(days=self.truth.campaign_days - 1)

    def mean(self, ware: Ware, day: date) -> float:
        """Pieces expected of a product on a day: the truth that a forecast is judged against."""
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
        """Draw the year's sales, day by day."""
        chance = random.Random(self.seed)  # noqa: S311 - a made-up shop, not a secret
        for day in self.days:
            wanted = [ware for ware in WARES for _ in range(_poisson(self.mean(ware, day), chance))]
            chance.shuffle(wanted)
            sale = 0
            while wanted:
                basket = [wanted.pop() for _ in range(min(len(wanted), chance.choice((1, 1, 1, 2, 2, 3))))]
                yield from self._basket(day, sale, basket, chance)
                sale += 1

    def _basket(self, day: date, sale: int, basket: list[Ware], chance: random.Random) -> Iterator[SoldLine]:
        at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC) + timedelta(
            minutes=chance.triangular(60, 660, 480)
        )
        customer = self._customer(day, chance)
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
            total = count * ware.price_minor
            if chance.random() < 0.05:  # noqa: PLR2004 - a little off, now and then
                total = round(total * 0.9)
            yield SoldLine(day, at, sale, ware, count, total, customer, payment)

    def _customer(self, day: date, chance: random.Random) -> str | None:
        """Pick who bought: half of the sales are walk-ins, some regulars come often."""
        if chance.random() < 0.5:  # noqa: PLR2004 - half
            return None
        name = PEOPLE[min(int(chance.expovariate(1 / 18)), len(PEOPLE) - 1)]
        gone = (self.today - day).days < self.truth.lost_from_end_days
        if chance.random() < 0.04:  # noqa: PLR2004 - he came every few days, until he did not
            name = self.truth.lost_customer
        return None if name == self.truth.lost_customer and gone else name

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
