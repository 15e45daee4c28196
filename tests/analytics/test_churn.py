import numpy as np
import pytest
from customer_shops import bg_nbd_shop, day, visits
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.churn import FEATURES, Churn, Model, _snapshot, churn, overdue
from analytics.purchases import purchases
from analytics.sales_table import day_number, no_sales, until
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData


def test_the_overdue_are_late_by_their_own_measure():
    plan = {
        "Weekly": [(when, 100) for when in range(0, 71, 7)],
        "Monthly": [(when, 100) for when in (0, 30, 60)],
        "Fitful": [(when, 100) for when in (0, 5, 50, 55, 60)],
        "Once": [(0, 900)],
        "Twice": [(0, 900), (5, 900)],
    }
    (only,) = overdue(visits(plan), day(95))
    assert (only.customer, only.last_bought, only.days_since) == ("Weekly", day(70), 25)
    assert (only.usual_gap_days, only.days_over, only.purchases) == (7, 18, 11)
    assert only.spent_last_year_minor == 1100


def test_nobody_is_overdue_where_all_keep_to_their_rhythm():
    plan = {f"c{n}": [(when, 100) for when in range(n % 20, 300, 20)] for n in range(200)}
    assert overdue(visits(plan), day(300)) == ()
    assert overdue(no_sales(), day(300)) == ()


SHOP = bg_nbd_shop(900, 500, 7, r=0.9, alpha=25.0, a=1.2, b=2.0)


def test_planted_leaving_is_found_and_the_probabilities_are_honest():
    found = churn(SHOP, day(500))
    assert isinstance(found, Churn)
    assert found.model is Model.LOGISTIC
    assert 0.65 < found.score.auc < 0.95
    assert found.score.auc > found.recency_auc
    assert found.score.skill > 0.05
    assert (found.window.start, found.window.end) == (day(410), day(500))
    for group in found.score.calibration:
        assert group.said == pytest.approx(group.happened, abs=0.2)
    chances = [risk.p_no_purchase for risk in found.risks]
    assert chances == sorted(chances, reverse=True)
    assert len(chances) == SHOP["customer"].nunique()
    assert all(0 <= chance <= 1 for chance in chances)
    year = SHOP[SHOP["sold_on"] >= np.datetime64(day(500 - 365))]["total_minor"].sum()
    assert 0 < found.at_risk_minor < year * 90 / 365


def test_before_two_horizons_can_be_learnt_from_the_counting_model_speaks():
    found = churn(until(SHOP, day(200)), day(200))
    assert isinstance(found, Churn)
    assert found.model is Model.BG_NBD
    assert found.score.auc > 0.6


def test_a_shop_whose_customers_leave_at_random_gets_a_verdict():
    rng = np.random.default_rng(5)
    plan = {
        f"c{n}": [(int(when), 100) for when in np.flatnonzero(rng.random(400) < 0.012)] for n in range(600)
    }
    found = churn(visits({name: days for name, days in plan.items() if days}), day(400))
    assert isinstance(found, NoBetterThanBaseline)
    assert found.measure == "Brier score"


@pytest.mark.parametrize(
    ("plan", "today", "verdict"),
    [
        ({"Ann": [(0, 1)]}, 100, NotEnoughData(100, 180, "days of named sales")),
        ({f"c{n}": [(0, 1)] for n in range(99)}, 200, NotEnoughData(99, 100, "named customers")),
        (
            {f"c{n}": [(0, 1)] for n in range(200)},
            200,
            NotEnoughData(0, 20, "customers who stayed away and who came"),
        ),
    ],
)
def test_says_what_is_missing(plan, today, verdict):
    assert churn(visits(plan), day(today)) == verdict


def test_an_empty_shop():
    assert churn(no_sales(), day(0)) == NotEnoughData(0, 180, "days of named sales")


def test_the_features_are_those_named_and_what_comes_later_cannot_reach_them():
    before = _snapshot(purchases(until(SHOP, day(300))), day_number(day(300)), 90)
    after = _snapshot(purchases(SHOP), day_number(day(300)), 90)
    assert before.features.shape[1] == len(FEATURES)
    np.testing.assert_array_equal(before.features, after.features)
    np.testing.assert_array_equal(before.customers, after.customers)
    assert before.silent.all()
    assert not after.silent.all()


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.lists(st.tuples(st.integers(0, 99), st.integers(0, 500)), min_size=1),
        min_size=1,
    )
)
def test_features_are_finite_for_any_history(plan):
    found = _snapshot(purchases(visits(plan)), day_number(day(50)), 30)
    assert np.isfinite(found.features).all()
    early = {name for name, days in plan.items() if any(when < 50 for when, _ in days)}
    assert set(found.customers) == early
    later = {name for name, days in plan.items() if any(50 <= when < 80 for when, _ in days)}
    assert {
        str(name) for name, silent in zip(found.customers, found.silent, strict=True) if not silent
    } == early & later
