import datetime as dt
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.sales_table import (
    COLUMNS,
    Period,
    SalesTableError,
    bought,
    day_number,
    day_numbers,
    narrow_table,
    no_sales,
    sales_table,
    until,
    within,
)


def lines(**changes):
    base = {
        "sale_id": [1, 1, 2],
        "sold_on": ["2026-07-01", "2026-07-01", "2026-07-02"],
        "sold_at": ["2026-07-01T10:00:00+02:00", None, None],
        "product": ["HDMI cable", "TV", "HDMI cable"],
        "category": ["cables", None, "cables"],
        "quantity": [2, 1, -1],
        "total_minor": [24000, 350000, -12000],
        "cost_minor": [10000, None, None],
        "customer": ["Thabo", "Thabo", None],
    }
    return pd.DataFrame(base | changes)


def test_gives_the_columns_named_and_typed():
    table = sales_table(lines())
    assert tuple(table.columns) == COLUMNS
    assert {name: str(kind) for name, kind in table.dtypes.items()} == {
        "sale_id": "int64",
        "sold_on": "datetime64[s]",
        "sold_at": "datetime64[s, UTC]",
        "product": "str",
        "category": "str",
        "quantity": "float64",
        "total_minor": "int64",
        "cost_minor": "Int64",
        "customer": "str",
        "region": "str",
        "payment": "str",
    }
    assert table["sold_at"][0] == pd.Timestamp("2026-07-01 08:00", tz="UTC")
    assert table["sold_at"].isna().tolist() == [False, True, True]
    assert table["cost_minor"].isna().tolist() == [False, True, True]
    assert table["customer"].isna().tolist() == [False, False, True]


def test_is_idempotent_and_leaves_the_input_alone():
    given_frame = lines().set_axis([7, 8, 9], axis="index")
    before = given_frame.copy(deep=True)
    table = sales_table(given_frame)
    table.loc[0, "total_minor"] = 1
    pd.testing.assert_frame_equal(given_frame, before)
    checked = sales_table(given_frame)
    pd.testing.assert_frame_equal(sales_table(checked), checked)


def test_takes_dates_and_leaves_other_columns_behind():
    table = sales_table(
        lines(sold_on=[dt.date(2026, 7, day) for day in (1, 1, 2)], recorded_by=["a", "b", "c"])
    )
    assert table["sold_on"].tolist() == [pd.Timestamp(2026, 7, day) for day in (1, 1, 2)]
    assert "recorded_by" not in table


@pytest.mark.parametrize(
    ("column", "values", "problem"),
    [
        ("total_minor", [1.5, 2.0, 3.0], "parts of a unit"),
        ("total_minor", [1.0, None, 3.0], "empty or not finite"),
        ("total_minor", ["R12", "3", "4"], "no number"),
        ("total_minor", [True, False, True], "yes/no"),
        ("total_minor", [1e300, 1.0, 1.0], "too large"),
        ("quantity", [1.0, float("inf"), 2.0], "not finite"),
        ("sold_on", ["2026-07-01", None, "2026-07-02"], "no day"),
        ("sold_on", ["2026-07-01", "yesterday", "2026-07-02"], "no day"),
        ("sold_on", ["2026-07-01", "2026-07-01T09:30:00", "2026-07-02"], "times of day"),
        ("sold_on", [1, 2, 3], "numbers where days"),
        ("sold_on", pd.to_datetime(["2026-07-01"] * 3, utc=True), "carries a zone"),
        ("sold_on", ["2026-07-01T00:00:00+02:00"] * 3, "carries a zone"),
        ("sold_at", pd.to_datetime(["2026-07-01"] * 3), "no zone"),
        ("sold_at", ["half past nine", None, None], "no instant"),
        ("product", ["TV", None, "TV"], "are empty"),
        ("product", ["TV", "", "TV"], "empty name"),
        ("customer", ["Thabo", "", None], "unknown is null"),
        ("customer", [1, 2, 3], "integer where names"),
        ("cost_minor", [1.5, None, None], "parts of a unit"),
    ],
)
def test_says_which_column_and_what_is_wrong(column, values, problem):
    with pytest.raises(SalesTableError, match=problem) as caught:
        sales_table(lines(**{column: values}))
    assert caught.value.column == column
    assert column in str(caught.value)


def test_names_a_missing_and_a_doubled_column():
    with pytest.raises(SalesTableError, match="'quantity': is missing"):
        sales_table(lines().drop(columns="quantity"))
    with pytest.raises(SalesTableError, match="more than once"):
        sales_table(pd.concat([lines(), lines()[["product"]]], axis=1))


def test_a_shop_without_sales_has_a_table_too():
    empty = no_sales()
    assert empty.empty
    assert empty.dtypes.tolist() == sales_table(lines()).dtypes.tolist()


def test_periods_are_half_open():
    table = sales_table(lines())
    assert len(within(table, Period(dt.date(2026, 7, 1), dt.date(2026, 7, 2)))) == 2
    assert len(until(table, dt.date(2026, 7, 2))) == 2
    assert until(table, dt.date(2026, 7, 1)).empty
    with pytest.raises(ValueError, match="at least one day"):
        Period(dt.date(2026, 7, 1), dt.date(2026, 7, 1))


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(1980, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 800))
def test_the_period_before_touches_and_is_as_long(start, days):
    period = Period(start, start + dt.timedelta(days=days))
    assert period.before().end == period.start
    assert period.before().days == period.days == days
    table = sales_table(lines(sold_on=[start] * 3))
    assert (
        day_numbers(table["sold_on"]).tolist()
        == [day_number(start)] * 3
        == [(start - dt.date(1970, 1, 1)).days] * 3
    )


def test_no_customer_module_loads_scikit_learn_when_imported():
    modules = [
        "sales_table",
        "ranking",
        "purchases",
        "rfm",
        "clusters",
        "cohorts",
        "lifetime",
        "churn",
        "baskets",
        "recommend",
        "drivers",
        "driver_features",
        "itemsets",
        "model_file",
        "scores",
    ]
    script = (
        "import importlib.util, sys\n"
        f"for name in {modules!r}:\n"
        "    if importlib.util.find_spec('analytics.' + name): importlib.import_module('analytics.' + name)\n"
        "assert 'sklearn' not in sys.modules, 'scikit-learn was loaded'\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_narrow_table_has_the_columns_it_was_given_typed_as_in_the_whole_one():
    raw = pd.DataFrame(
        {"customer": ["Ann", None], "sold_on": ["2026-07-01", "2026-07-02"], "sale_id": [3, 4]}
    )
    made = narrow_table(raw)
    assert list(made) == ["customer", "sold_on", "sale_id"]
    assert made.dtypes.to_dict() == {name: no_sales()[name].dtype for name in made}
    assert bought(made) is made
    with pytest.raises(SalesTableError, match="product"):
        narrow_table(pd.DataFrame({"product": ["tv", None]}))


def test_what_was_bought_leaves_returns_out():
    table = sales_table(lines())
    assert bought(table)["product"].tolist() == ["HDMI cable", "TV"]
