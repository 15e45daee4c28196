from datetime import date

import pandas as pd
import pytest

from analytics.stockouts import empty_days

TODAY = date(2026, 3, 10)


def days(moves, sold):
    """Days of March without goods, of moves (day, kind, units) and sales (day, units) of tea."""
    found = empty_days(
        pd.DataFrame(
            [(f"2026-03-{on:02}", "tea", kind, units) for on, kind, units in moves],
            columns=["date", "product", "kind", "quantity"],
        ),
        pd.DataFrame(
            [(f"2026-03-{on:02}", "tea", units) for on, units in sold],
            columns=["date", "product", "quantity"],
        ),
        TODAY,
    )
    return [day.day for product, day in found if product == "tea"]


@pytest.mark.parametrize(
    ("moves", "sold", "empty"),
    [
        ([(2, "count", 3)], [(3, 3.0)], [4, 5, 6, 7, 8, 9]),
        ([(2, "count", 3), (6, "restock", 5)], [(3, 3.0)], [4, 5]),
        ([(2, "count", 3)], [(3, 2.0)], []),
        ([(2, "count", 0)], [(5, 1.0)], [3, 4, 6, 7, 8, 9]),  # it was sold, so it was there
        ([(2, "count", 0), (5, "count", 4), (8, "count", 0)], [], [3, 4, 9]),
        ([(2, "restock", 3)], [(3, 3.0)], []),  # never counted: nobody knows what was there before
        ([], [(3, 3.0)], []),
    ],
)
def test_a_shelf_is_followed_from_its_count_on(moves, sold, empty):
    assert days(moves, sold) == empty


def test_products_are_followed_apart():
    moves = pd.DataFrame(
        [
            ("2026-03-08", name, "count", units)
            for name, units in (("tea", 0.0), ("milk", 5.0), ("rice", 0.0))
        ],
        columns=["date", "product", "kind", "quantity"],
    )
    sold = pd.DataFrame([("2026-03-09", "rice", 1.0)], columns=["date", "product", "quantity"])
    assert list(empty_days(moves, sold, TODAY)) == [("tea", date(2026, 3, 9))]
