"""Stock for the same service: weekly review, a week's lead time, order up to, what is not there is not sold."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import stats

from analytics.demand import PanelForecast, forecast_panel
from bench.demand.methods import nixtla
from bench.demand.shops import ShopPanel

LEAD, REVIEW, WEEKS, SETTLE = 7, 7, 16, 2

Levels = np.ndarray  # weeks x products x settings: order-up-to levels


def _shopbook(past: ShopPanel, taus: np.ndarray) -> np.ndarray:
    as_of = (past.first_day + pd.Timedelta(days=past.units.shape[1])).date()
    answer = forecast_panel(past.sales(), (LEAD + REVIEW,), as_of=as_of)
    assert isinstance(answer, PanelForecast), answer
    rows = np.array([answer.names.index(name) for name in past.products])
    days = np.full(len(rows), LEAD + REVIEW)
    read = answer.products.read(rows, days, answer.horizons, answer.as_of)
    return np.array([[one.quantile(float(tau)) for tau in taus] for one in read])


def _last_fortnight(past: ShopPanel, factors: np.ndarray) -> np.ndarray:
    return np.ceil(past.units[:, -14:].sum(axis=1)[:, None] * factors[None, :])


def _textbook(past: ShopPanel, zs: np.ndarray) -> np.ndarray:
    recent = past.units[:, -28:]
    mean, sd = recent.mean(axis=1) * (LEAD + REVIEW), recent.std(axis=1, ddof=1) * np.sqrt(LEAD + REVIEW)
    return np.ceil(np.maximum(mean[:, None] + sd[:, None] * zs[None, :], 0))


def _auto_ets(past: ShopPanel, zs: np.ndarray) -> np.ndarray:
    said = nixtla("AutoETS")(past)
    raise_by = stats.norm.ppf(0.9)
    assert said.high is not None
    # Days independent, so the two weeks' deviation is the week's times root two.
    week = (said.high[7] - said.path[:, :7].sum(axis=1)) / raise_by
    mean = said.path[:, : LEAD + REVIEW].sum(axis=1)
    return np.ceil(np.maximum(mean[:, None] + np.sqrt(2) * week[:, None] * zs[None, :], 0))


def policies(
    with_auto_ets: bool,
) -> dict[str, tuple[Callable[[ShopPanel, np.ndarray], np.ndarray], np.ndarray]]:
    """Each way to set the level, with the settings that draw its curve."""
    taus = np.array([0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 0.99, 0.997, 0.9995])
    normal_taus = np.concatenate([taus, [0.99999, 1 - 1e-8, 1 - 1e-12]])
    zs = stats.norm.ppf(normal_taus)
    found = {
        "shopbook": (_shopbook, taus),
        "last 14 days": (
            _last_fortnight,
            np.array([0.7, 0.85, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3, 4, 6, 9, 14]),
        ),
        "28-day mean + z sd": (_textbook, zs),
    }
    if with_auto_ets:
        found["AutoETS"] = (_auto_ets, zs)
    return found


def simulate(
    panel: ShopPanel,
    rule: Callable[[ShopPanel, np.ndarray], np.ndarray],
    settings: np.ndarray,
    history: int | None,
) -> tuple[np.ndarray, np.ndarray]:
    """Fill rate and days of stock by setting, over the last sixteen weeks less the first two."""
    days = panel.units.shape[1]
    first = days - WEEKS * 7
    since = max(0, first - history) if history else 0
    known = (panel.units[:, since:first] > 0).sum(axis=1) >= 3
    names = tuple(name for name, keep in zip(panel.products, known, strict=True) if keep)
    panel = ShopPanel(panel.name, panel.first_day, names, panel.units[known], panel.real)
    on_hand = on_order = None
    sold = asked = held = 0.0
    for week in range(WEEKS):
        day = first + 7 * week
        level = rule(panel.upto(day, since=since), settings)
        if on_hand is None:
            on_hand = level / 2
            on_order = level - on_hand
        else:
            on_hand = on_hand + on_order
            on_order = np.maximum(level - on_hand, 0)
        for t in range(day, day + 7):
            demand = panel.units[:, t][:, None]
            taken = np.minimum(on_hand, demand)
            on_hand = on_hand - taken
            if week >= SETTLE:
                sold = sold + taken.sum(axis=0)
                asked = asked + demand.sum()
                held = held + on_hand.sum(axis=0)
    daily = asked / ((WEEKS - SETTLE) * 7)
    return np.asarray(sold) / asked, np.asarray(held) / ((WEEKS - SETTLE) * 7) / daily


def at_fill(fill: np.ndarray, stock: np.ndarray, wanted: float) -> float:
    """Days of stock that this fill rate costs, read off the curve; NaN outside it."""
    order = np.argsort(fill)
    return float(np.interp(wanted, fill[order], stock[order], left=np.nan, right=np.nan))
