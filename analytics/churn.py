"""Who may stay away: customers overdue against their own rhythm, and the chance that one buys nothing soon.

What belongs here: the list of the overdue, and probabilities measured on the last finished window. The
outcome is "no purchase within the horizon after a day"; everything a model is told lies before that day, so
nothing that defines the outcome can slip in.

Two horizons of outcomes after one of history are needed to learn from; before that the BG/NBD model speaks,
which needs none, provided that one finished window can measure it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import expit

from analytics.lifetime import fit_counts, histories
from analytics.lifetime.histories import WEEK
from analytics.purchases import purchases
from analytics.sales_table import Period, day_number, until
from analytics.scores import Score, auc, score
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analytics.verdicts import Verdict

HORIZON: Final = 90
CUSTOMERS_NEEDED: Final = 100
OUTCOMES_NEEDED: Final = 20
SNAPSHOTS: Final = 4
GAPS_NEEDED: Final = 2
LATE: Final = 2.0
YEAR: Final = 365
FEATURES: Final = (
    "recency",
    "purchases",
    "tenure",
    "spent",
    "spent a purchase",
    "mean gap",
    "lateness",
    "purchases in 90 days",
    "spent in 90 days",
)
_RECENT: Final = 90
_SURE: Final = 1.645


class Model(StrEnum):
    """What gave the probabilities."""

    LOGISTIC = "logistic"
    BG_NBD = "bg_nbd"


@dataclass(frozen=True, slots=True)
class Overdue:
    """A customer who has stayed away longer than he ever did, and well beyond his usual gap."""

    customer: str
    last_bought: dt.date
    days_since: int
    usual_gap_days: float
    """Median days between his purchases."""
    days_over: float
    """Days since the day he was to be expected."""
    purchases: int
    spent_last_year_minor: int


@dataclass(frozen=True, slots=True)
class Risk:
    """The chance that a customer buys nothing within the horizon."""

    customer: str
    p_no_purchase: float
    days_since: int
    at_risk_minor: int
    """That chance of what he spends over such a horizon at his pace of the last year, minor units."""


@dataclass(frozen=True, slots=True)
class Churn:
    """Every known customer, most at risk first, and how such figures did on the last finished window."""

    horizon_days: int
    model: Model
    risks: tuple[Risk, ...]
    score: Score
    recency_auc: float
    """What ordering by the days since the last purchase alone would have scored."""
    window: Period
    """The window that the score was measured on."""

    @property
    def at_risk_minor(self) -> int:
        """Revenue at risk over the horizon, all customers together, minor units."""
        return sum(risk.at_risk_minor for risk in self.risks)


@dataclass(frozen=True, slots=True, eq=False)
class _Snapshot:
    customers: NDArray[np.object_]
    features: NDArray[np.float64]
    silent: NDArray[np.bool_]
    """Whether each bought nothing in the window after the day."""


def overdue(sales: pd.DataFrame, today: dt.date) -> tuple[Overdue, ...]:
    """List who is late against his own rhythm, by what he spent in the last year.

    Late is longer than ``LATE`` times his usual gap and than every gap so far, with at least ``GAPS_NEEDED``
    gaps known. Empty when everybody keeps to his rhythm, or has none.
    """
    visits = purchases(until(sales, today))
    now = day_number(today)
    names, days = visits["customer"].to_numpy(), visits["day"].to_numpy()
    same = names[1:] == names[:-1]
    gaps = pd.DataFrame({"customer": names[1:][same], "gap": np.diff(days)[same]}).groupby("customer")["gap"]
    table = pd.DataFrame({"usual": gaps.median(), "longest": gaps.max(), "gaps": gaps.size()})
    grouped = visits.groupby("customer")
    table["since"] = now - grouped["day"].max()
    recent = visits[visits["day"] >= now - YEAR].groupby("customer")["spent_minor"].sum()
    table["spent"] = recent.reindex(table.index, fill_value=0)
    late = table[
        (table["gaps"] >= GAPS_NEEDED)
        & (table["since"] > table["longest"])
        & (table["since"] > LATE * table["usual"])
    ]
    figures = late[["since", "usual", "gaps", "spent"]].to_numpy(dtype=np.float64).tolist()
    found = [
        Overdue(
            customer=str(name),
            last_bought=today - dt.timedelta(days=int(since)),
            days_since=int(since),
            usual_gap_days=usual,
            days_over=since - usual,
            purchases=int(gap_count) + 1,
            spent_last_year_minor=int(spent),
        )
        for name, (since, usual, gap_count, spent) in zip(late.index, figures, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.spent_last_year_minor, -one.days_over, one.customer)))


def churn(sales: pd.DataFrame, today: dt.date, horizon_days: int = HORIZON) -> Churn | Verdict:
    """Give each named customer's chance of buying nothing in the next ``horizon_days``.

    Measured on the last finished window with a model that saw only what was before it. Too few customers,
    too short a history or too few of one outcome is NotEnoughData; a model that does not clearly beat the
    plain rate is NoBetterThanBaseline (Brier score).
    """
    visits = purchases(until(sales, today))
    now = day_number(today)
    history = now - int(visits["day"].min()) if len(visits) else 0
    if history < 2 * horizon_days:
        return NotEnoughData(have=history, need=2 * horizon_days, what="days of named sales")
    finished = _snapshot(visits, now - horizon_days, horizon_days)
    if len(finished.customers) < CUSTOMERS_NEEDED:
        return NotEnoughData(have=len(finished.customers), need=CUSTOMERS_NEEDED, what="named customers")
    rarer = int(min(finished.silent.sum(), (~finished.silent).sum()))
    if rarer < OUTCOMES_NEEDED:
        return NotEnoughData(have=rarer, need=OUTCOMES_NEEDED, what="customers who stayed away and who came")
    # A snapshot teaches only with a horizon of history before it and a finished window after it.
    back = min(history // horizon_days - 1, SNAPSHOTS + 1)
    earlier = [_snapshot(visits, now - step * horizon_days, horizon_days) for step in range(2, back + 1)]
    model = Model.LOGISTIC if earlier and _teach(earlier) else Model.BG_NBD
    current = _snapshot(visits, now, horizon_days)
    if model is Model.LOGISTIC:
        measured = _logistic(earlier, finished)
        ahead = _logistic([finished, *earlier][:SNAPSHOTS], current)
    else:
        measured = _bg_nbd(visits, today - dt.timedelta(days=horizon_days), horizon_days)
        ahead = _bg_nbd(visits, today, horizon_days)
    result = score(measured, finished.silent)
    if result.brier_of_rate - result.brier <= _SURE * result.gain_error:
        return NoBetterThanBaseline(result.brier, result.brier_of_rate, "Brier score")
    return Churn(
        horizon_days=horizon_days,
        model=model,
        risks=_risks(visits, current, ahead, now, horizon_days),
        score=result,
        recency_auc=auc(finished.features[:, 0], finished.silent),
        window=Period(today - dt.timedelta(days=horizon_days), today),
    )


def _snapshot(visits: pd.DataFrame, day: int, horizon: int) -> _Snapshot:
    """Give everybody known on ``day``: what was known then, and what came after."""
    codes, names = pd.factorize(visits["customer"])
    days, spent = visits["day"].to_numpy(), visits["spent_minor"].to_numpy(dtype=np.float64)
    before, recent = days < day, (days < day) & (days >= day - _RECENT)
    size = len(names)

    def total(rows: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        picked = None if weights is None else weights[rows]
        return np.bincount(codes[rows], weights=picked, minlength=size).astype(np.float64)

    count = total(before)
    known = np.flatnonzero(count)
    first, last = np.full(size, day), np.full(size, -(2**62))
    np.minimum.at(first, codes[before], days[before])
    np.maximum.at(last, codes[before], days[before])
    count, first, last = count[known], first[known], last[known]
    money = np.maximum(total(before, spent)[known], 0.0)
    recency = (day - last).astype(np.float64)
    # Who came once has shown no gap shorter than the time he is known.
    gap = np.where(count > 1, (last - first) / np.maximum(count - 1, 1), recency)
    columns = (
        recency,
        count,
        (day - first).astype(np.float64),
        money,
        money / count,
        gap,
        recency / gap,
        total(recent)[known],
        np.maximum(total(recent, spent)[known], 0.0),
    )
    came = total((days >= day) & (days < day + horizon))[known] > 0
    return _Snapshot(np.asarray(names, dtype=object)[known], np.log1p(np.column_stack(columns)), ~came)


def _teach(snapshots: list[_Snapshot]) -> bool:
    silent = np.concatenate([one.silent for one in snapshots])
    return int(min(silent.sum(), (~silent).sum())) >= OUTCOMES_NEEDED


def _logistic(learn: list[_Snapshot], ask: _Snapshot) -> NDArray[np.float64]:
    """Fit on the snapshots to learn from, latest first, and give the probabilities of the one to ask."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - slow to load, and only thinking needs it

    features = np.concatenate([one.features for one in learn])
    middle, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(max_iter=1000).fit(
        (features - middle) / spread, np.concatenate([one.silent for one in learn])
    )
    latest = model.decision_function((learn[0].features - middle) / spread)
    shift = _shift(latest, float(learn[0].silent.mean()))
    return np.asarray(expit(model.decision_function((ask.features - middle) / spread) + shift))


def _shift(logits: NDArray[np.float64], rate: float) -> float:
    """Give what to add to the logits for their mean probability to be the rate of the latest finished window."""
    if not 0.0 < rate < 1.0:
        return 0.0
    return float(brentq(lambda move: float(expit(logits + move).mean()) - rate, -50.0, 50.0))


def _bg_nbd(visits: pd.DataFrame, day: dt.date, horizon: int) -> NDArray[np.float64]:
    known = histories(visits, day)
    if not (known.repeats > 0).any():
        return np.ones(len(known))
    return fit_counts(known).p_no_purchase(known, horizon / WEEK)


def _risks(
    visits: pd.DataFrame, current: _Snapshot, ahead: NDArray[np.float64], now: int, horizon: int
) -> tuple[Risk, ...]:
    year = visits[visits["day"] >= now - YEAR].groupby("customer")["spent_minor"].sum()
    pace = year.reindex(current.customers, fill_value=0).to_numpy() * (horizon / YEAR)
    since = np.rint(np.expm1(current.features[:, 0])).astype(int)
    order = np.lexsort((current.customers.astype(str), -pace, -ahead))
    return tuple(
        Risk(str(current.customers[row]), float(ahead[row]), int(since[row]), int(ahead[row] * pace[row]))
        for row in order
    )
