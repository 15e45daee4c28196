from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
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
def memory():
    """A folder in memory where there is one: a killed process needs no disk, and hundreds of syncs take theirs."""
    shared = Path("/dev/shm")  # noqa: S108 - the folder made in it has a name of its own
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as name:
        yield Path(name)


@pytest.fixture
def book(tmp_path, begun):
    shutil.copy(begun, tmp_path / "shop.db")
    with Book.open(tmp_path / "shop.db") as opened:
        opened.connection.execute(
            "PRAGMA synchronous = OFF"
        )  # these tests cut no power, and a sync takes its time
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
