import pytest
from customer_shops import day, shop, visits
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.purchases import customers, purchases, usual_gaps, variety
from analytics.sales_table import day_number, no_sales

ROWS = [
    (1, 0, "tv", 1, 900, "Ann"),
    (1, 0, "cable", 2, 100, "Ann"),
    (2, 0, "cable", 1, 50, "Ann"),
    (3, 4, "cable", 1, 50, "Ben"),
    (4, 6, "tv", -1, -900, "Ann"),
    (5, 9, "cable", 1, 50, "Ann"),
    (6, 9, "cable", 1, 50, None),
    (7, 9, "cable", -1, -50, "Cas"),
]


def test_a_purchase_is_a_day_on_which_somebody_named_bought():
    made = purchases(shop(ROWS))
    assert made["customer"].tolist() == ["Ann", "Ann", "Ben"]
    assert made["day"].tolist() == [day_number(day(number)) for number in (0, 9, 4)]
    assert made["spent_minor"].tolist() == [1050, 50, 50]


def test_a_customer_spends_what_he_did_not_bring_back():
    table = customers(shop(ROWS), day(12))
    assert table.index.tolist() == ["Ann", "Ben"]
    assert table.loc["Ann"].to_dict() == {
        "first": day_number(day(0)),
        "last": day_number(day(9)),
        "purchases": 2,
        "recency": 3,
        "tenure": 12,
        "spent_minor": 200,
    }


def test_variety_counts_different_products_bought():
    assert variety(shop(ROWS), day(12)).to_dict() == {"Ann": 2, "Ben": 1}
    assert variety(shop(ROWS), day(0)).empty


def test_what_is_not_yet_sold_is_not_yet_known():
    assert customers(shop(ROWS), day(9)).loc["Ann", "purchases"] == 1
    assert customers(shop(ROWS), day(0)).empty
    assert customers(no_sales(), day(0)).empty
    assert purchases(no_sales()).empty


def test_the_usual_gap_is_the_median_of_his_own():
    gaps = usual_gaps(purchases(visits({"Ann": [(0, 1), (10, 1), (14, 1), (34, 1)], "Ben": [(3, 1)]})))
    assert gaps.to_dict() == {"Ann": 10}


PLAN = st.dictionaries(
    st.sampled_from(["Ann", "Ben", "O'Neil <&>", "Žan"]),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 900)), min_size=1, max_size=8),
    min_size=1,
)


@settings(max_examples=40, deadline=None)
@given(PLAN, st.randoms(use_true_random=False))
def test_sums_agree_whatever_the_order_of_the_lines(plan, shuffler):
    sales = visits(plan)
    made = purchases(sales)
    assert made["spent_minor"].sum() == sales["total_minor"].sum()
    assert made.groupby("customer").size().to_dict() == {
        name: len({when for when, _ in rows}) for name, rows in plan.items()
    }
    order = list(range(len(sales)))
    shuffler.shuffle(order)
    assert purchases(sales.iloc[order]).equals(made)
    assert customers(sales, day(61))["tenure"].max() == pytest.approx(
        61 - min(when for rows in plan.values() for when, _ in rows)
    )
