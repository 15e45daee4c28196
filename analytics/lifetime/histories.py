"""What the lifetime models know of a customer: repeat purchases, when the last was, how long he was watched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analytics.sales_table import day_number

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from numpy.typing import NDArray

WEEK: Final = 7.0


class HistoriesError(ValueError):
    """The figures of the histories contradict each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """One entry a customer in each array, in the same order."""

    customers: NDArray[np.object_]
    repeats: NDArray[np.float64]
    """Purchases after the first (x)."""
    last: NDArray[np.float64]
    """Weeks from the first purchase to the last (t_x); 0 without a repeat."""
    watched: NDArray[np.float64]
    """Weeks from the first purchase to the day of asking (T)."""
    mean_spend: NDArray[np.float64]
    """Mean of the repeat purchases, minor units; 0 without a repeat."""

    def __post_init__(self) -> None:
        sizes = {
            len(self.customers),
            len(self.repeats),
            len(self.last),
            len(self.watched),
            len(self.mean_spend),
        }
        if len(sizes) != 1:
            raise HistoriesError("the arrays must be of one length")
        if (self.repeats < 0).any() or (self.last < 0).any():
            raise HistoriesError("repeats and weeks cannot be negative")
        if (self.last > self.watched).any():
            raise HistoriesError("the last purchase cannot lie after the day of asking")
        if ((self.repeats == 0) & (self.last > 0)).any():
            raise HistoriesError("without a repeat purchase there is no last one to date")

    def __len__(self) -> int:
        return len(self.customers)


def histories(visits: pd.DataFrame, today: dt.date) -> Histories:
    """Give the histories of all who bought before ``today``, by name.

    ``visits`` is a frame of ``analytics.purchases.purchases``; time is turned into weeks.
    """
    known = visits[visits["day"] < day_number(today)]
    grouped = known.groupby("customer")
    first, last, count = (grouped["day"].agg(how) for how in ("min", "max", "size"))
    repeats = count.to_numpy(dtype=np.float64) - 1
    # The first purchase is left out of the mean: it is what made him a customer, and is often another kind.
    opening = known[~known["customer"].duplicated()].set_index("customer")["spent_minor"]
    later = (grouped["spent_minor"].sum() - opening.reindex(first.index)).to_numpy(dtype=np.float64)
    return Histories(
        customers=first.index.to_numpy(dtype=object),
        repeats=repeats,
        last=(last - first).to_numpy(dtype=np.float64) / WEEK,
        watched=(day_number(today) - first).to_numpy(dtype=np.float64) / WEEK,
        mean_spend=np.divide(later, repeats, out=np.zeros_like(later), where=repeats > 0),
    )
