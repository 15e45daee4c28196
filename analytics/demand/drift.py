"""What past forecasts said against what came: whether the forecasts still fit the shop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.verdicts import NotEnoughData

LEAST_JUDGED = 4
"""Finished forecasts below which nothing is said."""
LIMIT = 4.0
"""Tracking signal beyond which errors lean to one side by more than chance (Trigg 1964; four mean deviations)."""


@dataclass(frozen=True, slots=True)
class Made:
    """A forecast as it was given to the owner: total units of `days` days from `made_on` on."""

    product: str
    made_on: date
    days: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How forecasts have fared."""

    name: str
    """The product, or "" for all."""
    judged: int
    pending: int
    """Forecasts whose days are not over."""
    wape: float | None
    """Sum of absolute errors over sum of what came; None when nothing came."""
    bias: float | None
    """Sum of what was said over sum of what came, less 1: above 0 too high."""
    held: int
    """Forecasts whose range held what came."""
    tracking: float
    """Sum of errors (came less said) over their mean absolute size."""

    @property
    def drifting(self) -> bool:
        """Whether the forecasts lean to one side."""
        return self.judged >= LEAST_JUDGED and abs(self.tracking) > LIMIT


@dataclass(frozen=True, slots=True)
class DriftReport:
    """All forecasts together, and by product, the worst leaning first."""

    overall: Drift
    products: tuple[Drift, ...]


def drift(made: Sequence[Made], came: pd.DataFrame, *, as_of: date) -> DriftReport | NotEnoughData:
    """Judge the forecasts whose days are over on `as_of` by the sales that `came` (columns date, product, quantity)."""
    over = [one for one in made if one.made_on + timedelta(days=one.days) <= as_of]
    if len(over) < LEAST_JUDGED:
        return NotEnoughData(len(over), LEAST_JUDGED, "finished forecasts")
    table = pd.DataFrame(
        {
            "day": pd.to_datetime(came["date"]).to_numpy().astype("datetime64[D]").astype(np.int64),
            "product": came["product"].astype("str").to_numpy(),
            "units": came["quantity"].to_numpy(dtype=np.float64),
        }
    ).sort_values("day", kind="stable")
    by_product = {str(name): rows for name, rows in table.groupby("product")}
    totals = [_total(by_product.get(one.product), one) for one in over]
    names = sorted({one.product for one in over})
    pending = [one.product for one in made if one not in set(over)]
    products = [
        _judge(
            name,
            [(one, total) for one, total in zip(over, totals, strict=True) if one.product == name],
            pending.count(name),
        )
        for name in names
    ]
    overall = _judge("", list(zip(over, totals, strict=True)), len(pending))
    return DriftReport(overall, tuple(sorted(products, key=lambda one: (-abs(one.tracking), one.name))))


def _total(rows: pd.DataFrame | None, one: Made) -> float:
    if rows is None:
        return 0.0
    first = (one.made_on - date(1970, 1, 1)).days
    begin, end = np.searchsorted(rows["day"].to_numpy(), [first, first + one.days])
    return float(rows["units"].to_numpy()[begin:end].sum())


def _judge(name: str, pairs: Sequence[tuple[Made, float]], pending: int) -> Drift:
    said = np.array([one.mean for one, _ in pairs])
    came = np.array([total for _, total in pairs])
    error = came - said
    size = float(np.abs(error).mean())
    sold = float(came.sum())
    return Drift(
        name=name,
        judged=len(pairs),
        pending=pending,
        wape=float(np.abs(error).sum() / sold) if sold > 0 else None,
        bias=float(said.sum() / sold - 1) if sold > 0 else None,
        held=sum(one.low <= total <= one.high for one, total in pairs),
        tracking=float(error.sum() / size) if size > 0 else 0.0,
    )
