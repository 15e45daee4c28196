"""A known lift is found with its range, none is not, and what lifts the whole shop is not the campaign's."""

from datetime import date, timedelta

import numpy as np
import pytest

from analytics.campaigns import Uplift, uplift
from analytics.verdicts import NotEnoughData

MONDAY = date(2025, 1, 6)
START, END = MONDAY + timedelta(days=200), MONDAY + timedelta(days=206)
WEEKDAYS = (0.8, 0.8, 0.9, 1.0, 1.3, 1.6, 0.0)


def _shop(seed=1, *, lift=1.0, everywhere=1.0, swings=0.0, days=230, mean=20.0):
    """Draw two groups of goods, sold at 100 a piece; the first is lifted in the campaign."""
    chance = np.random.default_rng(seed)
    goods, others = {}, {}
    weeks = np.exp(chance.normal(0, swings, days // 7 + 1))
    for n, day in ((n, MONDAY + timedelta(days=n)) for n in range(days)):
        if WEEKDAYS[day.weekday()] == 0:
            continue
        running = START <= day <= END
        shared = WEEKDAYS[day.weekday()] * weeks[n // 7] * (everywhere if running else 1.0)
        goods[day] = 100.0 * chance.poisson(mean * shared * (lift if running else 1.0))
        others[day] = 100.0 * chance.poisson(3 * mean * shared)
    return goods, others


def _found(goods, others, **more):
    found = uplift(goods, others, START, END, **more)
    assert isinstance(found, Uplift)
    return found


def test_a_known_lift_is_found():
    found = _found(*_shop(lift=1.8))
    truth = 0.8 * 20 * 100 * sum(WEEKDAYS)
    assert found.clear
    assert found.extra == pytest.approx(truth, rel=0.3)
    assert found.came == sum(value for day, value in _shop(lift=1.8)[0].items() if START <= day <= END)


def test_the_range_holds_about_as_often_as_it_says():
    held = 0
    for seed in range(40):
        found = _found(*_shop(seed, lift=1.5))
        truth = 20 * 100 * sum(WEEKDAYS)
        held += found.low <= truth <= found.high
    assert 24 <= held <= 40  # four in five


def test_no_lift_is_seldom_called_one():
    assert sum(_found(*_shop(seed)).clear for seed in range(40)) <= 6


def test_what_lifts_the_whole_shop_is_not_the_campaigns():
    goods, others = _shop(everywhere=1.6, swings=0.3)
    found, alone = _found(goods, others), _found(goods, None)
    assert found.follow > 0
    assert alone.follow == 0
    assert abs(found.extra) < alone.extra / 2
    assert not found.clear


def test_other_campaigns_are_not_ordinary_days():
    goods, others = _shop(lift=1.8)
    before = [START - timedelta(days=n) for n in range(15, 22)]
    lifted = {day: value * (3 if day in before else 1) for day, value in goods.items()}
    assert _found(lifted, others, campaign_days=before).expected == pytest.approx(
        _found(goods, others).expected, rel=0.15
    )
    assert _found(lifted, others).expected > _found(lifted, others, campaign_days=before).expected


def test_each_day_the_shop_was_open_is_expected():
    found = _found(*_shop())
    assert sum(found.by_day.values()) == pytest.approx(found.expected)
    assert all(START <= day <= END and day.weekday() < 6 for day in found.by_day)


def test_goods_hardly_ever_sold_are_answered():
    goods, others = _shop()
    found = _found(dict.fromkeys(goods, 0.0) | {START: 500.0}, others)
    assert found.expected == 0
    assert found.came == 500


def test_too_little_is_said():
    goods, others = _shop()
    young = {day: value for day, value in goods.items() if day > START - timedelta(days=20)}
    found = uplift(young, None, START, END)
    assert isinstance(found, NotEnoughData)
    assert found.have < found.need
    closed = {day: value for day, value in goods.items() if not START <= day <= END}
    assert uplift(closed, {d: v for d, v in others.items() if d in closed}, START, END) == NotEnoughData(
        0, 1, "days with sales in the campaign"
    )
