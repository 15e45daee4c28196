"""The models of the statistics books, as statsmodels fits them: ETS, Theta and ARIMA.

Known traps, with statsmodels 0.15: ETS predicts only from a Series; ARIMA with its enforcement off explodes on a
month of data; Theta's own prediction intervals hold 98 % of what an 80 % range should.
"""

import warnings
from itertools import product

import numpy as np
import pandas as pd

from analytics.demand.arrays import Floats
from analytics.demand.models import Ahead, History, Named, WithoutWeekdays

_WEEK = 7
_ORDERS = ((0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2))


def ets(history: History, ahead: int) -> Ahead:
    """Exponential smoothing with or without damped trend and week, the best of four by AICc (Hyndman et al. 2002)."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # noqa: PLC0415 - loaded when compared

    series = pd.Series(history.units)
    fits = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a poor fit shows in its error, which is what is compared
        for trend, season in product((None, "add"), (None, "add")):
            model = ETSModel(
                series,
                trend=trend,
                damped_trend=trend is not None,
                seasonal=season,
                seasonal_periods=_WEEK if season else None,
            )
            fits.append(model.fit(disp=False, maxiter=200))
        best = min(fits, key=lambda fit: float(fit.aicc))
        said = best.get_prediction(start=len(series), end=len(series) + ahead - 1)
    return Ahead(np.asarray(said.predicted_mean), np.sqrt(np.asarray(said.forecast_variance)))


def theta(level: Floats, ahead: int) -> Ahead:
    """Give the Theta model: half the trend, and simple smoothing (Assimakopoulos & Nikolopoulos 2000)."""
    from statsmodels.tsa.forecasting.theta import ThetaModel  # noqa: PLC0415 - loaded when compared

    days = pd.Series(level, index=pd.date_range("2000-01-03", periods=len(level)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        fit = ThetaModel(days, period=1, deseasonalize=False).fit()
        mean = fit.forecast(ahead).to_numpy()
    step = float(np.std(np.diff(level)) / np.sqrt(2))
    alpha = float(fit.params["alpha"])
    return Ahead(mean, step * np.sqrt(1 + alpha**2 * np.arange(ahead)))


def arima(level: Floats, ahead: int) -> Ahead:
    """ARIMA, differenced when that calms the series, p + q up to 2 by AICc (Hyndman & Khandakar 2008, in small)."""
    from statsmodels.tsa.arima.model import ARIMA  # noqa: PLC0415 - loaded when compared

    difference = int(np.std(np.diff(level)) < np.std(level))
    fits = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        for p, q in _ORDERS:
            try:
                fits.append(ARIMA(level, order=(p, difference, q)).fit(method_kwargs={"maxiter": 50}))
            except (ValueError, np.linalg.LinAlgError):
                continue
        if not fits:
            raise ValueError("no order of ARIMA could be fitted")
        said = min(fits, key=lambda fit: float(fit.aicc)).get_forecast(ahead)
    return Ahead(np.asarray(said.predicted_mean), np.asarray(said.se_mean))


MODELS = (
    Named("ETS", 2 * _WEEK + 1, ets),
    WithoutWeekdays("Theta", 2 * _WEEK, theta),
    WithoutWeekdays("ARIMA", 2 * _WEEK, arima),
)
