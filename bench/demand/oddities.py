"""Errors put into shops' daily totals on purpose: how many are found at one false alarm in sixty clean days."""

import numpy as np

from analytics.anomalies import FALSE_ALARM_EVERY, LEAST_HISTORY, LIMIT, DayOutlook, day_outlook
from bench.demand.shops import ShopPanel

JUDGED = 240

INJURIES = {
    "day lost": lambda total: 0 * total,
    "half the day lost": lambda total: np.floor(total / 2),
    "entered twice": lambda total: 2 * total,
    "x4 spike": lambda total: 4 * total,
}


def found(panel: ShopPanel) -> tuple[dict[str, float], float]:
    """Share of each kind found, and clean days between two false alarms at the fixed limit in use."""
    totals = panel.units.sum(axis=0)[-(JUDGED + 112) :]
    start = panel.units.shape[1] - len(totals)
    weekday = (panel.first_day.weekday() + start + np.arange(len(totals))) % 7
    outlook = day_outlook(totals, weekday)
    judged = (np.arange(len(totals)) >= LEAST_HISTORY + 28) & (totals > 0)
    judged &= np.isfinite(outlook.expected) & (outlook.expected > 0)
    clean = _surprise(outlook, totals)[judged]
    limit = np.quantile(clean, 1 / FALSE_ALARM_EVERY)
    alarms = int((clean < LIMIT).sum())
    hurt = {
        name: float((_surprise(outlook, injure(totals))[judged] < limit).mean())
        for name, injure in INJURIES.items()
    }
    return hurt, judged.sum() / max(alarms, 1)


def _surprise(outlook: DayOutlook, totals: np.ndarray) -> np.ndarray:
    low, high = outlook.chances(totals)
    return np.fmin(low, high)
