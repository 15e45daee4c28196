import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.ranking import By, Measure, Ranking, rank
from analytics.sales_table import Period, no_sales, sales_table
from analytics.verdicts import NotEnoughData

JULY = Period(dt.date(2026, 7, 1), dt.date(2026, 8, 1))


def book(*rows):
    columns = ["sale_id", "sold_on", "product", "quantity", "total_minor", "cost_minor", "customer"]
    return sales_table(pd.DataFrame(rows, columns=columns))


SHOP = book(
    (1, "2026-06-20", "TV", 1, 300, 200, "Ann"),
    (2, "2026-07-01", "TV", 1, 400, 300, "Ann"),
    (2, "2026-07-01", "cable", 4, 200, 50, "Ann"),
    (3, "2026-07-02", "cable", 2, 100, None, "Ben"),
    (4, "2026-07-03", "cable", 6, 300, 75, None),
    (5, "2026-07-04", "cable", -2, -100, -25, "Ann"),
)


def test_totals_shares_and_the_period_before():
    ranking = rank(SHOP, By.CUSTOMER, Measure.REVENUE, JULY)
    assert isinstance(ranking, Ranking)
    ann, ben = ranking.items
    assert (ann.name, ann.rank, ann.total, ann.before, ann.rank_before) == ("Ann", 1, 500, 300, 1)
    assert ann.change == pytest.approx(2 / 3)
    assert (ben.name, ben.rank, ben.total, ben.before, ben.rank_before) == ("Ben", 2, 100, 0, None)
    assert ben.change is None
    assert (ranking.whole, ranking.whole_before, ranking.unnamed, ranking.sales) == (900, 300, 300, 4)
    assert ann.share == pytest.approx(500 / 900)


def test_each_measure_counts_what_it_says():
    def totals(measure):
        return {item.name: item.total for item in rank(SHOP, By.PRODUCT, measure, JULY).items}

    assert totals(Measure.REVENUE) == {"TV": 400, "cable": 500}
    assert [measure for measure in Measure if measure.is_money] == [Measure.REVENUE, Measure.PROFIT]
    assert totals(Measure.UNITS) == {"TV": 1, "cable": 10}
    assert totals(Measure.SALES) == {"TV": 1, "cable": 3}
    assert totals(Measure.PROFIT) == {"TV": 100, "cable": 300}
    assert rank(SHOP, By.PRODUCT, Measure.PROFIT, JULY).cost_known == pytest.approx(800 / 900)


def test_equal_totals_share_a_rank():
    shop = book(
        (1, "2026-07-01", "b", 1, 50, None, None),
        (2, "2026-07-01", "a", 1, 50, None, None),
        (3, "2026-07-01", "c", 1, 20, None, None),
    )
    ranking = rank(shop, By.PRODUCT, Measure.REVENUE, JULY)
    assert [(item.name, item.rank) for item in ranking.items] == [("a", 1), ("b", 1), ("c", 3)]


def test_finds_the_few_that_bring_most():
    rows = [(n, "2026-07-01", f"p{n}", 1, 10, None, None) for n in range(8)]
    few = rank(book((99, "2026-07-01", "star", 1, 320, None, None), *rows), By.PRODUCT, Measure.REVENUE, JULY)
    assert (few.pareto_names, few.pareto_share) == (1, 1 / 9)
    even = rank(
        book(
            *(row for row in rows for _ in range(1)),
            (98, "2026-07-01", "p8", 1, 10, None, None),
            (97, "2026-07-01", "p9", 1, 10, None, None),
        ),
        By.PRODUCT,
        Measure.REVENUE,
        JULY,
    )
    assert (even.pareto_names, even.pareto_share) == (8, 0.8)


def test_says_when_there_is_nothing_to_rank_and_nothing_to_compare():
    assert rank(no_sales(), By.PRODUCT, Measure.REVENUE, JULY) == NotEnoughData(0, 1, "sales in the period")
    first = rank(
        SHOP, By.PRODUCT, Measure.REVENUE, JULY, before=Period(dt.date(2026, 5, 1), dt.date(2026, 6, 1))
    )
    assert first.whole_before is None
    assert all(item.before is None and item.change is None for item in first.items)


def test_only_returns_have_no_share():
    shop = book((1, "2026-07-01", "TV", -1, -300, None, None))
    ranking = rank(shop, By.PRODUCT, Measure.REVENUE, JULY)
    assert [item.share for item in ranking.items] == [None]
    assert (ranking.pareto_names, ranking.cost_known) == (0, None)


LINE = st.tuples(
    st.integers(1, 9),
    st.sampled_from("abcd"),
    st.integers(-3, 9),
    st.integers(-500, 5000),
    st.sampled_from(["Ann", "Ben", None]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_names_and_the_nameless_make_the_whole_in_any_order(rows, shuffler):
    rows = [
        (sale, "2026-07-05", product, units, total, None, who) for sale, product, units, total, who in rows
    ]
    ranking = rank(book(*rows), By.CUSTOMER, Measure.REVENUE, JULY)
    assert sum(item.total for item in ranking.items) + ranking.unnamed == ranking.whole
    shuffler.shuffle(rows)
    assert rank(book(*rows), By.CUSTOMER, Measure.REVENUE, JULY) == ranking
