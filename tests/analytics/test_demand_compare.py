from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.demand import simple_models
from analytics.demand.compare import BASELINE, USED, Comparison, compare
from analytics.demand.models import Ahead, Named
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData

FIRST = date(2025, 1, 6)


def book(units):
    units = np.asarray(units, dtype=float)
    rows = [
        (FIRST + timedelta(days=int(t)), f"p{i}", units[i, t])
        for i, t in zip(*np.nonzero(units), strict=True)
    ]
    return pd.DataFrame(rows, columns=["date", "product", "quantity"])


def compared(units, **more):
    units = np.asarray(units, dtype=float)
    more.setdefault("models", simple_models.MODELS)
    answer = compare(book(units), as_of=FIRST + timedelta(days=units.shape[1]), **more)
    assert isinstance(answer, Comparison)
    return answer


def row(answer, name):
    (found,) = [score for score in answer.rows if score.model == name]
    return found


@pytest.fixture(scope="module")
def weekly():
    """Three products with a strong week and noise, 20 weeks."""
    rng = np.random.default_rng(2)
    return rng.poisson(8 * np.resize([0.5, 0.5, 1, 1, 1, 2, 1.0], (3, 140)))


def test_errors_by_hand():
    # 28 days of 1 and 3 in turn, then a week of 4s: "always 2" misses each day by 2 and the total by 14.
    units = np.array([[1, 3] * 14 + [4] * 7])
    two = Named("two", 1, lambda _, ahead: Ahead(np.full(ahead, 2.0), np.zeros(ahead)))
    score = row(compared(units, models=[two], windows=1), "two")
    assert (score.mae, score.rmse) == (2, 2)
    assert (score.wape, score.bias, score.cover) == (0.5, -0.5, 0)
    # Odd weeks apart, each day differs by 2 from a week before: the seasonal naive error within the history is 2.
    assert (score.mase, score.rmsse) == (1, 1)


def test_the_week_is_worth_something(weekly):
    answer = compared(weekly)
    flat = Named("flat", 1, lambda h, ahead: Ahead(np.full(ahead, h.units[-28:].mean()), np.ones(ahead)))
    assert row(answer, BASELINE).rmsse < row(compared(weekly, models=[flat]), "flat").rmsse
    assert row(answer, BASELINE).rmsse < row(answer, "seasonal naive").rmsse < row(answer, "naive").rmsse


def test_the_best_is_first_and_ours_is_among_them(weekly):
    answer = compared(weekly)
    assert [score.rmsse for score in answer.rows] == sorted(score.rmsse for score in answer.rows)
    assert USED in [score.model for score in answer.rows]
    assert all(np.isfinite(score.rmsse) and 0 <= score.cover <= 1 for score in answer.rows)


def test_no_model_sees_the_days_it_forecasts(weekly):
    seen = []

    def spy(history, ahead):
        seen.append(history.next_day)
        return Ahead(np.zeros(ahead), np.zeros(ahead))

    answer = compared(weekly, models=[Named("spy", 1, spy)], windows=3, most_products=1)
    assert sorted(seen) == list(answer.windows)
    assert answer.windows == tuple(FIRST + timedelta(days=140 - 7 * k) for k in (3, 2, 1))


def test_the_future_does_not_change_what_was_said(weekly):
    said = {}

    def spy(history, ahead):
        said.setdefault(history.next_day, []).append(history.units.sum())
        return Ahead(np.zeros(ahead), np.zeros(ahead))

    compared(weekly, models=[Named("spy", 1, spy)], windows=1)
    before = dict(said)
    said.clear()
    later = weekly.copy()
    later[:, 133:] *= 50
    compared(later, models=[Named("spy", 1, spy)], windows=1)
    assert said == before


def test_no_better_than_the_plain_mean_is_said(weekly):
    answer = compared(weekly)
    better = answer.rows[0].model == USED or row(answer, USED).rmsse < row(answer, BASELINE).rmsse
    assert (answer.verdict is None) == better
    rigged = Comparison(
        tuple(score for score in answer.rows if score.model == BASELINE), 7, answer.windows, answer.products
    )
    assert rigged.verdict is None
    perfect = Named(
        BASELINE, 1, lambda _, ahead: Ahead(np.resize(weekly[0, -7:], ahead) * 1.0, np.ones(ahead))
    )
    lost = compared(weekly[:1], models=[perfect], windows=1).verdict
    assert isinstance(lost, NoBetterThanBaseline)
    assert lost.baseline_error == 0


def test_short_books_get_verdicts():
    assert compare(book(np.ones((1, 5))), as_of=FIRST + timedelta(days=5)) == NotEnoughData(
        5, 7, "trading days"
    )
    assert compare(book(np.ones((1, 27))), as_of=FIRST + timedelta(days=27)) == NotEnoughData(
        27, 28, "days of sales"
    )


def test_days_out_of_stock_are_not_judged():
    units = np.full((1, 35), 5.0)
    units[0, 30:] = 0
    out = [("p0", FIRST + timedelta(days=t)) for t in range(30, 35)]
    score = row(compared(units, windows=1, out_of_stock=out), BASELINE)
    assert score.mae == pytest.approx(0, abs=1e-9)
    assert row(compared(units, windows=1), BASELINE).mae > 1


def test_failures_are_counted(weekly):
    lost = Named("lost", 1, lambda _, ahead: Ahead(np.full(ahead, np.nan), np.ones(ahead)))
    wild = Named("wild", 1, lambda _, ahead: Ahead(np.full(ahead, 1e6), np.ones(ahead)))
    answer = compared(weekly, models=[lost, wild], windows=2)
    assert row(answer, "lost").replaced == row(answer, "wild").capped == 6
