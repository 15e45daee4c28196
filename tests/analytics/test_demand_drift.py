from datetime import date, timedelta

import pandas as pd
import pytest

from analytics.demand.drift import DriftReport, Made, drift
from analytics.verdicts import NotEnoughData

FIRST = date(2025, 1, 6)


def made(means, product="p", spread=3):
    return [
        Made(product, FIRST + timedelta(weeks=week), 7, mean, mean - spread, mean + spread)
        for week, mean in enumerate(means)
    ]


def sold(by_week, product="p"):
    """All of a week's units on its last day."""
    rows = [(FIRST + timedelta(weeks=week, days=6), product, units) for week, units in enumerate(by_week)]
    return pd.DataFrame(rows, columns=["date", "product", "quantity"])


def judged(*args, **more):
    answer = drift(*args, **more)
    assert isinstance(answer, DriftReport)
    return answer


def test_figures_by_hand():
    report = judged(made([10, 10, 10, 10]), sold([12, 9, 14, 10]), as_of=FIRST + timedelta(weeks=4)).overall
    assert (report.judged, report.pending, report.held) == (4, 0, 3)
    assert report.wape == pytest.approx(7 / 45)
    assert report.bias == pytest.approx(40 / 45 - 1)
    assert report.tracking == pytest.approx(5 / (7 / 4))
    assert not report.drifting


def test_errors_to_one_side_are_drift():
    report = judged(made([10] * 6), sold([12, 13, 15, 14, 16, 12]), as_of=FIRST + timedelta(weeks=6)).overall
    assert report.tracking == pytest.approx(6)
    assert report.drifting


def test_a_forecast_is_judged_only_when_its_days_are_over():
    as_of = FIRST + timedelta(weeks=4, days=6)
    report = judged(made([10] * 6), sold([10] * 6), as_of=as_of).overall
    assert (report.judged, report.pending) == (4, 2)
    assert drift(made([10] * 6), sold([10] * 6), as_of=FIRST + timedelta(weeks=3)) == NotEnoughData(
        3, 4, "finished forecasts"
    )


def test_a_week_without_sales_counts_as_nothing_sold():
    report = judged(made([5, 5, 5, 5]), sold([5, 5, 5]), as_of=FIRST + timedelta(weeks=4)).overall
    assert report.bias == pytest.approx(20 / 15 - 1)


def test_nothing_sold_at_all_gives_no_ratio():
    report = judged(made([1] * 4), sold([]), as_of=FIRST + timedelta(weeks=4)).overall
    assert report.wape is None
    assert report.bias is None


def test_the_worst_leaning_product_comes_first():
    came = pd.concat([sold([10] * 5, "steady"), sold([20] * 5, "risen")])
    forecasts = made([10, 10, 10, 10, 10], "steady") + made([10] * 5, "risen")
    report = judged(forecasts, came, as_of=FIRST + timedelta(weeks=5))
    assert [one.name for one in report.products] == ["risen", "steady"]
    assert [one.drifting for one in report.products] == [True, False]
