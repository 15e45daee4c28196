from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.anomalies import Kind, day_outlook, odd_days, odd_products
from analytics.verdicts import NotEnoughData

FIRST = date(2025, 1, 6)
DAYS = 150
SHAPE = np.array([0.7, 0.8, 1, 1, 1.2, 1.7, 0.6])


@pytest.fixture(scope="module")
def units():
    """Five products, about sixty units a day, Saturdays twice the Mondays."""
    return np.random.default_rng(21).poisson(12 * np.resize(SHAPE, (5, DAYS))).astype(float)


def book(units):
    rows = [
        (FIRST + timedelta(days=int(t)), f"p{i}", units[i, t])
        for i, t in zip(*np.nonzero(units), strict=True)
    ]
    return pd.DataFrame(rows, columns=["date", "product", "quantity"])


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
    assert (one.kind, one.product) == (Kind.ONE_PRODUCT, "p2")


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


def test_a_product_out_of_the_ordinary_is_found_alone(units):
    hurt = units.copy()
    hurt[1, -7:] *= 3
    (one,) = odd_products(book(hurt), as_of=FIRST + timedelta(days=DAYS))
    assert one.product == "p1"
    assert one.came > 2 * one.expected
    assert odd_products(book(units), as_of=FIRST + timedelta(days=DAYS)) == ()


def test_a_product_that_stopped_is_found(units):
    hurt = units.copy()
    hurt[3, -7:] = 0
    (one,) = odd_products(book(hurt), as_of=FIRST + timedelta(days=DAYS))
    assert (one.product, one.came) == ("p3", 0)


def test_short_books_get_verdicts(units):
    assert odd(units[:, :5]) == NotEnoughData(5, 7, "trading days")
    assert odd(units[:, :20]) == NotEnoughData(20, 29, "days of sales")
    assert odd_products(book(units[:, :30]), as_of=FIRST + timedelta(days=30)) == NotEnoughData(
        30, 35, "days of sales"
    )


def test_a_product_out_of_stock_is_not_judged(units):
    hurt = units.copy()
    hurt[3, -7:] = 0
    out = [("p3", FIRST + timedelta(days=day)) for day in range(DAYS - 7, DAYS)]
    assert odd_products(book(hurt), as_of=FIRST + timedelta(days=DAYS), out_of_stock=out) == ()


def test_goods_by_weight_are_judged_too(units):
    heavy = units * 0.35
    heavy[1, -7:] *= 3
    (one,) = odd_products(book(heavy), as_of=FIRST + timedelta(days=DAYS))
    assert one.product == "p1"


def test_an_empty_book_has_no_oddities():
    empty = pd.DataFrame({"date": [], "product": [], "quantity": []})
    assert odd_products(empty, as_of=FIRST) == NotEnoughData(0, 7, "trading days")
