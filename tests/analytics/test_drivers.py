import numpy as np
import pytest
from customer_shops import day, shop

from analytics.driver_features import describe
from analytics.drivers import Drivers, drivers, kept
from analytics.model_file import load, save
from analytics.sales_table import Period, no_sales, until
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData

SALE = Period(day(20), day(26)), Period(day(70), day(76)), Period(day(95), day(101))


def made_up(seed, *, planted, lines=2400, days=120):
    """12 products; planted: product n costs n times 1000, and a campaign doubles what is taken."""
    rng = np.random.default_rng(seed)
    when = np.sort(rng.integers(0, days, lines))
    item = rng.integers(1, 13, lines)
    promoted = np.zeros(lines, dtype=bool)
    for period in SALE:
        promoted |= (when >= (period.start - day(0)).days) & (when < (period.end - day(0)).days)
    total = rng.lognormal(8, 0.3, lines)
    if planted:
        total = item * 1000 * rng.lognormal(0, 0.1, lines) * np.where(promoted, 2, 1)
    return shop(
        [
            (n, int(when[n]), f"p{item[n]:02d}", 1 + n % 3, int(total[n]), f"c{rng.integers(60)}")
            for n in range(lines)
        ]
    )


@pytest.fixture(scope="module")
def found():
    return drivers(made_up(1, planted=True), day(120), SALE)


def test_planted_drivers_are_found_in_order(found):
    assert isinstance(found, Drivers)
    assert [driver.name for driver in found.drivers[:2]] == ["product", "campaign"]
    assert [driver.name for driver in found.drivers if driver.matters][:2] == ["product", "campaign"]
    assert found.drivers[0].rmse_rise > 10 * found.drivers[0].spread
    for driver in found.drivers[2:]:
        assert driver.rmse_rise < 0.1 * found.drivers[1].rmse_rise


def test_it_is_measured_on_later_days_beside_the_simplest_rules(found):
    assert found.model.rmse < found.product_only.rmse < found.naive.rmse
    assert found.model.mae < found.naive.mae
    assert found.model.r2 > 0.7
    assert found.learnt.end == found.held_out.start
    assert found.held_out.end == day(120)
    assert found.lines == pytest.approx(600, abs=40)
    sales = made_up(1, planted=True)
    later = sales[sales["sold_on"] >= np.datetime64(found.held_out.start)]
    assert len(later) == found.lines
    assert sum(total.actual_minor for total in found.days) == later["total_minor"].sum()
    said, came = zip(*((total.predicted_minor, total.actual_minor) for total in found.days), strict=True)
    assert np.corrcoef(said, came)[0, 1] > 0.8


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_totals_that_nothing_drives_are_a_verdict(seed):
    found = drivers(made_up(seed, planted=False), day(120), SALE)
    assert isinstance(found, NoBetterThanBaseline)
    assert found.measure == "RMSE"
    assert found.model_error > 0.97 * found.baseline_error


def test_totals_that_are_all_the_same_are_a_verdict():
    rows = [(n, n // 10, "tv", 1, 100, None) for n in range(400)]
    assert drivers(shop(rows), day(100)) == NoBetterThanBaseline(0, 0, "RMSE")


def test_a_price_written_anew_for_every_piece_does_not_give_the_total_away():
    rng = np.random.default_rng(9)
    rows = [(n, n // 20, f"p{n % 5}", 1, int(rng.lognormal(8, 1)), None) for n in range(2000)]
    assert isinstance(drivers(shop(rows), day(100)), NoBetterThanBaseline)


def test_the_fitted_model_is_saved_with_its_data(found, tmp_path):
    save(found.forest, found.data, tmp_path / "drivers.model")
    table = describe(until(made_up(1, planted=True), day(120)), SALE).table
    again = load(tmp_path / "drivers.model", found.data)
    np.testing.assert_array_equal(again.predict(table), found.forest.predict(table))


@pytest.mark.parametrize(
    ("sales", "verdict"),
    [
        (no_sales(), NotEnoughData(0, 300, "sale lines")),
        (made_up(1, planted=True, lines=299), NotEnoughData(299, 300, "sale lines")),
        (made_up(1, planted=True, lines=400, days=27), NotEnoughData(27, 28, "days of sales")),
        (
            shop([(n, 0 if n < 90 else 40, "tv", 1, 100, None) for n in range(400)]),
            NotEnoughData(90, 100, "sale lines before the last quarter"),
        ),
    ],
)
def test_says_what_is_missing(sales, verdict):
    assert drivers(sales, day(200)) == verdict


def test_what_was_found_is_kept_until_the_data_moves_on(tmp_path, monkeypatch):
    sales, today = made_up(1, planted=True), day(121)
    path = tmp_path / "models" / "drivers.model"
    first = kept(sales, today, (), path)
    again = []
    monkeypatch.setattr("analytics.drivers.drivers", lambda *_: again.append(1))
    assert kept(sales, today, (), path).drivers == first.drivers
    assert not again
    kept(sales.iloc[1:], today, (), path)
    assert again
