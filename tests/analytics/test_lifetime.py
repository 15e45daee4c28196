import numpy as np
import pytest
from customer_shops import bg_nbd_shop, day, visits
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import roots_jacobi

from analytics.lifetime import (
    CountModel,
    Histories,
    HistoriesError,
    Leaving,
    SpendModel,
    fit_counts,
    fit_spend,
    histories,
    lifetime_values,
)
from analytics.lifetime.counts import _log_likelihood
from analytics.purchases import purchases
from analytics.verdicts import NotEnoughData

# Fader, Hardie & Lee (2005): the estimates for the CDNOW sample, and the customer of their worked example.
PUBLISHED = CountModel(Leaving.AFTER_REPEAT, 0.243, 4.414, 0.793, 2.426, -9582.4, np.zeros((4, 4)))
# Fader & Hardie (2013): spend of the 946 who bought again, here in cents.
PUBLISHED_SPEND = SpendModel(6.25, 3.74, 1544.0, 0.0)


def known(*rows):
    repeats, last, watched, spend = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    names = np.array([f"c{number}" for number in range(len(rows))], dtype=object)
    return Histories(names, repeats, last, watched, spend)


def simulated(count, seed, leaving):
    """Customers made by the models themselves, with r .8, alpha 6, a .7, b 2.5 and p 6, q 4, v 1500."""
    r, alpha, a, b, p, q, v, weeks = 0.8, 6.0, 0.7, 2.5, 6.0, 4.0, 1500.0, 52.0
    rng = np.random.default_rng(seed)
    watched = rng.uniform(weeks / 2, weeks, count)
    rate, leave = rng.gamma(r, 1 / alpha, count), rng.beta(a, b, count)
    scale = rng.gamma(q, 1 / v, count)
    rows = []
    for number in range(count):
        repeats, last, now = 0, 0.0, 0.0
        gone = leaving is Leaving.AFTER_ANY and rng.random() < leave[number]
        while not gone:
            now += rng.exponential(1 / rate[number])
            if now > watched[number]:
                break
            repeats, last = repeats + 1, now
            gone = rng.random() < leave[number]
        mean = rng.gamma(p * repeats) / scale[number] / repeats if repeats else 0.0
        rows.append((repeats, last, watched[number], mean))
    return known(*rows)


def test_the_published_worked_example():
    one = known((2, 30.43, 38.86, 0))
    assert PUBLISHED.expected_purchases(one, 39)[0] == pytest.approx(1.226, abs=5e-4)


def test_the_published_spend_model_draws_towards_the_typical():
    assert PUBLISHED_SPEND.typical == pytest.approx(3522, abs=1)
    never, few, many = PUBLISHED_SPEND.expected_spend(
        known((0, 0, 9, 0), (1, 5, 9, 10_000), (9, 5, 9, 10_000))
    )
    assert never == pytest.approx(PUBLISHED_SPEND.typical)
    assert never < few < many < 10_000


@pytest.mark.parametrize("leaving", list(Leaving))
def test_fitting_finds_the_parameters_that_made_the_customers(leaving):
    model = fit_counts(simulated(4000, 3, leaving), leaving)
    truth = np.log([0.8, 6.0, 0.7, 2.5])
    errors = np.sqrt(np.diag(model.covariance))
    assert (errors < 0.4).all()
    assert (np.abs(model.logs() - truth) < 3 * errors).all()


def test_fitting_spend_finds_the_parameters_and_their_unit():
    customers = simulated(4000, 4, Leaving.AFTER_REPEAT)
    model = fit_spend(customers)
    assert model.p == pytest.approx(6.0, rel=0.25)
    assert model.q == pytest.approx(4.0, rel=0.1)
    assert model.typical == pytest.approx(6.0 * 1500 / 3, rel=0.05)
    ten = Histories(
        customers.customers, customers.repeats, customers.last, customers.watched, customers.mean_spend * 10
    )
    assert fit_spend(ten).v == pytest.approx(10 * model.v, rel=1e-3)


PARAMETERS = st.tuples(*[st.floats(0.05, 20.0)] * 4).map(np.array)


@settings(max_examples=40, deadline=None)
@given(PARAMETERS, st.integers(0, 30), st.floats(0.0, 1.0), st.sampled_from([0.0, 1.0]))
def test_the_slope_is_the_slope(at, repeats, lateness, extra):
    last = lateness * 40.0 if repeats else 0.0
    seen = np.array([[repeats, last, 40.0, repeats + extra, 1.0]])
    slope = _log_likelihood(at, seen)[1]
    for index in range(4):
        step = np.zeros(4)
        step[index] = 1e-5 * at[index]
        rise = _log_likelihood(at + step, seen)[0] - _log_likelihood(at - step, seen)[0]
        assert slope[index] == pytest.approx(rise / (2 * step[index]), rel=1e-4, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(PARAMETERS, st.integers(0, 40), st.sampled_from(list(Leaving)))
@example(np.array([1.0, 1.0, 1.0, 1.0]), 0, Leaving.AFTER_REPEAT)
@example(np.array([1.0, 1.0, 0.5, 0.5]), 0, Leaving.AFTER_REPEAT)
def test_expected_purchases_agree_with_the_integral_over_leaving(at, repeats, leaving):
    r, alpha, a, b = at
    model = CountModel(leaving, r, alpha, a, b, 0.0, np.zeros((4, 4)))
    one = known((repeats, 20.0 if repeats else 0.0, 40.0, 0))
    nodes, weights = roots_jacobi(60, b + model.chances(one)[0] - 1, a - 1)
    leave = (1 + nodes) / 2
    if_alive = -np.expm1((r + repeats) * np.log((alpha + 40.0) / (alpha + 40.0 + 26.0 * leave))) / leave
    whole = (weights @ if_alive) / weights.sum()
    assert model.expected_purchases(one, 26.0)[0] == pytest.approx(
        whole * model.p_alive(one)[0], rel=1e-4, abs=1e-9
    )


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(Leaving)), st.integers(0, 20), st.floats(0.0, 50.0), st.floats(0.1, 200.0))
def test_probabilities_stay_in_bounds_and_move_the_right_way(leaving, repeats, last, weeks):
    model = CountModel(leaving, 0.5, 5.0, 0.8, 2.4, 0.0, np.zeros((4, 4)))
    last = last if repeats else 0.0
    sooner, later = known((repeats, last, 51.0, 0)), known((repeats, last, 80.0, 0))
    for customers in (sooner, later):
        assert 0 <= model.p_alive(customers)[0] <= 1
        assert 1 - model.p_alive(customers)[0] <= model.p_no_purchase(customers, weeks)[0] <= 1
    assert model.p_alive(later)[0] <= model.p_alive(sooner)[0]
    assert model.p_no_purchase(sooner, weeks)[0] >= model.p_no_purchase(sooner, weeks + 1)[0]


def test_who_came_once_is_always_alive_under_bg_nbd_only():
    once = known((0, 0, 200.0, 0))
    assert PUBLISHED.p_alive(once)[0] == 1
    assert PUBLISHED.p_no_purchase(once, 26)[0] > 0.9
    after_any = CountModel(Leaving.AFTER_ANY, 0.5, 6.2, 0.9, 1.6, 0.0, np.zeros((4, 4)))
    assert after_any.p_alive(once)[0] < 0.5


def test_histories_count_from_the_first_purchase():
    made = histories(purchases(visits({"Ann": [(0, 900), (7, 100), (21, 300)], "Ben": [(14, 50)]})), day(28))
    assert made.customers.tolist() == ["Ann", "Ben"]
    assert made.repeats.tolist() == [2, 0]
    assert made.last.tolist() == [3, 0]
    assert made.watched.tolist() == [4, 2]
    assert made.mean_spend.tolist() == [200, 0]


@pytest.mark.parametrize(
    ("row", "problem"),
    [((1, 5, 4, 1), "after the day"), ((-1, 0, 4, 1), "negative"), ((0, 2, 4, 1), "no last one")],
)
def test_histories_that_contradict_themselves_are_refused(row, problem):
    with pytest.raises(HistoriesError, match=problem):
        known(row)


def test_nothing_can_be_fitted_to_people_who_never_came_back():
    with pytest.raises(ValueError, match="bought again"):
        fit_counts(known((0, 0, 9, 0), (0, 0, 8, 0)))
    with pytest.raises(ValueError, match="bought again"):
        fit_spend(known((0, 0, 9, 0)))


SHOP = bg_nbd_shop(500, 420, 11)


def test_values_add_up_and_stay_within_what_the_history_makes_plausible():
    found = lifetime_values(SHOP, day(420))
    assert found.horizon_days == 365
    assert found.total_minor == sum(one.value_minor for one in found.values) <= found.limit_minor
    assert found.total_low_minor <= found.total_minor <= found.total_high_minor <= found.limit_minor
    assert [one.rank for one in found.values] == list(range(1, len(found.values) + 1))
    for one in found.values:
        assert 0 <= one.low_minor <= one.value_minor <= one.high_minor
    last_year = SHOP[SHOP["sold_on"] >= np.datetime64(day(420 - 365))]["total_minor"].sum()
    assert found.limit_minor == pytest.approx(last_year, rel=0.01)


def test_a_ceiling_lowers_every_value_alike():
    free, held = lifetime_values(SHOP, day(420)), lifetime_values(SHOP, day(420), ceiling_minor=100_000)
    assert held.total_minor <= 100_000
    assert held.scaled < free.scaled
    assert [one.customer for one in held.values[:50]] == [one.customer for one in free.values[:50]]


def test_a_burst_of_buying_is_not_carried_on_for_ever():
    rush = {f"r{n:03d}": [(when, 10_000) for when in range(100 + n % 5, 118, 2)] for n in range(150)}
    quiet = {f"q{n:03d}": [(n % 60, 1_000), (n % 60 + 20, 1_000)] for n in range(60)}
    found = lifetime_values(visits(rush | quiet), day(120))
    assert found.horizon_days == 120
    assert found.scaled < 1
    assert found.total_minor <= found.limit_minor == visits(rush | quiet)["total_minor"].sum()


def test_the_total_and_its_range_held_on_the_months_that_followed():
    whole = bg_nbd_shop(1500, 500, 21)
    found = lifetime_values(whole[whole["sold_on"] < np.datetime64(day(320))], day(320), horizon_days=180)
    names = {one.customer for one in found.values}
    later = whole[whole["customer"].isin(names) & (whole["sold_on"] >= np.datetime64(day(320)))]
    truth = later["total_minor"].sum()
    assert found.total_minor == pytest.approx(truth, rel=0.2)
    brought = later.groupby("customer")["total_minor"].sum()
    within = [one.low_minor <= brought.get(one.customer, 0) <= one.high_minor for one in found.values]
    assert np.mean(within) > 0.75


def test_spend_that_goes_with_frequency_is_taken_as_each_ones_own():
    plan = {
        f"c{n:03d}": [(t * (360 // (n % 8 + 2)), 1_000 * (n % 8 + 1)) for t in range(n % 8 + 2)]
        for n in range(160)
    }
    found = lifetime_values(visits(plan), day(365))
    assert found.spend_correlation > 0.9
    assert found.spend is None


@pytest.mark.parametrize(
    ("plan", "today", "verdict"),
    [
        ({f"c{n}": [(0, 1), (9, 1)] for n in range(99)}, 200, NotEnoughData(99, 100, "named customers")),
        ({f"c{n}": [(0, 1), (9, 1)] for n in range(100)}, 89, NotEnoughData(89, 90, "days of named sales")),
        (
            {f"c{n}": [(n % 90, 1)] for n in range(300)},
            200,
            NotEnoughData(0, 30, "customers who bought again"),
        ),
        (
            {f"c{n}": [(0, 0), (9, 0)] for n in range(300)},
            200,
            NotEnoughData(0, 30, "customers who bought again"),
        ),
    ],
)
def test_says_what_is_missing(plan, today, verdict):
    assert lifetime_values(visits(plan), day(today)) == verdict


def test_the_same_question_gets_the_same_answer():
    one, two = (lifetime_values(SHOP, day(400), seed=5) for _ in range(2))
    assert one.values == two.values
