"""The shop's forecast: from sale rows to a panel of totals with ranges, by a rule and not by choice.

| history of the shop | method |
|---|---|
| under 7 trading days | none: NotEnoughData |
| to 13 days | mean of the open days x shrunk weekday profile; no totals beyond 14 days |
| from 14 days | the pool of level experts, weighted by the pooled rehearsal, alone from 28 days on; the plain mean where that did clearly better |
| from 2 years | the same, with the year's shape among the experts |
| product silent for 8 weeks | asleep: 0, with an upper range |
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.demand.arrays import Flags, Floats, mean_seen
from analytics.demand.backtest import rehearse
from analytics.demand.lines import group_lines, product_lines
from analytics.demand.panel import Panel, build_panel
from analytics.demand.pool import Outlook
from analytics.demand.result import PanelForecast, selling, selling_days
from analytics.demand.seasons import MONTH, YEAR
from analytics.demand.spread import day_scatter
from analytics.demand.view import View, choose
from analytics.verdicts import NotEnoughData

ASLEEP_AFTER = 56
"""Days without a sale after which a product counts as asleep."""


def forecast_panel(
    sales: pd.DataFrame,
    horizons: tuple[int, ...] = (7, 14, 28),
    *,
    as_of: date,
    closed: Collection[date] | None = None,
    out_of_stock: Iterable[tuple[str, date]] | None = None,
    categories: Mapping[str, str] | None = None,
) -> PanelForecast | NotEnoughData:
    """Forecast every product of the shop over the `horizons` (days from `as_of` on, which is not over yet).

    `sales`: columns date, product, quantity (units; fractions and negative returns allowed), any order, sparse.
    `closed`: days known as shut, past or to come. `out_of_stock`: (product, day) on which nothing was there to sell.
    `categories`: product -> category, for the category totals. ValueError for bad columns or horizons.
    """
    lengths = tuple(sorted(set(horizons)))
    if not lengths or lengths[0] < 1:
        raise ValueError("horizons are whole numbers of days from 1 on")
    panel = build_panel(sales, as_of, closed=closed or (), out_of_stock=out_of_stock or ())
    if isinstance(panel, NotEnoughData):
        return panel
    return forecast_from(panel, lengths, categories or {})


def forecast_from(panel: Panel, horizons: tuple[int, ...], categories: Mapping[str, str]) -> PanelForecast:
    """Forecast a panel that is already built; `horizons` ascending."""
    today, tests = rehearse(panel, horizons)
    scatter = day_scatter(panel.units, panel.weekday, today.profile)
    views = [
        choose(panel, levels, test, horizon)
        for levels, test, horizon in zip(today.levels, tests, horizons, strict=True)
    ]
    lines = product_lines(panel, views, scatter, path=_path(panel, today, views), asleep=_asleep(panel))
    names, members = _groups(panel.products, categories)
    rates = np.nan_to_num(mean_seen(panel.units, axis=1))
    return PanelForecast(
        as_of=panel.as_of,
        horizons=horizons,
        history_days=panel.days,
        rates=dict(zip(panel.products, rates.tolist(), strict=True)),
        selling_days=dict(zip(panel.products, selling_days(panel.units).tolist(), strict=True)),
        last_sold=_last_sold(panel),
        products=lines,
        groups=group_lines(panel, views, scatter, lines=lines, names=names, members=members),
    )


def _last_sold(panel: Panel) -> dict[str, date]:
    sold = np.nan_to_num(panel.units) > 0
    back = np.argmax(sold[:, ::-1], axis=1).tolist()
    return {
        name: panel.as_of - timedelta(days=days + 1) for name, days in zip(panel.products, back, strict=True)
    }


def _path(panel: Panel, today: Outlook, views: Sequence[View]) -> Floats:
    """Mean units by product and day ahead, such that the sums to each horizon are that horizon's totals."""
    length = views[-1].horizon
    factors = today.profile.factors[:, panel.weekdays(panel.days, length)]
    factors = factors * panel.open_days(panel.days, length) * panel.open_share(panel.days)
    path = np.zeros_like(factors)
    start = 0
    for view in views:
        total = np.nan_to_num(view.level) * factors[:, : view.horizon].sum(axis=1)
        rest = np.maximum(total - path[:, :start].sum(axis=1), 0.0)
        part = factors[:, start : view.horizon]
        weight = part.sum(axis=1)
        path[:, start : view.horizon] = (
            part * np.where(weight > 0, rest / np.maximum(weight, 1e-9), 0.0)[:, None]
        )
        start = view.horizon
    return path


def _asleep(panel: Panel) -> Flags:
    """Whether a product is silent for eight weeks and, where two years are known, was so in these weeks last year."""
    recent = selling(panel.units[:, -ASLEEP_AFTER:])
    if panel.days < 2 * YEAR:
        return ~recent
    last_year = panel.units[:, panel.days - YEAR - 7 : panel.days - YEAR + MONTH]
    return ~recent & ~selling(last_year)


def _groups(products: tuple[str, ...], categories: Mapping[str, str]) -> tuple[tuple[str, ...], Flags]:
    """Name the categories that hold a product, and last the shop (""), with their members (groups x products)."""
    mine = [categories.get(product) for product in products]
    names = tuple(sorted({name for name in mine if name}))
    members = [[category == name for category in mine] for name in names]
    return (*names, ""), np.array([*members, [True] * len(products)], dtype=np.bool_)
