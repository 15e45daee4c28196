"""The made-up year is what it says it is: the same for the same seed, and its figures are those of the truth put in."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bot.sample.catalogue import WARES
from bot.sample.people import A_YEAR
from bot.sample.year import PAIRS, Year
from tests.demo_shop import TODAY


@pytest.fixture(scope="module")
def year():
    return Year(TODAY)


def test_the_same_seed_gives_the_same_year_and_another_another(year):
    assert list(Year(TODAY).sales()) == list(year.sales())
    assert list(Year(TODAY, seed=2).sales()) != list(year.sales())


def test_what_sells_is_what_is_expected(year):
    partners = set(PAIRS.values())
    sold = Counter()
    for line in year.sales():
        sold[line.ware.name] += line.pieces
    for ware in WARES:
        expected = sum(year.mean(ware, day) * year.price_lift(ware, day) for day in year.days)
        low = expected - 4 * expected**0.5
        high = expected + 4 * expected**0.5
        assert low < sold[ware.name]
        assert sold[ware.name] < high or ware.name in partners


def test_a_lower_price_sold_more(year):
    dearer = next(ware for ware in WARES if ware.name == year.truth.dearer)
    first, last = year.days[0], year.days[-1]
    assert year.price_minor(dearer, first) < year.price_minor(dearer, last) == dearer.price_minor
    assert year.price_lift(dearer, last) == 1
    assert year.price_lift(dearer, first) == pytest.approx((80 / 90) ** year.truth.elasticity)


def test_people_come_as_often_as_they_are_said_to_while_they_are_customers(year):
    visits, days = Counter(), {}
    for day, _sale, name in {(line.day, line.sale, line.customer) for line in year.sales() if line.customer}:
        visits[name] += 1
        days.setdefault(name, []).append(day)
    rates = {"regular": [], "monthly": [], "passing": []}
    for one in year.people:
        if one.name in days:
            assert one.first <= min(days[one.name])
            assert max(days[one.name]) <= one.last
        if (one.last - one.first).days > 180 or one.kind == "passing":
            span = ((one.last - one.first).days + 1) / len(year.days)
            rates[one.kind].append(visits[one.name] / (one.a_year * span))
    common = sum(visits.values()) / sum(
        one.a_year * ((one.last - one.first).days + 1) / len(year.days) for one in year.people
    )
    for kind in ("regular", "monthly"):
        assert sum(rates[kind]) / len(rates[kind]) == pytest.approx(common, rel=0.2), kind
    assert min(A_YEAR["regular"]) > 3 * max(A_YEAR["monthly"])


@pytest.mark.parametrize("on", range(7))
def test_the_day_without_power_is_a_day_on_which_the_shop_was_open(on):
    year = Year(TODAY + timedelta(days=on))
    hours = [line.at.hour for line in year.sales() if line.day == year.dark_day]
    assert hours
    assert max(hours) < 11


def test_what_came_back_was_sold_before(year):
    back = list(year.returns())
    assert len(back) > 40
    assert all(one.line.day < one.day < TODAY and one.paid_minor > 0 for one in back)
    most, _count = Counter(one.line.ware.name for one in back).most_common(1)[0]
    assert most == year.truth.faulty_product
