from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.demand import Forecast, Method, Note, PanelForecast, forecast, forecast_panel
from analytics.verdicts import NotEnoughData

FIRST = date(2025, 1, 6)  # a Monday


def book(units, first=FIRST):
    """Sale rows from an array products x days; zeros are not written down."""
    units = np.asarray(units, dtype=float)
    rows = [
        (first + timedelta(days=int(t)), f"p{i}", units[i, t])
        for i, t in zip(*np.nonzero(units), strict=True)
    ]
    return pd.DataFrame(rows, columns=["date", "product", "quantity"])


def made(units, days=None, **more):
    units = np.asarray(units, dtype=float)
    answer = forecast_panel(book(units), as_of=FIRST + timedelta(days=days or units.shape[1]), **more)
    assert isinstance(answer, PanelForecast)
    return answer


def read(answer):
    assert isinstance(answer, Forecast)
    return answer


def test_a_steady_seller_is_forecast_at_its_rate():
    answer = read(made(np.full((2, 30), 4)).of("p0", 7))
    assert answer.mean == pytest.approx(28)
    assert answer.method is Method.POOL
    assert answer.range[0] <= 28 <= answer.range[1]


def test_no_sales_at_all_gives_a_verdict():
    empty = pd.DataFrame({"date": [], "product": [], "quantity": []})
    answer = forecast_panel(empty, as_of=FIRST)
    assert answer == NotEnoughData(have=0, need=7, what="trading days")


def test_six_trading_days_are_too_early_and_seven_are_not():
    assert forecast_panel(book(np.ones((1, 6))), as_of=FIRST + timedelta(days=6)) == NotEnoughData(
        6, 7, "trading days"
    )
    assert read(made(np.ones((1, 7))).of("p0", 7)).mean == pytest.approx(7)


def test_today_is_not_part_of_the_history():
    units = np.full((1, 21), 2.0)
    units[0, 20] = 500
    answer = forecast_panel(book(units), as_of=FIRST + timedelta(days=20))
    assert isinstance(answer, PanelForecast)
    assert read(answer.of("p0", 7)).mean == pytest.approx(14)


def test_a_product_with_two_selling_days_gets_a_verdict_and_a_rate():
    units = np.ones((2, 20))
    units[1] = 0
    units[1, [10, 15]] = 3
    answer = made(units)
    assert answer.of("p1", 7) == NotEnoughData(2, 3, "selling days")
    assert answer.rates["p1"] == pytest.approx(0.6)  # six units in the ten days since its first sale


def test_under_two_weeks_there_is_no_total_of_a_month():
    answer = made(np.ones((1, 10)))
    assert answer.of("p0", 28) == NotEnoughData(10, 14, "days of sales")
    assert Note.ROUGH in read(answer.of("p0", 14)).notes


def test_a_silent_product_is_asleep_with_an_upper_range():
    units = np.ones((2, 200))
    units[1, 90:] = 0
    answer = read(made(units).of("p1", 28))
    assert (answer.method, answer.mean, answer.median) == (Method.ASLEEP, 0.0, 0.0)
    assert answer.range[1] >= answer.range[0] == 0.0


def test_a_name_never_sold_is_an_error_of_the_caller():
    with pytest.raises(KeyError):
        made(np.ones((1, 20))).of("nothing", 7)


def test_days_named_as_shut_ahead_sell_nothing():
    shut = FIRST + timedelta(days=30)
    answer = read(made(np.full((1, 30), 3.0), closed={shut}).of("p0", 7))
    assert answer.path[0] == 0
    assert answer.mean == pytest.approx(18)


def test_groups_are_the_sums_of_their_products():
    rng = np.random.default_rng(3)
    answer = made(rng.poisson(3, (3, 90)), categories={"p0": "bread", "p1": "bread", "p2": "cake"})
    by_product = [read(answer.of(name, 28)).mean for name in answer.names]
    assert answer.category_names == ("bread", "cake")
    with pytest.raises(KeyError):
        answer.category("soap")
    assert read(answer.category("bread", 28)).mean == pytest.approx(by_product[0] + by_product[1])
    assert read(answer.shop(28)).mean == pytest.approx(sum(by_product))


books = st.integers(0, 10_000).map(
    lambda seed: np.random.default_rng(seed).poisson(
        np.random.default_rng(seed).gamma(1, 2, (3, 1)),
        (3, int(np.random.default_rng(seed).integers(7, 120))),
    )
)


@settings(max_examples=10, deadline=None)
@given(books, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(units, shuffler):
    rows = book(units)
    order = list(range(len(rows)))
    shuffler.shuffle(order)
    as_of = FIRST + timedelta(days=units.shape[1])
    one, two = forecast_panel(rows, as_of=as_of), forecast_panel(rows.iloc[order], as_of=as_of)
    if isinstance(one, NotEnoughData):
        assert one == two
        return
    assert isinstance(two, PanelForecast)
    np.testing.assert_array_equal(one.products.path, two.products.path)


@settings(max_examples=10, deadline=None)
@given(books)
def test_every_figure_is_finite_ordered_and_adds_up(units):
    answer = forecast_panel(book(units), (7, 14, 28), as_of=FIRST + timedelta(days=units.shape[1]))
    if isinstance(answer, NotEnoughData):
        return
    for days in (1, 7, 10, 28):
        for total in (*(answer.of(name, days) for name in answer.names), answer.shop(days)):
            if isinstance(total, NotEnoughData):
                continue
            quantiles = [total.quantile(tau) for tau in (0.05, 0.25, 0.5, 0.75, 0.95)]
            assert quantiles == sorted(quantiles)
            assert np.isfinite([total.mean, total.variance, *quantiles, *total.range]).all()
            assert total.path.sum() == pytest.approx(total.mean)
            assert 0 <= total.range[0] <= total.median <= total.range[1]


@settings(max_examples=10, deadline=None)
@given(books)
def test_doubled_quantities_double_the_mean(units):
    as_of = FIRST + timedelta(days=units.shape[1])
    one, two = forecast_panel(book(units), as_of=as_of), forecast_panel(book(units * 2), as_of=as_of)
    if isinstance(one, NotEnoughData) or isinstance(two, NotEnoughData):
        assert one == two
        return
    np.testing.assert_allclose(two.products.path, 2 * one.products.path, rtol=1e-6, atol=1e-9)


def test_the_method_follows_the_length_of_the_history():
    rng = np.random.default_rng(5)
    units = rng.poisson(4, (4, 750))
    by_length = {days: read(made(units[:, :days]).of("p0", 7)).method for days in (10, 30, 400, 750)}
    assert by_length == {10: Method.MEAN, 30: Method.POOL, 400: Method.POOL, 750: Method.POOL_WITH_YEAR}


def test_the_plain_mean_takes_over_where_it_did_better(monkeypatch):
    monkeypatch.setattr("analytics.demand.view._CLEARLY", 10.0)
    answer = read(made(np.random.default_rng(5).poisson(4, (4, 100))).of("p0", 7))
    assert answer.method is Method.WEEKDAYS
    assert Note.PLAIN_IS_BETTER in answer.notes
    assert answer.footing.error == answer.footing.plain_error


def test_each_horizon_says_for_itself_whether_the_plain_mean_took_over(monkeypatch):
    as_before = forecast.choose

    def plain_for_a_month(panel, levels, test, horizon):
        return replace(as_before(panel, levels, test, horizon), plain_better=horizon == 28)

    monkeypatch.setattr(forecast, "choose", plain_for_a_month)
    answer = made(np.random.default_rng(5).poisson(4, (4, 100)))
    for one in (answer.of("p0", 7), answer.of("p0", 14), answer.shop(7)):
        assert Note.PLAIN_IS_BETTER not in read(one).notes
    for one in (answer.of("p0", 28), answer.shop(28)):
        assert Note.PLAIN_IS_BETTER in read(one).notes


@pytest.mark.parametrize("days", [35, 160])
def test_ranges_hold_four_of_five_simulated_totals(days):
    rng = np.random.default_rng(12)
    held = {7: [], 28: []}
    below = []
    for _ in range(8):
        rate = rng.gamma(1.5, 3, (25, 1)) * np.resize([0.7, 0.8, 1, 1, 1.2, 1.7, 0.6], days + 28)
        units = rng.negative_binomial(2, 2 / (2 + rate))
        forecast = made(units[:, :days])
        for i, row in enumerate(units):
            for horizon, hits in held.items():
                answer = forecast.of(f"p{i}", horizon) if row[:days].any() else None
                if not isinstance(answer, Forecast):
                    continue
                came = row[days : days + horizon].sum()
                hits.append(answer.range[0] <= came <= answer.range[1])
                if horizon == 7:
                    below.append(came <= answer.quantile(0.9))
    assert 0.75 <= np.mean(held[7]) <= 0.92
    assert 0.75 <= np.mean(held[28]) <= 0.97  # wider than need be where nothing ever shifts
    assert 0.86 <= np.mean(below) <= 0.97


def test_the_path_has_the_shape_of_the_week():
    rng = np.random.default_rng(12)
    shape = np.array([0.7, 0.8, 1, 1, 1.2, 1.7, 0.6])
    path = made(rng.poisson(20 * np.resize(shape, (5, 140)))).path("p0")
    np.testing.assert_allclose(path[:7] / path[:7].mean(), shape, atol=0.15)


def test_a_jump_of_one_bulk_order_does_not_set_the_level():
    units = np.random.default_rng(1).poisson(2, (4, 120)).astype(float)
    before = read(made(units).of("p0", 7)).mean
    units[0, 117] += 400
    assert read(made(units).of("p0", 7)).mean < 1.5 * before


def test_days_out_of_stock_do_not_pull_the_forecast_down():
    units = np.full((3, 60), 6.0)
    units[0, 40:] = 0
    out = [("p0", FIRST + timedelta(days=day)) for day in range(40, 60)]
    assert read(made(units, out_of_stock=out).of("p0", 7)).mean == pytest.approx(42, rel=0.02)
    assert read(made(units).of("p0", 7)).mean < 25


def test_between_horizons_widths_lie_between():
    forecast = made(np.random.default_rng(1).poisson(5, (6, 150)))
    widths = [read(forecast.of("p0", days)).variance for days in (7, 9, 11, 14)]
    assert widths == sorted(widths)


def test_an_asleep_product_wakes_with_its_season():
    units = np.random.default_rng(1).poisson(5, (3, 800)).astype(float)
    season = (np.arange(800) % 364) < 60
    units[0, ~season] = 0
    seasonal = read(made(units[:, :727], days=727).of("p0", 28))
    assert seasonal.method is Method.ASLEEP  # under two years nothing speaks for its waking
    assert read(made(units[:, :729], days=729).of("p0", 28)).method is not Method.ASLEEP


def test_the_footing_counts_what_was_rehearsed():
    footing = read(made(np.random.default_rng(1).poisson(5, (6, 150))).of("p0", 7)).footing
    assert (footing.history_days, footing.windows, footing.window_days) == (150, 20, 7)
    assert 0.5 * footing.windows <= footing.held <= footing.windows
    assert 0 < footing.error < 0.5


def test_bad_horizons_are_refused():
    with pytest.raises(ValueError, match="horizons"):
        made(np.ones((1, 20)), horizons=(0, 7))
    with pytest.raises(ValueError, match="reaches"):
        made(np.ones((1, 20))).of("p0", 29)


def test_bread_by_weight_has_no_whole_quantiles():
    forecast = made(np.random.default_rng(1).gamma(2, 1.3, (2, 60)).round(3))
    assert read(forecast.of("p0", 7)).quantile(0.9) % 1 != 0


def test_many_products_at_once_are_as_one_by_one():
    units = np.random.default_rng(8).poisson([[0.02], [3], [11], [40]], (4, 90)).astype(float)
    units[3] *= 0.25
    units[0, 50:52] = 1  # two selling days are too few
    forecast = made(units)
    days = np.array([1, 7, 10, 28])
    for one, name, length in zip(
        forecast.each(forecast.names, days.tolist()), forecast.names, days, strict=True
    ):
        alone = forecast.of(name, int(length))
        if isinstance(alone, NotEnoughData):
            assert one == alone
            continue
        assert (one.mean, one.variance, one.range, one.notes) == (
            alone.mean,
            alone.variance,
            alone.range,
            alone.notes,
        )
        assert forecast.quantiles([name], np.array([length]), 0.9)[0] == alone.quantile(0.9)
    assert forecast.expected(forecast.names, 7)["p1"] == pytest.approx(forecast.path("p1")[:7].sum())
    with pytest.raises(KeyError):
        forecast.each(["p1", "never sold"])


def test_ten_days_of_sales_say_nothing_about_four_weeks_of_any_product():
    forecast = made(np.ones((2, 10)))
    found = forecast.quantiles(forecast.names, np.array([14, 15]), 0.9)
    assert np.isfinite(found).tolist() == [True, False]
