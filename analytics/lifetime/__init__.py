"""How often and for how much known customers will buy: buy-till-you-leave models and what follows from them.

`histories` makes what the models read, `counts` says how often somebody comes (BG/NBD, MBG/NBD), `spend` how
much he leaves each time (gamma-gamma), both by the search in `fitting`; `value` puts both together over the months ahead.
"""

from analytics.lifetime.counts import CountModel, Leaving, fit_counts
from analytics.lifetime.histories import Histories, HistoriesError, histories
from analytics.lifetime.spend import SpendModel, fit_spend
from analytics.lifetime.value import CustomerValue, LifetimeValues, lifetime_values

__all__ = [
    "CountModel",
    "CustomerValue",
    "Histories",
    "HistoriesError",
    "Leaving",
    "LifetimeValues",
    "SpendModel",
    "fit_counts",
    "fit_spend",
    "histories",
    "lifetime_values",
]
