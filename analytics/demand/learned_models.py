"""Models that learn from lags: random forest, gradient boosting, a neural network; and Prophet where installed.

Each predicts one day from the last week, the same day of the two weeks before, the means of the last 7 and 28 days
and the weekday, all known the day before; further days are predicted from predictions.
"""

import logging
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analytics.demand.arrays import Floats, Ints
from analytics.demand.models import Ahead, History, Named

LAGS = (1, 2, 3, 4, 5, 6, 7, 14)
_LONGEST = 28
_SEED = 20


def features(units: Floats, weekday: Ints) -> Floats:
    """Give the row for each day from the 29th on, plus one for the day after the last (rows x features).

    `weekday` is one longer than `units`.
    """
    at = np.arange(_LONGEST, len(units) + 1)
    sums = np.concatenate([[0.0], np.cumsum(units)])
    columns = [units[at - lag] for lag in LAGS]
    columns += [(sums[at] - sums[at - 7]) / 7, (sums[at] - sums[at - _LONGEST]) / _LONGEST]
    columns += [(weekday[at] == day).astype(np.float64) for day in range(7)]
    return np.column_stack(columns)


def _learned(make: Callable[[], Any]) -> Callable[[History, int], Ahead]:
    def rule(history: History, ahead: int) -> Ahead:
        weekdays = np.concatenate([history.weekday, history.weekday_ahead(ahead)])
        rows = features(history.units, weekdays[: len(history.units) + 1])
        target = history.units[_LONGEST:]
        scale = max(float(target.std()), 1e-9)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # not converged shows in the error, which is what is compared
            model = make().fit(rows[:-1] / scale, target / scale)
            deviation = _unseen_deviation(make, rows[:-1] / scale, target / scale) * scale
        days = history.units[-_LONGEST:].tolist()
        for step in range(ahead):
            known = np.array(days[-_LONGEST:])
            end = len(history.units) + step
            row = features(known, weekdays[end - _LONGEST : end + 1])
            days.append(max(float(model.predict(row / scale)[0]) * scale, 0.0))
        return Ahead(np.array(days[_LONGEST:]), np.full(ahead, deviation))

    return rule


def _unseen_deviation(make: Callable[[], Any], rows: Floats, target: Floats) -> float:
    """Root mean square error on the last quarter, learnt from the rest: on days it has seen a forest never errs."""
    cut = 3 * len(rows) // 4
    missed = target[cut:] - make().fit(rows[:cut], target[:cut]).predict(rows[cut:])
    return float(np.sqrt(np.mean(missed**2)))


def _forest() -> Any:
    from sklearn.ensemble import RandomForestRegressor  # noqa: PLC0415 - loaded when compared

    return RandomForestRegressor(n_estimators=40, min_samples_leaf=3, random_state=_SEED)


def _boosting() -> Any:
    from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 - as above

    return HistGradientBoostingRegressor(max_iter=60, max_depth=3, min_samples_leaf=10, random_state=_SEED)


def _network() -> Any:
    from sklearn.neural_network import MLPRegressor  # noqa: PLC0415 - as above
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - as above
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415 - as above

    net = MLPRegressor(hidden_layer_sizes=(16,), alpha=1.0, solver="lbfgs", max_iter=200, random_state=_SEED)
    return make_pipeline(StandardScaler(), net)


def _prophet(history: History, ahead: int) -> Ahead:
    """Prophet with its defaults (Taylor & Letham 2018)."""
    from prophet import Prophet  # noqa: PLC0415 - an extra that need not be there

    for chatty in ("cmdstanpy", "prophet"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    days = pd.date_range(history.first_day, periods=len(history.units) + ahead)
    model = Prophet(interval_width=0.8, daily_seasonality=False, uncertainty_samples=200)
    model.fit(pd.DataFrame({"ds": days[: len(history.units)], "y": history.units}))
    said = model.predict(pd.DataFrame({"ds": days[len(history.units) :]}))
    wide = (said["yhat_upper"] - said["yhat_lower"]).to_numpy(dtype=np.float64)
    return Ahead(said["yhat"].to_numpy(dtype=np.float64), wide / _EIGHTY_WIDE)


_EIGHTY_WIDE = 2 * 1.2815515655446004
"""Standard deviations between the ends of a normal 80 % range."""

_LEAST = _LONGEST + 28
MODELS = (
    Named("random forest", _LEAST, _learned(_forest)),
    Named("gradient boosting", _LEAST, _learned(_boosting)),
    Named("neural network", _LEAST, _learned(_network)),
)
PROPHET = Named("Prophet", 14, _prophet)
