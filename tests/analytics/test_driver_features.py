import numpy as np
import pandas as pd
import pytest
from customer_shops import day, shop
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.driver_features import describe
from analytics.sales_table import Period, no_sales, sales_table


def column(lines, name):
    return lines.table[:, lines.columns.index(name)]


def test_every_figure_comes_from_earlier_days():
    lines = describe(
        shop(
            [
                (1, 0, "tv", 1, 100, "Ann"),
                (2, 0, "tv", 1, 300, "Ben"),
                (3, 4, "tv", 2, 400, "Ann"),
                (4, 4, "tv", 1, 500, None),
                (5, 6, "pc", 1, 900, "Ann"),
                (6, 6, "tv", -1, -100, "Ann"),
            ]
        )
    )
    assert lines.totals.tolist() == [100, 300, 400, 500, 900]
    assert column(lines, "lines before").tolist() == [0, 0, 2, 2, 0]
    assert column(lines, "usual total").tolist() == [0, 0, 200, 200, 325]
    assert column(lines, "days since his last").tolist() == [-1, -1, 4, -1, 2]
    assert column(lines, "his lines before").tolist() == [0, 0, 1, -1, 2]


def test_the_price_is_that_of_the_last_earlier_day_against_the_usual():
    rows = [(n, n, "tv", 2, 200, None) for n in range(4)]
    rows += [(4, 4, "tv", 1, 50, None), (5, 5, "tv", 3, 999, None)]
    prices = column(describe(shop(rows)), "last price to usual")
    assert prices[:5].tolist() == [1, 1, 1, 1, 1]
    assert prices[5] == pytest.approx(50 / 90)


def test_campaign_days_and_hours():
    sales = shop([(n, n, "tv", 1, 100, None) for n in range(6)])
    sales["sold_at"] = pd.to_datetime([f"2025-01-0{n + 1}T1{n}:30:00Z" for n in range(6)])
    lines = describe(sales_table(sales), [Period(day(2), day(4))])
    assert column(lines, "campaign").tolist() == [0, 0, 1, 1, 0, 0]
    assert column(lines, "hour").tolist() == [10, 11, 12, 13, 14, 15]
    assert column(lines, "weekday").tolist() == [2, 3, 4, 5, 6, 0]


def test_what_never_varies_drives_nothing():
    lines = describe(shop([(n, 7 * n, "tv", 1, 100, "Ann" if n else None) for n in range(2)]))
    assert "weekday" not in lines.drivers
    assert {"region", "category", "hour", "campaign"}.isdisjoint(lines.drivers)
    assert describe(no_sales()).drivers == {}


LINE = st.tuples(
    st.integers(0, 30),
    st.sampled_from("abc"),
    st.integers(1, 5),
    st.integers(0, 1000),
    st.sampled_from(["Ann", "Ben", None]),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(LINE, min_size=2, max_size=40), st.integers(1, 30))
def test_what_comes_later_never_reaches_what_was_known(rows, cut):
    rows = [(number, *row) for number, row in enumerate(sorted(rows, key=lambda row: row[0]))]
    whole, early = describe(shop(rows)), describe(shop([row for row in rows if row[1] <= cut]))
    for name in set(whole.columns) & set(early.columns):
        np.testing.assert_allclose(column(whole, name)[: len(early.days)], column(early, name))
    assert np.isfinite(whole.table).all()


@settings(max_examples=20, deadline=None)
@given(st.lists(LINE, min_size=2, max_size=30), st.data())
def test_neither_quantity_nor_total_of_the_line_itself_is_told(rows, data):
    rows = [(number, *row) for number, row in enumerate(sorted(rows, key=lambda row: row[0]))]
    last_day = rows[-1][1]
    changed = [
        (*row[:3], data.draw(st.integers(1, 9)), data.draw(st.integers(0, 9999)), row[5])
        if row[1] == last_day
        else row
        for row in rows
    ]
    before, after = describe(shop(rows)), describe(shop(changed))
    assert before.columns == after.columns
    np.testing.assert_array_equal(before.table, after.table)
