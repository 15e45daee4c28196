from datetime import date

import numpy as np
import pytest

from analytics.demand import models
from analytics.demand.learned_models import features
from analytics.demand.models import Ahead, History, Named, all_models, guarded, largest_total
from analytics.demand.simple_models import croston, croston_sba, naive, seasonal_naive, smoothing, tsb

MONDAY = date(2025, 1, 6)


def history(units):
    return History(np.asarray(units, dtype=float), MONDAY)


def test_naive_repeats_the_last_day_and_its_doubt_grows():
    said = naive(history([1, 3, 5]), 4)
    assert said.mean.tolist() == [5, 5, 5, 5]
    assert said.deviation.tolist() == pytest.approx([2, 2 * 2**0.5, 2 * 3**0.5, 4])


def test_seasonal_naive_repeats_the_last_week():
    assert seasonal_naive(history([9, *range(1, 8)]), 9).mean.tolist() == [1, 2, 3, 4, 5, 6, 7, 1, 2]


def test_croston_by_hand():
    # Sizes 4 then 6; gaps 2 then 3 days; both smoothed with 0.1 from the first: 4.2 / 2.1.
    level = np.array([0.0, 4, 0, 0, 6])
    assert croston(level, 1).mean[0] == pytest.approx(4.2 / 2.1)
    assert croston_sba(level, 1).mean[0] == pytest.approx(0.95 * 4.2 / 2.1)


def test_tsb_fades_while_nothing_sells_and_croston_does_not():
    sold = np.array([2.0] * 30 + [0.0] * 10)
    assert tsb(sold, 1).mean[0] == pytest.approx(2 * 0.9**10)
    assert croston(sold, 1).mean[0] == pytest.approx(2)


def test_smoothing_follows_a_shift_and_averages_noise():
    jumped = np.array([5.0] * 30 + [50.0] * 30)
    assert smoothing(jumped, 1).mean[0] == pytest.approx(50, rel=0.02)
    noise = np.random.default_rng(1).normal(100, 10, 300)
    assert smoothing(noise, 1).mean[0] == pytest.approx(100, abs=4)


def test_what_a_learner_sees_is_known_the_day_before():
    units = np.arange(40.0)
    rows = features(units, np.arange(41) % 7)
    assert rows.shape == (13, 8 + 2 + 7)
    first = rows[0]  # for day 28
    assert first[:8].tolist() == [27, 26, 25, 24, 23, 22, 21, 14]
    assert first[8:10].tolist() == [24, 13.5]
    changed = units.copy()
    changed[28:] = 999
    assert features(changed, np.arange(41) % 7)[0].tolist() == first.tolist()


@pytest.fixture(scope="module")
def weekly():
    rng = np.random.default_rng(7)
    shape = np.array([1.0, 1, 1, 1, 1.4, 2, 0.6])
    return history(rng.poisson(10 * np.resize(shape, 140)))


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.name)
def test_every_model_stays_near_a_steady_shop(model, weekly):
    answer = guarded(model, weekly, 14)
    assert not answer.replaced
    assert not answer.capped
    assert answer.ahead.mean.shape == answer.ahead.deviation.shape == (14,)
    assert answer.ahead.mean.sum() == pytest.approx(160, rel=0.6 if model.name == "naive" else 0.25)


@pytest.mark.parametrize("name", ["ETS", "ARIMA", "random forest", "mean of 28 days"])
def test_models_put_the_busy_day_where_it_is(name, weekly):
    (model,) = [model for model in all_models() if model.name == name]
    mean = guarded(model, weekly, 7).ahead.mean
    assert int(np.argmax(mean)) == 5
    assert mean[5] > 1.4 * mean[0]


def test_an_explosion_is_capped_at_three_times_the_largest_total():
    wild = Named("wild", 1, lambda _, ahead: Ahead(np.full(ahead, 1e9), np.ones(ahead)))
    answer = guarded(wild, history([1, 2, 3, 4]), 2)
    assert answer.capped
    assert answer.ahead.mean.sum() == pytest.approx(3 * 7)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_nonsense_is_replaced_by_the_plain_mean(bad):
    model = Named("bad", 1, lambda _, ahead: Ahead(np.full(ahead, bad), np.ones(ahead)))
    answer = guarded(model, history([2, 4]), 3)
    assert answer.replaced
    assert answer.ahead.mean.tolist() == [3, 3, 3]


def test_a_model_that_gives_up_is_replaced_and_a_bug_is_not_hidden():
    def gives_up(_, __):
        raise np.linalg.LinAlgError

    def broken(_, __):
        raise TypeError

    assert guarded(Named("gives up", 1, gives_up), history([1, 2]), 2).replaced
    with pytest.raises(TypeError):
        guarded(Named("broken", 1, broken), history([1, 2]), 2)


def test_a_model_is_not_asked_with_too_short_a_history():
    assert guarded(Named("long", 30, naive), history([1, 2]), 2).replaced


def test_no_model_promises_less_than_nothing():
    down = Named("down", 1, lambda _, ahead: Ahead(-np.ones(ahead), np.ones(ahead)))
    assert guarded(down, history([1, 2]), 2).ahead.mean.tolist() == [0, 0]


def test_the_largest_total_seen():
    assert largest_total(np.array([1.0, 5, 2, 4]), 2) == 7
    assert largest_total(np.array([1.0, 5]), 4) == 12


def test_prophet_is_offered_only_where_it_is_installed(monkeypatch):
    monkeypatch.setattr(models, "find_spec", lambda _: None)
    assert "Prophet" not in [model.name for model in all_models()]
    monkeypatch.setattr(models, "find_spec", lambda _: object())
    assert "Prophet" in [model.name for model in all_models()]
