from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from storage.book import Book


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """A book just begun, to be copied: beginning one syncs the disk many times."""
    path = tmp_path_factory.mktemp("begun") / "shop.db"
    Book.open(path).close()
    return path


@pytest.fixture
def book(tmp_path, begun):
    shutil.copy(begun, tmp_path / "shop.db")
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
