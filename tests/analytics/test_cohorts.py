import datetime as dt

import pytest
from customer_shops import bg_nbd_shop, day, shop, visits

from analytics.cohorts import Cohorts, cohorts
from analytics.sales_table import no_sales
from analytics.verdicts import NotEnoughData

FEBRUARY, MARCH = 31, 59


def test_counts_customers_and_revenue_by_month_of_first_purchase():
    table = cohorts(
        shop(
            [
                (1, 0, "tv", 1, 100, "Ann"),
                (2, 5, "tv", 1, 100, "Ann"),
                (3, 6, "tv", 1, 50, "Ben"),
                (4, FEBRUARY, "tv", 1, 70, "Ben"),
                (5, FEBRUARY + 1, "tv", -1, -30, "Ann"),
                (6, FEBRUARY + 2, "tv", 1, 10, "Cas"),
                (7, FEBRUARY + 2, "tv", 1, 10, None),
                (8, MARCH, "tv", 1, 40, "Ann"),
            ]
        ),
        dt.date(2025, 4, 1),
    )
    assert isinstance(table, Cohorts)
    january, february = table.cohorts
    assert (january.month, january.customers) == (dt.date(2025, 1, 1), (2, 1, 1))
    assert january.revenue_minor == (250, 40, 40)
    assert january.retention == (1, 0.5, 0.5)
    assert (february.month, february.customers, february.revenue_minor) == (
        dt.date(2025, 2, 1),
        (1, 0),
        (10, 0),
    )
    assert table.last_month_finished
    assert table.average_retention() == pytest.approx((1, 1 / 3, 0.5))


def test_an_unfinished_month_is_marked_and_left_out_of_the_average():
    table = cohorts(
        visits({"Ann": [(0, 100), (MARCH + 2, 100)], "Ben": [(FEBRUARY, 5)]}), dt.date(2025, 3, 10)
    )
    assert table.cohorts[0].customers == (1, 0, 1)
    assert not table.last_month_finished
    assert table.average_retention() == (1, 0)


@pytest.mark.parametrize(
    ("sales", "today", "verdict"),
    [
        (no_sales(), day(5), NotEnoughData(0, 2, "months with named customers")),
        (visits({"Ann": [(0, 1), (9, 1)]}), day(20), NotEnoughData(1, 2, "months with named customers")),
        (
            visits({f"c{number}": [(number * 4, 1)] for number in range(50)}),
            day(220),
            NotEnoughData(0, 1, "customers who came back in a later month"),
        ),
    ],
)
def test_says_when_there_is_no_retention_to_see(sales, today, verdict):
    assert cohorts(sales, today) == verdict


def test_what_comes_later_changes_nothing_and_the_sums_hold():
    sales = bg_nbd_shop(300, 300, 5)
    table = cohorts(sales, dt.date(2025, 8, 1))
    known = sales[sales["sold_on"] < "2025-08-01"]
    assert sum(one.customers[0] for one in table.cohorts) == known["customer"].nunique()
    assert sum(sum(one.revenue_minor) for one in table.cohorts) == known["total_minor"].sum()
    assert cohorts(known, dt.date(2025, 8, 1)) == table


def test_planted_loss_of_custom_is_seen():
    loyal = {f"l{n}": [(month * 30 + 2, 10) for month in range(6)] for n in range(10)}
    lost = {f"x{n}": [(FEBRUARY + 1, 10)] for n in range(10)}
    first, second = cohorts(visits(loyal | lost), dt.date(2025, 6, 1)).cohorts
    assert first.retention == (1, 1, 1, 1, 1)
    assert second.retention == (1, 0, 0, 0)
