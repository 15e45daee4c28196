"""Time of each analysis on a made-up book of a million lines and fifty thousand customers."""

import datetime as dt
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics.baskets import baskets, pairs
from analytics.churn import churn, overdue
from analytics.clusters import clusters
from analytics.cohorts import cohorts
from analytics.drivers import drivers
from analytics.itemsets import itemsets, rules
from analytics.lifetime import lifetime_values
from analytics.ranking import By, Measure, rank
from analytics.recommend import judge
from analytics.rfm import moves, segment
from analytics.sales_table import Period, sales_table
from bench.customers import figures
from bench.customers.figures import Figure

TODAY = dt.date(2025, 12, 31)
LINES_LIMIT = 30.0
CUSTOMERS_LIMIT = 10.0


def made_up(lines: int, customers: int, seed: int = 0) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    weight = rng.gamma(0.5, 1.0, customers)
    start = rng.integers(0, 600, customers)
    who = rng.choice(customers, lines, p=weight / weight.sum())
    day = start[who] + (rng.random(lines) ** 2 * (730 - start[who])).astype(int)
    product = rng.zipf(1.3, lines).clip(1, 2000)
    return pd.DataFrame(
        {
            "sale_id": np.arange(lines) // 3,
            "sold_on": pd.to_datetime(np.datetime64("2024-01-01") + day.astype("timedelta64[D]")),
            "product": np.char.add("p", product.astype(str)),
            "category": np.char.add("k", (product % 20).astype(str)),
            "quantity": rng.integers(1, 5, lines).astype(float),
            "total_minor": (rng.lognormal(8, 0.4, lines) * (1 + product % 7)).astype(int),
            "customer": np.char.add("c", who.astype(str)),
        }
    )


def timed(name: str, job: Callable[[], object], limit: float) -> Figure:
    started = time.process_time()
    found = job()
    taken = time.process_time() - started
    return figures.at_most(f"{name}: {type(found).__name__}, seconds", taken, limit, 1)


def by_customers() -> list[Figure]:
    """Fifty thousand customers, 250,000 lines."""
    return _all(sales_table(made_up(250_000, 50_000)), CUSTOMERS_LIMIT)


def by_lines(raw: pd.DataFrame) -> list[Figure]:
    """The same on a million lines."""
    return [
        timed("checking the table", lambda: sales_table(raw), LINES_LIMIT),
        *_all(sales_table(raw), LINES_LIMIT),
    ]


def _all(sales: pd.DataFrame, limit: float) -> list[Figure]:
    year = Period(dt.date(2025, 1, 1), TODAY)
    jobs: dict[str, Callable[[], object]] = {
        "ranking of customers": lambda: rank(sales, By.CUSTOMER, Measure.REVENUE, year),
        "segments": lambda: segment(sales, TODAY),
        "moves": lambda: moves(sales, dt.date(2025, 9, 1), TODAY),
        "clusters": lambda: clusters(sales, TODAY),
        "cohorts": lambda: cohorts(sales, TODAY),
        "lifetime values": lambda: lifetime_values(sales, TODAY),
        "overdue": lambda: overdue(sales, TODAY),
        "churn": lambda: churn(sales, TODAY),
        "baskets and pairs": lambda: pairs(baskets(sales)),
        "itemsets and rules at .001": lambda: rules(itemsets(baskets(sales), "0.001"), "0.3"),
        "offers judged": lambda: judge(sales, TODAY),
        "drivers": lambda: drivers(sales, TODAY),
    }
    return [timed(name, job, limit) for name, job in jobs.items()]
