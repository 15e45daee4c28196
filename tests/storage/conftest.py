from __future__ import annotations

from types import SimpleNamespace

import pytest

from storage.book import Book


@pytest.fixture
def book(tmp_path):
    with Book.open(tmp_path / "shop.db") as opened:
        yield opened


@pytest.fixture
def known(book):
    """Two products and two customers."""
    products = book.ensure_products(["HDMI cable", "Charger"])
    customers = book.ensure_customers(["Thabo", "Naledi"])
    return SimpleNamespace(
        cable=products["HDMI cable"],
        charger=products["Charger"],
        thabo=customers["Thabo"],
        naledi=customers["Naledi"],
    )
