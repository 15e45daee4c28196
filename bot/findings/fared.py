"""How the forecasts that the owner was given compare with what came.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from storage import outlooks
from storage.reading import demand, shelf

if TYPE_CHECKING:
    from analytics.demand.drift import DriftReport
    from analytics.verdicts import NotEnoughData
    from bot.command import Turn


def report(turn: Turn) -> DriftReport | NotEnoughData:
    """Judge the kept forecasts whose days are over."""
    from analytics.demand.drift import Made, drift  # noqa: PLC0415 - slow to load, and only thinking needs it

    book = turn.shop.book
    names = {one.product_id: one.product for one in shelf.shelves(book)}
    made = [
        Made(names[one.product_id], one.starts_on, one.days, one.mean, one.low, one.high)
        for one in outlooks.made_for(book, turn.today)
        if one.product_id in names
    ]
    first = min((one.made_on for one in made), default=turn.today)
    columns = demand.taken(book, first, turn.today - timedelta(days=1))
    return drift(made, analytics.frames.frame(columns), as_of=turn.today)


def leaning(found: DriftReport) -> list[str]:
    """Name the products whose forecasts lean to one side by more than chance, the worst first."""
    return [one.name for one in found.products if one.drifting]
