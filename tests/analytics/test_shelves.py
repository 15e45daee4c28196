import pandas as pd
import pytest

from analytics.shelves import Shelf, horizons, shelves


def test_a_stock_table_becomes_shelves_and_empty_cells_stay_unknown():
    stock = pd.DataFrame(
        {
            "product": ["bread", "jam"],
            "category": ["food", None],
            "on_hand": [4.5, None],
            "on_order": [0, 12],
            "price_minor": pd.array([2000, None], dtype="Int64"),
            "cost_minor": pd.array([1500, None], dtype="Int64"),
            "pack": [None, 6],
            "lead_days": [3, None],
        }
    )
    assert shelves(stock, lead_days=10) == (
        Shelf("bread", 4.5, on_order=0, lead_days=3, cost_minor=1500, price_minor=2000),
        Shelf("jam", None, on_order=12, lead_days=10, pack=6),
    )


def test_only_two_columns_are_needed():
    assert shelves(pd.DataFrame({"product": ["a"], "on_hand": [1]})) == (Shelf("a", 1.0),)
    with pytest.raises(ValueError, match="on_hand"):
        shelves(pd.DataFrame({"product": ["a"]}))


def test_an_empty_stock_table_has_no_shelves():
    assert shelves(pd.DataFrame({"product": [], "on_hand": []})) == ()


def test_horizons_reach_the_longest_wait():
    assert horizons([Shelf("a", 0, lead_days=7)]) == (7, 14, 28)
    assert horizons([Shelf("a", 0, lead_days=40)], review_days=5) == (7, 14, 21, 28, 35, 42, 45)
    assert horizons([]) == (7, 14, 28)
