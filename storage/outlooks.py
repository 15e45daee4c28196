"""Forecasts as they were made, kept to be judged by what came."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from storage.moments import day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from storage.file import BookFile


@dataclass(frozen=True, slots=True)
class Made:
    """A forecast of a total of units: `days` days from `starts_on` on. Product None: the whole shop."""

    made_on: date
    product_id: int | None
    starts_on: date
    days: int
    mean: float
    low: float
    high: float
    method: str


def keep(book: BookFile, made: Iterable[Made]) -> None:
    """Keep forecasts; one made twice on a day counts once, the first."""
    with book.writing() as connection:
        connection.executemany(
            "INSERT INTO forecasts_made (made_on, product_id, starts_on, days, mean, low, high, method) "
            "SELECT :made_on, :product_id, :starts_on, :days, :mean, :low, :high, :method WHERE NOT EXISTS (SELECT 1 FROM forecasts_made "
            "WHERE made_on = :made_on AND product_id IS :product_id AND starts_on = :starts_on AND days = :days)",
            [
                asdict(o) | {"made_on": o.made_on.isoformat(), "starts_on": o.starts_on.isoformat()}
                for o in made
            ],
        )


def made_for(book: BookFile, ends_by: date) -> list[Made]:
    """Give the forecasts whose last day is before `ends_by`, the oldest first: they can be judged."""
    rows = book.rows(
        "SELECT made_on, product_id, starts_on, days, mean, low, high, method FROM forecasts_made "
        "WHERE date(starts_on, '+' || days || ' days') <= ? ORDER BY starts_on, id",
        [ends_by.isoformat()],
    )
    return [Made(day(row[0]), row[1], day(row[2]), *row[3:]) for row in rows]
