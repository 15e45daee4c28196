"""Made-up shops for the tests of customer analytics: one tuple a line, or many customers by a plan."""

import datetime as dt

import numpy as np
import pandas as pd

from analytics.sales_table import sales_table

START = dt.date(2025, 1, 1)


def day(number):
    return START + dt.timedelta(days=int(number))


def shop(rows):
    """rows: (sale_id, day number, product, quantity, total_minor, customer)"""
    frame = pd.DataFrame(rows, columns=["sale_id", "day", "product", "quantity", "total_minor", "customer"])
    sold_on = np.datetime64(START) + frame.pop("day").to_numpy().astype("timedelta64[D]")
    return sales_table(frame.assign(sold_on=pd.to_datetime(sold_on)))


def visits(plan, *, product="thing"):
    """plan: {customer: [(day number, total_minor), ...]}, one line a visit"""
    rows = [(number, when, product, 1, total, who) for number, (who, when, total) in enumerate(_flat(plan))]
    return shop(rows)


def _flat(plan):
    return [(who, when, total) for who, days in plan.items() for when, total in days]


def bg_nbd_shop(count, days, seed, *, r=0.6, alpha=25.0, a=0.8, b=2.5, spend=20_000):
    """A shop whose customers buy at their own Poisson rates and may drop out after any purchase."""
    rng = np.random.default_rng(seed)
    rates = rng.gamma(r, 1 / alpha, count)
    leaves = rng.beta(a, b, count)
    level = rng.gamma(4.0, spend / 4.0, count)
    plan = {}
    for number in range(count):
        now = rng.uniform(0, days * 0.6)
        found = []
        while now < days:
            found.append((int(now), max(1, int(level[number] * rng.gamma(8.0, 1 / 8.0)))))
            if rng.random() < leaves[number] and len(found) > 1:
                break
            now += 1 + rng.exponential(1 / rates[number])
        plan[f"c{number:04d}"] = found
    return visits(plan)
