from datetime import date, timedelta

import numpy as np
import pytest

from analytics.anomalies import WARM_UP, Kind, day_outlook, odd_days, one_product, suspects
from analytics.verdicts import NotEnoughData

FIRST = date(2025, 1, 6)
DAYS = 150
SHAPE = np.array([0.7, 0.8, 1, 1, 1.2, 1.7, 0.6])


@pytest.fixture(scope="module")
def units():
    """Five products, about sixty units a day, Saturdays twice the Mondays."""
    return np.random.default_rng(21).poisson(12 * np.resize(SHAPE, (5, DAYS))).astype(float)


def book(units):
    return {FIRST + timedelta(days=t): float(sold) for t, sold in enumerate(units.sum(axis=0)) if sold}


def odd(units, **more):
    return odd_days(book(units), as_of=FIRST + timedelta(days=units.shape[1]), **more)


def test_an_ordinary_shop_rarely_raises_an_alarm(units):
    assert len(odd(units, days=120)) <= 2


@pytest.mark.parametrize("day", [100, 103, 106, 117, 131, 148])
@pytest.mark.parametrize(
    ("injury", "kind"), [(0.0, Kind.NOTHING_WRITTEN), (0.25, Kind.LOW), (4.0, Kind.HIGH)]
)
def test_an_error_put_in_is_found_and_named(units, day, injury, kind):
    hurt = units.copy()
    hurt[:, day] = np.round(hurt[:, day] * injury)
    found = {one.day: one for one in odd(hurt)}
    one = found[FIRST + timedelta(days=day)]
    assert one.kind is kind
    assert not one.usual[0] <= one.came <= one.usual[1]
    assert one.chance < 0.01


def test_one_product_is_named_when_it_explains_the_day(units):
    hurt = units.copy()
    hurt[2, 120] += 150
    (one,) = [one for one in odd(hurt) if one.day == FIRST + timedelta(days=120)]
    on_day = {f"p{i}": sold for i, sold in enumerate(hurt[:, 120])}
    usually = {f"p{i}": sold for i, sold in enumerate(hurt[:, 92:120].mean(axis=1))}
    assert one.kind is Kind.HIGH
    assert one_product(one, on_day, usually) == "p2"
    assert suspects(one, on_day) == ["p2"]


def test_no_product_is_named_when_all_sold_more(units):
    hurt = units.copy()
    hurt[:, 120] *= 4
    (one,) = [one for one in odd(hurt) if one.day == FIRST + timedelta(days=120)]
    on_day = {f"p{i}": sold for i, sold in enumerate(hurt[:, 120])}
    assert one_product(one, on_day, {}) is None
    assert suspects(one, on_day) == []


def test_days_before_the_warm_up_change_nothing():
    long = np.random.default_rng(5).poisson(60 * np.resize(SHAPE, 400)).astype(float)
    sold = {FIRST + timedelta(days=t): units for t, units in enumerate(long)}
    sold[FIRST + timedelta(days=390)] = 4 * sold[FIRST + timedelta(days=390)]
    until = FIRST + timedelta(days=400)
    late = {day: units for day, units in sold.items() if day >= until - timedelta(days=60 + WARM_UP)}
    whole, short = (odd_days(known, as_of=until, days=60) for known in (sold, late))
    assert [one.day for one in whole] == [one.day for one in short]
    assert FIRST + timedelta(days=390) in {one.day for one in whole}


def test_the_latest_comes_first_and_only_the_days_asked_for(units):
    hurt = units.copy()
    hurt[:, [60, 110, 140]] = 0
    days = [one.day for one in odd(hurt, days=50)]
    assert days == sorted(days, reverse=True)
    assert {FIRST + timedelta(days=140), FIRST + timedelta(days=110)} <= set(days)
    assert FIRST + timedelta(days=60) not in days


def test_a_day_named_as_shut_is_not_odd(units):
    hurt = units.copy()
    hurt[:, 120] = 0
    shut = FIRST + timedelta(days=120)
    assert shut in {one.day for one in odd(hurt)}
    assert shut not in {one.day for one in odd(hurt, closed=[shut])}


def test_the_weekly_day_of_rest_is_not_odd(units):
    rested = units.copy()
    rested[:, 6::7] = 0
    assert not [one for one in odd(rested) if one.day.weekday() == 6]


def test_a_day_is_judged_only_by_the_days_before_it(units):
    totals = units.sum(axis=0)
    later = totals.copy()
    later[100:] *= 9
    weekday = np.arange(DAYS) % 7
    np.testing.assert_array_equal(
        day_outlook(totals, weekday).expected[:101], day_outlook(later, weekday).expected[:101]
    )


def test_a_lasting_change_stops_being_odd(units):
    changed = units.copy()
    changed[:, 90:] *= 2
    days = [(one.day - FIRST).days for one in odd(changed)]
    assert 90 in days or 91 in days
    assert not [day for day in days if day > 125]


def test_short_books_get_verdicts(units):
    assert odd(units[:, :5]) == NotEnoughData(5, 7, "trading days")
    assert odd(units[:, :20]) == NotEnoughData(20, 29, "days of sales")
    ended = odd_days(book(units), as_of=FIRST + timedelta(days=DAYS + 57))
    assert ended == NotEnoughData(0, 1, "trading days in the last 56 days")
