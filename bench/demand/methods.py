"""The methods side by side under one shape: a shop's history in, daily means and quantiles of totals out."""

import importlib.util
import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from analytics.demand import PanelForecast, forecast_panel
from analytics.demand.models import History, all_models, guarded
from bench.demand.shops import ShopPanel

US, NAIVE = "shopbook", "seasonal naive"
LONGEST = 28
TOTALS = (7, 28)
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Said:
    path: np.ndarray  # products x 28, mean units a day
    low: dict[int, np.ndarray] | None = None  # the ends of the shown 80 % range of the totals, by horizon
    high: dict[int, np.ndarray] | None = None
    order: dict[int, np.ndarray] | None = None  # the 90 % quantile for stock


Method = Callable[[ShopPanel], Said]


def shopbook(panel: ShopPanel) -> Said:
    as_of = (panel.first_day + pd.Timedelta(days=panel.units.shape[1])).date()
    answer = forecast_panel(panel.sales(), (7, 14, 28), as_of=as_of)
    assert isinstance(answer, PanelForecast), answer
    rows = [answer.names.index(name) for name in panel.products]
    low, high, order = {}, {}, {}
    for days in TOTALS:
        read = answer.products.read(np.array(rows), np.full(len(rows), days), answer.horizons, answer.as_of)
        ends = np.array([one.range for one in read])
        low[days], high[days] = ends[:, 0], ends[:, 1]
        order[days] = np.array([one.quantile(HIGH) for one in read])
    return Said(answer.products.path[rows], low, high, order)


def prototype(file: Path) -> Method:
    spec = importlib.util.spec_from_file_location("prototype_forecaster", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def method(panel: ShopPanel) -> Said:
        weekday = (panel.first_day.weekday() + np.arange(panel.units.shape[1])) % 7
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fitted = module.fit(panel.units, panel.started, weekday, horizons=(7, 14, 28))
            shown = {h: module.quantile_total(fitted, h, [LOW, HIGH], "conf") for h in TOTALS}
            order = {h: module.quantile_total(fitted, h, [HIGH], "nb")[0] for h in TOTALS}
            path = module.path(fitted, weekday)
        return Said(path, {h: shown[h][0] for h in TOTALS}, {h: shown[h][1] for h in TOTALS}, order)

    return method


def _each(one: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray | None]]) -> Method:
    """A method of single series: mean path and, where it has one, the standard deviation of each day."""

    def method(panel: ShopPanel) -> Said:
        paths, spreads = [], []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row, start in zip(panel.units, panel.started, strict=True):
                path, spread = one(row[start:], len(row))
                paths.append(np.maximum(path, 0))
                spreads.append(spread)
        if any(spread is None for spread in spreads):
            return Said(np.array(paths))
        return _independent_days(np.array(paths), np.array(spreads))

    return method


def _independent_days(path: np.ndarray, spread: np.ndarray) -> Said:
    z = stats.norm.ppf(HIGH)
    mean = {h: path[:, :h].sum(axis=1) for h in TOTALS}
    wide = {h: z * np.sqrt((spread[:, :h] ** 2).sum(axis=1)) for h in TOTALS}
    high = {h: mean[h] + wide[h] for h in TOTALS}
    return Said(path, {h: np.maximum(mean[h] - wide[h], 0) for h in TOTALS}, high, high)


def _seasonal_naive(y: np.ndarray, _: int) -> tuple[np.ndarray, None]:
    week = y[-7:] if len(y) >= 7 else np.resize(y, 7)
    return np.resize(week, LONGEST), None


def _mean28(y: np.ndarray, _: int) -> tuple[np.ndarray, None]:
    return np.full(LONGEST, y[-28:].mean()), None


def _ses(y: np.ndarray, _: int) -> tuple[np.ndarray, np.ndarray | None]:
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing  # noqa: PLC0415 - only when measured

    if len(y) < 3 or np.ptp(y) == 0:
        return np.full(LONGEST, y.mean()), np.zeros(LONGEST)
    fit = SimpleExpSmoothing(y, initialization_method="estimated").fit()
    alpha, sd = fit.params["smoothing_level"], np.std(y - fit.fittedvalues)
    return np.full(LONGEST, fit.forecast(1)[0]), sd * np.sqrt(1 + alpha**2 * np.arange(LONGEST))


def _ets(y: np.ndarray, _: int) -> tuple[np.ndarray, np.ndarray | None]:
    """statsmodels ETS, additive error, the best of four by AICc."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # noqa: PLC0415 - only when measured

    if len(y) < 15 or np.ptp(y) == 0:
        return np.full(LONGEST, y.mean()), np.full(LONGEST, y.std())
    series, best = pd.Series(y), None
    for trend, seasonal in ((None, None), (None, "add"), ("add", None), ("add", "add")):
        try:
            fit = ETSModel(
                series,
                trend=trend,
                damped_trend=trend is not None,
                seasonal=seasonal,
                seasonal_periods=7 if seasonal else None,
            ).fit(disp=False, maxiter=200)
        except (ValueError, np.linalg.LinAlgError):
            continue
        if best is None or fit.aicc < best.aicc:
            best = fit
    assert best is not None
    ahead = best.get_prediction(start=len(y), end=len(y) + LONGEST - 1)
    return np.asarray(ahead.predicted_mean), np.sqrt(np.asarray(ahead.forecast_variance))


def nixtla(name: str, season: int | None = 7) -> Method:
    """A model of statsforecast; without a season it gives points only."""
    from statsforecast import models  # noqa: PLC0415 - only where it is installed

    def one(y: np.ndarray, _: int) -> tuple[np.ndarray, np.ndarray | None]:
        if len(y) < 10 or np.ptp(y) == 0:
            return np.full(LONGEST, y.mean()), np.full(LONGEST, y.std())
        try:
            if season is None:
                return getattr(models, name)().forecast(y=y, h=LONGEST)["mean"], None
            said = getattr(models, name)(season_length=season).forecast(y=y, h=LONGEST, level=[80])
        except Exception:  # noqa: BLE001 - a peer that gives up is given the mean, as its own library does
            return np.full(LONGEST, y[-28:].mean()), np.full(LONGEST, y.std())
        z = stats.norm.ppf(HIGH)
        return said["mean"], (said["hi-80"] - said["lo-80"]) / (2 * z)

    return _each(one)


def _prophet() -> Method:
    logging.getLogger("cmdstanpy").setLevel(logging.CRITICAL)
    logging.getLogger("prophet").setLevel(logging.CRITICAL)
    from prophet import Prophet  # noqa: PLC0415 - only where it is installed

    def one(y: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray | None]:
        days = pd.date_range("2020-01-06", periods=length + LONGEST)[length - len(y) :]
        model = Prophet(interval_width=0.8, daily_seasonality=False, uncertainty_samples=200)
        model.fit(pd.DataFrame({"ds": days[: len(y)], "y": y}))
        said = model.predict(pd.DataFrame({"ds": days[len(y) :]}))
        z = stats.norm.ppf(HIGH)
        return said["yhat"].to_numpy(), ((said["yhat_upper"] - said["yhat_lower"]) / (2 * z)).to_numpy()

    return _each(one)


def _field(name: str) -> Method:
    """A model of the comparison that owners see, under its guards."""
    model = next(one for one in all_models() if one.name == name)

    def one(y: np.ndarray, _: int) -> tuple[np.ndarray, np.ndarray | None]:
        said = guarded(model, History(y, date(2020, 1, 6)), LONGEST).ahead
        return said.mean, said.deviation

    return _each(one)


def available(prototype_file: Path | None) -> dict[str, Method]:
    """Every method that can run here; what cannot is said."""
    methods: dict[str, Method] = {US: shopbook}
    if prototype_file is not None:
        methods["prototype"] = prototype(prototype_file)
    methods |= {
        NAIVE: _each(_seasonal_naive),
        "mean of 28 days": _each(_mean28),
        "SES": _each(_ses),
        "ETS": _each(_ets),
        "Theta": _field("Theta"),
    }
    if importlib.util.find_spec("statsforecast") is None:
        print(
            "statsforecast is not installed: AutoETS, AutoTheta, AutoCES, IMAPA, AutoARIMA are not measured"
        )
    else:
        methods |= {name: nixtla(name) for name in ("AutoETS", "AutoTheta", "AutoCES")}
        methods["IMAPA"] = nixtla("IMAPA", season=None)
    if importlib.util.find_spec("prophet") is None:
        print("prophet is not installed: it is not measured")
    else:
        methods["Prophet"] = _prophet()
    return methods


def slow() -> dict[str, Method]:
    """The methods that take seconds a product, measured on a sample of products."""
    methods = {"ARIMA": _field("ARIMA")}
    if importlib.util.find_spec("statsforecast") is not None:
        methods["AutoARIMA"] = nixtla("AutoARIMA")
    return methods
