"""The small book, filled once a session: its talk, and its sales as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.demo.talk import Talk, settings_in
from bot.shop import open_shop
from tests.truth.small import NOW, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from storage.book import Book


@dataclass(frozen=True, slots=True)
class Truth:
    """The same sales twice: in a book that answers, and as plain rows."""

    talk: Talk
    rows: pd.DataFrame

    @property
    def book(self) -> Book:
        """The book."""
        return self.talk.shop.book


@pytest.fixture(scope="session")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Truth]:
    """Give the book and the rows; nothing here writes sales."""
    shop = open_shop(settings_in(tmp_path_factory.mktemp("truth")))
    yield Truth(Talk(shop, at=NOW), fill(shop.book))
    shop.close()
