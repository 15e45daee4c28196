"""What every test may use: the demo shop's book, filled once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.shop import open_shop
from tests.demo_shop import Talk, copy_of, fill_once, settings_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that writes the expected answers of conversations anew; review them by diff."""
    parser.addoption(
        "--rewrite", action="store_true", help="write the expected answers of conversations anew"
    )


@pytest.fixture(scope="session")
def demo_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of the demo year's book; copy it before you write."""
    return fill_once(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(demo_book: Path, tmp_path: Path) -> Iterator[Talk]:
    """Give a talk with the demo shop, a year of sales in its book."""
    talk = copy_of(demo_book, tmp_path)
    yield talk
    talk.shop.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Talk]:
    """Give a talk with a shop whose book is empty."""
    talk = Talk(open_shop(settings_in(tmp_path)))
    yield talk
    talk.shop.close()
